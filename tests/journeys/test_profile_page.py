"""The area profile as a place team meets it: cold link, numbers that agree, controls, map and back, phone, axe."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]
PATIENCE = 60_000
WIGAN = "area?system=sys-gm-icb&place=pl-wigan"


def opened(visit: Visit, server: Server, *, query: str = "area", viewport: dict = DESKTOP) -> Reader:
    reader = Reader(visit(f"{server.url}/{query}", viewport=viewport))
    reader.page.set_default_timeout(PATIENCE)
    reader.page.locator(".he-profile-sheet").wait_for(state="attached")
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    return reader


def words(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def shown_rows(reader: Reader) -> dict[str, tuple[str, str]]:
    """Value and outcome of every measure in the table, by its id."""
    found = {}
    for row in reader.page.locator(".hp-main .hp-table tbody tr[data-measure]").all():
        name = row.get_attribute("data-measure")
        found[name] = (words(row.locator("td b").first.inner_text()), words(row.locator("td").nth(4).inner_text()))
    return found


def test_numbers_of_headline_table_and_file_are_the_same(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query=WIGAN)
    table = shown_rows(reader)
    address = reader.page.locator(".he-actions a").first.get_attribute("href")
    text = urlopen(server.url + address).read().decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["what"] == "The area"]
    file = {row["indicator_id"]: row for row in reversed(rows)}  # a measure stands again in what lies in its county
    assert len(file) >= len(table) >= 5
    for name, (value, outcome) in table.items():
        row = file[name]
        number = f"{float(row['value']):,}".removesuffix(".0")
        assert number.split(".")[0] in value.replace("£", ""), (name, value, row["value"])
        if row["compared"] != "Not compared":
            assert outcome == row["compared"], name
    outcomes = [outcome for _, outcome in table.values()]
    title = words(reader.page.get_by_role("heading", level=1).inner_text())
    judged = sum(one in ("Better", "Similar", "Worse") for one in outcomes)
    assert f"{outcomes.count('Better')} of {judged} measure" in title and title.startswith("Wigan")


def test_area_opens_from_the_map_s_card_and_leads_back(visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/?area=E02005560", viewport=DESKTOP)).settled()
    value = words(reader.page.locator(".he-card .he-big").inner_text())
    reader.page.locator(".he-card").get_by_role("link", name="Area profile").click()
    reader.page.locator(".he-profile-sheet").wait_for(state="attached")
    assert "area=E02005560" in reader.page.url
    first = reader.page.locator(".hp-table tbody tr.he-on td b").first
    assert words(first.inner_text()) == value
    back = reader.page.get_by_role("link", name="Show on the map").get_attribute("href")
    assert "area=E02005560" in back and "level=msoa" in back


def test_controls_change_the_page_and_the_address(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    page = reader.page
    before = words(page.locator(".hp-access .hp-said").inner_text())
    box = page.get_by_role("combobox", name="Far is over")
    box.click()
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(page.locator(".hp-access .hp-said")).not_to_have_text(before)
    expect(page.locator(".hp-access .hp-said")).to_contain_text("more than 20 minutes")
    expect(page).to_have_url(re.compile("minutes=20"))
    area = page.get_by_role("combobox", name="Area", exact=True)
    area.click()
    page.keyboard.type("Lowestoft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lowestoft")
    expect(page).to_have_url(re.compile("area=nb-lowestoft"))
    expect(page.locator(".hp-here").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("area=nowhere", "no area with the code or name “nowhere”"),
        ("minutes=far", "is not a number of minutes"),
        ("area=E09000030", "Tower Hamlets lies in North East London"),
    ],
)
def test_wrong_and_far_away_parameters_have_one_notice(query: str, told: str, visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query=f"area?{query}")
    expect(reader.page.locator(".he-notice")).to_have_count(1)
    expect(reader.page.locator(".he-notice")).to_contain_text(told)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_page_has_no_violations_and_nothing_runs_off_its_side(viewport: dict, visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query=WIGAN, viewport=viewport)
    page = reader.page
    for one in page.locator("details").all():
        one.evaluate("one => { one.open = true; }")
    assert violations(page) == []
    main = page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollWidth <= one.clientWidth")
    page.screenshot(path=ARTEFACTS / f"profile-{viewport['width']}x{viewport['height']}.png")


def test_tables_can_be_reached_and_scrolled_by_keyboard(visit: Visit, server: Server) -> None:
    page = opened(visit, server, query=WIGAN).page
    for region in page.locator(".he-profile-sheet .he-scroll").all():
        assert region.get_attribute("tabindex") == "0" and region.get_attribute("aria-label")
    page.locator(".hp-main .hp-table th a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.hp-table') !== null")
