"""The footprint page, as a reader meets it: landing, lists, circle, map, undo, names, links, wrong addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from geo.assignment import circle
from pages.parts.own import own_lines
from pages.parts.own.own_controls import RULE_WORDS
from tests.journeys.footprint_reader import FIVE, Visit, opened, paste, picked, rested, title, use
from tests.journeys.servers import Server


def test_landing_is_the_place_of_the_pack_with_both_counties(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    assert title(page) == "Great Yarmouth and Waveney: 134 LSOAs, about 215,300 residents"
    card = page.get_by_role("region", name="This footprint")
    for words in (
        "215,299",
        "116,684 (73 LSOAs)",
        "98,615 (61 LSOAs)",
        "81.0 %",
        "157,110 of 193,980",
        "70,808 of 90,869",
    ):
        expect(card).to_contain_text(words)
    past = page.get_by_role("region", name="Then and now")
    expect(past).to_contain_text("from 1 April 2026")
    expect(past).to_contain_text("Norfolk and Suffolk")
    assert page.get_by_role("region", name="Table of members").locator("tbody tr").count() == 134


def test_another_measure_changes_card_and_address_and_nothing_else(visit: Visit, server: Server) -> None:
    """Only a part of the page runs for it; Back brings the measure back."""
    page = opened(visit, server)
    card, before = page.get_by_role("region", name="This footprint"), title(page)
    box = page.get_by_role("combobox", name="Measure")
    box.click()
    page.get_by_role("option", name="Deprivation rank (IMD 2019)").click()
    expect(card).to_contain_text("cannot be added up for an own footprint")
    expect(page).to_have_url(f"{server.url}/footprints?indicator=imd2019_rank")
    expect(page.get_by_role("heading", level=1)).to_have_text(before)
    page.go_back()
    expect(card).to_contain_text("157,110 of 193,980")
    expect(box).to_have_value("COVID-19 vaccination, first dose")
    expect(page.locator(".he-own-card")).to_have_count(1)


def test_pasted_codes_undo_redo_rename_and_the_link_opens_the_same(
    visit: Visit, server: Server, start: Callable[..., Server]
) -> None:
    page = opened(visit, server, "?way=codes")
    paste(page, FIVE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Listed areas: 5 LSOAs")
    use(page, "Undo")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Great Yarmouth and Waveney: 134")
    use(page, "Redo")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Listed areas: 5 LSOAs")
    page.get_by_text("Name, tier, owner and dates").click()
    page.get_by_label("Name", exact=True).fill('Quay & "Harbour"')
    page.get_by_label("Valid from").fill("2026-04-01")
    page.keyboard.press("Tab")
    use(page, "Keep these details")
    expect(page.get_by_role("heading", level=1)).to_contain_text('Quay & "Harbour": 5 LSOAs')
    expect(page.get_by_role("region", name="This footprint")).to_contain_text("from 1 April 2026")
    page.wait_for_url("**own=1.*")
    again = visit(start().url + page.url.removeprefix(server.url))
    again.locator(".he-own-card").wait_for()  # a fresh server takes its time
    expect(again.get_by_role("heading", level=1)).to_have_text(title(page))
    assert again.locator(".he-notice").count() == 0


def test_bad_dates_are_refused_and_nothing_changes(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    before = title(page)
    page.get_by_text("Name, tier, owner and dates").click()
    page.get_by_label("Valid from").fill("April")
    page.keyboard.press("Tab")
    use(page, "Keep these details")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("“April” is not a date like 2026-04-01")
    assert title(page) == before


def test_every_wrong_word_of_a_list_is_named(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?way=codes")
    paste(page, "E01026581 Quayside\nE01026582, E99999999, NR30 1AA, ZZ1 1ZZ")
    alert = page.get_by_role("alert")
    expect(alert).to_have_count(1)
    for words in (
        "1 word is neither area code nor postcode (line 1) ('Quayside')",
        "holds area codes and postcodes: give one kind at a time",
        "not a code of this pack ('E99999999')",
        "a postcode that this pack's lookup does not have ('ZZ11ZZ')",
    ):
        expect(alert).to_contain_text(words)
    paste(page, "E01026581 E01026581 E02005545 E99999999")
    alert = page.get_by_role("alert")
    for words in ("the same code twice", "another type or vintage (msoa11)", "not a code of this pack ('E99999999')"):
        expect(alert).to_contain_text(words)
    expect(page.get_by_role("heading", level=1)).to_contain_text("134 LSOAs")
    paste(page, "NR30 1AA, sw1a 1aa")
    expect(page.get_by_role("alert")).to_contain_text("a postcode that this pack's lookup does not have")
    expect(page.get_by_role("alert")).to_contain_text("SW1A1AA")


def test_pasted_postcodes_become_their_small_areas(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?way=codes")
    paste(page, "NR31 6LA\nnr30 1aa\nNR301AA")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 LSOAs")
    for code in ("E01026596", "E01026617"):
        expect(page.get_by_role("region", name="Table of members")).to_contain_text(code)


def test_circle_around_a_typed_centre_by_every_rule(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?way=circle")
    page.get_by_label("Centre", exact=False).fill("52.6, 1.73")
    page.keyboard.press("Tab")
    rested(page)
    use(page, "Draw circle")
    shape = circle(1.73, 52.6, radius=5)
    for rule, words in RULE_WORDS.items():
        if rule in own_lines.rules():
            page.get_by_role("combobox", name="Which areas does the line take in?").click()
            page.get_by_role("option", name=words).click()
            rested(page)
            use(page, "Draw circle")
            count = len(own_lines.inside(shape, "lsoa11", rule=rule))
            expect(page.get_by_role("heading", level=1)).to_contain_text(f"Within 5 km of 52.6, 1.73: {count} LSOAs")
    expect(page.get_by_role("region", name="This footprint")).to_contain_text("of its LSOAs are cut")
    page.get_by_label("Centre", exact=False).fill("1.73, 52.6")
    page.keyboard.press("Tab")
    rested(page)
    use(page, "Draw circle")
    expect(page.get_by_role("alert")).to_contain_text("give latitude, then longitude")


def test_add_and_remove_by_name_with_the_keyboard(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    picked(page, "Remove areas", "Great Yarmouth 001A")
    use(page, "Remove")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Great Yarmouth and Waveney, edited: 133 LSOAs")
    expect(page.get_by_text("Nearest in the register is")).to_contain_text("1,704 only there")
    picked(page, "Add areas", "E01026605")
    use(page, "Add")
    expect(page.get_by_role("heading", level=1)).to_contain_text("134 LSOAs")


def test_click_on_the_map_adds_an_area_and_undo_takes_it_back(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    page.locator(".hem[data-state=drawn]").wait_for()
    canvas = page.locator(".hem canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.35, box["y"] + box["height"] * 0.55)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Great Yarmouth and Waveney, edited: 135 LSOAs", timeout=15_000)
    expect(page.get_by_text("1 added, 0 removed on the map.")).to_be_visible()
    use(page, "Undo")
    expect(heading).to_contain_text("Great Yarmouth and Waveney: 134 LSOAs")


def test_counts_controlled_at_the_source_are_shown_for_an_edited_footprint(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?indicator=stroke_admissions_count&way=codes")
    card = page.get_by_role("region", name="This footprint")
    paste(page, FIVE)
    expect(card).to_contain_text("Stroke admissions, number")
    expect(card).not_to_contain_text("Not shown")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?own=1.abcdef.xyz", "cut short or changed"),
        ("?own=local", "too long for a link"),
        ("?start=own-elsewhere", "No footprint “own-elsewhere” is kept with this pack"),
    ],
)
def test_wrong_address_says_so(query: str, words: str, visit: Visit, server: Server) -> None:
    page = opened(visit, server, query)
    expect(page.locator(".he-notice")).to_contain_text(words)
    assert page.get_by_test_id("stException").count() == 0
