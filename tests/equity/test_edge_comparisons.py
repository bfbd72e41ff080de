"""Methods that answer once for many areas or periods, at every edge; what cannot be used is as if it were not there."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from data.schema import Polarity
from equity.change.before_after import before_and_after
from equity.change.usual import Process, Unfit, usual_variation
from equity.comparing.correlation import correlation
from equity.similar.change import Design, difference_in_differences, trend_before
from equity.similar.placebo import placebo_areas, regrouped_p
from equity.similar.reasons import Withheld
from equity.similar.synthetic import synthetic_control
from tests.equity import edge_comparisons as edge_table
from tests.equity.edge_cases import EDGES, ENDS, SHARE, base, edged
from tests.equity.edge_comparisons import AFTER, BEFORE, BESIDE, CODES, COMPARISONS, JUDGED, STARTED, design, panel

UNUSABLE = tuple(edge for edge in EDGES + ENDS if edge not in ("zero count", "huge"))


@cache
def sound(method: str) -> float:
    return COMPARISONS[method][0](base())


@pytest.mark.parametrize("edge", EDGES + ENDS)
@pytest.mark.parametrize("method", COMPARISONS)
def test_every_comparison_at_every_edge(method: str, edge: str) -> None:
    run, letters = COMPARISONS[method]
    assert np.isfinite(sound(method))
    assert ("v" if np.isfinite(run(edged(edge))) else "w") == letters[(EDGES + ENDS).index(edge)]


@pytest.mark.parametrize("edge", UNUSABLE)
@pytest.mark.parametrize("method", [difference_in_differences, trend_before])
def test_a_comparator_that_cannot_be_used_is_as_if_it_were_not_there(method, edge: str) -> None:
    without = Design(BESIDE, CODES[2:], BEFORE, AFTER)
    found, expected = method(panel(edged(edge)), design(BESIDE)), method(panel(base()), without)
    assert (found.estimate, found.lower_ci, found.p_value) == pytest.approx(
        (expected.estimate, expected.lower_ci, expected.p_value)
    )
    assert found.areas == (1, 6)


# A count above its people is refused where a value is made of it (`equity.values`), before it is in a series.
@pytest.mark.parametrize("edge", [edge for edge in UNUSABLE if edge != "count above"])
def test_a_year_that_cannot_be_used_is_on_no_side_and_named(edge: str) -> None:
    series = edge_table.years(edged(edge))
    found = before_and_after(series, STARTED, value_type=SHARE)
    shorter = before_and_after(series.iloc[:-1], STARTED, value_type=SHARE)
    assert found.estimate == pytest.approx(shorter.estimate) and found.unused == ("2023",)


def test_too_few_areas_say_so() -> None:
    few = Design(JUDGED, CODES[1:4], BEFORE, AFTER)
    none = Design(CODES[:0], CODES[1:], BEFORE, AFTER)
    for method in (difference_in_differences, trend_before, synthetic_control):
        assert method(panel(base()), few).reason == str(Withheld.TOO_FEW_COMPARATORS)
        assert method(panel(base()), none).reason == str(Withheld.CHOSEN_WITHOUT_VALUE)
    assert np.isnan(placebo_areas(panel(base()), few).p_value) and np.isnan(regrouped_p(panel(base()), none))


def test_all_equal_is_no_difference_and_nothing_stands_out() -> None:
    case = base(equal=True)
    for method in (difference_in_differences, trend_before):
        found = method(panel(case), design(JUDGED))
        assert (found.estimate, found.p_value) == (pytest.approx(0, abs=1e-9), pytest.approx(1)), found
    usual = usual_variation(edge_table.years(case), Process(SHARE, Polarity.HIGH_IS_GOOD))
    assert usual.reason == Unfit.NO_VARIATION
    change = before_and_after(edge_table.years(case), STARTED, value_type=SHARE)
    assert change.estimate == 0 and change.lower_ci < 0 < change.upper_ci


def test_nothing_given_is_answered_with_a_reason() -> None:
    assert np.isnan(correlation(np.array([]), np.array([])).value)
    nothing = edge_table.years(base()).iloc[:0]
    assert before_and_after(nothing, STARTED, value_type=SHARE).reason
    assert usual_variation(nothing, Process(SHARE, Polarity.HIGH_IS_GOOD)).reason
    no_area = pd.Index([], name="area_code")
    assert difference_in_differences(panel(base()), Design(no_area, no_area, BEFORE, AFTER)).reason
