"""Placebo areas, regrouping, invented dates: plain loops, and p-values that behave when nothing happened."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equity.similar.change import Design, difference_in_differences
from equity.similar.panel import Panel
from equity.similar.placebo import checked, placebo_areas, placebo_dates, regrouped_p
from tests.equity.similar.drawn import codes, made, panel

PERIODS = ("2015", "2016", "2017", "2018")


def design(number, chosen, *, before=2):
    return Design(codes(number)[:chosen], codes(number)[chosen:], PERIODS[:before], PERIODS[before:])


def pooled_change(data, areas, asked):
    ends = []
    for periods in (asked.before, asked.after):
        x = sum(data.numerator.at[area, period] for area in areas for period in periods)
        n = sum(data.denominator.at[area, period] for area in areas for period in periods)
        ends.append(x / n)
    return 100 * (ends[1] - ends[0])


def parts(data, group, rest, asked):
    """Unevenness and counting variance of a change of a group minus that of the rest, in shares."""
    uneven = counting = 0.0
    for periods in (asked.before, asked.after):
        people = {a: sum(data.denominator.at[a, period] for period in periods) for a in [*group, *rest]}
        counted = sum(data.numerator.at[a, period] for a in people for period in periods)
        rate = counted / sum(people.values())
        for side in (group, rest):
            whole = sum(people[a] for a in side)
            counting += rate * (1 - rate) / whole
            uneven += sum((people[a] / whole) ** 2 for a in side) / 2
    return uneven, counting


def fitted(data, areas, asked):
    """Between and within by least squares over every choice of which of the two is left at its lowest."""
    rows = []
    for area in areas:
        rest = areas.drop(area)
        uneven, counting = parts(data, [area], list(rest), asked)
        found = (pooled_change(data, [area], asked) - pooled_change(data, rest, asked)) / 100
        rows.append((uneven / counting, 1.0, found**2 / counting - 1))
    best = None
    for used in ([], [0], [1], [0, 1]):
        columns = np.array([[row[place] for place in used] for row in rows]).reshape(len(rows), len(used))
        answer = np.zeros(2)
        if used:
            answer[used] = np.linalg.lstsq(columns, np.array([row[2] for row in rows]), rcond=None)[0]
        left = sum((row[0] * answer[0] + answer[1] - row[2]) ** 2 for row in rows)
        if (answer >= 0).all() and (best is None or left < best[0] - 1e-12):
            best = left, answer
    return best[1][0], 1 + best[1][1]


def slow_error(data, areas, asked, *, group, rest):
    between, within = fitted(data, areas, asked)
    uneven, counting = parts(data, list(group), list(rest), asked)
    return 100 * math.sqrt(between * uneven + within * counting)


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(1, 3))
def test_every_comparator_treated_in_turn_in_plain_loops(seed, chosen):
    data, asked = panel(12, 4, seed=seed), design(12, chosen)
    found, estimate = placebo_areas(data, asked), difference_in_differences(data, asked).estimate
    slow = {
        area: pooled_change(data, [area], asked) - pooled_change(data, asked.comparators.drop(area), asked)
        for area in asked.comparators
    }
    assert found.differences.to_dict() == pytest.approx(slow)
    others = asked.comparators
    own = slow_error(data, others, asked, group=asked.chosen, rest=others)
    sized = {
        area: one * own / slow_error(data, others, asked, group=[area], rest=others.drop(area))
        for area, one in slow.items()
    }
    assert found.sized.to_dict() == pytest.approx(sized, rel=1e-6)
    as_large = sum(abs(one) >= abs(estimate) for one in sized.values())
    assert (found.as_large, found.p_value) == (as_large, pytest.approx((as_large + 1) / (len(slow) + 1)))
    assert found.p_value >= found.smallest == 1 / (len(slow) + 1)


def test_nine_peers_can_never_give_less_than_a_tenth():
    data = panel(10, 2, spread=0.001)
    x = data.numerator.copy()
    x.loc["A0000", "2016"] = data.denominator.loc["A0000", "2016"]
    asked = Design(codes(10)[:1], codes(10)[1:], ("2015",), ("2016",))
    found = placebo_areas(Panel(x, data.denominator, data.value_type), asked)
    assert (found.as_large, found.p_value) == (0, 0.1)


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.integers(1, 2))
def test_all_regroupings_in_plain_loops(seed, chosen):
    data, asked = panel(9, 2, seed=seed), Design(codes(9)[:chosen], codes(9)[chosen:], ("2015",), ("2016",))

    def sized(group):
        rest = codes(9).drop(list(group))
        found = pooled_change(data, group, asked) - pooled_change(data, rest, asked)
        return abs(found) / slow_error(data, codes(9), asked, group=group, rest=rest)

    observed = sized(tuple(asked.chosen))
    reached = [sized(group) >= observed - 1e-9 for group in combinations(codes(9), chosen)]
    assert regrouped_p(data, asked) == pytest.approx(sum(reached) / len(reached))


def test_drawn_regroupings_agree_with_all_of_them_and_are_the_same_each_time():
    data, asked = panel(14, 4, seed=5), design(14, 4)
    every = regrouped_p(data, asked)
    drawn = regrouped_p(data, asked, draws=900)
    assert drawn == regrouped_p(data, asked, draws=900)
    assert drawn == pytest.approx(every, abs=4 * math.sqrt(every * (1 - every) / 900) + 1 / 900)
    assert drawn >= 1 / 901


def test_a_drawn_p_value_is_never_nothing():
    data = panel(30, 2, spread=0.001)
    x = data.numerator.copy()
    x.iloc[:6, 1] = data.denominator.iloc[:6, 1]
    asked = Design(codes(30)[:6], codes(30)[6:], ("2015",), ("2016",))
    assert regrouped_p(Panel(x, data.denominator, data.value_type), asked, draws=199) == 1 / 200


def null_p_values(chosen, *, runs=100):
    """p-values of both tests where nobody did anything: areas differ, and move, by chance alone."""
    found = []
    for seed in range(runs):
        data, asked = panel(20, 2, seed=seed), Design(codes(20)[:chosen], codes(20)[chosen:], ("2015",), ("2016",))
        found.append(
            (
                placebo_areas(data, asked).p_value,
                regrouped_p(data, asked, draws=99),
                difference_in_differences(data, asked).p_value,
            )
        )
    return np.array(found).T


def of_sizes(sizes, *, spread, seed):
    """Areas of given numbers of people that differ, and move, by chance alone."""
    draw = np.random.default_rng(seed)
    people = np.array(sizes)[:, None] * np.ones((1, 2))
    share = 0.5 + draw.normal(0, 0.08, (len(sizes), 1)) + draw.normal(0, spread, (len(sizes), 2))
    return made(draw.binomial(people.astype(int), np.clip(share, 0.05, 0.95)), people)


@pytest.mark.slow
@pytest.mark.parametrize("own", [[100], [500], [50_000], [1_500] * 30], ids=lambda own: f"{len(own)}x{own[0]}")
@pytest.mark.parametrize("spread", [0.0, 0.02])
def test_a_smaller_or_larger_area_is_not_found_more_or_less_often(own, spread):
    """Before differences were measured by size one of 100 people was found in 80 of 100, one of 50,000 in none."""
    found = []
    for seed in range(120):
        others = np.exp(np.random.default_rng(seed).uniform(np.log(1_000), np.log(12_000), 20)).astype(int)
        asked = Design(codes(len(own) + 20)[: len(own)], codes(len(own) + 20)[len(own) :], ("2015",), ("2016",))
        found.append(placebo_areas(of_sizes([*own, *others], spread=spread, seed=seed), asked).p_value)
    for level in (2 / 21, 0.5):
        wobble = 4 * math.sqrt(level * (1 - level) / len(found))
        assert (np.array(found) <= level + 1e-9).mean() == pytest.approx(level, abs=wobble + 0.02)


@pytest.mark.slow
@pytest.mark.parametrize("chosen", [1, 6])
def test_p_values_are_even_when_nothing_happened(chosen):
    """Within four standard errors of a binomial: placebo p-values of one area, regrouped p-values and those of t."""
    areas, regrouped, of_t = null_p_values(chosen)
    allowed = [regrouped, of_t] if chosen > 1 else [areas, regrouped, of_t]
    for p_values in allowed:
        for level in (0.1, 0.25, 0.5, 0.75):
            wobble = 4 * math.sqrt(level * (1 - level) / len(p_values))
            assert abs((p_values <= level).mean() - level) < wobble + 0.02
    if chosen > 1:  # single comparators vary more than six areas together: placebo areas are careful
        assert (areas <= 0.1).mean() < 0.1


def test_regrouping_is_exact_for_one_chosen_area():
    """Over all areas in turn as the chosen one, each rank occurs once: the p-values are 1/m, 2/m .. m/m."""
    data = panel(11, 2, seed=3)
    found = sorted(
        regrouped_p(data, Design(codes(11)[[one]], codes(11).delete(one), ("2015",), ("2016",))) for one in range(11)
    )
    assert found == pytest.approx([(rank + 1) / 11 for rank in range(11)])


def test_invented_dates_are_the_same_comparison():
    data = panel(20, 4)
    asked = Design(codes(20)[:3], codes(20)[3:], PERIODS[:3], PERIODS[3:])
    found = placebo_dates(data, asked)
    assert list(found.index) == ["2016", "2017"]
    one = difference_in_differences(data, Design(asked.chosen, asked.comparators, PERIODS[:2], ("2017",)))
    assert found.at["2017", "estimate"] == pytest.approx(one.estimate)
    assert found["status"].eq("ok").all()
    assert placebo_dates(data, design(20, 3, before=1)).empty


def test_all_checks_together():
    data, asked = panel(20, 4), Design(codes(20)[:3], codes(20)[3:], PERIODS[:3], PERIODS[3:])
    still = panel(20, 4, seed=9)
    found = checked(data, asked, unmoved=(still, asked))
    assert found.change == difference_in_differences(data, asked)
    assert found.unmoved == difference_in_differences(still, asked)
    assert len(found.areas.differences) == 17 and len(found.periods) == 4 and found.before.status == "ok"
    assert 0 < found.regrouped <= 1
    assert checked(data, asked).unmoved is None


def test_nothing_is_checked_where_nothing_is_estimated():
    data = made([[50, 50]] * 9, [[50, 50]] * 9)
    asked = Design(codes(9)[:1], codes(9)[1:], ("2015",), ("2016",))
    found = checked(data, asked)
    assert found.change.reason == "no_variation"
    assert found.areas.differences.empty and math.isnan(found.areas.p_value) and math.isnan(found.regrouped)
    assert isinstance(found.dates, pd.DataFrame) and found.dates.empty
