"""Quantiles by rank: reference numbers, loops, properties, edges."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.inequality.quantiles import quantiles
from equity.result import Reason
from tests.equity.shared_cases import cases, name, needed

numbers = st.lists(st.integers(0, 30) | st.none(), min_size=1, max_size=60)


def plain(frame):
    return [None if pd.isna(q) else int(q) for q in frame["quantile"]]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("quantile_assign"), ids=name)
def test_reference_quantiles(case):
    needed(case)
    given_ = case["inputs"]
    result = quantiles(given_["values"], number=given_["nquantiles"], highest_first=given_["invert"])
    assert plain(result) == case["expected"]["quantile"]


@given(numbers, st.integers(1, 12), st.booleans())
def test_same_as_the_rule_in_loops(values, k, highest):
    known = [v for v in values if v is not None]
    expected = []
    for v in values:
        if v is None or len(known) < k:
            expected.append(None)
            continue
        rank = 1 + sum((w > v) if highest else (w < v) for w in known)
        q = math.floor((k + 1) - math.ceil(((len(known) + 1) - rank) / (len(known) / k)))
        expected.append(max(q, 1))
    assert plain(quantiles(values, number=k, highest_first=highest)) == expected


@given(numbers, st.randoms(use_true_random=False))
def test_order_of_areas_and_scale_do_not_matter(values, random):
    order = list(range(len(values)))
    random.shuffle(order)
    straight = plain(quantiles(values, number=4))
    scaled = [None if values[i] is None else 3.5 * values[i] - 7 for i in order]
    assert plain(quantiles(scaled, number=4)) == [straight[i] for i in order]


def test_groups_are_ranked_apart_and_keep_the_index():
    values = pd.Series([1, 2, 3, 4, 10, 20, None, 30, 40], index=list("abcdefghi"))
    result = quantiles(values, ["x"] * 4 + ["y"] * 5, number=2)
    assert plain(result) == [1, 1, 2, 2, 1, 1, None, 2, 2]
    assert list(result.index) == list("abcdefghi")
    assert result["reason"].tolist() == [""] * 6 + [Reason.VALUE_MISSING, "", ""]


def test_edges():
    assert plain(quantiles([5] * 10, number=5)) == [1] * 10  # all equal
    few = quantiles([1, 2, 3, None], number=5)
    assert few["reason"].tolist() == [*[Reason.NUMBER_OF_QUANTILES] * 3, Reason.VALUE_MISSING]
    assert plain(quantiles(np.arange(33), number=10)).count(1) == 4  # the lowest quantile takes what is over
    with pytest.raises(ValueError, match="one quantile"):
        quantiles([1], number=0)
