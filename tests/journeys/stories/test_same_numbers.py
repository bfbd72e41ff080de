"""One set of numbers per view: what headline, sentence, card, figure and table show is what the page's file holds.

Every number with a decimal or a thousands comma is looked for in the file, in the rounding it is shown with; two that
follow from the file are allowed: people who did not (of - counted) and counts rounded to ten in sentences. A row of the
table is looked for in the file's rows that say the same in words (area, measure, period, group), headline, sentence and
card (where they name areas) in the rows of those areas: a number of another row does not do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.reader import Reader, downloaded
from tests.journeys.servers import Server
from tests.journeys.stories.telling import PATIENCE, Visit, opened, plain

SHOWN = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w.])|(?<![\w.,])\d+\.\d+(?!\w)")
CHANGE = re.compile(
    r"[\d.]+ (?:percentage )?points? (?:higher|lower)|[\d.]+ % (?:higher|lower)|[\d.]+ points behind|99\.8 %"
)
ROUND = 10


@dataclass(frozen=True)
class Parts:
    """Where a page shows its numbers: selectors per part, and the fewest numbers each must hold to prove anything."""

    query: str
    head: int
    card: str
    figure: str
    table: str
    least: int
    named: bool = False  # whether its texts name the areas whose numbers they hold


PAGES = (
    Parts("?area=none", 0, ".he-card", ".he-card svg", ".het", 300, named=True),
    Parts("board", 2, ".hb-lens article", ".hb-lens svg, .hb-further svg", ".hb-numbers", 60),
    Parts("gradient", 2, ".he-card", "figure .hg-wide svg > text", ".hg-numbers", 40),
    Parts("compare", 0, ".hc-card", "", ".hc-ranked", 40, named=True),
    Parts("compare?view=funnel", 0, ".hc-card", "", ".hc-points", 40),
    Parts("area", 2, "", "", ".hp-table", 15, named=True),
    Parts("trend", 2, ".he-latest", "figure .he-trend-wide .he-label", ".he-series", 12, named=True),
    Parts("similar", 2, ".hs-card .hs-v", "figure.hs-figure", ".hs-areas", 40),
    Parts("signals", 2, ".hs-said", "", ".he-panel table >> nth=0", 4),
    Parts("misfit", 1, ".hm-part dd b", "", ".hm-matrix", 4),
)


def come(visit: Visit, server: Server, query: str) -> Page:
    """The page with everything that comes later on it."""
    if query.startswith("?"):
        reader = Reader(visit(f"{server.url}/{query}")).settled()
        reader.table()
        return reader.page
    if query == "misfit":
        return Reader(visit(f"{server.url}/{query}")).settled().page
    if query == "area":
        page = visit(f"{server.url}/area")
        page.locator(".hp-table").first.wait_for(timeout=PATIENCE)
        return page
    page = opened(visit, server, query)
    if query == "gradient":
        page.wait_for_function("document.querySelector('[data-later]')?.dataset.come", timeout=PATIENCE)
    return page


def held(rows: list[dict[str, str]]) -> list[float]:
    """Every number of a file, people who did not, and counts rounded to ten; in order."""
    known: set[float] = set()
    for row in rows:
        cells = [words for name, words in row.items() if words and name not in ("source", "licence")]
        known |= {float(one.replace(",", "")) for words in cells for one in re.findall(r"\d[\d,]*(?:\.\d+)?", words)}
        if row.get("numerator", "").isdecimal() and row.get("denominator", "").isdecimal():
            known.add(float(row["denominator"]) - float(row["numerator"]))
    if rows and "count" in rows[0]:  # the misfit page: both together, all, and the share of the first
        both = sum(float(row["count"]) for row in rows if row["code_a"] and row["code_b"])
        either = sum(float(row["count"]) for row in rows)
        known |= {both, either, both / either}
    known |= {100 * share for share in known if share <= 1}
    known |= {ROUND * int(one / ROUND + 0.5) for one in known if one >= 100}
    return sorted(known)


def holds(known: list[float], words: str) -> bool:
    """Whether a file holds what is shown, in the rounding it is shown with."""
    value, half = float(words.replace(",", "")), 0.5 * 10.0 ** -len(words.partition(".")[2]) + 1e-9
    place = bisect_left(known, value - half)
    return place < len(known) and known[place] <= value + half


def words(page: Page, selector: str) -> str:
    """All words of the elements a selector finds, hidden ones and names of pictures too, one apart from another."""
    if not selector:
        return ""
    return plain(
        " ; ".join(
            page.locator(selector).evaluate_all(
                """found => found.flatMap(one => {
                    const named = [one, ...one.querySelectorAll("[aria-label]")];
                    const names = named.map(each => each.getAttribute("aria-label"));
                    const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
                    const texts = [];
                    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest("style"))
                        texts.push(walk.currentNode.data);
                    return [...names.filter(Boolean), texts.join(" ")];
                })"""
            )
        )
    )


NAMES = ("area_name", "area", "group", "name", "place", "line")
CELLS = """found => found.flatMap(table => [...table.querySelectorAll("tbody tr, tfoot tr")].map(row =>
    [...row.cells].map(cell => (cell.innerText || cell.textContent).trim())))"""


def same_row(cells: list[str], rows: list[dict[str, str]], said_of: list[set[str]]) -> list[dict[str, str]]:
    """Rows of a file that share the most words (`words_of`) with a row of the table; none where nothing is shared."""
    said = {plain(line).casefold() for cell in cells for line in [cell, *cell.split("\n")] if re.search("[a-z]", line)}
    scores = [len(said & of_row) for of_row in said_of]
    best = max(scores, default=0)
    return [row for row, score in zip(rows, scores, strict=True) if best and score == best]


def words_of(rows: list[dict[str, str]]) -> list[set[str]]:
    """What every row of a file says, cell by cell."""
    said = {cell: plain(cell).casefold() for row in rows for cell in row.values()}
    return [{said[cell] for cell in row.values()} for row in rows]


def named(text: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of a file whose area or group a text names ("in the least deprived" names that fifth)."""
    low = text.casefold()
    return [
        row
        for row in rows
        if any(row.get(name) and plain(row[name]).casefold().removesuffix(" fifth") in low for name in NAMES)
    ]


