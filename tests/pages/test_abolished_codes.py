"""A bookmark with a code that has ended opens on every page with what became of it, and shares; never a silent swap."""

from __future__ import annotations

import pytest

from pages.parts.asking import other_codes, resolution, selection
from pages.parts.board import board_question
from pages.parts.compare import question as compare
from pages.parts.gradient import question as gradient
from pages.parts.misfit import two_sets
from pages.parts.own import own_work
from pages.parts.profile import profile_question as profile
from pages.parts.programmes import question as programmes
from pages.parts.signals import question as signals
from pages.parts.similar import question as similar
from pages.parts.tier import tier_question
from pages.parts.trend import trend_selection

PAGES = {
    "map": (selection.landing, resolution.resolved),
    "board": (board_question.landing, board_question.resolved),
    "compare": (compare.landing, compare.resolved),
    "gradient": (gradient.landing, gradient.resolved),
    "area": (profile.landing, profile.resolved),
    "trend": (trend_selection.landing, trend_selection.resolved),
    "similar": (similar.landing, similar.resolved),
    "signals": (signals.landing, signals.resolved),
    "programmes": (programmes.landing, programmes.resolved),
    "misfit": (two_sets.landing, two_sets.resolved),
    "tier": (tier_question.landing, tier_question.resolved),
    "footprints": (own_work.landing, lambda given: resolution.resolved(selection.landing() | own_work.shared(given))),
}
SPLIT = ("Central East (79 %)", "Essex (21 %)", "ended on 31 March 2026")
WAVENEY = ("Waveney (E07000206), a district, ended on 31 March 2019", "East Suffolk (100 %)")
LATER = "2026-05-01"


def notices(page: str, **changes: str) -> str:
    landing, resolved = PAGES[page]
    return " ".join(resolved(landing() | {"date": LATER} | changes)[1])


@pytest.mark.parametrize("page", PAGES)
def test_board_that_was_split_is_said_with_successors_and_shares(page: str) -> None:
    said = notices(page, system="E54000025")
    assert all(words in said for words in SPLIT), said


@pytest.mark.parametrize("page", [page for page, (landing, _) in PAGES.items() if "area" in landing()])
def test_abolished_district_asked_for_as_area_is_said(page: str) -> None:
    said = notices(page, area="E07000206")
    assert all(words in said for words in WAVENEY), said


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("trend", "footprints")])
def test_abolished_district_asked_for_as_place_is_said(page: str) -> None:
    said = notices(page, place="E07000206")
    assert all(words in said for words in WAVENEY), said


def test_footprints_begin_from_a_code_or_say_what_it_is() -> None:
    usual = own_work.landing() | {"date": LATER, "place": ""}
    start, said = own_work._start(usual | {"start": "E54000025"})
    assert start == "sys-hertfordshire-and-west-essex" and all(words in said[0] for words in SPLIT)
    start, said = own_work._start(usual | {"start": "E07000206"})
    assert start == own_work.EMPTY and all(words in said[0] for words in WAVENEY)


@pytest.mark.parametrize(("code", "on"), [("E07000206", "2019-03-31"), ("E07000244", LATER), ("E99999999", LATER)])
def test_what_exists_or_is_not_known_is_not_said_to_be_gone(code: str, on: str) -> None:
    assert other_codes.gone(code, on) == ""


@pytest.mark.parametrize("code", ["D4U1Y", "d4u1y "])
def test_a_sub_icb_location_that_has_ended_leads_to_its_systems_successors(code: str) -> None:
    said = other_codes.named(code, LATER)
    assert "“D4U1Y” (NHS Frimley ICB - D4U1Y) was a sub-ICB location of Frimley." in said
    assert "ended on 31 March 2026" in said and "Thames Valley" in said and "%" in said
    assert other_codes.gone(code, LATER) == said


@pytest.mark.parametrize(
    ("code", "on", "system"),
    [
        ("26A", "2026-03-31", "Norfolk and Waveney"),
        ("26A", LATER, "Norfolk and Suffolk"),
        ("92A", "2025-01-01", "Surrey Heartlands"),
        ("E38000264", LATER, "Surrey and Sussex"),
        ("U2G6B", LATER, "Thames Valley"),
        ("E38000268", LATER, "Thames Valley"),
    ],
)
def test_a_sub_icb_location_says_whose_it_is_on_the_date(code: str, on: str, system: str) -> None:
    assert f"is a sub-ICB location of {system}." in other_codes.named(code, on)
    assert other_codes.gone(code, on) == ""


def test_a_bookmark_with_such_a_code_has_a_notice_on_the_map() -> None:
    assert "was a sub-ICB location of Frimley" in notices("map", system="D4U1Y")
