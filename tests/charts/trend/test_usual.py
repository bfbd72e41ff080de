"""Usual variation as a reader meets it: figure, card, table, file, picture and words from the same numbers."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from charts.evidence import NAN
from charts.saying import usual as saying
from charts.theme import ACCENT, HIGHER_FILL, WORSE
from charts.trend.trend_evidence import Break
from charts.usual import usual_card, usual_figure, usual_icons, usual_picture, usual_table, usual_words
from data.schema import Polarity
from equity.change.assurance import Assurance
from equity.change.run_rules import RULES
from equity.change.usual import Kind, Unfit, Usual, Variation
from tests.charts.saying.told import plain
from tests.charts.trend.usuals import falling, usual, without_direction
from tests.charts.trends import MEASURE, NORFOLK

FEW = NORFOLK[:5]


def said(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


def test_there_are_words_for_everything_that_can_be_answered():
    assert set(saying.REASONS) == set(Unfit) - {Unfit.NONE}
    assert set(saying.VARIATION) == set(Variation) == set(saying.KEY) == set(usual_icons.COLOURS)
    assert set(saying.ASSURANCE) == set(Assurance) == set(usual_icons.LETTERS) == set(usual_icons.ASSURANCE_COLOURS)
    assert set(saying.KINDS) == set(Kind)
    assert set(saying.RULES) == {(rule, side) for rule in RULES for side in (1, -1)}
    for reason in saying.REASONS:
        plain(saying.unfit_sentence(Usual(reason, points=1), "Norfolk"))
    assert "there are 9" in saying.unfit_sentence(Usual(Unfit.TOO_FEW, points=9), "Norfolk")
    assert "there is 1." in saying.unfit_sentence(Usual(Unfit.TOO_FEW, points=1), "Norfolk")


def test_a_series_within_its_limits():
    evidence = usual(target=95.0)
    assert usual_words.finding(evidence) == "Norfolk: MMR, two doses within its usual variation in 2024/25"
    lead = plain(usual_words.lead(evidence))
    last = evidence.charted[-1]
    assert f"In 2024/25 coverage was 90.4 %. The mean is {last.mean:.1f}" in lead
    assert f"gives {last.lower:.1f} to {last.upper:.1f} %." in lead
    card = plain(said(usual_card.card(evidence)))
    for words in (
        "Usual variation",
        "In 2024/25 Norfolk moved no more than it usually does.",
        "Target met by chance only",
        "The 95 % target lies between the limits",
        "Set by: A body that set it.",
        "No period does.",
        "on trial",
        "XmR chart: limits from how far neighbouring periods lie apart.",
    ):
        assert words in card
    assert "No period stands out." in usual_words.paragraph(evidence)


def test_a_series_that_stands_out_says_when_and_why():
    evidence = falling()
    assert usual_words.finding(evidence) == "England: MMR, two doses worse than usual; the 95 % target will not be met"
    card = plain(said(usual_card.card(evidence)))
    assert "Worse than usual" in card and "Target will not be met" in card
    assert "stands out in England: it is below the lower limit." in card
    assert "seven or more in a row above the mean" in card and "on trial" not in card
    words = plain(usual_words.paragraph(evidence))
    assert all(run in words for run in saying.standing_out(evidence.usual))
    lost = [one for one in evidence.charted if one.special]
    assert f"{len(lost)} periods stand out" in usual_words.alt_text(evidence)


def test_runs_are_as_long_as_the_marks():
    evidence = falling()
    marks = evidence.usual.chart.marks["shift"][0]
    places = [place for place, mark in enumerate(marks) if mark == 1]
    first, last = (evidence.usual.periods[place] for place in (places[0], places[-1]))
    assert f"{first} to {last}: seven or more in a row above the mean" in saying.standing_out(evidence.usual)


def test_without_a_good_direction_nothing_is_better_or_worse():
    evidence = without_direction()
    card = plain(said(usual_card.card(evidence)))
    assert "Lower than usual" in card and "Worse" not in card and "no good direction" in card
    assert HIGHER_FILL in usual_figure.drawing(evidence, width=836) and WORSE not in usual_card.card(evidence)
    assert usual_words.finding(evidence).endswith("lower than usual in 2028/29")
    assert usual_words.special_kind(1, evidence.trend.measure) == Variation.HIGHER


@pytest.mark.parametrize("width", [usual_figure.WIDE, usual_figure.NARROW])
def test_every_mark_and_word_is_inside_the_picture(width):
    for evidence in (falling(), usual(), without_direction()):
        svg = usual_figure.drawing(evidence, width=width)
        root = ElementTree.fromstring(svg)
        _, _, right, bottom = map(float, root.get("viewBox").split())
        for one in root.iter("text"):
            words, x = "".join(one.itertext()), float(one.get("x"))
            assert 0 < float(one.get("y")) < bottom and float(one.get("font-size")) >= 11
            if one.get("text-anchor") == "start":
                assert x + 4.5 * len(words) < right + 12, words
        for mark in root.iter("circle"):
            assert 0 <= float(mark.get("cx")) <= right and 0 <= float(mark.get("cy")) <= bottom


def test_the_figure_has_band_mean_limits_target_and_marks():
    evidence = falling()
    svg = usual_figure.drawing(evidence, width=836)
    for wanted in ("hu-mean", "hu-lower", "hu-upper", "hu-target", ACCENT, WORSE):
        assert wanted in svg
    words = [one.text for one in ElementTree.fromstring(svg).iter("text")]
    assert "Target 95" in words and f"Mean {evidence.charted[-1].mean:.1f}" in words
    assert words.count("Better") == words.count("Worse") == words.count("Usual") == 1
    assert "hu-target" not in usual_figure.drawing(usual(), width=836)
    assert usual_figure.figure(evidence).count("<svg") == 2
    assert usual_figure.axis_start(evidence) == "Axis starts at 82 %."
    zero = usual(tuple(value - 88 for value in NORFOLK))
    assert usual_figure.axis_start(replace(zero, trend=zero.trend)).startswith("Axis starts at −")


def test_limits_start_anew_and_gaps_break_the_line():
    values = (*NORFOLK, *(value - 20 for value in NORFOLK))
    evidence = usual(values, basis=["a"] * 12 + ["b"] * 12)
    svg = usual_figure.drawing(evidence, width=836)
    assert svg.count("hu-mean") == 2
    assert "mean and limits start anew" in said(usual_table.table(evidence)).lower()
    gap = usual((*NORFOLK[:6], NAN, *NORFOLK[6:]))
    assert usual_figure.drawing(gap, width=836).count('stroke-width="1.8"') == 2
    assert "No data" in said(usual_table.table(gap)) and "Not compared" in said(usual_table.table(gap))
    assert [one.counts for one in gap.charted].count(False) == 1


def test_table_and_file_hold_what_the_figure_shows():
    evidence = falling()
    rows = list(csv.DictReader(io.StringIO(usual_table.csv_bytes(evidence).decode("utf-8-sig"), newline="")))
    assert [row["period"] for row in rows] == [one.point.period for one in reversed(evidence.charted)]
    for row, one in zip(rows, reversed(evidence.charted), strict=True):
        assert float(row["mean"]) == pytest.approx(one.mean, abs=0.051)
        assert bool(row["rules"]) == bool(one.special)
    assert {row["target"] for row in rows} == {"95.0"} and {row["assurance"] for row in rows} == {
        "Target will not be met"
    }
    html = said(usual_table.table(evidence))
    assert f"{evidence.charted[-1].lower:.1f}" in html and "Below the lower limit" in html
    assert usual_table.csv_name(evidence) == "mmr2_5y-usual-england-then.csv"


def test_without_a_chart_the_reason_stands_everywhere_and_no_number():
    evidence = usual(FEW)
    reason = "it needs at least 10 periods with a value, and there are 5."
    assert usual_words.finding(evidence) == "MMR, two doses: no chart of usual variation for Norfolk"
    assert usual_words.lead(evidence).endswith(reason)
    assert "2013/14 to 2017/18" in usual_words.subtitle(evidence) and usual_words.paragraph(evidence) == ""
    assert "“Lines” shows the values" in said(usual_card.card(evidence))
    assert usual_figure.figure(evidence) == usual_table.table(evidence) == usual_figure.axis_start(evidence) == ""
    assert usual_picture.picture(evidence, made_on="2026-11-22") == ""
    rows = usual_table.csv_bytes(evidence).decode("utf-8-sig").splitlines()
    assert len(rows) == 1
    alone = usual((NAN, 90.0, NAN))
    assert "2014/15, footprint" in usual_words.subtitle(alone)
    assert "%, footprint" not in usual_words.subtitle(usual((NAN, NAN)))


def test_the_picture_to_keep_has_verdict_target_source_and_day():
    evidence = falling()
    svg = usual_picture.picture(evidence, made_on="2026-11-22")
    words = " ".join("".join(one.itertext()) for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("text"))
    words = words.replace("\u00a0", " ")
    for wanted in ("worse than usual", "95 % target will not be met", "Target set by: A body", "UKHSA", "Footprint."):
        assert wanted in words
    assert "Picture made on 22 November 2026." in words
    bare = replace(usual(), trend=replace(usual().trend, footprint_note=""))
    assert "Target set by" not in usual_picture.picture(bare, made_on="2026-11-22")
    assert usual_picture.picture_name(evidence) == "mmr2_5y-usual-england-then"


def test_changes_and_many_runs_are_told():
    evidence = falling()
    changed = replace(evidence, trend=replace(evidence.trend, breaks=(Break("2019-04-01", "a district joined"),)))
    assert usual_words.paragraph(changed).endswith("1 April 2019: a district joined.")
    wild = usual(tuple(50 + (40 if place % 9 == 8 else place % 2) for place in range(70)))
    runs = saying.standing_out(wild.usual)
    assert len(runs) > usual_card.MOST
    assert f"{len(runs) - usual_card.MOST} more, named under the figure" in usual_card.card(wild)


def test_long_findings_are_shortened_and_icons_say_high_and_low():
    long = usual((82.7, 84.2, 86.0, 87.7, *NORFOLK), name="N" * 70)
    assert usual_words.finding(long).startswith("N" * 70 + ": MMR")
    high = usual((*NORFOLK, 100.0), target=80.0)
    assert ">H<" in usual_icons.variation_icon(high.usual) and ">L<" in usual_icons.variation_icon(falling().usual)
    assert usual_words.finding(usual((*NORFOLK, 100.0), target=60.0)).endswith("the 60 % target will be met")
    low_is_good = usual((*NORFOLK, 100.0), measure=replace(MEASURE, polarity=Polarity.LOW_IS_GOOD))
    assert low_is_good.usual.variation == Variation.CONCERNING
    told = saying.assurance_sentence(replace(usual().usual, assurance=Assurance.NOT_ASSESSED), MEASURE, target=95.0)
    assert told == "The 95 % target is not assessed: there are no limits."
