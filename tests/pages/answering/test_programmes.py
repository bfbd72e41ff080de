"""Programmes on the ground of the real pack: where they ran, in words, and which of them concern an area."""

from __future__ import annotations

import dataclasses

import pytest

from data.programmes import Programme, Reach
from pages.parts import opened_pack
from pages.parts.answering import extents, programmes
from pages.parts.answering.programmes import Lies

TOWER_HAMLETS, NORFOLK, YARMOUTH = "E09000030", "E10000020", "E07000145"


def made(*places: str, **changes: object) -> Programme:
    given = {
        "id": "p",
        "name": "P",
        "places": places,
        "start": "2016-09-01",
        "owner": "O",
        "owner_kind": "council",
        "source": "S",
        "url": "https://x",
    }
    return Programme(**(given | {"indicators": ("mmr2_5y",)} | changes))


@pytest.fixture
def pack_with(monkeypatch: pytest.MonkeyPatch):
    """A function that gives the opened pack these programmes."""

    def with_these(*found: Programme) -> None:
        pack = opened_pack.pack()
        other = dataclasses.replace(pack, programmes={one.id: one for one in found})
        monkeypatch.setattr(opened_pack, "pack", lambda: other)

    return with_these


def members(code: str) -> frozenset[str]:
    return extents.subject(code, "2016-09-01").then("2016-09-01").members


def test_the_embedded_pack_records_none_and_says_nothing_of_any() -> None:
    assert programmes.recorded() == ()
    assert programmes.beside(members(NORFOLK), "mmr2_5y") == ()


def test_how_a_place_lies_to_an_area() -> None:
    assert programmes.lies(made(NORFOLK), members(NORFOLK)) == Lies.SAME
    assert programmes.lies(made(YARMOUTH), members(NORFOLK)) == Lies.PART
    assert programmes.lies(made(NORFOLK), members(YARMOUTH)) == Lies.AROUND
    assert programmes.lies(made("pl-gyw"), members(NORFOLK)) == Lies.PART
    assert programmes.lies(made(TOWER_HAMLETS), members(NORFOLK)) == Lies.APART
    assert programmes.lies(made("E99999999"), members(NORFOLK)) == Lies.APART


def test_wards_are_placed_by_the_small_areas_mostly_in_them() -> None:
    table = opened_pack.pack().lookup("lsoa11")
    ward = table.loc[table["lad22cd"] == YARMOUTH, "wd25cd"].iloc[0]
    assert programmes.extent(made(ward)) == frozenset(table.loc[table["wd25cd"] == ward, "lsoa11cd"])
    assert programmes.place_words(made(ward)) == extents.names_of("wd25")[ward]
    assert programmes.lies(made(ward), members(YARMOUTH)) == Lies.PART


def test_places_in_words() -> None:
    assert programmes.place_words(made(NORFOLK)) == "Norfolk"
    assert programmes.place_words(made(NORFOLK, YARMOUTH)) == "Norfolk and Great Yarmouth"
    assert programmes.place_words(made(NORFOLK, YARMOUTH, "pl-gyw")) == "Norfolk and 2 other areas"
    assert programmes.place_words(made("E99999999")) == "E99999999"


def test_only_programmes_of_the_measure_stand_beside_it(pack_with) -> None:
    later = made(NORFOLK, id="later", start="2018-01-01")
    pack_with(later, made(YARMOUTH), made(NORFOLK, id="other", indicators=("flu65",)), made(TOWER_HAMLETS, id="far"))
    found = programmes.beside(members(NORFOLK), "mmr2_5y")
    assert [(one.id, how) for one, how in found] == [("p", Lies.PART), ("later", Lies.SAME)]


def test_a_marker_carries_dates_reach_and_source() -> None:
    one = made(NORFOLK, reach=(Reach("volunteers", 480, "2020", "counted"), Reach("calls", 20000, "2020", "rounded")))
    told = programmes.marker(one, indicators=["mmr2_5y"])
    assert (told.place, told.start, told.end, told.source) == (NORFOLK, "2016-09-01", "", "S")
    assert told.reach == "480 volunteers, 20,000 calls" and told.indicators == ("mmr2_5y",)
