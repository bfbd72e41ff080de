"""The gradient as a board member and a place team meet it: cold link, controls, one set of numbers, keyboard, axe."""

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
PATIENCE = 60_000


def opened(visit: Visit, server: Server, *, query: str = "gradient", viewport: dict = DESKTOP) -> Reader:
    reader = Reader(visit(f"{server.url}/{query}", viewport=viewport))
    reader.page.set_default_timeout(PATIENCE)
    return drawn(reader)


def drawn(reader: Reader) -> Reader:
    reader.page.locator(".he-gradient-sheet").wait_for(state="attached")
    reader.page.wait_for_function("document.querySelector('[data-later]')?.dataset.come")
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    return reader


def plain(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").split())


def test_one_set_of_numbers_and_the_first_screen_needs_no_scrolling(visit: Visit, server: Server) -> None:
    """Headline, lead, card, figure, table and file of one view are equal; figure and card fit at 1280 x 720."""
    reader = opened(visit, server)
    page = reader.page
    assert "22.5 points" in reader.title and plain(page.locator(".hg-big").inner_text()) == "22.5 points"
    assert "64.6 % had a first dose, against 87.1 %" in plain(page.locator(".he-lead").inner_text())
    for part in (page.locator("figure .hg-wide svg").first, page.locator(".he-card")):
        box = part.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720
    alt = plain(page.locator(".hg-wide svg[role=img]").first.get_attribute("aria-label"))
    rows = [row for row in reader.download() if row["what"] != "Area behind the groups"]
    groups = [row for row in rows if row["what"] == "Group" and row["ranked_within"] == "the footprint"]
    for row in [row for row in groups if row["ages"] == "as they are"]:
        assert f"{row['group']} {float(row['value']):.1f} %" in alt
    gap = next(row for row in rows if row["what"] == "Gap")
    assert (gap["value"], gap["lower_95"]) == ("-22.5", "-23.0")
    page.get_by_text("The same numbers as a table").first.click()
    shown = page.locator(".hg-numbers tbody tr")
    assert shown.count() == len(rows)
    cells = shown.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))")
    for cell, row in zip(cells, rows, strict=True):
        assert (cell[0], cell[1]) == (row["what"], row["group"])
        number = re.match(r"−?[\d,.]+", cell[2])
        assert (number is None) == (row["value"] == "")
        if number:
            assert float(number[0].replace(",", "").replace("−", "-")) == pytest.approx(float(row["value"]))


def test_controls_work_by_keyboard_and_the_address_opens_the_same_again(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    page = reader.page
    equal = page.get_by_role("radio", name="Made equal").or_(page.get_by_role("button", name="Made equal")).first
    equal.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**ages=same**")
    expect(page.locator("h1")).to_contain_text("With the same ages, uptake is 16.6 points lower", timeout=PATIENCE)
    reader.box("Place").click()
    page.get_by_role("option", name="The whole system", exact=True).click()
    page.wait_for_url("**place=**")
    expect(page.locator(".he-sub")).to_contain_text("125 MSOAs", timeout=PATIENCE)
    reader.box("Deprivation").click()
    page.get_by_role("option", name="Ranked within England", exact=True).click()
    page.wait_for_url("**lens=england**")
    expect(page.locator("h1")).to_contain_text("in England’s most deprived fifth", timeout=PATIENCE)
    title = reader.title
    again = opened(visit, server, query=page.url.removeprefix(f"{server.url}/"))
    assert again.title == title
    page.get_by_role("link", name="Map", exact=True).first.click()
    Reader(page).settled()
    assert page.url.endswith("/?place=")


@pytest.mark.parametrize(
    ("query", "said"), [("indicator=mmr2_5y", "no counts by small area"), ("lens=moon", "not a way to rank areas")]
)
def test_wrong_address_opens_with_a_notice(visit: Visit, server: Server, query: str, said: str) -> None:
    reader = opened(visit, server, query=f"gradient?{query}")
    expect(reader.page.locator(".he-notice").first).to_contain_text(said)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_picture_fits_and_axe_finds_nothing(visit: Visit, server: Server, viewport: dict) -> None:
    reader = opened(visit, server, viewport=viewport)
    reader.page.screenshot(path=ARTEFACTS / f"gradient-{viewport['width']}.png")
    for panel in reader.page.locator("details.he-panel summary, details.hg-more summary").all():
        panel.click()
    assert reader.page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    assert violations(reader.page) == []


def test_a_system_without_ranks_says_so(visit: Visit, server: Server) -> None:
    page = visit(f"{server.url}/gradient?system=england&place=")
    expect(page.locator("h1")).to_contain_text("No deprivation groups can be made for England", timeout=PATIENCE)
    expect(page.locator(".he-dash")).to_contain_text("deprivation ranks")
    assert violations(page) == []
