"""The mix of similar areas on the page: sentence from the weights, drawing, file; the reason where there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from charts.saying.mix import mix_sentence
from charts.similar import change_part, file
from charts.similar.found import OverTime
from charts.similar.mix_part import as_mix, mix_part
from equity.similar.change import Design
from equity.similar.panel import Panel
from equity.similar.placebo import checked
from equity.similar.synthetic import synthetic_control
from tests.charts.similar.test_similar_pieces import comparison

PERIODS = tuple(str(year) for year in range(2009, 2021))
DAYS = tuple(f"{period}-07-01" for period in PERIODS)


def over_time(*, before: int = 9, step: float = 4.0, noise: float = 0.0) -> OverTime:
    """One chosen area that is 0.3 of B and 0.7 of C, and `step` points more from the start; eight similar ones."""
    draw = np.random.default_rng(5)
    areas, people = pd.Index([*"ABCDEFGHI"]), 1e6
    share = 60 + draw.normal(0, 5, (9, 1)) + draw.normal(0, 1.2, (9, 12)).cumsum(axis=1)
    share[0] = 0.3 * share[1] + 0.7 * share[2] + noise * draw.normal(0, 9, 12)
    share[0, before:] += step
    panel = Panel(
        pd.DataFrame(share * people / 100, areas, PERIODS), pd.DataFrame(people, areas, PERIODS), "proportion"
    )
    design = Design(areas[:1], areas[1:], PERIODS[:before], PERIODS[before:])
    lines = tuple(share[0]), tuple(share[1:].mean(axis=0))
    mix = synthetic_control(panel, design)
    return OverTime(
        PERIODS, DAYS, *lines, (1, 8), (0, 0), start=PERIODS[before], checks=checked(panel, design), mix=mix
    )


def test_the_mix_is_told_with_fit_difference_and_placebos() -> None:
    shown, over = comparison(), over_time()
    said = mix_sentence(shown.measure, "Harbour", mix=over.mix, names={"B": "Bay", "C": "Cliff"})
    assert said.startswith("A mix of 2 similar areas (Cliff 70 %, Bay 30 %) ran most like Harbour before the start")
    assert "Since then Harbour was on average 4.0 percentage points higher than the mix" in said.replace("\u00a0", " ")
    assert "in none of 8 similar areas treated as if they had been chosen (p 0.11)" in said
    even = mix_sentence(shown.measure, "Harbour", mix=replace(over.mix, estimate=0.0), names={})
    assert "Harbour was as the mix on average" in even
    alone = replace(over.mix, weights=pd.Series({"B": 1.0}))
    assert mix_sentence(shown.measure, "Harbour", mix=alone, names={"B": "Bay"}).startswith("Bay ran most like")


def test_the_second_line_of_the_drawing_is_the_mix_of_the_weights() -> None:
    over = over_time()
    made = as_mix(over)
    assert made.similar[:9] == pytest.approx(over.chosen[:9], abs=1e-3)
    assert [own - other for own, other in zip(made.chosen[9:], made.similar[9:], strict=True)] == pytest.approx([4] * 3)
    html = mix_part(comparison(over_time=over), over)
    assert html.count("<svg") == 2 and "mix of similar" in html and "Share of the mix" in html
    assert mix_part(comparison(), over) in change_part.change(comparison(over_time=over))


def test_without_enough_periods_or_fit_the_reason_stands_instead() -> None:
    short = over_time(before=5)
    assert "at least eight periods before the start are needed" in mix_part(comparison(), short)
    poor = over_time(noise=1.0)
    html = mix_part(comparison(), poor)
    assert "no mix of similar areas ran like it before the start" in html and "<svg" not in html
    rows = file.rows(comparison(over_time=short))
    assert not [row for row in rows if "mix" in str(row["row"]).lower()]


def test_the_file_holds_the_mix() -> None:
    rows = file.rows(comparison(over_time=over_time()))
    shares = {row["area_code"]: row["value"] for row in rows if row["row"] == "Share of the mix"}
    assert shares == {"C": "70.0", "B": "30.0"}
    assert sum(row["row"] == "Mix of similar areas in a period" for row in rows) == len(PERIODS)