def other_rows(page: Page, parts: Parts, rows: list[dict[str, str]]) -> tuple[list[str], int]:
    """Numbers of the table that stand in other rows of the file than the words beside them; how many were tried."""
    strange, tried, said_of = [], 0, words_of(rows)
    for cells in page.locator(parts.table).evaluate_all(CELLS):
        meant = same_row(cells, rows, said_of)
        numbers = SHOWN.findall(CHANGE.sub("", plain(" ; ".join(cells)))) if meant else []
        known, tried = held(meant), tried + len(numbers)
        strange += [f"{one} in {cells[:3]}" for one in numbers if not holds(known, one)]
    return strange, tried


@pytest.mark.parametrize("parts", PAGES, ids=[one.query or "map" for one in PAGES])
def test_headline_sentence_card_figure_and_table_are_the_file_s(
    visit: Visit, told: Server, training: Server, parts: Parts
) -> None:
    server = training if parts.query == "signals" else told
    page = come(visit, server, parts.query)
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    rows = downloaded(page)
    known, shown = held(rows), {}
    for part, selector in {
        "head": "h1, .he-lead",
        "card": parts.card,
        "figure": parts.figure,
        "table": parts.table,
    }.items():
        shown[part] = SHOWN.findall(CHANGE.sub("", words(page, selector)))
    assert len(shown["head"]) >= parts.head and sum(map(len, shown.values())) >= parts.least, shown
    assert not parts.card or shown["card"] or parts.query.startswith("compare")
    strange = {part: [one for one in numbers if not holds(known, one)] for part, numbers in shown.items()}
    assert strange == {part: [] for part in strange}
    strange, tried = other_rows(page, parts, rows)
    assert strange == [] and tried >= len(shown["table"]) // 5
    for selector in ("h1, .he-lead", parts.card) if parts.named else ():
        text = words(page, selector)
        about = named(text, rows)
        odd = [one for one in SHOWN.findall(CHANGE.sub("", text)) if about and not holds(held(about), one)]
        assert odd == [], (selector, text)
