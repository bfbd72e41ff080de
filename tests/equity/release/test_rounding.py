"""Rounded counts and implied ones, one row at a time by hand."""

import numpy as np
import pandas as pd

from data.schema import ValueType
from equity.release.rounding import implied, rounded


def frame(counts, values, people=500.0):
    return pd.DataFrame({"numerator": counts, "denominator": people, "value": values, "status": "ok"})


def test_a_count_is_implied_only_where_none_is_told():
    rows = frame([np.nan, 4.0, np.nan, np.nan], [0.6, 0.8, np.nan, 0.01])
    assert implied(rows, ValueType.PROPORTION, multiplier=100)["numerator"].tolist()[:2] == [3, 4]
    found = implied(rows, ValueType.CRUDE_RATE, multiplier=100)["numerator"]
    assert np.isnan(found[2]) and found[3] == 1  # a value above zero is somebody
    assert implied(rows, ValueType.MEAN, multiplier=1) is rows


def test_a_share_is_made_again_from_rounded_counts_and_people():
    found = rounded(frame([13.0], [2.57], 506.0), 5, value_type=ValueType.PROPORTION, multiplier=100)
    assert found.loc[0, ["numerator", "denominator"]].tolist() == [15, 505]
    assert found.loc[0, "value"] == 15 / 505 * 100
    assert found.loc[0, "lower_ci"] < found.loc[0, "value"] < found.loc[0, "upper_ci"]


def test_a_mean_keeps_its_value():
    found = rounded(frame([13.0], [2.5]), 5, value_type=ValueType.MEAN, multiplier=1)
    assert found.loc[0, "value"] == 2.5
