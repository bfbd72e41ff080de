"""Slides of views that the walk of all pages does not show: numbers whole, sentences whole."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from pages.parts.showing.navigation import DECK
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations
from tests.journeys.test_presenter import KEPT, PATIENCE, deck

# Letters that stand out of the room of the slide's figure: cut, a number would be another number.
CUT = """() => {
  const slot = document.querySelector(".he-slot").getBoundingClientRect();
  const words = [...document.querySelectorAll(".he-slot :is(text, p, li, h2, h3)")];
  return words.filter((one) => one.getClientRects().length && one.textContent.trim()).filter((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return left < slot.left - 1 || right > slot.right + 9 || top < slot.top - 9 || bottom > slot.bottom + 1;
  }).map((one) => one.textContent);
}"""


def test_one_measure_over_time_is_whole_on_its_slide(visit: Callable[..., Page], server: Server) -> None:
    page = visit(f"{server.url}/trend?view=all&present=view")
    expect(page.locator(".he-slide[aria-busy=false] .hs-tile svg")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".he-slot .hs-tile text", has_text="82.5")).to_be_visible()
    page.wait_for_timeout(1000)  # letters and styles have come
    assert page.evaluate(CUT) == []
    assert page.locator(".he-slot .hs-tile").bounding_box()["width"] > 500  # alone, it has the room of two
    expect(page.locator(".he-from")).to_contain_text("Source: UKHSA")
    page.screenshot(path=ARTEFACTS / "slide-trend-all.png")


def test_names_at_the_ends_of_lines_begin_at_one_place(visit: Callable[..., Page], server: Server) -> None:
    page = visit(f"{server.url}/trend?present=view")
    expect(page.locator(".he-slide[aria-busy=false] .he-slot svg")).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(1000)
    assert page.evaluate(CUT) == []
    ends, bars = page.evaluate(
        """() => {
          const texts = [...document.querySelectorAll(".he-slot svg text")];
          const names = texts.filter((one) => /^(Norfolk|Suffolk|England|[0-9.]+\\s%)$/.test(one.textContent));
          const middle = (one) => {
            const { top, bottom } = one.getBoundingClientRect();
            return (top + bottom) / 2;
          };
          const inBars = texts.filter((one) => one.dataset.middle);
          const rects = [...document.querySelectorAll(".he-slot svg rect")];
          return [names.map((one) => one.getBoundingClientRect().left),
            inBars.map((one) => Math.min(...rects.map((bar) => Math.abs(middle(bar) - middle(one)))))];
        }"""
    )
    assert len(ends) == 6 and max(ends) - min(ends) < 2
    assert len(bars) > 2 and max(bars) < 4  # words of a bar of time stand in its middle


# Rows of words whose letters run into those of the row above: nearer than a letter is high.
CLOSE = """() => {
  const texts = [...document.querySelectorAll(".he-slot svg text")].filter((one) => one.getClientRects().length);
  const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
  return boxes.flatMap(([word, box]) => boxes.filter(([, other]) => other.bottom - box.bottom > 3
    && other.bottom - box.bottom < 24 && other.left < box.right && box.left < other.right)
    .map(([other]) => `${word} over ${other}`));
}"""


def test_rows_of_words_under_a_drawing_stand_a_line_apart(visit: Callable[..., Page], server: Server) -> None:
    for path in ("gradient?present=view", "compare?view=funnel&present=view"):
        page = visit(f"{server.url}/{path}")
        expect(page.locator(".he-slide[aria-busy=false] .he-slot svg")).to_be_visible(timeout=PATIENCE)
        page.wait_for_timeout(1000)
        assert page.evaluate(CLOSE) == [] == page.evaluate(CUT), path


def test_where_to_learn_from_is_a_table_with_reasons(visit: Callable[..., Page], server: Server) -> None:
    page = visit(f"{server.url}/similar?view=learn&present=view")
    expect(page.locator(".he-slide[aria-busy=false] .he-slot .hs-finder")).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(1000)
    assert page.evaluate(CUT) == []
    expect(page.locator(".he-slot .hs-finder tbody tr").first).to_contain_text("beyond chance")
    expect(page.locator(".he-slot .hs-finder button").first).to_be_hidden()


def test_a_deck_is_a_file_that_another_reader_opens(visit: Callable[..., Page], server: Server) -> None:
    title = '=cmd|\' "June", board'
    page = visit(f"{server.url}/{DECK}")
    page.evaluate(KEPT, deck(("trend", "indicator=mmr2_5y"), ("nowhere", "")) | {"title": title})
    page.reload()
    expect(page.locator(".hd-steps > li")).to_have_count(2)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").press("Enter")
    assert saved.value.suggested_filename == "cmd-june-board.json"

    other = visit(f"{server.url}/{DECK}")
    rows = other.locator(".hd-steps > li")
    expect(other.locator(".hd-none")).to_be_visible()
    other.locator(".hd-file").set_input_files(saved.value.path())
    expect(rows).to_have_count(2)
    expect(other.get_by_role("textbox", name="Title of the deck")).to_have_value(title)
    expect(rows.first.get_by_role("textbox", name="Notes")).to_have_value("Say this of step 1")
    expect(other.locator(".hd-why:visible")).to_contain_text("no page called “nowhere”")
    broken = {"name": "minutes.json", "mimeType": "application/json", "buffer": b"{}"}
    other.locator(".hd-file").set_input_files(broken)
    fault = other.get_by_role("alert").filter(has_text="minutes.json")
    expect(fault).to_contain_text("your deck is as it was")
    expect(rows).to_have_count(2)
    assert violations(other) == []
