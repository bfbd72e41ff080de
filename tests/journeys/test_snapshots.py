"""A new pack is published while a tab is open: the tab finishes on the old one, new tabs and reloads get the new."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, expect

from data.lineage import read_lineage
from data.pack import open_pack
from data.snapshots.places import Root
from data.snapshots.publishing import publish
from data.writing import write_observations
from tests.journeys.reader import downloaded
from tests.journeys.servers import ROOT, Server

Visit = Callable[..., Page]
EMBEDDED = ROOT / "data" / "pack" / "embedded"
PATIENCE = 90_000  # milliseconds: a second process starts meanwhile
PLACE = "board?place=pl-gyw"
FIRST_DOSE = ".hb-lens article:has(h3:has-text('first dose')) .hb-v"


def fewer(folder: Path) -> None:
    """The embedded pack with a twentieth fewer first doses in every area."""
    shutil.copytree(EMBEDDED, folder, ignore=shutil.ignore_patterns("own"))
    rows = pd.concat([pd.read_parquet(folder / "observations.parquet"), read_lineage(folder)], axis=1)
    doses = rows["indicator_id"] == "covid_dose1"
    write_observations(rows.assign(numerator=rows["numerator"].mask(doses, rows["numerator"] * 0.95)), folder)


def value(page: Page) -> str:
    """What the board says of first doses."""
    page.locator(".he-board-sheet").wait_for(state="attached", timeout=PATIENCE)
    return page.locator(FIRST_DOSE).inner_text()


def in_file(page: Page) -> str:
    """The same from the page's file."""
    return next(row["value"] for row in downloaded(page) if row["indicator_id"] == "covid_dose1")


def test_an_open_tab_finishes_on_the_pack_it_began_with(
    visit: Visit, start: Callable[..., Server], tmp_path: Path
) -> None:
    root = tmp_path / "root"
    first = publish(root, lambda folder: shutil.copytree(EMBEDDED, folder), door=open_pack).snapshot
    server = start(env={"PACK": str(root)})
    before = server.health()["digest"]
    page = visit(f"{server.url}/{PLACE}")
    old, old_file = value(page), in_file(page)

    second = publish(root, fewer, door=open_pack)
    assert second.switched and second.comparison.changes[0].indicator == "covid_dose1"
    until_new(server, page, before)
    other = visit(f"{server.url}/{PLACE}", cold=True)
    new = value(other)
    assert new != old and in_file(other) != old_file
    two_clicks(other)

    # The old tab: its own files, its next page and its socket are still the old pack's.
    assert in_file(page) == old_file
    page.get_by_role("link", name="Gradient").first.click()
    page.locator(".he-gradient-sheet").wait_for(state="attached", timeout=PATIENCE)
    page.get_by_role("link", name="Board").first.click()
    assert value(page) == old and "~" not in page.url
    assert Root(root).ids() == [first, second.snapshot]

    # It is told quietly, and a reload brings the new pack.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    news = page.get_by_role("button", name="New data: reload")
    expect(news).to_be_visible()
    news.click()
    expect(page.locator(FIRST_DOSE)).to_have_text(new, timeout=PATIENCE)
    expect(news).to_have_count(0)


def two_clicks(page: Page) -> None:
    """From the page's numbers to file, row, checksum and licence, and back."""
    page.locator("a.he-origins").first.click()
    page.get_by_role("link", name="File and row of").first.click(timeout=PATIENCE)
    expect(page.get_by_text("SHA-256")).to_be_visible(timeout=PATIENCE)
    for words in (re.compile(r"row \d+ of \w+\.csv"), "Open Government Licence"):
        expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_role("link", name="Back to the page").click()
    page.get_by_role("link", name="Back to the page").click(timeout=PATIENCE)
    value(page)


def until_new(server: Server, page: Page, before: str) -> None:
    """Wait until new visits get another pack."""
    last = time.monotonic() + PATIENCE / 1000
    while server.health()["digest"] == before:
        assert time.monotonic() < last, "the new pack did not come up"
        page.wait_for_timeout(200)
