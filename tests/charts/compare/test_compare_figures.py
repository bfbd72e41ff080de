"""Funnel, box and scatter on small numbers: what is drawn, what is said, what is said instead."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from charts.compare import box_figure, funnel_figure, scatter_figure
from charts.compare.compared import BoxPeriod, BoxView, FunnelView, ScatterView
from charts.compare.files import (
    COLUMNS,
    box_rows,
    file_name,
    funnel_rows,
    heat_rows,
    ranked_rows,
    scatter_rows,
    written,
)
from charts.compare.plot import Plot
from charts.compare.points_table import points_table, second_text
from charts.tables import Order
from data.schema import Polarity
from equity.comparing.correlation import correlation
from equity.comparing.funnel import funnel, funnel_limits
from equity.comparing.spread import spread
from tests.charts.compare.areas import MEASURE, areas
from tests.charts.compare.test_compare_tables import heat


def placed(*, widened: bool = False) -> FunnelView:
    frame = areas().evidence.frame
    able = frame["status"] == "ok"
    count, people = (frame[name].where(able) for name in ("numerator", "denominator"))
    made = funnel(count, people, value_type=MEASURE.value_type, widened=widened)
    limits = funnel_limits(made, np.linspace(800, 1100, 20), value_type=MEASURE.value_type)
    return FunnelView(made, limits, "all 6 MSOAs")


def marks(html: str) -> set[str]:
    return set(re.findall(r'data-area="(\w+)"', html))


def test_funnel_draws_every_ranked_area_twice_and_counts_the_outer_ones() -> None:
    view = placed()
    html = funnel_figure.funnel_figure(areas(), view)
    assert marks(html) == set("abcdef") and html.count('role="img"') == 2
    outer = int(view.funnel.areas["place"].isin(funnel_figure.OUTER).sum())
    assert funnel_figure.funnel_finding(areas(), view).startswith(f"{outer} of 6 MSOAs")
    assert "average of all 6 MSOAs, 74.2 %" in funnel_figure.funnel_lead(areas(), view)
    assert "below the 99.8 % limit" in funnel_figure.area_sentence(areas(), view, code="a")
    assert "no place" in funnel_figure.area_sentence(areas(), view, code="g")


def test_widened_limits_are_said_and_hold_more() -> None:
    wide = placed(widened=True)
    assert wide.funnel.factor > 1 and wide.funnel.note in funnel_figure.funnel_figure(areas(), wide)
    assert wide.funnel.areas["place"].eq("inside").sum() >= placed().funnel.areas["place"].eq("inside").sum()


def test_without_counts_the_funnel_says_so() -> None:
    none = FunnelView(None, pd.DataFrame(), "", "A funnel needs counts.")
    assert "A funnel needs counts." in funnel_figure.funnel_figure(areas(), none)
    assert funnel_figure.funnel_finding(areas(), none) == "No funnel for these MSOAs"
    assert funnel_figure.area_sentence(areas(), none, code="a") == ""
    assert "Not placed" in points_table(areas(), Order(), funnel=none)


@pytest.mark.parametrize(
    ("place", "polarity", "outcome"),
    [
        ("low_998", Polarity.HIGH_IS_GOOD, "worse"), ("high_95", Polarity.LOW_IS_GOOD, "worse"),
        ("inside", Polarity.NONE, "similar"), ("high_998", Polarity.NONE, "higher"),
        ("not_applicable", Polarity.NONE, "not_compared"),
    ],
)  # fmt: skip
def test_mark_of_a_place_follows_the_good_side(place: str, polarity: Polarity, outcome: str) -> None:
    assert funnel_figure.outcome_of(place, polarity) == outcome


def boxes(periods: int = 2) -> BoxView:
    values = areas().evidence.ranked["value"].sort_index()
    made = [values - 2 * place * (values - values.mean()) / 10 for place in range(periods)]
    drawn = [BoxPeriod(f"{2020 + at}", spread(one), one, areas().evidence.benchmark) for at, one in enumerate(made)]
    return BoxView(tuple(drawn), periods)


def test_boxes_say_whether_areas_came_together() -> None:
    view = boxes()
    assert (
        box_figure.box_finding(areas(), view) == "The middle half of the MSOAs is closer together than it was by 2020"
    )
    assert "percentage points" in box_figure.box_lead(areas(), view)
    html = box_figure.box_figure(areas(), view)
    assert marks(html) == set("abcdef") and "data-series" in html
    table = box_figure.box_table(areas(), view)
    assert table.count("<tr>") == 3 and "60.0" in table and "90.0" in table
    assert box_figure.area_sentence(areas(), view, code="a").startswith("It went from 60.0 % by 2020 to")
    assert box_figure.area_sentence(areas(), view, code="g") == ""


def test_one_period_and_few_areas_are_said() -> None:
    assert "one period" in box_figure.box_lead(areas(), boxes(1))
    three = areas().evidence.ranked["value"][:3]
    few = BoxView((BoxPeriod("2021", spread(three), three),), 1)
    assert "Too few MSOAs for a box: 3" in box_figure.box_finding(areas(), few)
    assert "no box" in box_figure.box_figure(areas(), few)
    nobody = BoxView((BoxPeriod("2021", spread([]), three[:0]),), 1)
    assert "No area here" in box_figure.box_figure(areas(), nobody)


def scatter(x: list[float], *, deprivation: bool = True) -> ScatterView:
    ranked = areas().evidence.ranked.sort_index()
    own = pd.Series(x, index=list("abcdef"))
    found = correlation(own, ranked["value"])
    return ScatterView(own, "Second, %", "Second", found, None if deprivation else MEASURE, "2021", "MSOAs of it")


def test_scatter_names_strength_and_direction() -> None:
    view = scatter([0.5, 1.5, 2.5, 6.5, 7.5, 9.5])
    assert scatter_figure.scatter_finding(areas(), view) == "Uptake is strongly lower where deprivation is greater"
    assert "The line explains" in scatter_figure.line_words(view)
    html = scatter_figure.scatter_figure(areas(), view)
    assert marks(html) == set("abcdef") and "stroke-dasharray" in html and "Most deprived" in html
    other = scatter([9, 7, 6, 3, 2, 1], deprivation=False)
    assert scatter_figure.scatter_finding(areas(), other) == "Uptake is strongly lower where uptake is higher"
    assert scatter_figure.area_sentence(other, "a") == "First dose: 9.0 %."
    assert second_text(view, "a") == "1" and second_text(other, "a") == "9.0" and second_text(view, "g") == "No data"


def test_no_line_is_drawn_where_it_explains_too_little() -> None:
    view = scatter([5, 1, 5, 5.2, 1.2, 5])
    assert view.found.r_squared < 0.15 and "no line is drawn" in scatter_figure.line_words(view).lower()
    assert 'stroke-dasharray="7 4"' not in scatter_figure.scatter_figure(areas(), view)
    assert "hardly go together" in scatter_figure.scatter_finding(areas(), view)


def test_scatter_without_a_second_figure_says_so() -> None:
    none = replace(scatter([np.nan] * 6), reason="Not known: choose another measure.")
    assert "choose another" in scatter_figure.scatter_figure(areas(), none)
    assert scatter_figure.scatter_finding(areas(), none) == "No figure to lay beside uptake"
    assert "four are needed" in scatter_figure.scatter_lead(areas(), replace(none, reason=""))


def test_files_hold_what_is_shown() -> None:
    rows = list(ranked_rows(areas(tenths={"a": 1})))
    assert [row["area_code"] for row in rows] == [*"abcdefgh", "sys"]
    assert rows[0]["value"] == 60.0 and rows[0]["deprivation_tenth"] == 1 and rows[6]["symbol"] == "*"
    assert {row["funnel_place"] for row in funnel_rows(areas(), placed())} >= {"Below 99.8 % limit", "Not placed"}
    assert next(scatter_rows(areas(), scatter([0.5, 1.5, 2.5, 6.5, 7.5, 9.5])))["beside_value"] == "1"
    assert sum(row["row"] == "area" for row in heat_rows(areas(), heat())) == 16
    assert [row["row"] for row in box_rows(areas(), boxes())].count("all areas") == 2
    text = written(iter(rows)).decode("utf-8-sig").splitlines()
    assert text[0] == ",".join(COLUMNS) and len(text) == 10
    assert file_name(areas().evidence, "ranked") == "compare-ranked-dose-the_system-msoa11.csv"


def test_plot_goes_from_values_to_pixels() -> None:
    plot = Plot(10, 110, 0, 100, (0.0, 10.0), (0.0, 50.0))
    assert (plot.x(5), plot.y(25)) == (60, 50) and plot.holds(5, 25) and not plot.holds(11, 25)
