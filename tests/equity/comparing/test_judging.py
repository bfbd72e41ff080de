"""One and two levels against a benchmark: reference cases, six hand-made areas, plain loops; limits around it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Polarity, Status, ValueType
from equity.comparing.around import judged_around, limits_around
from equity.comparing.comparison import Comparison
from equity.comparing.judging import Confidence, Judgement, judged
from tests.equity.shared_cases import cases, name, needed

NA = float("nan")
LIMITS = ["lower_ci", "upper_ci", "lower_998", "upper_998"]


def areas(*rows, index=None):
    return pd.DataFrame(rows, columns=[*LIMITS, "status"], index=index)


SIX = areas(
    (52, 58, 51, 59, "ok"),
    (42, 48, 41, 49, "ok"),
    (50, 55, 49, 56, "ok"),
    (NA, NA, NA, NA, "ok"),
    (52, 58, 51, 59, "suppressed"),
    (45, 55, 44, 56, "ok"),
    index=["above", "below", "touching", "no limits", "hidden", "system"],
)


def test_six_hand_made_areas_show_six_states_and_polarity_swaps_the_first_two():
    one = {"confidence": Confidence.ONE, "benchmark_code": "system"}
    high = judged(SIX, 50, polarity=Polarity.HIGH_IS_GOOD, **one)
    assert high.tolist() == ["better", "worse", "similar", "not_compared", "suppressed", "benchmark"]
    low = judged(SIX, 50, polarity=Polarity.LOW_IS_GOOD, **one)
    assert low.tolist() == ["worse", "better", *high.tolist()[2:]]
    assert judged(SIX, 50, polarity=Polarity.NONE, **one).tolist()[:3] == ["higher", "lower", "similar"]


def test_outside_the_inner_limits_only_is_the_lighter_class():
    one = areas((51, 55, 49, 57, "ok"))
    said = {level: judged(one, 50, polarity=Polarity.HIGH_IS_GOOD, confidence=level).iloc[0] for level in Confidence}
    assert said == {"95": "better", "99.8": "similar", "both": "better"}
    assert judged(one, 48, polarity=Polarity.HIGH_IS_GOOD).iloc[0] == "much_better"
    assert judged(one, 58, polarity=Polarity.NONE).iloc[0] == "much_lower"


def test_the_two_vocabularies_share_their_words():
    assert {str(word) for word in Comparison} == {str(word) for word in Judgement} - {"suppressed"}


def test_only_the_limits_asked_for_are_needed():
    narrow = areas((51, 55, NA, NA, "estimated"), (51, 55, 50, 56, "not_comparable"))
    assert judged(narrow, 50, polarity=Polarity.NONE, confidence=Confidence.ONE).tolist() == ["higher", "not_compared"]
    assert judged(narrow, 50, polarity=Polarity.NONE).tolist() == ["not_compared", "not_compared"]
    assert set(judged(narrow, NA, polarity=Polarity.NONE)) == {"not_compared"}
    assert judged(areas(), 50, polarity=Polarity.NONE).empty


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("benchmark_ci_two_level", "benchmark_ci_overlap"), ids=name)
def test_reference_cases(case):
    needed(case)
    given_ = case["inputs"]
    both = case["method"] == "benchmark_ci_two_level"
    ends = [given_["lower95"], given_["upper95"], given_.get("lower99_8"), given_.get("upper99_8")]
    frame = areas((*[NA if end is None else end for end in ends], "ok"))
    benchmark = NA if given_["benchmark"] is None else given_["benchmark"]
    level = Confidence.BOTH if both else Confidence.ONE
    found = judged(frame, benchmark, polarity=Polarity(given_["polarity"]), confidence=level).iloc[0]
    assert found == (case["expected"]["outcome"] or "not_compared")


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("benchmark_ci_overlap_series"), ids=name)
def test_a_benchmark_per_row(case):
    needed(case)
    given_ = case["inputs"]
    frame = pd.DataFrame({"lower_ci": given_["lower95"], "upper_ci": given_["upper95"], "status": "ok"})
    polarity = Polarity(given_["polarity"])
    found = judged(frame, given_["benchmark"], polarity=polarity, confidence=Confidence.ONE)
    assert found.tolist() == case["expected"]["outcome"]


def slow(low, high, lowest, highest, benchmark):
    if highest < benchmark:
        return "much_better"
    if lowest > benchmark:
        return "much_worse"
    return "better" if high < benchmark else "worse" if low > benchmark else "similar"


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(0, 9), st.floats(0, 9)), min_size=1), st.floats(-9, 9))
def test_the_same_in_plain_loops(rows, benchmark):
    ends = [(m - w, m + w, m - w - more, m + w + more) for m, w, more in rows]
    frame = areas(*[(*end, "ok") for end in ends])
    assert judged(frame, benchmark, polarity=Polarity.LOW_IS_GOOD).tolist() == [slow(*end, benchmark) for end in ends]


@given(st.sampled_from(list(Status)))
def test_no_status_but_two_is_ranked(status):
    said = judged(areas((52, 58, 51, 59, str(status))), 50, polarity=Polarity.HIGH_IS_GOOD).iloc[0]
    words = {"ok": "much_better", "estimated": "much_better", "suppressed": "suppressed"}
    assert said == words.get(str(status), "not_compared")


AROUND = ("benchmark_wilson_around_benchmark", "benchmark_poisson_around_benchmark")


def said_around(value, denominator, *, benchmark, value_type, multiplier=100_000, polarity=Polarity.LOW_IS_GOOD):
    limits = limits_around(benchmark, [denominator], value_type=value_type, multiplier=multiplier)
    frame = pd.DataFrame({"value": [value], "status": "ok"})
    return [
        judged_around(frame, limits, polarity=polarity, confidence=level).iloc[0]
        for level in (Confidence.ONE, Confidence.STRICT)
    ]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases(*AROUND), ids=name)
def test_reference_cases_around_the_benchmark(case):
    needed(case)
    given_ = case["inputs"]
    kind = ValueType.PROPORTION if case["method"] == AROUND[0] else ValueType.DSR
    kinds = {"value_type": kind, "polarity": Polarity(given_["polarity"]), "multiplier": given_["unit"]}
    found = said_around(given_["value"], given_["denominator"], benchmark=given_["benchmark"], **kinds)
    outcomes = [case["expected"]["outcome95"], case["expected"]["outcome99_8"]]
    assert found == [outcome or "not_compared" for outcome in outcomes]


@pytest.mark.parametrize(
    ("value", "people", "expected"),
    [
        (1.1358436559886544, 616282, ["better", "similar"]),
        (2.657913272289925, 601976, ["similar", "similar"]),
        (4.1515156695295845, 409489, ["worse", "similar"]),
    ],
)
def test_mrsa_of_three_trusts(value, people, expected):
    """MRSA per 100,000, 2011, against England's 2.13 (fingertips-open, SpcForDsrComparerTest)."""
    assert said_around(value, people, benchmark=2.132708657734625, value_type=ValueType.DSR) == expected


