"""Pieces of the similar places page: dots, map, distances and reasons, on hand-made comparisons."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from charts.evidence import AreaRow, Measure
from charts.similar import change_part, level_figure, likeness_table, reasons_why, scroll, similar_style, words
from charts.similar.found import Likeness, Neighbour, OverTime, Similar
from charts.similar.own_change import offered, own_change
from charts.similar.point_map import point_map
from data.schema import Polarity, ValueType

UPTAKE = Measure("doses", "First dose", "First dose", "%", ValueType.PROPORTION, Polarity.HIGH_IS_GOOD, word="Uptake")
SQUARE = ((0.0, 52.0), (2.0, 52.0), (2.0, 53.0), (0.0, 53.0), (0.0, 52.0))


def neighbour(code: str, *, people: float = 100.0, **changes) -> Neighbour:
    row = AreaRow(code, f"Area {code}", value=70.0, compared="worse")
    return Neighbour(row, 0.5, "Harbour", False, point=(1.0, 52.5), difference=-10.0, people=people, **changes)


def comparison(**changes) -> Similar:
    own = AreaRow("own", "Harbour", value=80.0)
    given = {"parts": (own,), "points": ((1.2, 52.6),), "neighbours": (neighbour("B"), neighbour("A", people=300.0))}
    return Similar(
        UPTAKE, "2021", "Harbour", "place", own, where="Norfolk", many="MSOAs", one="MSOA", **given | changes
    )


def test_dots_of_one_value_stand_beside_each_other() -> None:
    places = level_figure.swarm([10.0] * 5 + [40.0])
    assert len(set(places)) == 6
    assert [x for x, _ in places] == [10.0] * 5 + [40.0]
    assert places[-1][1] == 0.0


def test_worse_areas_are_ranked_by_people() -> None:
    assert [one.row.code for one in comparison().worse] == ["A", "B"]
    assert comparison().better == ()


@pytest.mark.parametrize(
    ("own", "others", "good"),
    [((60.0, 80.0), (60.0, 70.0), True), ((60.0, 80.0), (50.0, 75.0), False), ((80.0, 60.0), (80.0, 50.0), False)],
)
def test_nothing_is_rolled_out_from_a_place_that_did_not_change_for_the_better(own, others, good) -> None:
    over = OverTime(("2019", "2020"), ("2019-07-01", "2020-07-01"), own, others, (3, 3), (0, 0))
    shown = comparison(neighbours=(neighbour("B"),), over_time=over)
    found = own_change(shown)
    assert (
        found.good is good and f"{own[0]:.1f} to {own[1]:.1f}" in found.words and found.words in words.next_lead(shown)
    )
    assert bool(offered(shown)) is good
    assert own_change(replace(shown, over_time=None)).good is None


def test_a_roll_out_goes_where_nothing_is_recorded_yet() -> None:
    shown = comparison(neighbours=(neighbour("B"), neighbour("A", programmes=("One Front Door",))))
    assert [one.row.code for one in shown.worse] == ["B"]
    assert words.next_lead(shown).endswith("Left out, since a programme is recorded there already: Area A.")
    everywhere = comparison(neighbours=(neighbour("A", programmes=("One Front Door",)),))
    assert "worse beyond chance without a programme" in words.next_lead(everywhere)
    assert "Area A" in words.next_lead(everywhere)


def test_map_holds_every_point_inside_and_counts_them_in_its_key() -> None:
    html = point_map(comparison(taken_out=(neighbour("C"),)), [SQUARE])
    assert html.count("<circle") == 2 + 1 and "2 similar" in html and "1 taken out" in html
    for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', html):
        assert 0 <= float(x) <= 376 and 0 <= float(y) <= 270
    assert point_map(comparison(points=(), neighbours=()), []) == ""


def test_reasons_say_difference_people_likeness_and_what_is_there() -> None:
    shown = comparison(neighbours=(neighbour("B", programmes=("One Front Door",)), neighbour("A")))
    said = reasons_why.reasons(shown.neighbours[0], shown)
    assert said[0] == "10.0 percentage points lower than Harbour, beyond chance"
    assert said[1] == "about 100 people short of the level of Harbour"
    assert said[2].startswith("number 1 of 2 in likeness")
    assert said[3] == "already there: One Front Door"


@pytest.mark.parametrize(("after", "words"), [(0.05, "alike"), (0.2, "over 0.1"), (0.9, "over 0.25")])
def test_likeness_is_said_in_words(after: float, words: str) -> None:
    flag = {"alike": "balanced", "over 0.1": "above_0.1", "over 0.25": "above_0.25"}[words]
    used = Likeness("average score", "Deprivation", "", "MHCLG", "2019", True, 20, 15, 19, 0.9, after, flag)
    spare = Likeness("residents under 16", "Age", "%", "ONS", "2020", False)
    html = likeness_table.likeness_table(comparison(likeness=(used, spare)))
    assert words in html and "MHCLG, 2019" in html and "not matched on" in html


def test_change_says_why_there_is_none() -> None:
    assert "one period" in change_part.change(comparison(no_time="This pack has one period."))
    assert similar_style.similar_css().startswith("<style>")


def test_a_wide_table_can_be_reached_and_scrolled_by_keyboard() -> None:
    box = scroll.scrolled("<table></table>", label='Areas & "reasons"')
    assert 'tabindex="0"' in box and "Areas &amp; &quot;reasons&quot;" in box
