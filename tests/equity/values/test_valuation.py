"""From counts to values: what is computed, what stays as published, what stays empty."""

import numpy as np
import pandas as pd
import pytest

from data.schema import Status, ValueType
from equity.result import Reason
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion
from equity.values.valuation import valued

NA = np.nan


def observed(*rows):
    columns = ("numerator", "denominator", "value", "lower_ci", "upper_ci", "status")
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[:5], "float64"))


@pytest.mark.parametrize(("kind", "method"), [("proportion", proportion), ("crude_rate", crude_rate)])
def test_counts_become_values_with_limits(kind, method):
    frame = observed((5, 20, NA, NA, NA, "ok"), (7, 30, NA, NA, NA, "estimated"))
    result, expected = valued(frame, ValueType(kind), multiplier=1000), method([5, 7], [20, 30], multiplier=1000)
    for column in ("value", "lower_ci", "upper_ci", "lower_998", "upper_998"):
        np.testing.assert_allclose(result[column], expected[column])
    assert result["status"].tolist() == ["ok", "estimated"]


def test_published_numbers_stay():
    frame = observed((5, 20, 26, NA, NA, "ok"), (5, 20, 26, 10, 40, "ok"), (NA, NA, 26, NA, NA, "ok"))
    result = valued(frame, ValueType.PROPORTION)
    assert result["value"].tolist() == [26, 26, 26]
    assert result["lower_ci"].iloc[0] == pytest.approx(proportion([5], [20])["lower_ci"].iloc[0])
    assert result[["lower_ci", "upper_ci"]].iloc[1].tolist() == [10, 40]
    assert np.isnan(result["lower_ci"].iloc[2])


def test_a_status_without_a_value_stays_empty_and_keeps_its_status():
    rows = [(5, 20, 25, 1, 2, str(status)) for status in Status]
    result = valued(observed(*rows), ValueType.PROPORTION).set_index("status")
    assert (
        result.loc[["suppressed", "missing", "not_collected"], ["value", "lower_ci", "upper_998"]].isna().all(axis=None)
    )
    assert result.loc[["ok", "not_comparable", "estimated"], "value"].tolist() == [25, 25, 25]


def test_a_value_that_cannot_be_made_is_missing_with_its_reason():
    frame = observed((5, 0, NA, NA, NA, "ok"), (5, 20, NA, NA, NA, "ok"))
    result = valued(frame, ValueType.PROPORTION)
    assert result["status"].tolist() == [Status.MISSING, Status.OK]
    assert result["reason"].tolist() == [Reason.DENOMINATOR_NOT_POSITIVE, ""]


def test_counts_means_and_indices():
    frame = observed((5, 20, NA, NA, NA, "ok"), (NA, NA, NA, NA, NA, "ok"))
    counts = valued(frame, ValueType.COUNT)
    assert counts["value"].iloc[0] == 5
    assert counts["reason"].tolist() == ["", Reason.NUMERATOR_MISSING]
    means = valued(observed((NA, NA, 31, NA, NA, "ok"), (5, 20, NA, NA, NA, "ok")), ValueType.MEAN)
    assert means["value"].iloc[0] == 31
    assert means["reason"].iloc[1] == Reason.NOT_PUBLISHED
    assert means["lower_ci"].isna().all()


def test_the_caller_s_frame_is_not_changed_and_columns_may_be_absent():
    frame = observed((5, 20, NA, NA, NA, "ok"))[["numerator", "denominator", "status"]].assign(name="x")
    before = frame.copy()
    result = valued(frame, ValueType.PROPORTION)
    pd.testing.assert_frame_equal(frame, before)
    assert result["name"].tolist() == ["x"]
    assert result["value"].tolist() == [25]


def test_a_withheld_total_keeps_its_reason():
    withheld = pd.DataFrame(
        {"numerator": [np.nan], "denominator": [np.nan], "status": ["missing"], "reason": ["Values for 2 of 4 areas."]}
    )
    assert valued(withheld, ValueType.PROPORTION)["reason"].tolist() == ["Values for 2 of 4 areas."]
