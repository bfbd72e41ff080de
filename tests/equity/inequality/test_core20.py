"""Core20: loops, real footprints, edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Status
from equity.inequality.core20 import core20_share
from equity.result import Reason
from tests.equity.inequality.memberships import membership
from tests.equity.shared_cases import facts
from tests.shared_folder import shared

rows = st.lists(
    st.tuples(st.integers(1, 10), st.integers(1, 3000), st.sampled_from([0.0, 0.5, 1.0])), min_size=1, max_size=12
)


@given(rows)
def test_same_as_loops(given_):
    codes = [f"E{i}" for i in range(len(given_))]
    deciles, people = (pd.Series([r[k] for r in given_], index=codes) for k in (0, 1))
    found = core20_share(membership([[r[2] for r in given_]], ["x"], blocks=codes), deciles, population=people).loc["x"]
    everyone = sum(n * w for _, n, w in given_)
    deprived = sum(n * w for d, n, w in given_ if d <= 2)
    if everyone == 0:
        assert found["reason"] == Reason.DENOMINATOR_NOT_POSITIVE
    else:
        assert found["value"] == pytest.approx(100 * deprived / everyone)
        assert found["numerator"] == pytest.approx(deprived)
        assert 0 <= found["value"] <= 100


def test_parts_of_a_footprint_add_up_to_the_whole():
    codes = list("abcd")
    given_ = membership([[1, 1, 0.5, 0], [0, 0, 0.5, 1], [1, 1, 1, 1]], ["one", "two", "both"], blocks=codes)
    found = core20_share(given_, pd.Series([1, 9, 2, 10], index=codes), population=pd.Series([9, 8, 7, 6], index=codes))
    assert found.loc[["one", "two"], "numerator"].sum() == found.loc["both", "numerator"] == 16
    assert found.loc["both", "value"] == pytest.approx(100 * 16 / 30)


def test_edges():
    codes = list("abc")
    deciles = pd.Series([1, np.nan, 11], index=codes)
    people = pd.Series([100, 5, 50], index=codes)
    given_ = membership([[1, 1, 0], [1, 0, 1], [0, 0, 0]], ["known", "half", "empty"], blocks=codes)
    found = core20_share(given_, deciles, population=people)
    assert found["reason"].tolist() == ["", Reason.COVERAGE_TOO_LOW, Reason.DENOMINATOR_NOT_POSITIVE]
    assert found["status"].tolist() == [Status.OK, Status.MISSING, Status.MISSING]
    assert found.loc["known", "coverage"] == pytest.approx(100 / 105)
    assert found["lower_ci"].isna().all()


@pytest.mark.shared
def test_great_yarmouth_and_waveney_of_published_tables():
    table = facts("imd2019_lsoa11.csv").set_index("lsoa11cd")
    people = facts("population_mid2015_lsoa11.csv").set_index("lsoa11cd")["population_total"]
    members = pd.read_csv(shared("facts", "footprints", "footprint_lsoa11.csv.gz"))
    place = members[members.iloc[:, 0] == "pl-gyw"].iloc[:, 1]
    codes = table.index
    found = core20_share(
        membership([codes.isin(place)], ["pl-gyw"], blocks=codes), table["imd_decile"], population=people
    )
    inside = people[people.index.isin(place)]
    deprived = inside[table.loc[inside.index, "imd_decile"] <= 2]
    assert found.loc["pl-gyw", "value"] == pytest.approx(100 * deprived.sum() / inside.sum())
    assert 20 < found.loc["pl-gyw", "value"] < 45  # well above England's 20 %
