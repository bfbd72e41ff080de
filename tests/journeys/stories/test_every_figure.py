"""Every figure of every page has its words: a name that says something, a real table beside it, one sentence.

A name with numbers shares them with the tables and sentences of the page. Every page is gone over: one that has no
figure is named here, and may have none.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from pages.parts.showing.navigation import PAGES
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, plain
from tests.journeys.stories.test_same_numbers import come

VIEWS = (
    "?area=none", "board", "gradient", "compare", "compare?view=funnel", "compare?view=box", "compare?view=scatter",
    "area", "trend", "trend?view=usual&area=E92000001", "similar", "signals",
)  # fmt: skip
# Shown one after the other in one window: pages whose figure is a map, then those that have words and tables alone.
MAPPED = ("footprints", "misfit")
WITHOUT = ("tier", "programmes", "sources", "data", "deck")
MAPS = """(all) => all.map((one) =>
  [...one.querySelectorAll("canvas, [role=application], [role=img], [role=region]"), one]
    .map((each) => each.getAttribute("aria-label") ?? each.getAttribute("alt") ?? "").join(" ").trim())"""
FIGURES = """() => [...document.querySelectorAll("main svg, main figure, main [role=img]")].flatMap((one) => {
  const box = one.getBoundingClientRect();
  const inner = one.parentElement.closest("svg, figure, [role=img]");
  if (inner || box.width < 120 || box.height < 40 || !one.checkVisibility()) return [];
  const named = [one, ...one.querySelectorAll("[role=img], [aria-label]")];
  const names = named.map((each) => each.getAttribute("aria-label"));
  const hidden = one.closest("[aria-hidden=true]") || one.getAttribute("aria-hidden") === "true";
  return [[one.outerHTML.slice(0, 90), hidden ? "" : names.filter(Boolean).join(" "), Boolean(hidden)]];
})"""
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*\.\d+(?!\w)")


@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_has_a_name_a_table_and_a_sentence(
    visit: Visit, server: Server, training: Server, view: str
) -> None:
    page = come(visit, training if view == "signals" else server, view)
    figures = page.evaluate(FIGURES)
    tables = plain(
        " ".join(page.locator("main :is(td, th, caption)").evaluate_all("all => all.map((one) => one.textContent)"))
    )
    sentences = [plain(one) for one in page.locator("main p").evaluate_all("all => all.map((one) => one.textContent)")]
    assert figures, "no figure on the page"
    for drawn, name, hidden in figures:
        assert not hidden, drawn
        assert len(name) >= 8, f"no name: {drawn}"
    assert page.locator("main table tbody tr").count() > 0
    assert any(re.search(r"\d.*\.$", one) for one in sentences), "no sentence with a number"
    told = {one for _, name, _ in figures for one in NUMBER.findall(plain(name))}
    kept = set(NUMBER.findall(" ".join([tables, *sentences])))
    assert told <= kept, sorted(told - kept)


def test_no_page_is_left_out_and_maps_are_named(visit: Visit, server: Server) -> None:
    seen = {re.split(r"[?]", view)[0] for view in VIEWS} | {*MAPPED, *WITHOUT}
    assert seen == {page.path for page in PAGES}
    page = visit(f"{server.url}/")
    for path in (*MAPPED, *WITHOUT):
        page.goto(f"{server.url}/{path}")
        expect(page.get_by_role("heading", level=1)).not_to_be_empty(timeout=60_000)
        if path in MAPPED:
            page.locator(".hem[data-state=drawn]").first.wait_for(timeout=60_000)
            names = page.locator(".hem").evaluate_all(MAPS)
            assert names and all(len(name) >= 20 for name in names), (path, names)
            assert page.locator("main table tbody tr").count() > 0, path
            assert page.locator("main p").filter(has_text=re.compile(r"\d")).count() > 0, path
        else:
            assert page.evaluate(FIGURES) == [], f"{path} has a figure: its words are to be tested"
