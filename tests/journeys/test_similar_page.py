"""Similar places as a place team meets the page (A4): comparing, taking out, finding where to try next, file, phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of the page
WARDS = "similar?area=E07000145&where=E10000020"  # Great Yarmouth's areas against similar ones elsewhere in Norfolk


def opened(visit: Visit, server: Server, *, query: str = "similar", viewport: dict = DESKTOP) -> Reader:
    reader = Reader(visit(f"{server.url}/{query}", viewport=viewport))
    reader.page.set_default_timeout(PATIENCE)
    reader.page.locator(".he-similar-sheet").wait_for(state="attached")
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    return reader


def words(place) -> str:
    return " ".join(place.inner_text().replace("\u00a0", " ").split())


def test_one_view_says_the_same_number_everywhere(visit: Visit, server: Server) -> None:
    """The founding claim elsewhere in Norfolk: heading, sentence, card, table and file of a cold deep link."""
    reader = opened(visit, server, query=WARDS)
    rows = reader.download()
    own = next(row for row in rows if row["row"] == "Chosen areas together")
    others = next(row for row in rows if row["row"] == "Similar areas together")
    difference = next(row for row in rows if row["row"].startswith("Difference, chosen"))
    assert reader.title == "Great Yarmouth: uptake is much as in similar MSOAs"
    lead, card, said = (words(reader.page.locator(one).first) for one in (".he-lead", ".hs-card", ".hs-said"))
    for text in (lead, card, said):
        assert own["value"] in text and others["value"] in text
    assert difference["difference"].replace("-", "−") in card
    similar = [row for row in rows if row["row"] == "Similar area"]
    assert {row["county"] for row in similar} == {"Norfolk"}
    table = reader.page.locator(".hs-areas tbody tr")
    assert table.count() == len(similar)
    assert words(table.first.locator("td b")) == similar[0]["value"]
    assert len([row for row in rows if row["row"] == "Chosen area"]) == 13


def test_an_area_is_taken_out_and_put_back_by_keyboard(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="similar?area=E02005544")
    first = reader.page.locator(".hs-areas tbody tr").first
    name = first.locator("th").inner_text().split("\n")[0]
    before = words(reader.page.locator(".hs-v b"))
    first.get_by_role("button").focus()
    reader.page.keyboard.press("Enter")
    gone = reader.page.get_by_role("button", name=f"Put back {name}")
    expect(gone).to_be_visible()
    expect(gone).to_be_focused()
    reader.page.wait_for_url("**out=E0*")
    assert words(reader.page.locator(".hs-v b")) != before
    again = opened(visit, server, query=reader.page.url.removeprefix(f"{server.url}/"))
    expect(again.page.get_by_role("button", name=f"Put back {name}")).to_be_visible()
    reader.page.keyboard.press("Enter")
    expect(gone).to_have_count(0)
    reader.page.wait_for_function("!location.search.includes('out=')")
    assert words(reader.page.locator(".hs-v b")) == before


def test_where_to_try_next_and_where_to_look(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    reader.page.get_by_role("radio", name="Try next").or_(
        reader.page.get_by_role("button", name="Try next")
    ).first.click()
    table = reader.page.locator(".hs-finder tbody tr")
    expect(table.first).to_contain_text("beyond chance")
    assert reader.title == f"{table.count()} MSOAs like Great Yarmouth and Waveney do worse"
    names = table.locator("th").all_inner_texts()
    reader.page.get_by_role("button", name="More", exact=True).click()
    reader.box("Order of the list").focus()
    reader.page.keyboard.type("Most alike")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**order=alike**")
    expect(table.first.locator("th")).not_to_have_text(names[0], use_inner_text=True)
    assert sorted(table.locator("th").all_inner_texts()) == sorted(names)
    expect(reader.page.get_by_text("Match on")).to_be_visible()
    assert violations(reader.page) == []


def test_an_earlier_period_can_be_asked_for(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="similar?indicator=mmr2_5y")
    lead = words(reader.page.locator(".he-lead"))
    reader.page.get_by_role("button", name="More", exact=True).click()
    reader.box("Period").focus()
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**period=*")
    expect(reader.page.locator(".he-lead")).not_to_have_text(lead, use_inner_text=True)
    filed = [row for row in reader.download() if row["row"] == "Chosen area"]
    assert filed and {row["period"] for row in filed} == {reader.address["period"]}


def test_too_few_similar_areas_give_the_reason(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="similar?area=E02005544&k=3")
    expect(reader.page.locator(".he-lead")).to_contain_text("fewer than 5 similar areas remain")
    assert reader.page.locator(".hs-figure").count() == 0
    assert violations(reader.page) == []


@pytest.mark.parametrize("query", ["similar", "similar?view=next", "similar?indicator=flu65"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_picture_fits_and_axe_finds_nothing(visit: Visit, server: Server, viewport: dict, query: str) -> None:
    reader = opened(visit, server, query=query, viewport=viewport)
    reader.page.wait_for_timeout(300)
    name = query.replace("?", "-").replace("=", "_")
    reader.page.screenshot(path=ARTEFACTS / f"{name}-{viewport['width']}.png")
    for panel in reader.page.locator("details.he-panel summary").all():
        panel.click()
    assert reader.page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    assert violations(reader.page) == []
