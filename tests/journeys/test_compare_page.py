"""The comparison as a place team meets it: one area marked everywhere, five views, same numbers, files, phone, axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import watched
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import INSTRUMENT, Reader
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of the page
VIEWS = {"Ranked": "ranked", "Heat table": "heat", "Funnel": "funnel", "Box": "box", "Scatter": "scatter"}


@pytest.fixture(scope="module")
def reader(browser: Browser, server: Server) -> Iterator[Reader]:
    """One window for the module, watched to its end."""
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    context.add_init_script(path=INSTRUMENT)
    watch = watched(context)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server.url}/compare")
    yield drawn(Reader(page))
    faults = watch.faults()
    context.close()
    assert faults == []


def drawn(reader: Reader) -> Reader:
    reader.page.locator(".hc-card").wait_for()
    reader.page.locator(".hc-map svg").wait_for()
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    return reader


def shown(reader: Reader, view: str) -> Reader:
    reader.page.get_by_role("radio", name=view, exact=True).or_(
        reader.page.locator(".st-key-view button", has_text=re.compile(f"^{view}$"))
    ).first.click()
    if VIEWS[view] == "ranked":
        reader.page.wait_for_function("!location.search.includes('view=')")
    else:
        reader.page.wait_for_url(f"**view={VIEWS[view]}*")
    kind = {"ranked": ".hc-ranked", "heat": ".hc-heat"}.get(VIEWS[view], ".hc-main .hc-figure")
    reader.page.locator(kind).first.wait_for()
    return reader


def words(reader: Reader, place: str) -> str:
    return " ".join(reader.page.locator(place).first.inner_text().replace("\u00a0", " ").split())


def test_first_view_needs_no_scrolling_and_says_the_same_everywhere(reader: Reader) -> None:
    """Headline, controls and table at 1280 x 720; card, table, map and file give one number."""
    for part in ("h1", ".st-key-indicator", ".st-key-view", ".hc-ranked thead", ".hc-map svg"):
        box = reader.page.locator(part).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + min(box["height"], 200) <= 720, part
    row = reader.page.locator("tr.he-on")
    name, value = row.locator("th").inner_text(), row.locator("td.he-r").first.inner_text()
    assert words(reader, ".hc-card h2") == name == "Yarmouth Parade"
    assert words(reader, ".hc-value b") == f"{value} %"
    filed = {one["area_name"]: one for one in reader.download() if one["row"] == "area"}
    assert filed[name]["value"] == value and len(filed) == reader.page.locator("tr[data-area]").count() == 28
    worse = sum(one["compared"] == "Worse" for one in filed.values())
    assert reader.title.startswith(f"{worse} of 28 MSOAs are clearly worse")
    assert f"Worse {worse}" in words(reader, ".hc-side .hc-keys")
    assert reader.page.locator(".hc-over text").first.text_content() == name


def test_choosing_in_the_table_the_map_or_by_key_marks_the_area_in_all(reader: Reader) -> None:
    shown(reader, "Funnel")
    reader.page.locator("tr[data-area] button", has_text="Beccles").click()
    reader.page.wait_for_url("**area=E*")
    expect(reader.page.locator(".hc-card h2")).to_have_text("Beccles")
    chosen = reader.address["area"]
    assert reader.page.locator("tr.he-on").get_attribute("data-area") == chosen
    for svg in (".hc-map svg", ".hc-wide svg"):
        assert "Beccles" in reader.page.locator(f"{svg} .hc-over").first.evaluate("one => one.textContent")
    mark = reader.page.locator(".hc-wide svg g[data-area]").nth(3)
    other = mark.get_attribute("data-area")
    mark.dispatch_event("pointerover")
    expect(reader.page.locator(f"tr.hc-near[data-area={other}]")).to_have_count(1)
    mark.dispatch_event("click")
    reader.page.wait_for_url(f"**area={other}*")
    reader.page.locator(".hc-map[data-marks]").focus()
    for _ in range(2):
        reader.page.keyboard.press("ArrowDown")
    expect(reader.page.locator(".hc-spoken")).not_to_be_empty()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("other => !location.search.includes(`area=${other}`)", arg=other)
    now = reader.address["area"]
    expect(reader.page.locator(".hc-card")).to_have_attribute("data-chosen", now)
    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("button", name="Clear").click()
    expect(reader.page.locator(".hc-card")).to_have_attribute("data-chosen", "")
    assert reader.address["area"] == "none" and reader.page.locator("tr.he-on").count() == 0


def test_every_view_can_be_asked_and_its_file_is_named_after_it(reader: Reader) -> None:
    for view, code in VIEWS.items():
        shown(reader, view)
        assert {row["view"] for row in reader.download()} == {code}
        expect(reader.page.get_by_test_id("stException")).to_have_count(0)
        reader.page.screenshot(path=ARTEFACTS / f"compare-{code}-1280x720.png")
        if code in ("box", "scatter"):  # the others are looked at from cold links
            assert violations(reader.page) == []


CROSSED = """() => {
  const all = [...document.querySelectorAll(".hc-main svg[data-series] .hc-over")];
  const over = all.find((one) => one.getClientRects().length);
  const line = over.querySelector("polyline"), boxes = [...over.querySelectorAll("text")].map((one) => one.getBBox());
  const steps = Math.ceil(line.getTotalLength());
  const at = Array.from({ length: steps + 1 }, (_, i) => line.getPointAtLength(i));
  const left = Math.min(...boxes.map((box) => box.x)), right = Math.max(...boxes.map((box) => box.x + box.width));
  const top = boxes[0]?.y, low = boxes.at(-1)?.y + boxes.at(-1)?.height;
  const crossed = at.filter(({ x, y }) => x > left && x < right && y > top && y < low).length;
  return { words: boxes.length, crossed };
}"""


@pytest.mark.parametrize(("area", "viewport"), [("", PHONE), ("", DESKTOP), ("E02005538", DESKTOP)])
def test_the_name_of_a_line_through_the_boxes_stands_off_it(
    visit: Visit, england: Server, area: str, viewport: dict
) -> None:
    page = visit(f"{england.url}/compare?view=box&area={area}", viewport=viewport)
    page.locator(".hc-over polyline").first.wait_for(state="attached", timeout=PATIENCE)
    page.wait_for_function(f"({CROSSED})().words === 2")
    assert page.evaluate(CROSSED)["crossed"] == 0


def test_table_is_sorted_in_place_and_stays_linked(reader: Reader) -> None:
    shown(reader, "Ranked")
    reader.page.locator(".hc-ranked thead button", has_text="Area").click()
    expect(reader.page.locator(".hc-ranked tbody th").first).to_have_text("Beccles")
    reader.page.locator(".hc-ranked tbody button").first.click()
    expect(reader.page.locator(".hc-card h2")).to_have_text("Beccles")
    expect(reader.page.locator("tr.he-on th")).to_have_text("Beccles")
    reader.page.wait_for_url("**sort=name*")
    reader.page.locator(".hc-ranked thead button", has_text="Area").click()
    reader.page.wait_for_url("**order=descending*")
    expect(reader.page.locator(".hc-ranked tbody th").first).to_have_text("Yarmouth Parade")
    expect(reader.page.locator("tr.he-on")).to_have_count(1)  # on the same page, so nothing more is asked for
    reader.page.go_back()
    expect(reader.page.locator(".hc-ranked tbody th").first).to_have_text("Beccles")


def test_cold_link_brings_the_chosen_area_of_a_long_table_into_sight(visit: Visit, server: Server) -> None:
    """Of England's 6,791 MSOAs the table holds the page of the chosen one, in the order of the link."""
    page = visit(f"{server.url}/compare?system=england&place=&level=msoa&sort=name&area=E02005551")
    page.set_default_timeout(PATIENCE)
    row = page.locator("tr.he-on[data-area=E02005551]")
    expect(row).to_be_visible()
    expect(page.locator(".hc-ranked th[aria-sort=ascending]")).to_have_text("Area")
    box, seen = page.locator(".hc-scroll").bounding_box(), row.bounding_box()
    assert box["y"] <= seen["y"] and seen["y"] + seen["height"] <= box["y"] + box["height"]
    page.locator(".he-pager button", has_text="First").click()
    expect(row).to_have_count(0)


def test_cold_link_opens_the_same_and_has_no_violations(visit: Visit, server: Server) -> None:
    query = "compare?view=heat&inside=&area=E02005551&against=place"
    page = visit(f"{server.url}/{query}")
    page.set_default_timeout(PATIENCE)
    cold = drawn(Reader(page))
    assert cold.page.locator("tr.he-on").get_attribute("data-area") == "E02005551"
    assert cold.page.locator("tr[data-area]").count() == 125
    assert violations(cold.page) == []


@pytest.mark.parametrize("query", ["compare", "compare?view=funnel"])
def test_phone_has_its_own_drawing_and_no_violations(visit: Visit, server: Server, query: str) -> None:
    page = visit(f"{server.url}/{query}", viewport=PHONE)
    page.set_default_timeout(PATIENCE)
    reader = drawn(Reader(page))
    assert reader.page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    if "funnel" in query:
        expect(reader.page.locator(".hc-narrow svg")).to_be_visible()
        expect(reader.page.locator(".hc-wide svg")).to_be_hidden()
    assert violations(reader.page) == []
    reader.page.screenshot(path=ARTEFACTS / f"{query.replace('?view=', '-')}-390x844.png", full_page=True)
