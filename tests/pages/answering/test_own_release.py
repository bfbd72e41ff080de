"""Own footprints where the pack holds small counts: refused or shown, and what is shown is remembered (A6)."""

from __future__ import annotations

import errno
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.keeping.release_store import FILE, FOLDER_VARIABLE, ReleaseStore
from data.schema import ValueType
from equity.release.refusals import TRIES
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas, own_ledger, own_release
from pages.parts.answering.releasing import official_sets
from tests.pages.held import replaced

SEGMENT = ("2021-07-08", "all", "16+", "")
SMALL = "E02005538"  # an MSOA of Great Yarmouth and Waveney


SLOW = ("E02000001", "E02000002")  # MSOAs elsewhere: 40 and 100 events in the first week, 43 and 100 in the second
WEEKS = ("2021-07-01", "2021-07-08")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where answers are kept; every test begins with none."""
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    restart(monkeypatch, tmp_path)
    return tmp_path


def restart(monkeypatch, folder) -> None:
    """What a server that starts again knows: only what is on disk."""
    store = ReleaseStore(folder)
    monkeypatch.setattr(own_ledger, "store", lambda: store)
    monkeypatch.setattr(own_ledger, "_official", {})


@pytest.fixture
def indicator(monkeypatch, folder):
    """A measure whose small counts are in the pack: one MSOA has 3 events, most others 100; a week earlier 0 and 40."""

    def counted(_indicator, _area_type, *, segment, codes) -> pd.DataFrame:
        early = segment[0] == WEEKS[0]
        known = {SMALL: 0.0 if early else 3.0, SLOW[0]: 40.0 if early else 43.0, SLOW[1]: 100.0}
        numerator = [known.get(code, 40.0 if early else 100.0) for code in codes]
        return pd.DataFrame({"numerator": numerator, "denominator": np.nan, "status": "ok"}, index=pd.Index(codes))

    replaced(monkeypatch, counted)
    monkeypatch.setattr(own_ledger, "held", lambda _indicator: [(week, *SEGMENT[1:]) for week in WEEKS])
    known = opened_pack.pack().indicators["covid_dose1"]
    return replace(known, release_rule="hes", value_type=ValueType.COUNT)


def inside(footprint_id: str) -> set[str]:
    lookup = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")["msoa11cd"]
    return {lookup[code] for code in own_areas.registered(footprint_id).members}


def own(codes, name: str = "Ours") -> OwnFootprint:
    return OwnFootprint("own-ours", name, "msoa11", tuple(sorted(codes)))


def name_of(code: str) -> str:
    return own_areas.described("msoa11")["name"][code]


def test_difference_to_a_known_place_is_refused_with_a_safe_choice(indicator) -> None:
    said = own_release.refusal(own(inside("pl-gyw") - {SMALL}), indicator, segment=SEGMENT)
    assert "Great Yarmouth and Waveney" in said and "is not shown for this footprint" in said
    assert f"add {name_of(SMALL)}" in said or "remove " in said
    assert " 3 " not in said and "3 events" not in said


def test_the_same_areas_as_a_known_place_and_whole_places_less_large_areas_are_shown(indicator) -> None:
    whole = inside("pl-gyw")
    assert own_release.refusal(own(whole), indicator, segment=SEGMENT) == ""
    large = sorted(whole - {SMALL})[:2]
    assert own_release.refusal(own(whole - set(large)), indicator, segment=SEGMENT) == ""


def test_what_was_shown_before_counts_whoever_saw_it(indicator) -> None:
    elsewhere = sorted(set(own_areas.described("msoa11").index) - inside("sys-nw-icb"))[:3]
    with_small = {*elsewhere, SMALL}
    assert own_release.refusal(own(with_small, "First"), indicator, segment=SEGMENT) == ""
    said = own_release.refusal(own(elsewhere, "Second"), indicator, segment=SEGMENT)
    assert "a footprint shown before" in said and "First" not in said
    assert own_release.refusal(own(elsewhere, "Second"), indicator, segment=("2020", *SEGMENT[1:])) == ""


def test_what_was_shown_counts_after_a_restart_and_in_every_worker(indicator, folder, monkeypatch) -> None:
    elsewhere = sorted(set(own_areas.described("msoa11").index) - inside("sys-nw-icb"))[:3]
    assert own_release.refusal(own({*elsewhere, SMALL}), indicator, segment=SEGMENT) == ""
    restart(monkeypatch, folder)
    said = own_release.refusal(own(elsewhere), indicator, segment=SEGMENT)
    assert "a footprint shown before" in said
    kept = (folder / FILE).read_text()
    assert SMALL in kept and "Ours" not in kept and '"3' not in kept and ": 3" not in kept


def test_a_bad_file_shows_nothing_and_says_so(indicator, folder) -> None:
    large = sorted(inside("pl-gyw") - {SMALL})[:4]
    assert own_release.refusal(own(large), indicator, segment=SEGMENT) == ""
    (folder / FILE).write_text("{")
    said = own_release.refusal(own(large), indicator, segment=SEGMENT)
    assert "is not shown for own footprints" in said and "own/released.jsonl, row 1" in said
    assert not own_release.parts_too(own(inside("pl-gyw") - set(large)), indicator, segment=SEGMENT)


def test_a_pack_nobody_may_write_to_gives_a_notice(indicator, folder, monkeypatch) -> None:
    assert own_release.notice(indicator, SEGMENT) == ""
    own_ledger.store()._forgetful(OSError(errno.EROFS, "Read-only file system"))
    assert "until this server restarts" in own_release.notice(indicator, SEGMENT)
    assert own_release.notice(replace(indicator, release_rule="published"), SEGMENT) == ""
    large = sorted(inside("pl-gyw") - {SMALL})[:4]
    assert own_release.refusal(own(large), indicator, segment=SEGMENT) == ""
    assert own_ledger.store().answers() and not (folder / FILE).exists()


def test_a_second_week_with_few_new_events_is_refused_after_the_first(indicator) -> None:
    """Each week alone is safe (140 and 143 events); the difference is three new ones."""
    exact = replace(indicator, release_rule="small7")
    weeks = [(week, *SEGMENT[1:]) for week in WEEKS]
    assert own_release.refusal(own(SLOW), exact, segment=weeks[0]) == ""
    said = own_release.refusal(own(SLOW), exact, segment=weeks[1])
    assert "for other periods, ages or groups" in said and "Choose a larger footprint" in said
    (shown, refused) = own_ledger.store().answers()
    assert shown.shown and not refused.shown and not refused.small
    faster = ("E02000003", "E02000004")
    assert [own_release.refusal(own(faster), exact, segment=week) for week in weeks] == ["", ""]


def test_only_the_later_week_is_as_safe_as_the_earlier_one(indicator) -> None:
    exact = replace(indicator, release_rule="small7")
    assert own_release.refusal(own(SLOW), exact, segment=(WEEKS[1], *SEGMENT[1:])) == ""
    assert own_release.refusal(own(SLOW), exact, segment=(WEEKS[0], *SEGMENT[1:])) != ""


def test_parts_are_hidden_only_where_they_would_tell(indicator) -> None:
    """The place less two large areas: both county parts are shown; with a part of one small area they are not."""
    counties = official_sets.county_parts(frozenset(inside("pl-gyw")), "msoa11")
    assert len(counties) == 2
    less = inside("pl-gyw") - {sorted(part - {SMALL})[0] for part in counties}
    assert own_release.refusal(own(less), indicator, segment=SEGMENT) == ""
    assert own_release.parts_too(own(less), indicator, segment=SEGMENT)
    (other,) = (part for part in counties if SMALL not in part)
    lone = {SMALL, *sorted(other)[:3]}
    assert own_release.refusal(own(lone), indicator, segment=SEGMENT) == ""
    assert not own_release.parts_too(own(lone), indicator, segment=SEGMENT)


def test_a_refused_footprint_leaves_no_trace(indicator) -> None:
    refused = own(inside("pl-gyw") - {SMALL})
    assert (
        own_release.refusal(refused, indicator, segment=SEGMENT)
        == own_release.refusal(refused, indicator, segment=SEGMENT)
        != ""
    )
    (kept,) = own_ledger.store().answers()
    assert not kept.shown and kept.small == (SMALL,) and kept.offered


def test_tries_near_each_other_end_without_a_reason(indicator) -> None:
    base = inside("pl-gyw") - {SMALL}
    others = sorted(set(own_areas.described("msoa11").index) - inside("sys-nw-icb"))
    tries = [base | {other} for other in others[: TRIES + 1]]
    answers = [own_release.refusal(own(codes), indicator, segment=SEGMENT) for codes in tries]
    refused = [one for one in own_ledger.store().answers() if not one.shown]
    if len(refused) >= TRIES:
        assert "would tell too much" in answers[-1]


def test_areas_that_are_cut_are_refused_and_the_register_never_is(indicator) -> None:
    place = own_areas.registered("pl-gyw")
    cut = replace(place.without(place.members[:1]), id="own-cut")
    assert "whole areas (Neighbourhood areas" in own_release.refusal(cut, indicator, segment=SEGMENT).replace(
        "MSOAs", "Neighbourhood areas"
    )
    assert own_release.refusal(place, indicator, segment=SEGMENT) == ""
    assert own_release.parts_too(place, indicator, segment=SEGMENT)
    assert not own_release.parts_too(cut, indicator, segment=SEGMENT)


def test_sums_of_counts_controlled_at_the_source_need_no_judge() -> None:
    indicator = opened_pack.pack().indicators["stroke_admissions_count"]
    segment = ("2017/19", indicator.default_sex, indicator.default_age, indicator.default_category)
    assert own_ledger.official(indicator, segment) is None
    assert own_release.parts_too(own(inside("pl-gyw")), indicator, segment=segment)


def test_small_counts_of_areas_that_nothing_can_be_held_against_are_refused_in_words(indicator) -> None:
    """Blocks of another census have no column in the lookup: a sentence, never an error or a figure."""
    elsewhere = replace(indicator, building_block="lsoa21")
    said = own_release.refusal(own(inside("pl-gyw")), elsewhere, segment=SEGMENT)
    assert "is not shown for own footprints" in said and "LSOAs" in said and "Choose an official area" in said
    assert own_release.parts_too(own(inside("pl-gyw")), elsewhere, segment=SEGMENT) is False
