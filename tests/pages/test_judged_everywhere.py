"""One word for one area against one benchmark: the pages that judge are walked and must say the same.

The board's dance floor is held against the map in `test_board_floor`, its tiles in `test_board_tiles`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from charts.evidence import AreaRow
from charts.saying.judged import judged_words
from data.schema import Status
from equity.comparing.comparison import Comparison, compared
from pages.parts import opened_pack
from pages.parts.answering import county_context, extents, groups, judging, overlaps, view
from pages.parts.asking import resolution, selection
from pages.parts.board import board_question, board_tiles
from pages.parts.compare import answers, heat
from pages.parts.compare import question as compare_question
from pages.parts.profile import answer as profile_answer
from pages.parts.profile import profile_question
from pages.parts.showing.pieces import method_words
from pages.parts.trend import trend_selection, trend_view

MEASURE, SYSTEM, PLACE = "covid_dose1", "sys-nw-icb", "pl-gyw"
ASKED = {"indicator": MEASURE, "system": SYSTEM, "place": PLACE, "level": "msoa"}


def on_map(**changes: str) -> view.View:
    return view.shown(resolution.resolved(selection.landing() | ASKED | {"inside": ""} | changes)[0])


def in_comparison(**changes: str) -> pd.Series:
    asked = compare_question.resolved(compare_question.landing() | ASKED | {"inside": ""} | changes)[0]
    areas = answers.general(asked).areas
    return areas.evidence.frame["compared"]


def in_heat_table() -> pd.Series:
    asked = compare_question.resolved(compare_question.landing() | ASKED | {"inside": "", "view": "heat"})[0]
    return heat.heat(asked).frames[0]["compared"]


def in_profile(area: str) -> str:
    given = profile_question.landing() | ASKED | {"area": area}
    found = profile_answer.profile(profile_question.resolved(given)[0])
    return next(str(row.row.compared) for row in found.rows if row.measure.indicator_id == MEASURE)


def in_trend(area: str) -> str:
    given = trend_selection.landing() | {"indicator": MEASURE, "system": SYSTEM, "area": area, "compare": "system"}
    chosen, said = trend_selection.resolved(given)
    assert not said
    return str(trend_view.drawn(chosen).lines[0].compared)


def test_areas_have_one_word_on_every_page() -> None:
    found = on_map().evidence.frame["compared"].astype(str)
    assert set(found) >= {"better", "worse", "similar"}
    pd.testing.assert_series_equal(in_comparison().astype(str), found, check_names=False)
    assert in_heat_table().astype(str).to_dict() == found.to_dict()
    few = [found.index[found == word][0] for word in ("better", "similar", "worse")]
    assert in_profile(few[0]) == found[few[0]]
    assert {code: in_trend(code) for code in few} == found[few].to_dict()


def test_a_place_has_one_word_on_every_page() -> None:
    shown = on_map()
    own = next(row for row in shown.evidence.rows if row.code == PLACE)
    assert own.compared == Comparison.WORSE
    board = board_tiles.tile(MEASURE, board_question.resolved(board_question.landing() | ASKED)[0])
    beside = county_context.context(
        MEASURE, PLACE, period=shown.selection.period, footprint="today", on=shown.selection.date
    )
    over = next(row for row in beside.rows if row.role == "system")
    pinned = answers.general(
        compare_question.resolved(compare_question.landing() | ASKED | {"inside": ""})[0]
    ).areas.evidence.rows
    words = {
        "board": board.rows[0].compared,
        "profile": in_profile(PLACE),
        "trend": in_trend(PLACE),
        "beside its counties": over.compared,
        "under the comparison": next(row.compared for row in pinned if row.code == PLACE),
    }
    assert {str(word) for word in words.values()} == {str(own.compared)}, words


def test_the_map_s_words_are_those_of_a_slow_sum_over_everybody_else() -> None:
    """Newcombe's interval of each area less all other areas of the system, in a loop."""
    frame = on_map(place="").evidence.frame
    kept = frame[frame["status"].eq(str(Status.OK))]
    from tests.equity.comparing.test_against import slow_share

    whole = groups.benchmark(on_map(place="").selection).row
    for row in kept.itertuples():
        other = whole.numerator - row.numerator, whole.denominator - row.denominator
        assert row.compared == slow_share(row.numerator, row.denominator, *other), row.name


def test_peers_are_a_sample_and_the_card_s_sentence_says_so() -> None:
    asked = {"against": "peers", "peers": "district", "area": "E02005520"}
    evidence = answers.shown(
        compare_question.resolved(compare_question.landing() | ASKED | {"inside": ""} | asked)[0]
    ).areas.evidence
    assert "Judged as a difference between two samples" in judged_words(evidence.measure, evidence.benchmark)
    exact = compared(evidence.frame, evidence.benchmark.value, polarity=evidence.measure.polarity)
    assert (exact != evidence.frame["compared"]).any()  # taken as exact, some area would have another word


def test_a_wider_row_is_told_the_other_way_round() -> None:
    indicator = opened_pack.pack().indicators[MEASURE]
    place = AreaRow(PLACE, "Place", role="place", value=60, lower_ci=59, upper_ci=61, numerator=6000, denominator=10000)
    system = AreaRow(
        SYSTEM, "System", role="system", value=70, lower_ci=69.8, upper_ci=70.2, numerator=140000, denominator=200000
    )
    assert judging.judged_row(place, system, indicator=indicator).compared == Comparison.WORSE
    assert judging.judged_row(system, place, indicator=indicator).compared == Comparison.BETTER
    assert judging.judged_row(system, system, indicator=indicator).compared == Comparison.NOT_COMPARED
    assert judging.judged_row(system, None, indicator=indicator).compared == Comparison.NOT_COMPARED


@pytest.mark.parametrize("code", [PLACE, SYSTEM, "E02005520", "E07000145"])
def test_the_ground_of_a_code_is_its_small_areas(code: str) -> None:
    table = opened_pack.pack().lookup("lsoa11")
    if code.startswith("E"):
        column = {"E02": "msoa11cd", "E07": "lad22cd"}[code[:3]]
        assert overlaps.ground(code) == frozenset(table.loc[table[column] == code, "lsoa11cd"])
    else:
        assert overlaps.ground(code) == extents.footprints()[code]


def test_shares_of_sets() -> None:
    assert overlaps.share_of(frozenset("ab"), frozenset("bc")) == 0.5
    assert np.isnan(overlaps.share_of(frozenset(), frozenset("bc")))
    assert overlaps.ground("nowhere") == frozenset()
    assert overlaps.overlap("", PLACE, footprint=SYSTEM, members=overlaps.ground(PLACE)) == 1
    assert overlaps.overlap("msoa11", "E02005520", footprint=SYSTEM, members=frozenset()) in (0.0, 1.0)


def test_the_method_panel_names_the_test() -> None:
    assert "two samples: each area and everybody else in Norfolk and Waveney" in method_words(on_map())
    nothing = replace(on_map().evidence, benchmark=None)
    assert judged_words(nothing.measure, nothing.benchmark) == ""
    alone = AreaRow("x", "Somewhere", role="system", value=50.0)
    assert "no counts to test" in judged_words(nothing.measure, alone)
    england = AreaRow("E92000001", "England", role="country", value=50.0)
    assert "taken as exact" in judged_words(nothing.measure, england)
