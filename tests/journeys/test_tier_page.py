"""Which tier, as a reader meets it: the hint, bars that say what the table says, the file, a measure that cannot."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]


def opened(visit: Visit, server: Server, *, query: str = "tier", viewport: dict = DESKTOP) -> Reader:
    reader = Reader(visit(f"{server.url}/{query}", viewport=viewport))
    reader.page.locator(".ht-table").wait_for()
    return reader


def test_hint_bars_sentence_and_file_say_the_same(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    assert reader.title == "Most of the difference seems to lie between neighbourhoods"
    shares = {row["level"]: row["share_of_difference"] for row in reader.download()}
    rows = reader.page.locator(".ht-table tbody tr")
    for level, place in (("place", 1), ("neighbourhood", rows.count() - 1)):
        percent = f"{100 * float(shares[level]):.0f}\u00a0%"
        assert percent in rows.nth(place).inner_text()
        assert percent in reader.page.locator(".he-lead").inner_text()
        bar, track = (rows.nth(place).locator(f".ht-bar {part}").bounding_box() for part in ("i", "span"))
        assert bar["width"] / track["width"] == pytest.approx(float(shares[level]), abs=0.02)
    assert float(shares["place"]) + float(shares["neighbourhood"]) == pytest.approx(1, abs=1e-3)


def test_keyboard_changes_the_measure(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    reader.box("Measure").focus()
    reader.page.keyboard.type("Stroke")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**indicator=stroke_admissions_rate*")
    expect(reader.page.locator(".ht-table")).to_contain_text("a year")
    expect(reader.page.locator(".he-sub")).to_contain_text("2017 to 2019")


def test_period_is_chosen_and_intervals_are_beside_the_shares(visit: Visit, england: Server) -> None:
    reader = opened(visit, england, query="tier?system=england")
    place = reader.page.locator(".ht-table tbody tr").nth(1)
    before = place.inner_text()
    assert re.search(r"\d+ to \d+\u00a0%", before)
    box = reader.box("Period")
    box.focus()
    reader.page.keyboard.type("6 May")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**period=2021*")
    expect(reader.page.locator(".he-sub")).to_contain_text("6 May 2021")
    assert place.inner_text() != before
    row = next(row for row in reader.download() if row["level"] == "place")
    assert row["period"].startswith("2021-05-06")
    assert float(row["share_lower_95"]) < float(row["share_of_difference"]) < float(row["share_upper_95"])


def test_too_few_figures_are_said(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="tier?system=england")
    assert reader.title == "Not enough figures to say at which level the differences lie"
    assert "the split needs 90\u00a0%" in reader.page.locator(".he-lead").inner_text()


def test_measure_that_cannot_be_split_is_said(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="tier?indicator=mmr2_5y")
    expect(reader.page.locator(".he-notice")).to_contain_text("no counts by MSOA")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_picture_fits_and_axe_finds_nothing(visit: Visit, server: Server, viewport: dict) -> None:
    reader = opened(visit, server, viewport=viewport)
    reader.page.wait_for_timeout(500)
    reader.page.screenshot(path=ARTEFACTS / f"tier-{viewport['width']}.png")
    table = reader.page.locator(".ht-table")
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    assert violations(reader.page) == []
