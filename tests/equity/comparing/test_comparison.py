"""Better, similar, worse: hand-made intervals around a benchmark, reference cases, properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Polarity, Status
from equity.comparing.comparison import Comparison, compared
from tests.equity.shared_cases import cases, name, needed

NA = float("nan")
MIRROR = {"better": "worse", "worse": "better", "similar": "similar", "not_compared": "not_compared"}


def areas(*rows):
    return pd.DataFrame(rows, columns=["lower_ci", "upper_ci", "status"])


SIX = areas(
    (51, 60, "ok"), (40, 49, "ok"), (50, 55, "ok"), (NA, NA, "ok"), (51, 60, "suppressed"), (51, 60, "not_comparable")
)


def test_six_hand_made_areas_and_the_other_polarity():
    high = compared(SIX, 50, polarity=Polarity.HIGH_IS_GOOD)
    assert high.tolist() == ["better", "worse", "similar", "not_compared", "not_compared", "not_compared"]
    low = compared(SIX, 50, polarity=Polarity.LOW_IS_GOOD)
    assert low.tolist() == [MIRROR[outcome] for outcome in high]
    none = compared(SIX, 50, polarity=Polarity.NONE)
    assert none.tolist() == ["higher", "lower", "similar", *["not_compared"] * 3]


def test_a_limit_on_the_benchmark_is_similar_and_no_benchmark_compares_nothing():
    touching = areas((50, 60, "ok"), (40, 50, "ok"), (50, 50, "estimated"))
    assert set(compared(touching, 50, polarity=Polarity.HIGH_IS_GOOD)) == {Comparison.SIMILAR}
    assert set(compared(touching, NA, polarity=Polarity.HIGH_IS_GOOD)) == {Comparison.NOT_COMPARED}


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("benchmark_ci_overlap", "benchmark_ci_overlap_series"), ids=name)
def test_reference_cases(case):
    needed(case)
    inputs = case["inputs"]
    lower, upper, benchmark, expected = (
        np.atleast_1d(np.array(part, dtype=object))
        for part in (inputs["lower95"], inputs["upper95"], inputs["benchmark"], case["expected"]["outcome"])
    )
    for low, high, middle, outcome in zip(lower, upper, benchmark, expected, strict=True):
        frame = areas((low, high, "ok")).astype({"lower_ci": "float64", "upper_ci": "float64"})
        answer = compared(frame, NA if middle is None else middle, polarity=Polarity(inputs["polarity"]))
        assert answer.iloc[0] == (outcome or Comparison.NOT_COMPARED)


@given(
    st.lists(st.tuples(st.floats(-9, 9), st.floats(0, 9), st.sampled_from(list(Status))), min_size=1), st.floats(-9, 9)
)
def test_the_same_in_plain_loops(rows, benchmark):
    frame = areas(*[(low, low + width, str(status)) for low, width, status in rows])
    for (low, high, status), outcome in zip(
        frame.itertuples(index=False), compared(frame, benchmark, polarity=Polarity.LOW_IS_GOOD), strict=True
    ):
        if status not in ("ok", "estimated"):
            assert outcome == "not_compared"
        elif high < benchmark:
            assert outcome == "better"
        elif low > benchmark:
            assert outcome == "worse"
        else:
            assert outcome == "similar"
