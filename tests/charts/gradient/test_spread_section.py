"""How unequal the areas are, in words and rows: both indices with limits, the part between fifths, the reason."""

from __future__ import annotations

from dataclasses import replace

from charts.gradient.area_spread import AreaSpread
from charts.gradient.numbers import numbers
from charts.gradient.sheet import below
from charts.gradient.spread_section import index_text, spread_section
from equity.comparing.gap import Estimate
from tests.charts.gradient.gradients import gradient

FOUND = AreaSpread(
    Estimate(0.212, 0.181, 0.243), Estimate(0.0714, 0.051, 0.093), between=0.613, without=True, areas=28, missing=1
)


def test_both_indices_are_told_with_limits_areas_and_what_zero_means() -> None:
    said = spread_section(gradient(spread=FOUND)).replace("\u00a0", " ")
    assert "Over 28 areas of Harbour (1 without a figure to show left out), the Gini index of" in said
    assert "the share of people who had no" in said
    assert "is 0.21 (95 % interval 0.18 to 0.24): 0 would be the same share everywhere" in said
    assert "Theil’s index, which weighs the highest shares more, is 0.071 (95 % interval 0.051 to 0.093)" in said
    assert "61 % of the inequality lies between deprivation fifths" in said and "Chance alone" in said
    assert spread_section(gradient(spread=FOUND)) in below(gradient(spread=FOUND))


def test_without_figures_the_reason_stands_and_before_it_is_asked_for_nothing() -> None:
    assert "Fewer than" in spread_section(gradient(spread=AreaSpread(reason="Fewer than 10 areas have a figure.")))
    assert spread_section(gradient()) == ""
    assert not [one for one in numbers(gradient()) if one.what == "Inequality of areas"]
    assert index_text(Estimate(0.3)) == "0.30"
    even = replace(FOUND, between=float("nan"), missing=0)
    assert "between deprivation fifths" not in spread_section(gradient(spread=even))


def test_the_table_and_file_hold_the_same_numbers() -> None:
    rows = {one.row.name: one.row for one in numbers(gradient(spread=FOUND)) if one.what == "Inequality of areas"}
    assert rows["Gini index"].value == 0.212 and rows["Theil index"].lower_ci == 0.051
    assert rows["Theil, share between fifths"].value == 0.613
