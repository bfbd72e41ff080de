"""Figures of own footprints on the real pack: published sums, a slow second way, parts, refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equity.totals.coverage import not_computable
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas, own_figures
from pages.parts.own import own_pieces
from tests.pages import cut_areas


@pytest.fixture
def place() -> OwnFootprint:
    """Great Yarmouth and Waveney."""
    return own_areas.registered("pl-gyw")


def edited(own: OwnFootprint, count: int) -> OwnFootprint:
    """The footprint as a reader's own, without its first members."""
    return replace(own.without(own.members[:count]), id="own-edited")


def test_registered_place_has_its_published_figures(place, asked) -> None:
    found = own_figures.figures(place, asked()[0])
    assert found.size.numerator == 215_299
    assert (found.value.numerator, found.value.denominator) == (157_110, 193_980)
    assert [row.name for row in found.value_parts] == ["Norfolk part", "Suffolk part"]
    assert sum(row.numerator for row in found.value_parts) == 157_110
    assert found.nearest.same


def test_own_sums_a_slow_second_way(place, asked) -> None:
    own = edited(place, 7)
    found = own_figures.figures(own, asked()[0])
    lookup = opened_pack.pack().lookup("lsoa11")
    people, placed = cut_areas.residents(cut_areas.ALL), dict(zip(lookup["lsoa11cd"], lookup["msoa11cd"], strict=True))
    assert found.size.numerator == sum(people[code] for code in own.members)
    rows = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11", age="16+").set_index("area_code")
    adults = cut_areas.shares(placed, cut_areas.members(own.weights), ages=cut_areas.ADULTS)
    numerator = sum(float(rows.at[msoa, "numerator"]) * share for msoa, share in adults.items())
    assert found.value.numerator == pytest.approx(numerator, rel=1e-6)
    for parts in (found.counties, found.systems):
        assert sum(row.numerator for row in parts) == found.size.numerator
    assert sum(row.numerator for row in found.value_parts) == round(found.value.numerator)


def test_missing_residents_are_not_zero(asked) -> None:
    lookup = opened_pack.pack().lookup("lsoa11")
    without = lookup.loc[lookup["population"].isna(), "lsoa11cd"].iloc[0]
    own = own_areas.registered("pl-gyw").with_added([without])
    found = own_figures.figures(replace(own, id="own-x"), asked()[0])
    assert found.size.numerator != found.size.numerator
    assert found.size.members == (134, 135)
    assert 0.9 < found.size.coverage < 1


def test_sums_of_counts_that_were_controlled_at_the_source_are_shown(place, asked) -> None:
    chosen = asked(indicator="stroke_admissions_count")[0]
    for own in (place, edited(place, 1)):
        found = own_figures.figures(own, chosen)
        assert found.refused == "" and found.value.numerator % 5 == 0


def test_measure_without_small_counts_of_people_is_refused_with_a_reason(place, asked) -> None:
    found = own_figures.figures(place, asked(indicator="mmr2_5y", level="upper_tier")[0])
    assert found.value is None
    assert "cannot be added up for an own footprint. " in found.refused
    pack = opened_pack.pack().indicators["mmr2_5y"]
    assert (not_computable(pack.value_type, pack.building_block) or own_figures.UNREACHED) in found.refused
    index = own_figures.figures(place, asked(indicator="imd2019_rank")[0])
    assert "Ranks, scores and indices cannot be added up over areas." in index.refused


def test_past_of_bassetlaw_changes_system_on_1_july_2022() -> None:
    words = [(step.when, step.name) for step in own_pieces.steps("pl-bassetlaw")]
    assert ("to 30 June 2022", "South Yorkshire and Bassetlaw, to 30 Jun 2022") in words or any(
        when == "to 30 June 2022" and name.startswith("South Yorkshire") for when, name in words
    )
    assert any(when == "from 1 July 2022" and "Nottingham" in name for when, name in words)
    assert own_pieces.steps("own-x") == []


def test_wards_of_a_footprint_and_back(place) -> None:
    blocks = own_areas.touched("wd25", place)
    assert set(own_areas.shares(place)["lsoa"]) <= set(blocks["lsoa"])
    assert own_areas.type_words("wd25") == "Wards 2025"
    assert {"lsoa11", "msoa11", "wd25", "lad22"} <= set(own_areas.types())
    assert all(code not in place.weights for code in own_areas.near(place))
    assert own_areas.near(replace(place, members=(), shares=())) == ()


def test_summary_of_an_empty_footprint_has_no_figures(asked) -> None:
    own = OwnFootprint("own-new", "New", "lsoa11")
    shown = own_pieces.summary(own, asked()[0])
    assert shown.size is None
    assert own_pieces.files(own) == {}
    assert own_pieces.members(own) == ()