@pytest.mark.parametrize(
    ("value", "people", "benchmark", "expected"),
    [
        (9.8988121425428961, 2273, 8.9611086876279327, ["similar", "similar"]),
        (12.474645030425965, 1972, 8.9611086876279327, ["worse", "worse"]),
        (10.9783420463032, 1339, 12.8379546895717, ["better", "similar"]),
        (15.9065628476085, 899, 12.8379546895717, ["worse", "similar"]),
    ],
)
def test_proportions_of_four_trusts(value, people, benchmark, expected):
    """fingertips-open, SpcForProportionsComparerTest (2010)."""
    kinds = {"value_type": ValueType.PROPORTION, "multiplier": 100}
    assert said_around(value, people, benchmark=benchmark, **kinds) == expected


def test_around_without_people_or_sense_is_not_compared():
    people = pd.Series([0, -1, NA, 100, 100], index=list("abcde"))
    limits = limits_around([10, 10, 10, 101, NA], people, value_type=ValueType.PROPORTION)
    assert limits.isna().all(axis=None) and limits.index.tolist() == list("abcde")
    frame = pd.DataFrame({"value": 10.0, "status": "ok"}, index=people.index)
    assert set(judged_around(frame, limits, polarity=Polarity.NONE)) == {"not_compared"}
    with pytest.raises(ValueError, match="mean"):
        limits_around(1, [1], value_type=ValueType.MEAN)


@given(st.floats(0.1, 99.9), st.integers(1, 10**6), st.sampled_from([ValueType.PROPORTION, ValueType.CRUDE_RATE]))
def test_limits_around_bracket_the_benchmark_and_nest(benchmark, people, kind):
    row = limits_around(benchmark, [people], value_type=kind).iloc[0]
    assert row["lower_998"] <= row["lower_ci"] <= benchmark <= row["upper_ci"] <= row["upper_998"]
    itself = pd.DataFrame({"value": [benchmark], "status": "ok"})
    limits = limits_around(benchmark, [people], value_type=kind)
    assert judged_around(itself, limits, polarity=Polarity.HIGH_IS_GOOD).iloc[0] == "similar"


def test_a_value_above_the_limits_is_higher_and_good_where_high_is_good():
    limits = limits_around(50, [1000], value_type=ValueType.PROPORTION)
    frame = pd.DataFrame({"value": [90.0], "status": "ok"})
    said = [judged_around(frame, limits, polarity=polarity).iloc[0] for polarity in Polarity]
    assert said == ["much_better", "much_worse", "much_higher"]
    assert np.isclose(limits["lower_ci"] + limits["upper_ci"], 100).all()
