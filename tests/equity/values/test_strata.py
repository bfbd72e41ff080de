"""Tidy rows made wide: order, gaps, doubles."""

import numpy as np
import pandas as pd
import pytest

from equity.values.direct_rate import directly_standardised_rate
from equity.values.strata import strata, wide

ROWS = pd.DataFrame(
    {
        "area_code": ["b", "a", "b", "a", "b"],
        "period": ["2020"] * 5,
        "age": ["old", "young", "young", "old", "unknown"],
        "numerator": pd.array([40, 10, 30, None, 9], dtype="Int64"),
    }
)


def test_rows_become_areas_in_their_first_order_and_gaps_stay_missing():
    frame = wide(ROWS.iloc[:3], "numerator", rows="area_code", stratum="age", strata=["young", "old"])
    assert (list(frame.index), list(frame.columns)) == (["b", "a"], ["young", "old"])
    np.testing.assert_array_equal(frame.to_numpy(), [[30, 40], [10, np.nan]])
    assert (frame.index.name, frame.columns.name) == ("area_code", "age")


def test_several_columns_can_name_an_area():
    frame = wide(ROWS, "numerator", rows=["area_code", "period"], stratum="age", strata=["young", "old"])
    assert frame.index.tolist() == [("b", "2020"), ("a", "2020")]
    assert np.isnan(frame.loc[("a", "2020"), "old"])


def test_a_stratum_twice_is_refused():
    twice = pd.concat([ROWS, ROWS.iloc[:1]])
    with pytest.raises(ValueError, match="twice"):
        wide(twice, "numerator", rows="area_code", stratum="age", strata=["young"])


def test_order_of_tidy_rows_does_not_matter_to_a_rate():
    rng = np.random.default_rng(3)
    tidy = pd.DataFrame([(a, g) for a in "abcd" for g in range(5)], columns=["area_code", "age"])
    tidy = tidy.assign(numerator=rng.integers(5, 60, 20), denominator=rng.integers(500, 900, 20))
    standard = pd.Series([1, 2, 3, 4, 5], index=range(5), dtype="float64")

    def rate(rows):
        sides = [
            wide(rows, of, rows="area_code", stratum="age", strata=range(5)) for of in ("numerator", "denominator")
        ]
        return directly_standardised_rate(*sides, standard=standard)

    shuffled = rate(tidy.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(shuffled.sort_index(), rate(tidy))


def test_a_standard_with_a_missing_band_is_refused():
    frame = pd.DataFrame({"0-4": [3.0], "5-9": [4.0]})
    with pytest.raises(ValueError, match="no negative or missing band"):
        strata(frame, frame * 100, standard=pd.Series({"0-4": 100.0, "5-9": np.nan}))


def test_a_cell_that_is_no_number_is_missing_and_leaves_the_others():
    frame = pd.DataFrame({"0-4": [3, "?", 5], "5-9": [4, 6, pd.NA]}, dtype=object)
    found = strata(frame, frame, standard=pd.Series({"0-4": 1.0, "5-9": 1.0}))[0]
    np.testing.assert_array_equal(found, [[3, 4], [np.nan, 6], [5, np.nan]])
