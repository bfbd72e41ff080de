"""Similar places in words: exact sentences, the same numbers, every reason, and nothing that claims too much."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.evidence import AreaRow
from charts.saying import similar_places as saying
from data.schema import ValueType
from equity.similar.balance import balance_table
from equity.similar.level import level_comparison
from equity.similar.neighbours import Choice, Pool
from equity.similar.question import Question, matched
from equity.similar.reasons import Dropped, Withheld
from tests.charts.saying.told import DAY, plain
from tests.charts.views import MINUTES, RATE, UPTAKE
from tests.equity.similar.drawn import codes, covariates


def rows(*counts):
    frame = pd.DataFrame(counts, columns=["numerator", "denominator"], dtype=float)
    return frame.assign(status="ok").set_index(codes(len(counts)))


OWN = rows((5306, 9573))
OTHERS = rows(*[(600 + 20 * place, 1_000) for place in range(8)])


def told(own=OWN, others=OTHERS, *, measure=UPTAKE):
    """The level and the row that holds the same numbers."""
    level = level_comparison(own, others, value_type=measure.value_type, multiplier=measure.multiplier)
    one = level.chosen
    counts = {"numerator": one.numerator, "denominator": one.denominator}
    row = AreaRow("E", "Harbour", value=one.value, lower_ci=one.lower_ci, upper_ci=one.upper_ci, **counts)
    return level, row


def test_level_in_one_sentence():
    level, row = told()
    found = saying.level_sentence(UPTAKE, replace(row, members=(27, 28), coverage=0.98), period=DAY, level=level)
    assert plain(found) == (
        "In Harbour 55.4 % of 9,573 people aged 16 and over on the NHS register had a first dose by 8 July 2021 "
        "(95 % interval 54.4 to 56.4 %); about 4,270 had no first dose; in 8 similar areas together uptake was 67.0 "
        "% (66.0 to 68.0 %): "
        "11.6 percentage points lower in Harbour (95 % interval, areas varying as they do, 23.9 lower to 0.7 "
        "higher), "
        "which is within what differences between areas alone would give; it covers 27 of 28 areas, 98 % of people."
    )
    assert saying.spread_sentence(UPTAKE, level) == (
        "Among the similar areas the middle value was 67.0 %; half of them ran from 63.5 to 70.5 %, all from 60.0 "
        "to 74.0 %."
    )


def test_a_difference_beyond_what_areas_vary():
    level, row = told(others=rows(*[(700 + place, 1_000) for place in range(8)], (np.nan, 100)))
    words = saying.level_sentence(UPTAKE, row, period=DAY, level=level)
    assert "14.9 percentage points lower in Harbour (95 % interval, areas varying as they do, 13.5 to 16.3)" in words
    assert "within" not in words and words.endswith("1 similar area has no value and is left out.")


def test_rates_are_told_as_a_ratio():
    level, row = told(measure=RATE)
    words = plain(saying.level_sentence(RATE, row, period="2021", level=level))
    assert "about 5,310 emergency stroke admissions among 9,573 people" in words
    assert "was 67,000.0 per 100,000 (65,218.2 to 68,818.1 per 100,000): the rate in Harbour was 0.83 times " in words
    assert "areas varying as they do, 0.69 to 0.99)." in words


@pytest.mark.parametrize(
    ("own", "others", "measure", "words"),
    [
        (OWN, OTHERS.iloc[:4], UPTAKE, "fewer than 5 similar areas remain."),
        (OWN, OTHERS, MINUTES, "no counts that could be added up."),
        (rows((0, 100)), OTHERS, RATE, "no event was counted on one of the two sides."),
        (rows((np.nan, 100)), OTHERS, UPTAKE, "the chosen areas have no value in every period needed."),
    ],
)
def test_no_estimate_but_the_reason(own, others, measure, words):
    level, row = told(own, others, measure=measure)
    found = plain(saying.level_sentence(measure, row, period=DAY, level=level))
    assert "it is not compared with similar areas: " in found and found.endswith(words)
    assert saying.spread_sentence(measure, level) == ""


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 300), st.just(300)), min_size=6, max_size=9))
def test_the_direction_and_the_numbers_are_those_of_the_result(counts):
    level, row = told(rows(counts[0]), rows(*counts[1:]))
    words = plain(saying.level_sentence(UPTAKE, row, period=DAY, level=level))
    value = f"{level.comparators.value:,.1f} %"
    assert (value if level.comparators.value else "0 %") in words
    if abs(level.estimate) > 0.1:
        side = "lower" if level.estimate < 0 else "higher"
        assert f"{abs(level.estimate):.1f} percentage points {side} in Harbour" in words
    assert ("within what differences" in words) == (level.lower_between <= 0 <= level.upper_between)


def test_how_areas_were_matched():
    table = covariates(40, 3)
    pool = Pool(overlap=pd.Series(1.0, index=codes(40)[[10]]))
    found = matched(Question(table, codes(40)[:3], "y", pool=pool, choice=Choice(k=2, excluded=("A0020",))))
    words = plain(saying.matching_sentence(found.matches))
    assert words.startswith(f"{len(found.matches.comparators)} similar areas out of 36 candidates.")
    assert words.endswith("3 already chosen; 1 share people with the chosen place; 1 taken out by the reader.")
    alone = matched(Question(table.iloc[:2], codes(40)[:1], "y", choice=Choice(k=1)))
    assert saying.matching_sentence(alone.matches).startswith("1 similar area out of 1 candidates.")


def test_warnings_of_distance_and_balance():
    table = covariates(40, 3)
    found = matched(Question(table, codes(40)[:3], "y"))
    assert saying.few_similar_sentence(found.matches) == ""
    far = table.copy()
    far.iloc[0] = table.max() * 30
    lonely = matched(Question(far, codes(40)[:1], "y"))
    assert saying.few_similar_sentence(lonely.matches).startswith("Few similar areas: 1 of 1 chosen area differ")
    assert "c0" in saying.balance_sentence(lonely.balance)
    groups = {"candidates": table.index, "comparators": table.index}
    even = balance_table(table, table.index, **groups)
    assert saying.balance_sentence(even) == (
        "After matching, no figure differs by more than 0.1 standard deviations (most: 0)."
    )
    nobody = balance_table(table, table.index[:1], candidates=table.index, comparators=table.index[:0])
    assert saying.balance_sentence(nobody) == "Whether the chosen and the similar areas are alike cannot be told."


def test_every_reason_has_words():
    assert set(saying.REASONS) == set(Withheld) - {Withheld.NONE}
    assert set(saying.DROPPED) == set(Dropped)
    for words in (*saying.REASONS.values(), *saying.DROPPED.values(), saying.NOT_PROOF, saying.CHOSEN_FOR_LOW):
        plain(words)
    assert UPTAKE.value_type == ValueType.PROPORTION


def table(*rows):
    return pd.DataFrame(rows, columns=["estimate", "in_common", "status"])


def test_how_far_the_result_hangs_on_choices():
    steady = table((-3.2, 1.0, "ok"), (-1.1, 0.8, "ok"), (np.nan, 0.1, "missing"))
    assert plain(saying.stability_sentence(UPTAKE, steady, kind="difference")) == (
        "With other numbers of similar areas, or without one of the things matched on, the difference ran from 1.1 "
        "to 3.2 percentage points lower; at least 80 % of the similar areas stayed the same."
    )
    turning = table((-0.5, 1.0, "ok"), (0.4, 0.5, "ok"))
    words = plain(saying.stability_sentence(UPTAKE, turning, kind="difference"))
    assert "ran from 0.5 percentage points lower to 0.4 percentage points higher: the direction hangs" in words
    rates = saying.stability_sentence(RATE, table((0.9, 1.0, "ok"), (1.2, 0.5, "ok")), kind="ratio")
    assert "ran from 0.90 to 1.20 times: the direction hangs" in rates
    assert saying.stability_sentence(UPTAKE, turning.iloc[:1], kind="difference").endswith("cannot be told.")
