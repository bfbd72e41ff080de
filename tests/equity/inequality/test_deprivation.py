"""Deprivation of areas: published tenths, labels, vintages, scores of larger areas."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.inequality.deprivation import EDITIONS, area_scores, edition_for, national_quantiles
from equity.result import Reason
from tests.equity.inequality.memberships import membership
from tests.equity.shared_cases import facts


@pytest.mark.shared
def test_tenths_of_published_ranks_are_the_published_tenths():
    table = facts("imd2019_lsoa11.csv").set_index("lsoa11cd")
    found = national_quantiles(table["imd_rank"], "imd2019", area_type="lsoa11")
    assert (found["quantile"] == table["imd_decile"]).all()
    fifths = national_quantiles(table["imd_rank"], "imd2019", area_type="lsoa11", number=5)["quantile"]
    assert (fifths == (table["imd_decile"] + 1) // 2).all()


def test_published_last_ranks_of_the_tenths():
    """English Indices of Deprivation 2019, frequently asked questions: ranks 1 to 3,284 are tenth 1, and so on."""
    last = pd.Series([3_284, 6_568, 9_853, 13_137, 16_422, 19_706, 22_990, 26_275, 29_559, 32_844])
    assert national_quantiles(last, "imd2019", area_type="lsoa11")["quantile"].tolist() == list(range(1, 11))
    after = national_quantiles(last[:-1] + 1, "imd2019", area_type="lsoa11")["quantile"]
    assert after.tolist() == list(range(2, 11))


@pytest.mark.parametrize(("edition", "size"), [("imd2019", 3284), ("imd2025", 3375)])
def test_tenths_of_all_england_are_even(edition, size):
    areas = EDITIONS[edition].areas
    found = national_quantiles(pd.Series(range(1, areas + 1)), edition, area_type=EDITIONS[edition].area_type)[
        "quantile"
    ]
    counts = found.value_counts()
    assert len(counts) == 10
    assert counts.between(size - 1, size + 1).all()
    assert found.is_monotonic_increasing


def test_an_edition_is_not_joined_to_another_vintage():
    assert edition_for("imd2019", "lsoa11").name == "Index of Multiple Deprivation 2019"


def test_labels_tell_nation_and_edition():
    ranks = pd.Series([1, 5_000, 20_000, 30_000, 32_844], index=list("abcde"))
    national = national_quantiles(ranks, "imd2019", area_type="lsoa11", number=5)
    assert national["quantile"].tolist() == [1, 1, 4, 5, 5]
    assert national["label"].iloc[0] == "national fifth, Index of Multiple Deprivation 2019"


def test_edges():
    found = national_quantiles(pd.Series([None, 0, 32_845, 7]), "imd2019", area_type="lsoa11")
    assert found["reason"].tolist() == [Reason.VALUE_MISSING, Reason.NOT_ON_SCALE, Reason.NOT_ON_SCALE, ""]
    assert found["quantile"].isna().tolist() == [True, True, True, False]


@given(
    st.lists(
        st.tuples(st.floats(0, 90), st.integers(1, 3000), st.sampled_from([0.0, 0.25, 1.0])), min_size=2, max_size=9
    )
)
def test_area_score_is_the_weighted_mean_in_loops(rows):
    codes = [f"E{i}" for i in range(len(rows))]
    weights = [[w for _, _, w in rows], [1.0] * len(rows)]
    scores, people = (pd.Series([r[k] for r in rows], index=codes) for k in (0, 1))
    found = area_scores(membership(weights, ["part", "all"], blocks=codes), scores, population=people[::-1])
    for row, name in zip(weights, ["part", "all"], strict=True):
        total = sum(w * n for w, (_, n, _) in zip(row, rows, strict=True))
        if total:
            expected = sum(w * n * s for w, (s, n, _) in zip(row, rows, strict=True)) / total
            assert found.loc[name, "value"] == pytest.approx(expected)
        else:
            assert found.loc[name, "reason"] == Reason.DENOMINATOR_NOT_POSITIVE


def test_area_score_with_too_little_coverage_is_withheld():
    codes = ["a", "b", "c"]
    found = area_scores(
        membership([[1, 1, 0], [1, 0, 1]], ["thin", "thick"], blocks=codes),
        pd.Series([10.0, np.nan, 30.0], index=codes),
        population=pd.Series([100, 20, 100], index=codes),
    )
    assert found["reason"].tolist() == [Reason.COVERAGE_TOO_LOW, ""]
    assert np.isnan(found.loc["thin", "value"])
    assert (found.loc["thick", "value"], found.loc["thick", "coverage"]) == (20, 1)
