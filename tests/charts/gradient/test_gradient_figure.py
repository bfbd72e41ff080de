"""The figure and the sheet of a gradient: places true to the numbers, nothing over the edge, the same numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from charts.gradient import ladder_figure, numbers
from charts.gradient.drawing import words
from charts.gradient.evidence import NATIONAL, Ladder
from charts.gradient.gradient_style import gradient_css
from charts.gradient.sheet import sheet
from tests.charts.gradient.gradients import gradient, ladder


def test_steps_stand_at_their_values_and_labels_inside() -> None:
    shown = gradient()
    for width in (ladder_figure.WIDE, ladder_figure.NARROW):
        svg = ladder_figure.drawing(shown, width=width)
        heights = [float(y) for y in re.findall(r'd="M[\d.]+,([\d.]+)H[\d.]+" stroke="#12436D" stroke-width="4"', svg)]
        assert len(heights) == 5 and heights == sorted(heights, reverse=True)
        middles = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="middle"[^>]*>\d+\.\d', svg)]
        assert len(middles) == 5 and middles == sorted(middles) and middles[0] > 0 and middles[-1] < width
        assert svg.count("<circle") == 5 + 1 and "nan" not in svg
    assert "Column width: share of people" not in ladder_figure.drawing(shown, width=ladder_figure.NARROW)


def test_axis_start_is_said_and_alt_text_names_every_step() -> None:
    shown = gradient()
    assert ladder_figure.axis_start(shown).startswith("Axis starts at")
    alt = ladder_figure.alt_text(shown)
    for step in shown.shown.steps:
        assert f"{step.row.name} {step.row.value:.1f} %" in alt
    tight = gradient(own=ladder(spread=0.1))
    assert "narrower than the bars" in ladder_figure.axis_start(tight)
    assert ladder_figure.axis_start(gradient(own=Ladder("own"))) == ""


def test_thin_columns_push_their_labels_apart() -> None:
    wide = ladder(lens=NATIONAL)
    ends = (0.9, 0.94, 0.96, 0.98, 1.0)
    steps = tuple(
        replace(step, start=start, end=end) for step, start, end in zip(wide.steps, (0, *ends), ends, strict=False)
    )
    svg = ladder_figure.drawing(gradient(shown=replace(wide, steps=steps)), width=ladder_figure.WIDE)
    middles = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="middle"[^>]*>\d+\.\d', svg)]
    gaps = [after - before for before, after in pairwise(middles)]
    assert min(gaps) > 33 and middles[-1] < ladder_figure.WIDE


def test_a_withheld_group_has_its_symbol_and_no_line_is_drawn() -> None:
    made = ladder()
    hidden = replace(made.steps[1], row=replace(made.steps[1].row, value=float("nan"), status="suppressed"))
    made = replace(made, steps=(made.steps[0], hidden, *made.steps[2:]), slope=Ladder("own").slope)
    svg = ladder_figure.drawing(gradient(own=made), width=ladder_figure.WIDE)
    assert ">*<" in svg and "Slope index" not in svg
    assert "suppressed" in ladder_figure.alt_text(gradient(own=made)).lower()


def test_text_of_a_figure_is_escaped() -> None:
    assert "1 &lt; 2" in words((1, 2), "1 < 2", bold=True, halo=True)


def test_sheet_is_whole_and_says_so_when_there_is_nothing() -> None:
    html = sheet(gradient(), further="/r/gradient.html?a=1&b=2")
    for part in ('id="method"', "<figure", "he-card", "Two ways to say", "Office", "data-later"):
        assert part in html
    empty = gradient(own=Ladder("own", reason="No ranks."), shown=Ladder("own", reason="No ranks."))
    assert (
        "data-later" not in sheet(empty) and "No groups to draw" in sheet(empty) and ladder_figure.figure(empty) == ""
    )
    assert ".hg-narrow" in gradient_css()


@pytest.mark.parametrize("matched", [None, ladder((62, 70, 75, 78, 79))], ids=["plain", "matched"])
def test_table_and_file_hold_the_same_rows(matched) -> None:
    shown = gradient(matched=matched)
    rows = numbers.numbers(shown)
    assert numbers.numbers_table(shown).count("<tr") == len(rows) + 1
    assert len(numbers.csv_bytes(shown).decode("utf-8-sig").strip().split("\r\n")) == len(rows) + 1 + len(
        shown.shown.dots
    )
    assert [one.what for one in rows][:5] == ["Group"] * 5
    assert numbers.csv_name(shown) == "gradient-dose1-harbour-2021_07_08.csv"
