"""Small frames by area and age band for the tests of standardising."""

import pandas as pd
from hypothesis import strategies as st

BANDS = ["young", "middle", "old"]
counted = st.lists(st.tuples(st.integers(5, 400), st.integers(500, 5000)), min_size=3, max_size=3)


def wide(*rows):
    return pd.DataFrame(list(rows), columns=BANDS, dtype="float64")


def standard(*people):
    return pd.Series(people, index=BANDS, dtype="float64")
