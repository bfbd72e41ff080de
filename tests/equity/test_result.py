"""What every measure answers in."""

import numpy as np
import pandas as pd

from data.schema import Status
from equity.result import Reason, first_reason, floats, index_of, result_frame


def test_floats_turn_every_kind_of_missing_into_nan():
    values = floats(pd.Series([1, None, pd.NA, float("inf"), "2", "x"], dtype="object"))
    np.testing.assert_array_equal(values, [1, np.nan, np.nan, np.nan, 2, np.nan])
    np.testing.assert_array_equal(floats(3), [3])


def test_index_is_the_first_pandas_one():
    series = pd.Series([1, 2], index=["x", "y"])
    assert index_of([1, 2], series).tolist() == ["x", "y"]
    assert index_of(3, [1, 2]).tolist() == [0, 1]


def test_first_reason_wins():
    reasons = {Reason.NUMERATOR_MISSING: np.array([True, False]), Reason.NUMERATOR_NEGATIVE: np.array([True, False])}
    assert first_reason(reasons).tolist() == ["numerator_missing", ""]


def test_a_row_with_a_reason_holds_no_number():
    two = np.array([1.0, 2.0])
    reason = np.array(["", "stratum_suppressed"])
    frame = result_frame(two, [(two, two), (two, two)], reason=reason, index=pd.Index(["a", "b"]))
    assert frame.loc["b", "value":"upper_998"].isna().all()
    assert frame["status"].tolist() == [Status.OK, Status.SUPPRESSED]
