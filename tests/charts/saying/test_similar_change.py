"""Changes beside those of similar places in words: exact numbers, every check, every reason."""

from dataclasses import replace

import numpy as np
import pandas as pd

from charts.saying import similar_change as saying
from equity.similar.change import Change, Design
from equity.similar.placebo import checked
from equity.similar.reasons import Withheld
from tests.charts.saying.told import plain
from tests.charts.views import MINUTES, UPTAKE
from tests.equity.similar.drawn import codes, made, panel

DESIGN = Design(codes(30)[:3], codes(30)[3:], ("2015", "2016", "2017"), ("2018",))


def test_change_with_its_placebo_areas():
    checks = checked(panel(30, 4), DESIGN)
    words = plain(saying.change_sentence(UPTAKE, "Harbour", checks=checks, periods=("2015", "2018")))
    change = checks.change
    assert words.startswith(
        "Between 2015 and 2018 uptake in Harbour rose from 51.7 to 56.4 %, in 27 similar areas it rose"
    )
    assert f"the change was {change.estimate:.1f} percentage points higher than theirs (95 % interval " in words
    assert "which is within what differences between areas alone would give" in words
    times = f"a larger difference for its size occurred in {checks.areas.as_large} of 27 similar areas"
    assert f"{times} treated as if they had been chosen" in words
    assert words.endswith(f"(p {checks.areas.p_value:.2f}).")
    assert "can never" not in words
    few = checked(panel(10, 4), Design(codes(10)[:1], codes(10)[1:], ("2015",), ("2018",)))
    words = plain(saying.change_sentence(UPTAKE, "Harbour", checks=few, periods=("2015", "2018")))
    assert "9 areas can never give a p-value under 0.10" in words


def test_changes_that_are_none_or_cannot_be_told():
    flat = made([[50, 50]] * 8, [[100, 100]] * 8)
    asked = Design(codes(8)[:1], codes(8)[1:], ("2015",), ("2016",))
    words = saying.change_sentence(UPTAKE, "Harbour", checks=checked(flat, asked), periods=("2015", "2016"))
    assert "stayed at 50.0 %" in words and "the change was the same as theirs" in words
    holes = made([[50, 60]] * 8 + [[np.nan, 60]], [[100, 100]] * 9)
    asked = Design(codes(9)[:1], codes(9)[1:], ("2015",), ("2016",))
    words = saying.change_sentence(UPTAKE, "Harbour", checks=checked(holes, asked), periods=("2015", "2016"))
    assert words.endswith("1 area is left out because a period is missing.")
    short = checked(flat, Design(codes(8)[:1], codes(8)[1:4], ("2015",), ("2016",)))
    assert saying.change_sentence(UPTAKE, "Harbour", checks=short, periods=("2015", "2016")) == (
        "The change in Harbour between 2015 and 2016 is not compared with similar areas: "
        "fewer than 5 similar areas remain."
    )


def test_trends_before_the_start():
    checks = checked(panel(30, 4), DESIGN)
    words = plain(saying.before_sentence(UPTAKE, checks.before))
    assert words.endswith("no clear sign that they were already moving apart.")
    apart = replace(checks.before, estimate=2.0, lower_ci=1.0, upper_ci=3.0)
    assert saying.before_sentence(UPTAKE, apart) == (
        "Before the start the change from period to period was already 2.0 percentage points higher than in similar "
        "areas (95 % interval 1.0 to 3.0): the comparison of changes is weak."
    )
    assert "cannot be told: at least three periods" in saying.before_sentence(
        UPTAKE, Change("missing", str(Withheld.TOO_FEW_PERIODS))
    )


def test_invented_dates():
    plain(saying.ALSO)
    checks = checked(panel(30, 4), DESIGN)
    words = plain(saying.dates_sentence(UPTAKE, checks.dates))
    assert words.startswith("With 2 invented earlier starts the difference ran from ")
    assert words.endswith("in none beyond what differences between areas would give.")
    one = pd.DataFrame([(2.0, 1.0, 3.0, "ok")], columns=["estimate", "lower_ci", "upper_ci", "status"])
    assert saying.dates_sentence(MINUTES, one) == (
        "With 1 invented earlier start the difference ran from 2 to 2 minutes higher, in 1 beyond what differences "
        "between areas would give."
    )
    assert saying.dates_sentence(UPTAKE, pd.DataFrame()) == ""
    assert saying.dates_sentence(UPTAKE, one.assign(status="missing")) == ""


def test_a_measure_that_should_not_have_moved():
    still = checked(panel(30, 4), DESIGN, unmoved=(panel(30, 4, seed=8), DESIGN)).unmoved
    words = plain(saying.unmoved_sentence(UPTAKE, still))
    assert words.startswith("First dose, which should not have moved: its change was ")
    assert words.endswith("which is within what differences between areas alone would give.")
    moved = replace(still, estimate=2.0, lower_ci=1.0, upper_ci=3.0)
    assert plain(saying.unmoved_sentence(UPTAKE, moved)).endswith("something other than the programme differed too.")
    none = Change("missing", str(Withheld.NO_VARIATION))
    assert saying.unmoved_sentence(UPTAKE, none).endswith("nobody or everybody is counted everywhere.")
