"""Programmes on the map: a square in each place, none for what runs everywhere, and addresses that no browser keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.programmes import Programme, read_programmes
from pages.parts import opened_pack
from pages.parts.answering import programmes
from pages.parts.asking import resolution, selection
from pages.parts.programmes import on_map
from pages.parts.showing import map_view
from pages.parts.taking import figures

TRAINING = read_programmes(Path("data/pack/training/programmes.toml"))


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Programme]]:
    """Programmes of the training pack, those in Norfolk and Waveney, on the embedded pack's ground."""
    found = [replace(one, indicators=()) for one in TRAINING.values() if one.places != ("pl-tower-hamlets",)]
    found.sort(key=lambda one: one.start)
    monkeypatch.setattr(programmes, "recorded", lambda: tuple(found))
    yield found


def chosen(**changes: str):
    return resolution.resolved(selection.landing() | changes)[0]


def test_a_pack_without_programmes_has_no_switch_and_its_address_stays() -> None:
    if not opened_pack.pack().programmes:
        assert on_map.overlays(chosen(), on=True) == [] and on_map.stamp() == ""
        assert "programmes" not in map_view.scene_address(chosen())


def test_squares_stand_in_their_places_and_the_list_says_what_was_promised(recorded: list[Programme]) -> None:
    overlay = map_view.scene(chosen(place="", outlines="place,programmes"))["overlays"][-1]
    assert (overlay["id"], overlay["on"], overlay["words"]) == ("programmes", True, "Programmes")
    several, place, whole = overlay["items"]
    names = opened_pack.pack().names("msoa11", "sys-nw-icb")
    assert several["points"] == [list(names.points[names.codes.index(code)]) for code in recorded[0].places]
    places = opened_pack.pack().names("place", "sys-nw-icb")
    west, south, east, north = places.bounds[places.codes.index("pl-gyw")]
    ((lon, lat),) = place["points"]
    assert west < lon < east and south < lat < north
    assert whole["points"] == [] and "no square" in whole["words"] and "no square" not in place["words"]
    assert "1 of 2 deliverables done" in place["words"] and place["href"].endswith("#hp-good-neighbours-example")


def test_a_switched_off_overlay_is_there_and_off(recorded: list[Programme]) -> None:
    assert map_view.scene(chosen(outlines="place"))["overlays"][-1]["on"] is False


def test_another_system_has_none_and_the_address_follows_the_records(recorded: list[Programme]) -> None:
    assert on_map.overlays(chosen(system="sys-nel-icb", place="pl-tower-hamlets"), on=True) == []
    before = map_view.scene_address(chosen())
    recorded.pop()
    assert "&programmes=" in before and map_view.scene_address(chosen()) != before


def test_a_place_the_map_does_not_have_is_listed_without_a_square(
    recorded: list[Programme], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_map, "_kinds", lambda: {"pl-gyw": ("parish",)})
    words = {item["name"]: item for item in on_map.overlays(chosen(place=""), on=True)[0]["items"]}
    place = words["Good Neighbours (synthetic example)"]
    assert place["points"] == [] and "no square" not in place["words"]


def test_the_map_that_is_taken_away_has_the_squares_that_are_switched_on(recorded: list[Programme]) -> None:
    on = figures.taken("/", "place=&outlines=place,programmes")[0]
    points = sum(len(one["points"]) for one in on_map.overlays(chosen(place=""), on=True)[0]["items"])
    assert points > 1 and on.svg.count('width="24" height="24"') == points
    assert all(f"{number}  {one.name}: " in on.plain_svg for number, one in enumerate(recorded, 1))
    off = figures.taken("/", "place=&outlines=place")[0]
    assert 'width="24" height="24"' not in off.svg and recorded[0].name not in off.plain_svg
