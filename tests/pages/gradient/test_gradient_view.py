"""The gradient on the embedded pack: its fifths are the board's, its sums a slow second count, its line a least-squares
line.
"""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from charts.gradient import numbers, words
from charts.gradient.evidence import AS_THEY_ARE, NATIONAL, OWN, SAME_AGES, GradientEvidence
from data.schema import ValueType
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, reach_shares
from pages.parts.answering.members import blocks
from pages.parts.answering.resident_fifths import lsoas, ranks, residents
from pages.parts.board import board_question, board_tiles
from pages.parts.gradient import gradient_pieces, gradient_view, question
from pages.parts.gradient.ladders import part_name
from pages.parts.serving import page_files

FOOTPRINTS = (
    {},
    {"place": ""},
    {"system": "sys-bc-icb", "place": "pl-walsall"},
    {"system": "sys-nel-icb", "place": ""},
    {"place": "nb-gorleston"},
)


def asked(**changes: str) -> question.GradientQuestion:
    return question.resolved(question.landing() | changes)[0]


def shown(**changes: str) -> GradientEvidence:
    return gradient_view.evidence(asked(**changes))


def slow_parts(footprint: str, source: str, number: int) -> dict[str, int]:
    """Part of every block, counting residents one block after the other."""
    table = blocks(source).drop_duplicates("lsoa").set_index("lsoa")["block"]
    inside: dict[str, list[str]] = {}
    for lsoa in sorted(lsoas(footprint)):
        inside.setdefault(table[lsoa], []).append(lsoa)
    people = {block: sum(residents()[one] for one in members) for block, members in inside.items()}
    rank = {
        block: sum(ranks()[one] * residents()[one] for one in members) / people[block]
        for block, members in inside.items()
    }
    total, passed, found = sum(people.values()), 0.0, {}
    for block in sorted(inside, key=lambda one: (rank[one], one)):
        middle = passed + people[block] / 2
        found[block] = next(part for part in range(1, number + 1) if middle < total * part / number or part == number)
        passed += people[block]
    return found


@pytest.mark.parametrize("changes", FOOTPRINTS, ids=str)
@pytest.mark.parametrize("indicator", ["covid_dose1", "stroke_admissions_rate", "stroke_unit_minutes"])
def test_fifths_are_the_board_s(changes: dict, indicator: str) -> None:
    """One definition: the same most and least deprived fifth, the same gap."""
    ask = asked(**changes, indicator=indicator)
    board = board_question.resolved(board_question.landing() | {"system": ask.system, "place": ask.place})[0]
    tiles = [one for one in board_tiles.board(board).tiles if one.measure.indicator_id == indicator]
    tile = tiles[0] if tiles else None
    mine = gradient_view.evidence(ask).own.fifths
    assert mine.known == (tile is not None and tile.fifths.known)
    if mine.known:
        for own, other in zip((mine.most, mine.least), (tile.fifths.most, tile.fifths.least), strict=True):
            assert (own.value, own.lower_ci, own.numerator) == pytest.approx(
                (other.value, other.lower_ci, other.numerator), nan_ok=True
            )
        assert vars(mine.gap) == pytest.approx(vars(tile.fifths.gap), nan_ok=True)


def test_landing_s_numbers() -> None:
    """64.6 % and 87.1 % in Great Yarmouth and Waveney; 22.5 points; 16.6 with the same ages."""
    found = shown()
    assert (round(found.own.fifths.most.value, 1), round(found.own.fifths.least.value, 1)) == (64.6, 87.1)
    assert round(found.own.gap.value, 1) == -22.5
    assert words.finding(found) == "Uptake is 22.5 points lower in the most deprived fifth than in the least deprived"
    assert "about 13,880 people there had no first dose" in words.lead(found)
    assert abs(found.matched.gap.value) < abs(found.own.gap.value)
    assert words.ages_words(found).startswith("Partly. With the same ages in each fifth the gap is 16.6 points")


@pytest.mark.parametrize(("changes", "number"), [({}, 5), ({"place": ""}, 10)], ids=["fifths", "tenths"])
def test_groups_are_a_slow_sum_over_areas(changes: dict, number: int) -> None:
    ask, found = asked(**changes), shown(**changes)
    assert found.own.number == number
    parts = slow_parts(ask.footprint, "msoa11", number)
    rows = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11", period=ask.period, age="16+")
    counts = rows.set_index("area_code")[["numerator", "denominator"]]
    for step in found.own.steps:
        inside = [block for block, part in parts.items() if part == step.number]
        assert step.areas == len(inside)
        assert step.row.numerator == pytest.approx(sum(counts.loc[one, "numerator"] for one in inside))
        assert step.row.denominator == pytest.approx(sum(counts.loc[one, "denominator"] for one in inside))
    assert found.own.steps[-1].end == pytest.approx(1)
    assert {dot.group for dot in found.own.dots} == set(range(1, number + 1))
    for dot in found.own.dots:
        step = found.own.steps[dot.group - 1]
        assert step.start <= dot.at <= step.end


