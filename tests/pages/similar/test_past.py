"""Matching on the outcome before a start: offered only with a start, never a later period, and it makes pasts alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.schema import ValueType
from equity.similar.panel import Panel
from pages.parts.answering import values
from pages.parts.similar import comparing, matching, past, question
from pages.parts.similar.covariates import EVERY, HISTORY, covariates

DAYS = [f"2021-{month:02d}-01" for month in range(1, 8)]
START = DAYS[5]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """Questions about the landing view with a start, in a pack that has seven periods: the fourth lacks most areas."""
    codes = list(values.area_codes("msoa11"))
    chance = np.random.default_rng(7)
    share = np.clip(0.5 + 0.25 * chance.random((len(codes), 1)) + 0.02 * np.arange(7), 0, 1)
    people = pd.DataFrame(8000.0, index=codes, columns=DAYS)
    counts = (people * share).round()
    counts.iloc[: len(codes) // 2, 3] = np.nan
    panel = Panel(counts, people, ValueType.PROPORTION, 100.0)
    monkeypatch.setattr(past, "panel_for", lambda *_, **__: panel)
    past._with_past.cache_clear()
    yield lambda **changes: replace(question.resolved(question.landing() | changes)[0], start=START)
    past._with_past.cache_clear()


def test_only_a_start_offers_the_values_before_it(asked) -> None:
    without = replace(asked(), start="")
    assert HISTORY not in matching.possible_themes(without)
    assert list(past.known(without).table) == list(covariates("msoa11").table)
    assert matching.possible_themes(asked())[-1] == HISTORY
    assert HISTORY not in matching.themes_of(asked())  # matched on only when a reader asks for it
    assert matching.themes_of(replace(asked(by="history"), start="")) == matching.usual_themes(without)


def test_the_latest_whole_periods_before_the_start_are_used_and_none_after_it(asked) -> None:
    had = past.known(asked())
    items = had.of((HISTORY,))
    periods = [item.key.removeprefix("before:") for item in items]
    assert periods == [DAYS[0], DAYS[1], DAYS[2], DAYS[4]]
    assert {item.year for item in items} == {"1 January 2021 to 1 May 2021"}
    panel = past.panel_for("covid_dose1")
    for item, period in zip(items, periods, strict=True):
        assert np.allclose(had.table[item.key], 100 * panel.numerator[period] / panel.denominator[period])


def test_the_first_periods_have_nothing_before_them(asked) -> None:
    first = replace(asked(), start=DAYS[0])
    assert past.known(first).of((HISTORY,)) == () and HISTORY not in matching.possible_themes(first)


@pytest.mark.parametrize("method", ["", "mahalanobis"])
def test_areas_matched_on_the_past_are_more_alike_before_the_start(asked, method: str) -> None:
    had = past.known(asked())
    last, far = had.of((HISTORY,))[-1].key, []
    for by in ("deprivation,ages", "deprivation,ages,history"):
        found = matching.answer(asked(by=by, method=method, area="E02005544"))
        assert found.themes == tuple(by.split(","))
        column, matches = had.table[last], found.found.matches
        far.append(float((column[matches.comparators] - column[matches.chosen[0]]).abs().mean()))
    assert far[1] < far[0]


def test_the_page_says_what_was_matched_on_and_each_theme_can_be_left_out(asked) -> None:
    view = asked(by="deprivation,history")
    rows = comparing._likeness(matching.answer(view))
    used = [row for row in rows if row.used and row.words.startswith("First dose")]
    assert len(used) == 4 and all(row.unit == "%" and np.isfinite(row.after) for row in used)
    assert set(matching.without_one(view)) == {EVERY["deprivation"], EVERY[HISTORY]}


def test_a_start_is_understood_for_a_measure_of_authorities() -> None:
    view, notices = question.resolved(question.landing() | {"indicator": "mmr2_5y", "start": "2019/20"})[:2]
    assert view.start == "2019/20" and not any("could change" in one for one in notices)
