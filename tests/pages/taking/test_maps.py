"""The map as a picture has the areas, classes, outlines and numbers of the page."""

import re

import numpy as np
import pytest

from charts.own import own_summary
from charts.theme import SET_FILL
from data.schema import Status
from equity.breaks import OUTSIDE_CLASS
from pages.parts.answering import view
from pages.parts.asking import resolution
from pages.parts.own import own_measured, own_pieces, own_work
from pages.parts.showing import map_view
from pages.parts.taking import figures, maps
from pages.parts.taking.ground import Frame, ground
from tests.pages.taking.whole import whole
from tests.pages.test_own_choice import LETTERS


def test_the_map_has_every_area_in_its_class_and_the_table_its_numbers():
    found = figures.taken("/", "area=E02005543")[0]
    chosen = resolution.asked_by({"area": "E02005543"})
    shown = view.shown(chosen)
    colours = map_view.header(shown)["colours"]
    for code, colour in colours.items():
        assert found.svg.count(f'fill="{colour}"/>') == int((shown.classes == int(code)).sum())
    assert found.name == "map" and len(found.rows) >= int((shown.classes != OUTSIDE_CLASS).sum())
    row = next(row for row in found.rows if row[0].startswith("Yarmouth Parade"))
    assert f"{shown.evidence.frame.at['E02005543', 'value']:.1f}" in " ".join(row)
    assert "Yarmouth Parade" in found.plain_svg and "Great Yarmouth and Waveney" in found.plain_svg
    assert found.licence == "Open Government Licence v3.0" and found.notes
    assert shown.evidence.frame.at["E02005543", "status"] == Status.OK


def test_places_keep_their_directions_and_the_bounds_fill_the_drawing():
    frame = Frame((0.0, 52.0, 2.0, 53.0))
    (west, north), (east, south) = frame.places(np.array([[0.0, 53.0], [2.0, 52.0]]))
    assert west < east and north < south
    assert abs(north - 14) < 0.01 and abs(frame.size[1] - 14 - south) < 1


def test_of_very_many_areas_dots_are_drawn():
    chosen = resolution.asked_by({})
    shown = view.shown(chosen)
    bounds = map_view.scope_bounds(chosen)
    few = ground((chosen.area_type, chosen.system), shown.classes, bounds=bounds, overlays=[], marked={"most": 10})
    dots = sum(path.count("h0") for path in few.points.values())
    assert not few.areas and dots == int((shown.classes != OUTSIDE_CLASS).sum())


def test_two_sets_of_borders_have_their_map_first():
    found = figures.taken("/misfit", "")
    assert [one.name for one in found][:2] == ["misfit-map", "misfit-matrix"]
    assert re.search("In both", found[0].svg) and found[0].source == found[1].source
    assert maps.two_set_map({}, found[1]).svg == found[0].svg


@pytest.mark.parametrize("query", ["start=pl-gyw", f"own={LETTERS}"])
def test_the_footprint_that_an_address_holds_has_its_map_with_the_page_s_numbers(query):
    assert whole("/footprints", query) == ["footprints-map"]
    (found,) = figures.taken("/footprints", query)
    asked = own_work.landing() | dict([query.split("=")])
    own, chosen = own_work.named(asked), own_measured.chosen(asked)[0]
    assert found.title == own_summary.finding(own_pieces.summary(own, chosen))
    assert {row[1] for row in found.rows} == set(own.members)
    assert found.svg.count(f'fill="{SET_FILL}"/>') == len(own.members)
    assert ("Areas chosen by a reader" in found.source) == query.startswith("own")


def test_a_footprint_without_areas_has_no_map_and_says_so():
    with pytest.raises(ValueError, match="no areas yet"):
        figures.taken("/footprints", "start=none")
