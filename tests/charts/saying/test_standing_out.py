"""Benchmark, funnel and signal in words: exact sentences and edges."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.evidence import NAN, AreaRow
from charts.saying import benchmark, signal
from tests.charts.saying.told import DAY, HARBOUR, SYSTEM, plain
from tests.charts.views import RATE, UPTAKE


def test_an_area_against_its_benchmark():
    words = plain(benchmark.benchmark_sentence(UPTAKE, HARBOUR, benchmark=SYSTEM, period=DAY))
    assert words == (
        "In Harbour 55.4 % of 9,573 people aged 16 and over on the NHS register had a first dose by 8 July 2021 (95 "
        "% "
        "interval 54.4 to 56.4 %); about 4,270 had no first dose; across Norfolk and Waveney uptake was 78.2 %, so "
        "Harbour "
        "is 22.8 percentage points lower: worse than Norfolk and Waveney, beyond what chance alone would give."
    )


@pytest.mark.parametrize(
    ("row", "other", "words"),
    [
        (
            replace(HARBOUR, compared="similar"),
            SYSTEM,
            "similar to Norfolk and Waveney, within what chance alone",
        ),
        (replace(HARBOUR, compared="not_compared"), SYSTEM, "whether that is beyond chance is not known."),
        (replace(HARBOUR, status="not_comparable"), SYSTEM, "the value of Harbour is not ranked or compared."),
        (HARBOUR, replace(SYSTEM, value=NAN), "about 4,270 had no first dose."),
        (HARBOUR, HARBOUR, "about 4,270 had no first dose."),
        (
            replace(HARBOUR, value=NAN, status="missing"),
            SYSTEM,
            "Harbour has no value to show by 8 July 2021: no data.",
        ),
    ],
)
def test_benchmarks_at_the_edges(row, other, words):
    assert words in plain(benchmark.benchmark_sentence(UPTAKE, row, benchmark=other, period=DAY))


FUNNEL = benchmark.FunnelFigure(78.2, 77.4, 79.0, 76.9, 79.4, "all 122 MSOAs")


@settings(max_examples=40)
@given(st.floats(70, 90))
def test_a_funnel_says_the_widest_limit_that_is_crossed(value):
    row = replace(HARBOUR, value=value, lower_ci=NAN)
    words = plain(benchmark.funnel_sentence(UPTAKE, row, funnel=FUNNEL, period=DAY))
    outside = [value < 76.9 or value > 79.4, value < 77.4 or value > 79.0]
    assert ("99.8 % limits 76.9 to 79.4 %" in words) == outside[0]
    assert ("95 % limits 77.4 to 79.0 %" in words) == (not outside[0])
    assert ("Harbour is within what chance alone" in words) == (not any(outside))
    assert (f"is {'below' if value < 78 else 'above'} what chance alone" in words) == any(outside)


def test_funnels_at_the_edges():
    wide = benchmark.funnel_sentence(UPTAKE, HARBOUR, funnel=replace(FUNNEL, widened=True), period=DAY)
    assert plain(wide).endswith("limits are widened because areas vary more than chance alone would give.")
    unknown = replace(FUNNEL, lower_ci=NAN, upper_ci=NAN, lower_998=NAN, upper_998=NAN)
    words = plain(benchmark.funnel_sentence(UPTAKE, HARBOUR, funnel=unknown, period=DAY))
    assert words.endswith("limits for Harbour are not known.")
    unranked = replace(HARBOUR, status="not_comparable")
    assert "is not ranked" in benchmark.funnel_sentence(UPTAKE, unranked, funnel=FUNNEL, period=DAY)
    none = benchmark.funnel_sentence(UPTAKE, AreaRow("E", "Fen", status="missing"), funnel=FUNNEL, period=DAY)
    assert none == "Fen has no value to show by 8 July 2021: no data."


SIGNAL = signal.SignalFigure("Earley", "2023", 19.8, 12.3, 9.1, 15.4, 42, 10_200, 12, "one point outside the limits")


def test_a_signal_in_one_sentence():
    assert plain(signal.signal_sentence(RATE, replace(SIGNAL, agrees=True, trial=True, false_flags=0.4))) == (
        "In Earley the stroke admission rate rose from 12.3 to 19.8 per 100,000 in 2023; expected range 9.1 to "
        "15.4 per 100,000 from 12 periods, which is few: the limits are provisional; 42 emergency stroke admissions "
        "among 10,200 people; signal: one point outside the limits; it also stands out among other areas of the same "
        "period; among all areas looked at, chance alone would give fewer than one such signal."
    )


@pytest.mark.parametrize(
    ("changes", "measure", "words"),
    [
        ({"value": NAN}, RATE, "Earley has no value to show in 2023."),
        ({"value": 12.31, "rule": ""}, RATE, "stayed at 12.3 per 100,000 in 2023; expected range 9.1 to 15.4"),
        ({"value": 8.0}, RATE, "fell from 12.3 to 8.0 per 100,000"),
        ({"rule": ""}, RATE, "; no signal."),
        ({}, RATE, "it does not stand out among other areas"),
        ({"numerator": NAN}, RATE, "from 12 periods; signal"),
        ({"numerator": 0}, RATE, "no emergency stroke admissions among"),
        (
            {"denominator": NAN, "periods": 0},
            RATE,
            "expected range 9.1 to 15.4 per 100,000; 42 emergency stroke admissions; signal",
        ),
        ({}, UPTAKE, "about 40 of 10,200 people aged 16 and over on the NHS register had a first dose; signal"),
        ({"numerator": 0}, UPTAKE, "none of 10,200 people"),
        ({"denominator": NAN}, UPTAKE, "from 12 periods; signal"),
        ({"false_flags": 1.2}, RATE, "would give 1 such signal."),
        ({"false_flags": 33.0}, RATE, "would give 33 such signals."),
        ({"false_flags": 0}, RATE, "would give 0 such signals."),
    ],
)
def test_signals_at_the_edges(changes, measure, words):
    assert words in plain(signal.signal_sentence(measure, replace(SIGNAL, **changes)))
