"""The five numbers of a spine chart against numpy's own quantiles, measure by measure."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from equity.comparing.spread import FEWEST
from equity.comparing.spreads import SPREAD, spreads

VALUES = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=0, max_size=30)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, max_size=3))
def test_five_numbers_are_numpy_s(drawn: dict[str, list[float]]) -> None:
    rows = [(name, value, "ok") for name, values in drawn.items() for value in values]
    frame = pd.DataFrame(rows, columns=["indicator_id", "value", "status"])
    found = spreads(frame)
    assert set(found.index) == {name for name, values in drawn.items() if values}
    for name, row in found.iterrows():
        values = np.array(drawn[name])
        assert row["areas"] == len(values)
        wanted = np.quantile(values, [0, 0.25, 0.5, 0.75, 1])
        shown = row[list(SPREAD)].to_numpy("float64")
        known = [len(values) > 1, *[len(values) >= FEWEST] * 3, len(values) > 1]
        assert list(~np.isnan(shown)) == known
        np.testing.assert_allclose(shown[known], wanted[known], rtol=1e-9, atol=1e-6)


def test_areas_that_must_not_be_ranked_and_missing_ones_are_left_out() -> None:
    statuses = ["ok", "estimated", "not_comparable", "suppressed", "missing"]
    frame = pd.DataFrame({"indicator_id": "a", "value": [1.0, 3.0, 100.0, np.nan, np.nan], "status": statuses})
    row = spreads(frame).loc["a"]
    assert (row["areas"], row["lowest"], row["highest"]) == (2, 1.0, 3.0) and np.isnan(row["median"])
