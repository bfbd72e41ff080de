"""The document's picture: the very classes the map is sent, in its colours, for the same nearest question."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest

from data.maps import map_files
from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.asking import resolution, selection
from pages.parts.serving import first_picture, view_api
from pages.parts.showing.pieces import pieces

VIEWS = {
    "landing": {},
    "suppressed": {"indicator": "stroke_admissions", "level": "msoa"},
    "upper tier": {"indicator": "mmr2_5y", "system": "england", "level": "upper_tier"},
    "against": {"colours": "against"},
    "inside": {"inside": "1"},
}


def told(html: str) -> dict:
    """What the drawing is told."""
    return json.loads(re.search(r"\n\}\)\((\{.*\})\)\Z", html)[1])


@pytest.mark.parametrize("name", VIEWS)
def test_every_area_of_the_map_s_file_has_its_class_and_colour(name: str) -> None:
    chosen = resolution.asked_by(VIEWS[name])
    shown, header = view.shown(chosen), pieces(chosen).map_header
    picture, pack = told(first_picture.script(chosen)), opened_pack.pack()
    layer = pack.manifest["layers"][chosen.area_type][chosen.system]
    assert picture["areas"] == f"/r/map/{layer['file']}"
    assert picture["codes"] == [int(code) for code in shown.classes]
    assert len(picture["codes"]) == len(map_files.shapes(pack.geography, layer["file"])) == layer["count"]
    drawn = {code: look["colour"] for code, look in picture["classes"].items()}
    assert drawn == {str(code): header["colours"].get(str(code), "#FFFFFF") for code in set(picture["codes"]) - {255}}


@pytest.mark.parametrize(
    "query", [{"indicator": "zzz", "level": "moon"}, {"place": "</script>", "area": "x"}, {"date": "hello"}]
)
def test_a_bad_question_has_the_picture_of_the_nearest_one(query: dict[str, str]) -> None:
    nearest = selection.plain(resolution.asked_by(query))
    assert first_picture.source(query) == first_picture.source(nearest) != ""
    asked = dict(parse_qsl(urlsplit(first_picture.source(query)).query, keep_blank_values=True))
    assert view_api.first(asked).decode() == first_picture.script(resolution.asked_by(query))


def test_a_narrow_map_starts_at_the_place_unless_the_area_is_elsewhere() -> None:
    place, names = "pl-gyw", opened_pack.pack().names("msoa11", "sys-nw-icb")
    west, _, east, _ = (
        opened_pack.pack()
        .names("place", "sys-nw-icb")
        .bounds[opened_pack.pack().names("place", "sys-nw-icb").position[place]]
    )
    elsewhere = next(code for code, (lon, _) in zip(names.codes, names.points, strict=True) if not west <= lon <= east)
    at_place, whole = (told(view_api.first({"place": place, "area": area}).decode()) for area in ("none", elsewhere))
    assert at_place["close"][0] > at_place["wide"][0] and at_place["padding"]["close"][1] == 90
    assert whole["close"] == whole["wide"] and whole["padding"]["close"][1] == 8


@pytest.mark.parametrize(
    "query",
    [
        {"system": "england", "level": "lsoa", "indicator": "imd2019_decile"},
        {"system": "england", "level": "ward", "indicator": "stroke_unit_minutes"},
        {"present": "2"},
    ],
    ids=["tiles", "too many", "presenting"],
)
def test_no_picture_of_very_many_areas_or_while_presenting(query: dict[str, str]) -> None:
    assert first_picture.source(query) == ""


@pytest.mark.parametrize(
    "state",
    [SimpleNamespace(faults=("one",), pack=None), SimpleNamespace(faults=(), pack=SimpleNamespace(synthetic=True))],
    ids=["broken", "synthetic"],
)
def test_no_picture_of_a_pack_that_is_broken_or_synthetic(state: SimpleNamespace, monkeypatch) -> None:
    monkeypatch.setattr(first_picture.opened_pack, "state", lambda: state)
    assert first_picture.source({}) == ""


def test_no_picture_with_an_own_footprint(monkeypatch) -> None:
    monkeypatch.setattr(first_picture.own_known, "is_own", lambda _: True)
    assert first_picture.source({}) == ""
