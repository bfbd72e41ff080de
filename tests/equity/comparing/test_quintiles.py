"""Fifths of the areas: NTILE by hand, five areas up, per area type, order of rows."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Polarity
from equity.comparing.quintiles import ntile, quintiles

NA = float("nan")


def areas(values, *, kind="msoa11", status="ok"):
    codes = [f"E{number:04}" for number in range(len(values))]
    return pd.DataFrame({"value": values, "status": status, "area_type": kind}, index=codes)


def test_ntile_as_sql_documents_it():
    """Ten rows in four groups: 3, 3, 2, 2 (the larger groups come first)."""
    assert ntile(np.arange(10.0), 4).tolist() == [1, 1, 1, 2, 2, 2, 3, 3, 4, 4]
    assert ntile([3.0, 1.0, NA, 2.0, 5.0, 4.0]).tolist()[:2] == [3, 1]
    assert np.isnan(ntile([1.0, 2.0, 3.0, 4.0])).all() and ntile([]).size == 0


def test_five_areas_are_compared_and_four_are_not():
    five = [10.0, 20.0, 30.0, 40.0, 50.0]
    words = ["worst", "worse", "middle", "better", "best"]
    assert quintiles(areas(five), polarity=Polarity.HIGH_IS_GOOD).tolist() == words
    assert quintiles(areas(five), polarity=Polarity.LOW_IS_GOOD).tolist() == words[::-1]
    plain = quintiles(areas(five), polarity=Polarity.NONE).tolist()
    assert plain == ["lowest", "low", "middle", "high", "highest"]
    assert set(quintiles(areas(five[:4]), polarity=Polarity.NONE)) == {"not_compared"}


def test_missing_and_unreliable_values_do_not_count_among_the_five():
    frame = areas([10.0, 20.0, 30.0, 40.0, NA])
    assert set(quintiles(frame, polarity=Polarity.NONE)) == {"not_compared"}
    frame = areas([10.0, 20.0, 30.0, 40.0, 50.0, 60.0])
    frame.loc["E0005", "status"] = "not_comparable"
    assert quintiles(frame, polarity=Polarity.NONE).tolist() == [
        "lowest",
        "low",
        "middle",
        "high",
        "highest",
        "not_compared",
    ]


def test_each_area_type_has_its_own_fifths():
    frame = pd.concat([areas([1.0, 2, 3, 4, 5]), areas([10.0, 20, 30, 40, 50], kind="wd25").rename("W{}".format)])
    found = quintiles(frame, polarity=Polarity.NONE)
    assert found.tolist() == ["lowest", "low", "middle", "high", "highest"] * 2


@given(st.lists(st.integers(0, 5), min_size=5, max_size=60), st.randoms())
def test_groups_differ_by_one_and_order_of_rows_does_not_matter(values, chance):
    frame = areas([float(value) for value in values])
    found = quintiles(frame, polarity=Polarity.NONE)
    sizes = found.value_counts()
    assert sizes.max() - sizes.min() <= 1 and len(sizes) == 5
    shuffled = frame.sample(frac=1, random_state=chance.randrange(2**32))
    assert quintiles(shuffled, polarity=Polarity.NONE).sort_index().equals(found)
    order = found.map({"lowest": 0, "low": 1, "middle": 2, "high": 3, "highest": 4})
    means = frame["value"].groupby(order).mean()
    assert means.is_monotonic_increasing
