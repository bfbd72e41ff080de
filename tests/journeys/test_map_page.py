"""The map page, as a reader meets it: landing, changing the measure, selecting, links, wrong addresses."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.reader import Reader
from tests.journeys.servers import Server

Visit = Callable[..., Page]


@pytest.fixture
def reader(visit: Visit, server: Server) -> Reader:
    """A reader on the landing view."""
    return Reader(visit(server.url)).settled()


def test_landing_is_norfolk_and_waveney_first_dose(reader: Reader) -> None:
    assert reader.box("System").input_value() == "Norfolk and Waveney"
    assert reader.box("Place").input_value() == "Great Yarmouth and Waveney"
    assert reader.title == "Uptake is lowest in Yarmouth Parade"
    expect(reader.card).to_contain_text("5,306 of 9,573")
    assert reader.page.get_by_role("region", name="Map of COVID-19 vaccination").count() == 1
    sight = reader.areas_in_sight()
    assert len(sight) > 80
    expect(reader.page.get_by_text("Source: NHS England, COVID-19")).to_be_visible()


def test_changing_the_measure_keeps_the_camera_and_the_area(visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/?indicator=stroke_unit_minutes&level=lsoa&area=E01026627")).settled()
    before = reader.card_title
    reader.page.get_by_role("button", name="Closer").click()
    reader.settled()
    camera = reader.camera
    title = reader.title
    reader.choose("Measure", "Stroke admissions, number")
    assert reader.title != title
    assert reader.camera == pytest.approx(camera)
    assert reader.card_title == before
    assert reader.address["area"] == "E01026627"


def test_click_selects_the_area_under_the_pointer(reader: Reader, server: Server) -> None:
    before = reader.card_title
    point = next(point for _, point, size in sorted(reader.areas_in_sight(), key=lambda area: -area[2]))
    reader.click_area(point)
    assert reader.card_title != before
    code = reader.address["area"]
    assert code.startswith("E02")
    assert reader.box("Area").input_value() == reader.card_title
    rows = {row["area_code"]: row["area_name"] for row in reader.download()}
    assert rows[code] == reader.card_title


def test_keyboard_alone_selects_an_area(reader: Reader) -> None:
    page = reader.page
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.shadowRoot?.activeElement?.matches('.find') ?? false"):
            break
    else:
        pytest.fail("Tab does not reach the area finder")
    page.keyboard.type("heacham")
    page.get_by_role("option", name="Heacham").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(reader.card).to_contain_text("Heacham")
    reader.settled()
    assert reader.card_title == "Heacham & Snettisham"
    assert reader.address["area"].startswith("E02")


def test_area_box_selects_by_keyboard_too(reader: Reader) -> None:
    reader.box("Area").focus()
    reader.page.keyboard.type("Heacham")
    reader.page.keyboard.press("Enter")
    expect(reader.card).to_contain_text("Heacham")


def test_period_slider_in_the_map_draws_another_year_and_then_tells_the_page(visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/?indicator=mmr2_5y&level=upper_tier&system=england&area=none")).settled()
    slider = reader.page.get_by_role("slider", name="Period")
    was = int(slider.input_value())
    assert was == int(slider.get_attribute("max"))
    drawn = reader.page.evaluate("bench.journal.changed")
    slider.focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.page.wait_for_function("drawn => bench.journal.changed > drawn", arg=drawn)
    reader.page.wait_for_url("**period=*")
    reader.settled()
    assert int(slider.input_value()) == was - 1
    assert "2023/24" in reader.page.locator(".he-paragraph").inner_text() + reader.title + reader.page.url


def test_table_map_and_file_say_the_same(reader: Reader) -> None:
    with reader.page.expect_response(lambda answer: "/values?" in answer.url) as asked:
        reader.page.reload()
    reader.settled()
    columns = asked.value.json()["columns"]
    file = {row["area_name"]: row for row in reader.download() if row["row"] == "area"}
    table = {row[0]: row for row in reader.table_rows()}
    assert len(file) == len(table) == len(columns["text"]) == 125
    in_code_order = sorted(file.values(), key=lambda row: row["area_code"])
    for row, text in zip(in_code_order, columns["text"], strict=True):
        value = f"{float(row['value']):.1f}"
        assert value in table[row["area_name"]], row["area_name"]
        assert text.startswith(value), row["area_name"]


def test_short_link_opens_the_same_view_on_a_fresh_server(
    reader: Reader, start: Callable[..., Server], visit: Visit, server: Server
) -> None:
    reader.choose("Measure", "Minutes to nearest stroke unit")
    reader.choose("System", "England")
    title, address, camera = reader.title, reader.page.url.removeprefix(server.url), reader.camera
    given = {"page": "", "query": address.partition("?")[2], "at": server.url}
    short = re.search(r"/s/[0-9a-z]+", reader.page.request.get(f"{server.url}/r/share.html", params=given).text())[0]
    again = Reader(visit(start().url + short, cold=True)).settled()
    assert (again.title, again.page.url.endswith(address)) == (title, True)
    assert again.camera == pytest.approx(camera)


@pytest.mark.parametrize("path", ["/", "/map"])
def test_cold_deep_link_runs_through_the_hall(path: str, start: Callable[..., Server], visit: Visit) -> None:
    reader = Reader(visit(start().url + path + "?level=msoa&area=E02005545", cold=True)).settled()
    assert reader.address["area"] == "E02005545"
    expect(reader.page.get_by_role("navigation", name="Pages")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("area=E99999999", "no area with the code or name “E99999999”"),
        ("indicator=happiness", "no measure called “happiness”"),
        ("system=E54999999", "No system has the code “E54999999”"),
        ("place=nowhere", "No place has the code “nowhere”"),
        ("level=parish", "Showing MSOAs"),
        ("date=yesterday", "“yesterday” is not a date"),
        ("indicator=mmr2_5y&level=upper_tier&period=1066/67", "has no figures for"),
        ("indicator=mmr2_5y&level=upper_tier&age=99", "has no figures for the group"),
    ],
)
def test_wrong_address_says_so_and_shows_the_nearest(query: str, words: str, visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/?{query}"))
    # The first picture says it too until the live page stands; then it is said once.
    expect(reader.page.locator(".he-notice", has_text=words)).to_have_count(1)
    reader.card.or_(reader.page.get_by_role("region", name="Place", exact=True)).first.wait_for()
    assert reader.title
    assert reader.page.locator("[data-testid=stException]").count() == 0


def test_script_in_the_address_stays_text(visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/?area=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&indicator=%3Cb%3Ex")).settled()
    assert any("<img src=x onerror=alert(1)>" in notice for notice in reader.notices)
    assert reader.page.locator("img[src=x]").count() == 0
