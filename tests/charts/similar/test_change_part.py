"""Change over time on the page: two lines, checks beside a comparison of changes, names that do not touch."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import numpy as np
import pandas as pd

from charts.similar import change_figure, change_part, file
from charts.similar.found import OverTime
from equity.similar.change import Design
from equity.similar.panel import Panel
from equity.similar.placebo import checked
from tests.charts.similar.test_similar_pieces import comparison
from tests.charts.views import UPTAKE

PERIODS = ("2017", "2018", "2019", "2020", "2021")
DAYS = tuple(f"{period}-07-01" for period in PERIODS)


def drawn_over(*, step: float = 4.0, start: str = "2020") -> OverTime:
    """Two chosen and eight similar areas; the chosen ones rise by `step` more from the start."""
    draw = np.random.default_rng(3)
    people = pd.DataFrame(1000.0, index=[f"A{n}" for n in range(10)], columns=list(PERIODS))
    share = 60 + draw.normal(0, 1, people.shape) + np.arange(5)
    share[:2, 3:] += step
    panel = Panel((share * 10).round() * people / 1000, people, "proportion")
    chosen, others = people.index[:2], people.index[2:]
    values = [100 * panel.numerator.loc[group].sum() / people.loc[group].sum() for group in (chosen, others)]
    before = tuple(one for one in PERIODS if one < start)
    checks = checked(panel, Design(chosen, others, before, tuple(one for one in PERIODS if one >= start)))
    lines = [tuple(float(value) for value in line) for line in values]
    return OverTime(PERIODS, DAYS, *lines, (2, 8), (0, 0), start=start, checks=checks)


def test_lines_name_both_groups_without_touching() -> None:
    for step in (0.0, 1.0, 30.0):
        html = change_figure.lines(comparison(), drawn_over(step=step))
        for svg in html.split("<svg")[1:]:
            names = [
                (float(y), part.count("<tspan"))
                for y, part in re.findall(
                    r'y="([\d.]+)" font-size="1[23]" fill="#[0-9A-F]+" font-weight="700">(.*?)</text>', svg
                )
            ]
            (first, rows), (second, _) = sorted(names)
            assert second - first >= change_figure.LINE * (1 + rows)


def test_checks_stand_beside_the_change() -> None:
    shown = comparison(over_time=drawn_over())
    html = change_part.change(shown)
    for words in (
        "Were they already moving apart?",
        "Would as large a difference be found elsewhere?",
        "95 % interval",
    ):
        assert words in html.replace("\u00a0", " ")
    assert html.count("<svg") == 6  # three drawings, wide and narrow
    rows = re.findall(r'<tr><th scope="row">', html)
    assert len(rows) == len(PERIODS)
    assert not re.search(r"\bcaus|\bimpact", html.lower())


def test_without_a_start_both_lines_and_how_to_name_one() -> None:
    over = drawn_over()
    plain = OverTime(over.periods, over.days, over.chosen, over.similar, over.areas, (0, 1))
    html = change_part.change(comparison(over_time=plain))
    assert "Something began in" in html and "1 area is left out" in html
    assert "went from" in html and "moving apart" not in html


def test_a_start_without_enough_areas_says_why() -> None:
    over = drawn_over(start="2017")
    html = change_part.change(comparison(over_time=over))
    assert "no period lies wholly before the start" in html and "moving apart" not in html


def test_a_measure_that_should_not_have_moved_stands_beside_the_change() -> None:
    """In words on the page and as a row of the file; without one neither."""
    over = drawn_over()
    still = replace(over.checks.change, estimate=0.4, lower_ci=-1.1, upper_ci=1.9)
    named = replace(over, unmoved=replace(UPTAKE, short_name="Second dose"), checks=replace(over.checks, unmoved=still))
    html = change_part.change(comparison(over_time=named))
    assert "Did what should not have moved stay as it was?" in html
    assert "Second dose, which should not have moved: its change was" in html
    assert "within what differences between areas alone would give" in html
    rows = list(csv.DictReader(io.StringIO(file.csv_bytes(comparison(over_time=named)).decode("utf-8-sig"))))
    row = next(row for row in rows if row["row"] == "The same for another measure")
    assert (row["difference"], row["difference_lower_95"], row["difference_upper_95"]) == ("0.4", "-1.1", "1.9")
    moved = replace(named, checks=replace(named.checks, unmoved=replace(still, lower_ci=0.1)))
    assert "something other than the programme differed too" in change_part.change(comparison(over_time=moved))
    assert "should not have moved" not in change_part.change(comparison(over_time=over))
