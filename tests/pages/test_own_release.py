"""Own footprints where the pack holds small counts: refused or shown, and what is shown is remembered (A6)."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.schema import ValueType
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering import own_areas, own_release, values

SEGMENT = ("2021-07-08", "all", "16+", "")
SMALL = "E02005538"  # an MSOA of Great Yarmouth and Waveney


@pytest.fixture
def indicator(monkeypatch):
    """A measure whose small counts are in the pack: one MSOA has 3 events, all others 100."""

    def counted(_indicator, _area_type, *, segment, codes) -> pd.DataFrame:
        numerator = [3.0 if code == SMALL else 100.0 for code in codes]
        return pd.DataFrame({"numerator": numerator, "denominator": np.nan, "status": "ok"}, index=pd.Index(codes))

    monkeypatch.setattr(values, "stored", counted)
    monkeypatch.setattr(own_release, "_shown", OrderedDict())
    monkeypatch.setattr(own_release, "_official", {})
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
    assert "First" in said
    assert own_release.refusal(own(elsewhere, "Second"), indicator, segment=("2020", *SEGMENT[1:])) == ""


def test_a_refused_footprint_leaves_no_trace(indicator) -> None:
    refused = own(inside("pl-gyw") - {SMALL})
    assert (
        own_release.refusal(refused, indicator, segment=SEGMENT)
        == own_release.refusal(refused, indicator, segment=SEGMENT)
        != ""
    )
    assert not own_release._shown


def test_areas_that_are_cut_are_refused_and_the_register_never_is(indicator) -> None:
    place = own_areas.registered("pl-gyw")
    cut = replace(place.without(place.members[:1]), id="own-cut")
    assert "whole areas (Neighbourhood areas" in own_release.refusal(cut, indicator, segment=SEGMENT).replace(
        "MSOAs", "Neighbourhood areas"
    )
    assert own_release.refusal(place, indicator, segment=SEGMENT) == ""
    assert not own_release.parts_too(indicator, SEGMENT)


def test_sums_of_counts_controlled_at_the_source_need_no_judge() -> None:
    indicator = opened_pack.pack().indicators["stroke_admissions_count"]
    segment = ("2017/19", indicator.default_sex, indicator.default_age, indicator.default_category)
    assert own_release.official(indicator, segment) is None and own_release.parts_too(indicator, segment)
