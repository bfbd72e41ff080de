"""Inside a footprint is by membership on every page with a map or a table: whole districts around it are not let in."""

from __future__ import annotations

from collections import defaultdict

import pytest

from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, view
from pages.parts.answering.own import own_areas, own_known
from pages.parts.asking import resolution, selection
from pages.parts.board import board_floor, board_question
from pages.parts.compare import answers
from pages.parts.compare import question as compare
from pages.parts.signals import answer as signals
from pages.parts.signals import question as signals_question
from pages.parts.signals import released_series
from pages.parts.similar import question as similar_question
from pages.parts.similar import subject
from tests.pages.test_own_choice import LETTERS

CASES = {"register": {"place": "pl-gyw"}, "own": {"own": LETTERS}}


def members(case: str) -> set[str]:
    return set((own_areas.registered("pl-gyw") if case == "register" else own_known.carried(LETTERS)).members)


def by_loop(case: str, kind: str, *, least: float = 0.5) -> set[str]:
    """Areas with more than that share of their postcodes inside, one small area after the other."""
    lookup, inside, whole = opened_pack.pack().lookup("lsoa11"), defaultdict(int), defaultdict(int)
    held = members(case)
    for lsoa, area, homes in zip(lookup["lsoa11cd"], lookup[f"{kind}cd"], lookup["postcodes"], strict=True):
        whole[area] += homes
        inside[area] += homes if lsoa in held else 0
    return {area for area in whole if inside[area] > whole[area] * least}


def on_map(case: str) -> set[str]:
    asked = selection.landing() | CASES[case] | {"inside": "place", "level": "msoa"}
    return set(view.shown(resolution.resolved(asked)[0]).evidence.inside.index)


def on_compare(case: str) -> set[str]:
    asked = compare.landing() | CASES[case] | {"inside": "place", "level": "msoa"}
    return set(answers.shown(compare.resolved(asked)[0]).areas.evidence.inside.index)


def on_board(case: str) -> set[str]:
    asked = board_question.landing() | CASES[case] | {"density": "floor", "level": "msoa"}
    return {row.code for row in board_floor.floor(board_question.resolved(asked)[0]).rows}


def on_similar(case: str) -> set[str]:
    asked = similar_question.landing() | CASES[case] | {"level": "msoa"}
    chosen = similar_question.resolved(asked)[0]
    return set(subject._subject("msoa11", "", chosen.place).chosen)


def on_gradient(case: str) -> set[str]:
    named = "pl-gyw" if case == "register" else LETTERS
    return set(deprivation_groups.ordered(named, "msoa11").index)


def on_signals(case: str) -> set[str]:
    asked = signals_question.landing() | CASES[case] | {"indicator": "stroke_admissions_rate", "level": "msoa"}
    looked = signals_question.resolved(asked)[0].view
    assert looked.inside and str(looked.level) == "msoa"
    return set(signals._inside(looked, released_series.released(looked)))


@pytest.mark.parametrize("page", [on_map, on_compare, on_board, on_similar, on_signals])
@pytest.mark.parametrize("case", CASES)
def test_areas_are_those_inside_by_membership(page, case: str) -> None:
    found, wanted = page(case), by_loop(case, "msoa11")
    lookup = opened_pack.pack().lookup("lsoa11")
    district = set(lookup.loc[lookup["lad22cd"].isin(["E07000145", "E07000244"]), "msoa11cd"])
    assert found == wanted
    assert wanted < district, "by district, the other areas of East Suffolk would be let in"


@pytest.mark.parametrize("case", CASES)
def test_gradient_counts_cut_areas_by_their_share_and_no_others(case: str) -> None:
    assert on_gradient(case) == by_loop(case, "msoa11", least=0)