def test_line_is_weighted_least_squares_and_ratio_is_of_the_counts() -> None:
    ladder = shown(place="").own
    people = np.array([step.row.denominator for step in ladder.steps])
    middle = np.array([step.middle for step in ladder.steps])
    value = np.array([step.row.value for step in ladder.steps])
    slope, low = np.polyfit(middle, value, 1, w=np.sqrt(people))
    assert (ladder.slope.low, ladder.slope.high) == pytest.approx((low, low + slope))
    assert ladder.slope.slope.value == pytest.approx(slope)
    assert ladder.slope.slope.lower < slope < ladder.slope.slope.upper
    assert ladder.slope.relative.value == pytest.approx((low + slope) / low)
    assert ladder.ratio.value == pytest.approx(ladder.fifths.most.value / ladder.fifths.least.value)


def test_national_parts_say_how_they_are_known() -> None:
    """MSOAs need all of England's ranks, which the embedded pack has not; LSOAs have the publisher's tenths."""
    near = shown(lens=NATIONAL)
    assert near.shown.lens == NATIONAL and near.shown.known_by == deprivation_groups.NEAR
    assert near.shown.fifths.reason == "No area here is in England’s least deprived fifth."
    assert words.finding(near) == "Uptake is lowest in England’s most deprived fifth"
    exact = shown(lens=NATIONAL, indicator="stroke_unit_minutes", place="")
    assert exact.shown.known_by == deprivation_groups.EXACT
    decile = opened_pack.pack().store.observations("imd2019_decile", area_type="lsoa11").set_index("area_code")["value"]
    people = residents().reindex(sorted(lsoas("sys-nw-icb")))
    for step in exact.shown.steps:
        inside = people[(decile.reindex(people.index) == step.number).to_numpy()]
        assert (step.areas, step.row.denominator) == (len(inside), pytest.approx(inside.sum()))


def test_same_ages_are_refused_with_the_reason_where_they_cannot_be_had() -> None:
    found = shown(ages=SAME_AGES)
    assert found.ages == SAME_AGES and found.shown == found.matched
    assert words.finding(found).startswith("With the same ages, uptake is 16.6 points lower")
    stroke = asked(indicator="stroke_admissions_rate", ages=SAME_AGES)
    assert gradient_view.evidence(stroke).ages == AS_THEY_ARE
    assert "Ages are shown as they are." in gradient_pieces.pieces(stroke).notices[0]


def test_residents_beyond_a_limit_are_counted_not_sampled() -> None:
    found = shown(indicator="stroke_unit_minutes", place="")
    assert not found.sampled and found.measure.value_type == ValueType.PROPORTION
    assert reach_shares.reach("stroke_unit_minutes").name in found.measure.name
    assert not any(step.row.has_interval for step in found.own.steps)
    assert found.own.slope.slope.lower != found.own.slope.slope.lower and not found.own.dots


def test_where_ranks_are_missing_the_page_says_so() -> None:
    found = shown(system="england", place="")
    assert not found.own.known and "deprivation ranks" in found.own.reason
    assert words.finding(found) == "No deprivation groups can be made for England"
    made = gradient_pieces.pieces(asked(system="england", place=""))
    assert "No groups to draw" in made.sheet and "nan" not in made.sheet


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"indicator": "mmr2_5y"}, "no counts by small area"),
        ({"indicator": "happiness"}, "no measure called “happiness”"),
        ({"lens": "moon"}, "“moon” is not a way to rank areas"),
        ({"ages": "old"}, "“old” is not a choice of ages"),
        ({"period": "1066"}, "no period “1066”"),
        ({"age": "7"}, "no age band “7”"),
        ({"place": "pl-nowhere"}, "No place has the code “pl-nowhere”"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_a_wrong_address_gives_one_clear_notice(changes: dict, said: str) -> None:
    found, notices = question.resolved(question.landing() | changes)
    assert len(notices) == 1 and said in notices[0]
    assert found == asked() if "place" not in changes else found.place == ""


def test_address_holds_what_differs_and_opens_the_same_question() -> None:
    ask = asked(lens=NATIONAL, age="40-44", place="")
    parameters = question.parameters(ask)
    assert parameters["age"] == "40-44" and parameters["period"] == ""
    assert question.asked_by({name: value for name, value in parameters.items() if name != "own"}) == ask
    assert list(question.ages("covid_dose1", ask.period))[-1] == "16+"


@pytest.mark.parametrize("changes", [{}, {"place": "", "lens": NATIONAL}, {"system": "england", "place": ""}], ids=str)
def test_file_holds_the_page_s_numbers(changes: dict) -> None:
    found = gradient_view.further(asked(**changes))
    name, content = page_files.gradient_csv(question.landing() | changes)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name.startswith("gradient-covid_dose1-") and len(rows) == len(numbers.numbers(found)) + len(found.shown.dots)
    dots = {row["group"]: row["value"] for row in rows if row["what"] == "Area behind the groups"}
    assert dots == {dot.name: str(round(dot.value, 1)) for dot in found.shown.dots}
    groups = [
        row for row in rows if row["what"] == "Group" and row["ranked_within"] == numbers.WITHIN[found.shown.lens]
    ]
    told = [row for row in groups if row["ages"] == "as they are"]
    assert [row["value"] for row in told] == [str(round(step.row.value, 1)) for step in found.shown.steps]
    assert all(row["source"] and row["licence"] and row["footprint"] == found.name for row in rows)


def test_names_of_parts() -> None:
    assert [part_name(1, 5), part_name(3, 10), part_name(10, 10)] == [
        "Most deprived fifth",
        "Tenth 3 of 10",
        "Least deprived tenth",
    ]
    assert question.LENSES.keys() == {OWN, NATIONAL}
