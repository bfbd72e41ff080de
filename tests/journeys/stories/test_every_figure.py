"""Every figure of every page has its words: a name that says something, a real table beside it, one sentence.

A name with numbers shares them with the tables and sentences of the page. Maps drawn on a canvas have their own tests.
"""

from __future__ import annotations

import re

import pytest

from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, plain
from tests.journeys.stories.test_same_numbers import come

VIEWS = (
    "?area=none", "board", "gradient", "compare", "compare?view=funnel", "compare?view=box", "compare?view=scatter",
    "area", "trend", "trend?view=usual&area=E92000001", "similar", "signals",
)  # fmt: skip
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
    assert not told or told & kept, sorted(told)
