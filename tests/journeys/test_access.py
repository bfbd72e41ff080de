"""Nobody is kept out: axe finds nothing at the levels of WCAG 2.2 AA, wide and narrow, closed and open."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import axe_playwright_python
import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

from pages.parts.showing.navigation import PAGES
from tests.journeys.conftest import PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ROOT, Server

FROM_NPM = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FROM_PYTHON = Path(axe_playwright_python.__file__).with_name("axe.min.js")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SMALLEST_TARGET = 24


RUN = """([levels, within, iframes]) =>
  axe.run(within || document, { iframes, runOnly: { type: "tag", values: levels } })"""


def violations(page: Page, *, within: str = "", frames: bool = True) -> list[str]:
    """Every violation axe finds on the page, or `within` a part of it: rule, element, what to do."""
    page.add_script_tag(path=FROM_NPM if FROM_NPM.exists() else FROM_PYTHON)
    found = page.evaluate(RUN, [LEVELS, within, frames])
    assert "color-contrast" in {rule["id"] for kind in ("passes", "incomplete", "violations") for rule in found[kind]}
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def opened(reader: Reader) -> Reader:
    """Everything that opens, opened: boundaries, method, the table in sight."""
    reader.page.get_by_role("button", name="Boundaries").click()
    reader.page.get_by_text("Method and limits").last.click()
    reader.table()
    return reader.settled()


def test_open_panels_have_no_violations_on_a_phone(visit: Callable[..., Page], server: Server) -> None:
    assert violations(opened(Reader(visit(server.url, viewport=PHONE)).settled()).page) == []


def test_wrong_address_has_no_violations(visit: Callable[..., Page], server: Server) -> None:
    assert violations(Reader(visit(f"{server.url}/?indicator=happiness&area=E99999999")).settled().page) == []


def test_axe_would_catch_pale_text(visit: Callable[..., Page], server: Server) -> None:
    reader = Reader(visit(server.url)).settled()
    reader.page.evaluate("document.querySelector('h1').style.color = '#e8e8e8'")
    assert any("color-contrast" in words for words in violations(reader.page))


WIDTHS = "[document.scrollingElement, document.querySelector('.stMain')].map((one) => one.scrollWidth)"
# Texts that end outside the window, but for those inside a part that scrolls by itself.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  if (![...one.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim())) return false;
  const box = one.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1 || !one.checkVisibility({ visibilityProperty: true })) return false;
  for (let at = one; at && at !== document.body; at = at.parentElement) {
    const look = getComputedStyle(at), scrolls = /auto|scroll/.test(look.overflowX) && at.scrollWidth > at.clientWidth;
    if (at.matches(".he-vh") || look.clipPath !== "none" || (scrolls && !at.matches(".stMain"))) return false;
  }
  return true;
}).map((one) => one.textContent.trim().slice(0, 60))"""


def test_no_page_scrolls_sideways_at_320(visit: Callable[..., Page], server: Server) -> None:
    page = visit(server.url, viewport={"width": 320, "height": 844})
    for path in (*(one.path for one in PAGES), "compare?view=heat"):
        page.goto(f"{server.url}/{path}")
        expect(page.get_by_role("heading", level=1)).not_to_be_empty(timeout=60_000)
        expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
        page.wait_for_load_state("networkidle")  # what is fetched afterwards stands, too
        page.wait_for_timeout(300)
        assert max(page.evaluate(WIDTHS)) <= 320, path
        assert page.evaluate(CUT) == [], path


def test_a_choice_is_told_and_reduced_motion_is_kept(visit: Callable[..., Page], server: Server) -> None:
    reader = Reader(visit(server.url, reduced_motion="reduce")).settled()
    told = reader.page.locator(".he-now")
    expect(told).to_be_empty()
    reader.choose("Areas", "Districts")
    expect(told).to_have_text(re.compile(r"^Now shown: .*districts.*\.$"))
    assert reader.title in told.inner_text()
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    assert reader.page.evaluate(moving) == 0


MARK = ".hc-ranked td .he-badge svg.he-mark:has(.he-m-{}), .hc-ranked td svg.he-mark:has(.he-m-{})"


def marks_printed(page: Page) -> dict[str, np.ndarray]:
    """The marks of the table as a black and white printer has them: 0 black to 255 white."""
    found = {}
    for outcome in ("better", "similar", "worse"):
        mark = page.locator(MARK.format(outcome, outcome)).first
        mark.scroll_into_view_if_needed()
        picture = Image.open(io.BytesIO(mark.screenshot())).convert("L").resize((16, 16))
        found[outcome] = np.asarray(picture).astype(int)
    return found


def test_marks_stay_tellable_in_greyscale_in_both_sets_of_colours(visit: Callable[..., Page], server: Server) -> None:
    page = visit(f"{server.url}/compare")
    page.locator(".hc-ranked").first.wait_for(timeout=60_000)
    usual = marks_printed(page)
    page.get_by_text("More pages").click()
    page.get_by_role("button", name="Fingertips colours").click()
    page.wait_for_url("**/compare?palette=fingertips")
    page.locator(".hc-ranked").first.wait_for(timeout=60_000)
    better = page.locator(".hc-ranked .he-m-better").first
    expect(better).to_have_css("fill", "rgb(0, 77, 42)")
    expect(page.locator("[data-palette]")).to_have_attribute("aria-pressed", "true")
    for printed in (usual, marks_printed(page)):
        for one, other in combinations(printed, 2):
            assert (np.abs(printed[one] - printed[other]) > 48).mean() > 0.06, (one, other)
    page.get_by_role("link", name="Board", exact=True).click()
    page.wait_for_url("**/board?palette=fingertips")


def test_first_view_needs_no_scrolling_and_buttons_are_large_enough_to_hit(
    visit: Callable[..., Page], server: Server
) -> None:
    reader = Reader(visit(server.url)).settled()
    for part in (
        reader.page.get_by_role("heading", level=1),
        reader.box("Measure"),
        reader.card,
        reader.page.locator(".hem canvas").first,
    ):
        box = part.bounding_box()
        assert box["y"] >= 0 and box["y"] + min(box["height"], 480) <= 720, part
    small = []
    for control in reader.page.get_by_role("button").all() + reader.page.get_by_role("combobox").all():
        box = control.bounding_box() if control.is_visible() else None
        if box and min(box["width"], box["height"]) < SMALLEST_TARGET:
            small.append(f"{control.aria_snapshot()}: {box['width']:.0f} x {box['height']:.0f}")
    assert small == []


def test_focus_can_be_seen_and_never_hides(visit: Callable[..., Page], server: Server) -> None:
    reader = Reader(visit(server.url)).settled()
    where = """() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        const box = at.getBoundingClientRect();
        const style = getComputedStyle(at);
        const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        const boxed = at.closest("[data-baseweb], [data-testid=stSelectbox], .stSelectbox");
        const seen = ring || style.boxShadow !== "none" || Boolean(boxed);
        const name = at.tagName + " " + (at.ariaLabel ?? at.textContent.slice(0, 30));
        return [name, seen, box.bottom > 0 && box.top < innerHeight];
    }"""
    for _ in range(22):
        reader.page.keyboard.press("Tab")
        name, ring, inside = reader.page.evaluate(where)
        assert ring, f"no focus ring on {name}"
        assert inside, f"{name} has the focus outside the window"
