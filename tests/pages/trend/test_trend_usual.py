"""Usual variation on the real pack: limits worked out again from the rows, routes that say what the page says."""

from __future__ import annotations

import csv
import io
import itertools

import pytest
from starlette.applications import Starlette

from equity.change.usual import Kind, Unfit
from pages.parts import opened_pack
from pages.parts.serving import page_files, view_api
from pages.parts.trend import trend_selection, trend_usual
from pages.parts.trend.trend_pieces import pieces
from tests.pages.asgi import ask

NORFOLK, ENGLAND = "E10000020", "E92000001"


def chosen(**query: str) -> trend_selection.TrendSelection:
    return trend_selection.asked_by({"view": "usual"} | query)


def test_limits_are_those_of_the_published_rows() -> None:
    found = trend_usual.evidence(chosen(area=NORFOLK))
    store, values = opened_pack.pack().store, {}
    for kind in ("ctyua18", "ctyua19", "ctyua21", "ctyua23"):
        rows = store.observations("mmr2_5y", area_type=kind)
        for row in rows[(rows["area_code"] == NORFOLK) & rows["value"].notna()].to_dict("records"):
            values[row["period"]] = row["value"]
    series = [values[period] for period in sorted(values)]
    mean = sum(series) / len(series)
    ranges = [abs(b - a) for a, b in itertools.pairwise(series)]
    middle = sum(ranges) / len(ranges)
    kept = [one for one in ranges if one <= 3.267 * middle]
    spread = 2.66 * sum(kept) / len(kept)
    last = found.charted[-1]
    assert (last.mean, last.lower, last.upper) == pytest.approx((mean, mean - spread, mean + spread))
    assert found.usual.kind == Kind.XMR and found.target == 95.0 and "World Health" in found.target_source
    assert len(found.charted) == len(series) == 12


def test_a_change_to_come_is_left_out_and_only_the_first_line_is_shown() -> None:
    found = trend_usual.evidence(chosen())
    assert [line.name for line in found.trend.lines] == ["Norfolk"]
    assert all(one.day <= found.line.points[-1].day for one in found.trend.breaks)


def test_the_page_the_file_and_the_picture_say_the_same() -> None:
    asked = chosen(area=ENGLAND)
    made = pieces(asked)
    assert "worse than usual; the 95\u00a0% target will not be met" in made.head
    assert made.parameters["view"] == "usual" and "view=usual" in made.csv
    name, content = view_api.csv({"page": "trend", "view": "usual", "area": ENGLAND})
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert name == "mmr2_5y-usual-england-then.csv" and rows[0]["latest_variation"] == "Worse than usual"
    assert f"Mean {rows[0]['mean']}\u00a0%" in made.sheet
    app = Starlette(routes=page_files.routes())
    picture = ask(app, "/r/trend.svg", query=f"view=usual&area={ENGLAND}")
    assert picture.status == 200 and "worse than usual" in picture.body.decode()


def test_figures_that_add_up_have_no_chart_and_say_why() -> None:
    asked = chosen(indicator="covid_dose1", area="E07000145")
    assert trend_usual.evidence(asked).usual.reason == Unfit.ADDS_UP
    made = pieces(asked)
    assert "the figures add up to each date" in made.sheet and "trend.svg" not in made.sheet
    app = Starlette(routes=page_files.routes())
    assert ask(app, "/r/trend.svg", query="view=usual&indicator=covid_dose1&area=E07000145").status == 404
