"""The gradient in words: true of the numbers, on the right side, plain; the card and the two ways to rank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts.board.lenses import Fifths
from charts.gradient import words
from charts.gradient.evidence import NATIONAL, SAME_AGES, Ladder
from charts.gradient.gap_card import card, sure
from charts.gradient.two_lenses import two_lenses
from equity.comparing.gap import Estimate
from tests.charts.gradient.gradients import RATE, gradient, ladder, row


def plain(html: str) -> str:
    return html.replace("\u00a0", " ")


def test_finding_says_size_and_side() -> None:
    assert (
        words.finding(gradient()) == "Uptake is 20.0 points lower in the most deprived fifth than in the least deprived"
    )
    turned = ladder((80, 79, 76, 70, 60))
    assert "20.0 points higher in the most deprived fifth" in words.finding(gradient(own=turned))
    level = ladder((70, 71, 70, 69, 70.5))
    assert words.finding(gradient(own=level)) == (
        "Uptake: no clear gap between the most deprived fifth and the least deprived"
    )
    national = gradient(shown=ladder(lens=NATIONAL))
    assert words.finding(national).endswith("in England’s most deprived fifth than in its least deprived")
    assert (
        words.finding(gradient(own=Ladder("own", reason="No ranks.")))
        == "No deprivation groups can be made for Harbour"
    )


def test_lead_counts_people_of_the_side_that_needs_attention() -> None:
    assert words.lead(gradient()) == (
        "In Harbour’s most deprived fifth 60.0 % had a first dose, against 80.0 % in the least deprived; about 400 "
        "people there had no first dose."
    )
    rates = gradient(measure=RATE)
    assert "there were about 600 emergency admissions: 60 per 100,000 a year, against 80 in" in words.lead(rates)
    same = gradient(ages=SAME_AGES, matched=ladder())
    assert "uptake would be 60.0 %" in words.lead(same) and "if ages were the same" in words.lead(same)
    assert words.possessive("Thames") == "Thames’"


def test_slope_and_ratio_are_said_with_their_ends() -> None:
    said = words.slope_words(gradient())
    assert said.startswith("22.0 points (20.0 to 24.0) higher at the least deprived end, 1.35 times (1.30 to 1.40) the")
    assert words.ratio_words(ladder()) == "0.75 times the least deprived fifth’s (0.70 to 0.80)"
    assert words.ratio_words(replace(ladder(), ratio=Estimate())) == ""
    assert words.slope_words(gradient(own=replace(ladder(), slope=Ladder("own").slope))).startswith("No line:")


@pytest.mark.parametrize(
    ("least", "start"), [(64.0, "Largely"), (70.0, "Partly"), (80.0, "Hardly"), (90.0, "No"), (55.0, "No")]
)
def test_ages_say_how_much_of_the_gap_stays(least: float, start: str) -> None:
    matched = ladder((60, 61, 62, 63, least), spread=0.5)
    said = words.ages_words(gradient(matched=matched, no_ages=""))
    assert said.startswith(f"{start}. With the same ages in each fifth the gap is")
    assert words.ages_words(gradient()) == "No ages here. The gap is not adjusted for age."


def test_card_holds_both_fifths_and_says_which_are_meant() -> None:
    html = plain(card(gradient()))
    for part in ("20.0 points", "58.0 to 62.0", "Had no first dose", ">400<", "10 MSOAs of Harbour", "on the board"):
        assert part in html
    assert "per 100,000 a year</small>" in plain(card(gradient(measure=RATE)))
    hidden = replace(ladder(), fifths=Fifths(of="10 MSOAs", reason="No area here."))
    assert "No gap to show" in card(gradient(own=hidden)) and "No area here." in card(gradient(own=hidden))


def test_sureness_names_what_intervals_do_not_hold() -> None:
    assert "counting error only" in sure(gradient())
    assert "all residents are counted" in sure(gradient(sampled=False)).lower()
    alone = ladder()
    alone = replace(alone, steps=(replace(alone.steps[0], areas=1), *alone.steps[1:]))
    assert "Most deprived fifth is a single area." in sure(gradient(own=alone))
    thin = replace(alone, steps=tuple(replace(step, row=replace(step.row, coverage=0.93)) for step in alone.steps))
    assert "93 % of people" in sure(gradient(own=thin))


def test_two_lenses_name_the_approximation() -> None:
    html = plain(two_lenses(gradient()))
    assert html.count("<tr") == 3 and html.count('class="he-on"') == 1
    assert "an approximation" in html and "same fifths as on the board" in html
    assert two_lenses(gradient(own=Ladder("own"), shown=Ladder("own"), national=Ladder("england"))) == ""
    assert words.gap_text(None, gradient().measure) == ""
    assert words.value_or_state(None, gradient().measure) == "No figure"
    assert words.counted(replace(row(1, 60), numerator=float("nan")), gradient().measure) == ""
