"""What opens, closes and goes back on the map page: the card, the method, "More", the drawer on a phone, Back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import Server

Visit = Callable[..., Page]


def test_clear_leaves_no_area_selected_and_the_reader_at_the_card(visit: Visit, server: Server) -> None:
    reader = Reader(visit(server.url)).settled()
    reader.card.get_by_role("button", name="Clear").press("Enter")
    reader.settled()
    assert reader.address["area"] == "none"
    place = reader.page.get_by_role("region", name="Place", exact=True)
    expect(place).to_contain_text("Great Yarmouth and Waveney")
    expect(place).to_be_focused()
    expect(place.get_by_role("button", name="Clear")).to_have_count(0)


def test_an_area_chosen_in_the_table_is_on_the_card_and_back_takes_it_away(visit: Visit, server: Server) -> None:
    reader = Reader(visit(server.url)).settled()
    reader.table().get_by_role("button", name="Thetford North").click()
    reader.settled()
    assert reader.card_title == "Thetford North" and reader.address["area"] == "E02005517"
    reader.page.go_back()
    expect(reader.card.get_by_role("heading")).to_have_text("Yarmouth Parade")


def test_the_link_under_the_card_opens_the_method_and_it_follows_the_measure(visit: Visit, server: Server) -> None:
    reader = Reader(visit(server.url)).settled()
    reader.page.get_by_role("link", name="Method and limits").click()
    panel = reader.page.locator("#method")
    expect(panel).to_contain_text("Wilson score interval")
    expect(panel.get_by_text("Method and limits")).to_be_in_viewport()
    row = panel.get_by_role("row", name="Great Yarmouth and Waveney")
    expect(row).to_contain_text("79.2 % (79.0 to 79.3)")  # as if it had the standard population's ages
    reader.choose("Measure", "Minutes to nearest stroke unit")
    expect(panel.get_by_role("heading")).to_have_text("Minutes to nearest stroke unit")


def test_a_code_typed_into_the_system_and_place_boxes_finds_them(visit: Visit, server: Server) -> None:
    reader = Reader(visit(server.url)).settled()
    for label, code, parameter, found in (
        ("System", "E54000057", "system", "sys-gm-icb"),
        ("System", "E38000239", "system", "sys-nw-icb"),
        ("Place", "U94681", "place", "pl-nw-north-norfolk"),
    ):
        box = reader.box(label)
        box.fill(code)
        box.press("Enter")
        reader.settled()
        assert reader.address.get(parameter, "sys-nw-icb") == found
    expect(reader.page.get_by_text("“U94681” is in North Norfolk.")).to_be_visible()
    expect(reader.box("Place")).to_have_value("North Norfolk")


def test_more_holds_the_rest_of_the_question_and_closes_without_losing_it(visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/?indicator=mmr2_5y&level=upper_tier&system=england&area=none")).settled()
    more = reader.page.get_by_role("button", name="More")
    more.click()
    reader.page.get_by_role("button", name="Against benchmark").or_(
        reader.page.get_by_role("radio", name="Against benchmark")
    ).first.click()
    reader.settled()
    assert reader.address["colours"] == "against"
    more.click()
    expect(reader.page.get_by_text("Footprints as on")).to_have_count(0)
    reader.choose("Measure", "Asthma admissions, under 19")
    assert reader.address["colours"] == "against"


def test_the_drawer_of_a_phone_stays_open_while_choosing(visit: Visit, server: Server) -> None:
    reader = Reader(visit(server.url, viewport=PHONE)).settled()
    expect(reader.box("Measure")).to_be_hidden()
    reader.page.get_by_text("Change measure, place or area").click()
    reader.choose("Measure", "Minutes to nearest stroke unit")
    expect(reader.box("Place")).to_be_visible()
