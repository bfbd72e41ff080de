"""A rehearsal by keyboard: keep views, order, present, reload, notes, lost graphics, leave, take away; every page."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from pages.parts.showing.navigation import DECK, PAGES
from tests import shared_folder
from tests.journeys.reader import downloaded
from tests.journeys.servers import Server
from tests.journeys.test_access import violations

KEPT = "deck => localStorage.setItem('he-deck', JSON.stringify(deck))"
LOSE = "() => bench.main().getCanvas().getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
OLD = "() => { window.lostMap = bench.main() }"
PATIENCE = 60_000
BARE = ("programmes", "data", "footprints")  # no figure with words on the embedded pack
BOARD = "place=pl-gyw&indicator=covid_dose1"
# Texts of the slide smaller than they must be, and parts that stand out of the screen.
SMALL = """() => {
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const slide = document.querySelector(".he-slide");
  const parts = "h1, .he-said-now p, .he-from, .he-bar, .he-shown td, .he-shown th, .he-shown svg";
  const out = [...slide.querySelectorAll(parts)].filter((one) => one.getClientRects().length).filter((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1;
    });
  const words = [...slide.querySelectorAll(".he-slot *"), ...[...document.querySelectorAll(".he-mapped *")]
    .flatMap((one) => [one, ...(one.shadowRoot?.querySelectorAll("*") ?? [])])];
  const speaks = (one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
  const hidden = (one) => getComputedStyle(one).visibility === "hidden" || getComputedStyle(one).clipPath !== "none";
  const letters = words.filter((one) => speaks(one) && !one.closest(".he-vh") && !hidden(one))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { width, height, top }]) => width > 3 && height > 3 && top < innerHeight)
    .map(([one]) => [size(one) * (one.getScreenCTM?.().a ?? one.currentCSSZoom ?? 1), one.textContent.slice(0, 40)]);
  const said = [...slide.querySelectorAll(".he-said-now p")].map(size);
  const edge = slide.querySelector(".he-slot").getBoundingClientRect().bottom + 3;
  const cut = words.filter((one) => one.closest(".he-slot:not(.he-drawn)") && speaks(one) && !hidden(one)
    && one.getBoundingClientRect().bottom > edge);
  return { title: size(slide.querySelector("h1")), body: Math.min(...said),
    letters: letters.length, small: letters.filter(([px]) => px < 23.9),
    out: [...out, ...cut].map((one) => one.textContent.slice(0, 60)) };
}"""


def settled(page: Page, *, bare: bool) -> dict:
    """What `SMALL` tells once the figure has come and its letters stand still, or told last."""
    told = page.evaluate(SMALL)
    for _ in range(30):
        page.wait_for_timeout(400)
        before, told = told, page.evaluate(SMALL)
        if told == before and (told["letters"] or bare):
            break
    return told


def deck(*steps: tuple[str, str]) -> dict:
    """A deck of pages and queries, with notes."""
    made = [
        {"page": page, "query": query, "title": "", "notes": f"Say this of step {number}"}
        for number, (page, query) in enumerate(steps, 1)
    ]
    pack = {"id": "", "version": "", "title": ""}
    return {"form": "health-equity-deck", "version": 1, "title": "", "pack": pack, "steps": made}


def at(page: Page, number: int, of: int) -> None:
    """The step stands."""
    expect(page.locator(".he-count")).to_have_text(f"Step {number} of {of}", timeout=PATIENCE)
    expect(page.locator(f".he-slide[aria-busy=false][data-step='{number}']")).to_be_visible(timeout=PATIENCE)


@pytest.fixture
def room(request: pytest.FixtureRequest) -> Server:
    """The server of the rehearsal: with the England pack where its published files are, else with the embedded one."""
    there = (shared_folder.folder() / "data" / "provenance.csv").is_file()
    return request.getfixturevalue("england" if there else "server")


def test_rehearsal_by_keyboard(visit: Callable[..., Page], room: Server) -> None:
    server, page = room, visit(f"{room.url}/trend?indicator=mmr2_5y")
    views = ("trend?indicator=mmr2_5y", "trend?indicator=mmr2_5y&view=usual", f"board?{BOARD}", "", "?colours=against")
    for number, view in enumerate(views, 1):
        page.goto(f"{server.url}/{view}")
        expect(page.locator(".he-head h1")).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Add to deck").press("Enter")
        expect(page.locator(".he-kept")).to_contain_text(f"Added as step {number}")
    kept = page.evaluate("JSON.parse(localStorage.getItem('he-deck'))")
    page.evaluate(KEPT, kept | {"steps": kept["steps"] + deck(("nowhere", ""))["steps"]})  # no page offers this one
    page.goto(f"{server.url}/{DECK}")
    rows = page.locator(".hd-steps > li")
    expect(rows).to_have_count(6)
    expect(page.locator(".hd-why:visible")).to_have_text(re.compile("no page called “nowhere”"))
    page.get_by_role("button", name=re.compile("^Up: step 2")).press("Enter")
    expect(page.locator(".hd-said")).to_contain_text("is step 1 of 6 now")
    page.get_by_role("textbox", name="Title", exact=True).first.fill("What is usual")
    page.get_by_role("textbox", name="Notes", exact=True).nth(2).fill("Say this of the board")
    page.get_by_role("button", name=re.compile("^Delete: step 3")).press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(6)
    assert violations(page) == []
    page.get_by_role("button", name="Present the deck").press("Enter")
    at(page, 1, 6)
    expect(page.locator(".he-slide h1")).to_have_text("What is usual")
    page.evaluate("window.sameDocument = true")
    page.keyboard.press("ArrowRight")  # the same page: no document is loaded
    at(page, 2, 6)
    expect(page.locator(".he-slide [role=status]")).to_contain_text("Step 2 of 6:")
    assert page.evaluate("window.sameDocument") is True
    page.reload()
    at(page, 2, 6)
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    notes = opened.value
    expect(notes.locator("h1")).to_contain_text("Step 2 of 6")
    expect(notes.get_by_role("img", name="The figure of the next step")).to_be_visible(timeout=PATIENCE)
    notes.keyboard.press("PageDown")
    at(page, 3, 6)
    expect(notes.locator(".notes")).to_have_text("Say this of the board")
    assert violations(notes) == []
    notes.close()
    page.keyboard.press("q")  # for the room: link and QR picture of what is on the screen
    code = page.get_by_role("dialog", name="Open this view on your telephone")
    expect(code.get_by_role("img")).to_be_visible()
    expect(code).to_contain_text(f"{server.url}/s/")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(code).to_have_count(0)
    page.keyboard.press("?")
    keys = page.locator(".he-keylist")
    expect(keys).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    at(page, 3, 6)
    page.keyboard.press(" ")
    at(page, 4, 6)
    expect(page.locator(".hem[data-state=drawn]")).to_be_attached(timeout=PATIENCE)
    page.evaluate(OLD)
    page.evaluate(LOSE)
    page.wait_for_function("bench.main() && bench.main() !== window.lostMap && bench.main().loaded()", timeout=PATIENCE)
    page.keyboard.press("End")
    at(page, 6, 6)
    expect(page.locator(".he-slide")).to_contain_text("There is no page called “nowhere”.")
    page.keyboard.press("Escape")
    expect(page.locator(".hd-deck[data-ready]")).to_be_visible(timeout=PATIENCE)
    assert page.url == f"{server.url}/{DECK}"
    taken_away(page, server)


def taken_away(page: Page, server: Server) -> None:
    """The deck as slides, begun by keyboard; one number of the board is the same in page and every file."""
    page.get_by_role("button", name="PowerPoint slides").press("Enter")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    with page.expect_download(timeout=2 * PATIENCE) as saved:
        expect(page.locator(".he-export .hx-words")).to_contain_text(re.compile("View|Writing|is ready"))
        assert violations(page) == []
    expect(page.get_by_role("link", name="Save the file again")).to_be_focused()
    file = Presentation(saved.value.path())
    tables = [shape.table for slide in file.slides for shape in slide.shapes if shape.has_table]
    slides = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert slides[1] == "What is usual" and "cannot be shown" in " ".join(
        shape.text_frame.text for shape in file.slides[6].shapes if shape.has_text_frame
    )
    page.keyboard.press("Escape")
    expect(page.locator(".he-export")).to_have_count(0)
    page.goto(f"{server.url}/board?{BOARD}")
    shown = page.locator(".hb-tile .hb-v b").first
    expect(shown).to_be_visible(timeout=PATIENCE)
    value = shown.inner_text().replace("\u00a0", " ")
    row = downloaded(page)[0]
    kept = load_workbook(io.BytesIO(page.request.get(f"{server.url}/r/board.xlsx?{BOARD}").body())).active
    heads, first = [[cell.value for cell in line] for line in kept.iter_rows(max_row=2)]
    pack = PdfReader(io.BytesIO(page.request.get(f"{server.url}/r/board.pdf?{BOARD}", timeout=2 * PATIENCE).body()))
    board = next(table for table in tables if table.cell(0, 0).text == "Measure")
    cells = [cell.text.replace("\u00a0", " ") for cell in board.rows[1].cells]
    assert value == f"{row['value']} {row['unit']}" and float(row["value"]) == first[heads.index("value")]
    assert value in cells and f"{int(row['numerator']):,}" in cells
    assert value in " ".join(one.extract_text() for one in pack.pages).replace("\u00a0", " ")


def test_escape_leads_back_to_the_place_and_the_filters(visit: Callable[..., Page], server: Server) -> None:
    address = f"{server.url}/trend?indicator=mmr2_5y&view=usual"
    page = visit(address)
    expect(page.locator(".he-trend-sheet figure")).to_be_visible()
    page.evaluate("document.querySelector('.stMain').scrollTop = 240")
    page.keyboard.press("p")
    expect(page.locator(".he-slide[aria-busy=false]")).to_be_visible()
    assert "present=view" in page.url and page.locator(".he-top").is_hidden()
    expect(page.locator("html")).to_have_class(re.compile("he-still"), timeout=8_000)
    page.keyboard.press("Escape")
    expect(page.locator(".he-slide")).to_have_count(0)
    assert "present" not in page.url and "view=usual" in page.url
    page.wait_for_function("document.querySelector('.stMain').scrollTop === 240")


def test_what_stands_on_a_slide_is_left_alone(visit: Callable[..., Page], server: Server) -> None:
    page = visit(f"{server.url}/gradient?indicator=covid_dose1&present=view")
    expect(page.locator(".he-slide[aria-busy=false]")).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(500)  # letters and styles have come
    page.evaluate("window.title = document.querySelector('.he-slide h1').firstChild")
    page.evaluate("window.drawing = document.querySelector('.he-slide svg')")
    page.evaluate("document.querySelector('#root').append(document.createElement('i'))")
    page.wait_for_timeout(300)
    assert page.evaluate("[window.title, window.drawing].every((one) => one.isConnected)")
    page.evaluate("document.querySelector('#root .he-head h1').textContent = 'Another finding'")
    expect(page.locator(".he-slide h1")).to_have_text("Another finding")


def test_a_slide_whose_style_does_not_come_is_shown_all_the_same(visit: Callable[..., Page], server: Server) -> None:
    page = visit("about:blank")
    page.watch.allowed.append("ERR_FAILED")
    page.goto(f"{server.url}/gradient?indicator=covid_dose1")
    style, refused = page.evaluate("new URL(hePresent.css, location.href).href"), []
    page.route(style, lambda route: (refused.append(style), route.abort()))
    page.goto(f"{server.url}/gradient?indicator=covid_dose1&present=view")
    expect(page.locator(".he-slide h1")).to_contain_text("points lower", timeout=PATIENCE)
    assert refused


def test_every_page_is_a_slide_that_everybody_can_read(visit: Callable[..., Page], server: Server) -> None:
    shown = [one.path for one in PAGES if one.path != DECK]
    page = visit(f"{server.url}/{DECK}")
    page.evaluate(KEPT, deck(*((path, "") for path in shown)))
    for number, path in enumerate(shown, 1):
        page.goto(f"{server.url}/{path}?present={number}")
        at(page, number, len(shown))
        if path != "data":  # a page of boxes to fill in has no source
            expect(page.locator(".he-from")).not_to_be_empty()
            expect(page.locator(".he-from")).not_to_contain_text("Where is this number from?")
        expect(page.locator(".he-mapped .hem:not([data-state=drawn])")).to_have_count(0, timeout=PATIENCE)
        told = settled(page, bare=path in BARE)
        assert told["title"] >= 32 and told["body"] >= 24 and told["out"] == [], (path, told)
        assert told["small"] == [] and (told["letters"] or path in BARE), (path, told)  # the map's own names: below
        if path == "trend":  # what the drawing has no room for is said whole beside it
            expect(page.locator(".he-slide")).to_contain_text("part of Suffolk and North East Essex joined.")
            expect(page.locator(".he-slide")).to_contain_text("1. Norfolk 2015/16")
        assert violations(page, within=".he-slide") == violations(page) == [], path
        page.screenshot(path=f"artefacts/slide-{path or 'map'}.png")
    assert json.loads(page.evaluate("localStorage.getItem('he-deck')"))["steps"]
