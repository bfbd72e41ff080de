"""What is taken from an uploaded file or a line, and what the reader is told of the rest."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import shapely

from data.own.own_shapes import Shapes
from data.validation import FileFaults
from geo.own import OwnFootprint
from geo.own_text import register_text
from pages.parts.own import own_features, own_lines, own_taking
from tests.data.own_uploads import geojson

NORWICH, COAST = shapely.box(1.25, 52.60, 1.32, 52.66), shapely.box(1.70, 52.55, 1.80, 52.65)
WALES, SEA = shapely.box(-3.6, 52.3, -3.4, 52.4), shapely.box(2.2, 52.5, 2.3, 52.6)


def shapes_of(**columns: tuple[str, ...]) -> Shapes:
    """As many features as the columns have cells."""
    count = len(next(iter(columns.values())))
    return Shapes("a.gpkg", np.array([shapely.box(n, 0, n + 1, 1) for n in range(count)], dtype=object), columns)


def test_a_choice_means_its_features_whatever_the_column_is_called() -> None:
    shapes = shapes_of(**{"ward: name": ("A", "B", "B"), "ward": ("name: A", "x", "")})
    offered = own_features.offered(shapes)
    assert sorted(offered.values()) == sorted(
        [("ward: name", "A"), ("ward: name", "B"), ("ward", "name: A"), ("ward", "x"), ("ward", "")]
    )
    for words, (column, value) in offered.items():
        places = own_features.chosen(shapes, words).tolist()
        assert places == [place for place, cell in enumerate(shapes.columns[column]) if cell == value]
    assert own_features.chosen(shapes, own_features.ALL).tolist() == [0, 1, 2]


def test_a_choice_that_the_file_does_not_have_takes_nothing() -> None:
    with pytest.raises(FileFaults, match=r"does not have the features chosen .“ward: Z”.: choose them again"):
        own_features.chosen(shapes_of(ward=("A", "B")), "ward: Z")
    assert own_features.chosen(shapes_of(ward=("A",)), "ward: Z").tolist() == [0]  # one feature is no choice


def test_values_that_are_not_listed_are_told() -> None:
    many = tuple(f"{n:04}" for n in range(1, 1251))
    shapes = shapes_of(code=many, kind=("a",) * 1250)
    assert len(own_features.offered(shapes)) == 201
    assert own_features.unlisted(shapes).startswith("Not all values are listed: of “code” the first 200 of 1,250. ")
    assert own_features.unlisted(shapes_of(code=many[:200])) == ""


class _Upload:
    name, file_id = "place.geojson", "1"

    def __init__(self, *parts: shapely.Geometry) -> None:
        self.content = geojson(*parts, name=[f"part {n}" for n in range(len(parts))])

    def getvalue(self) -> bytes:
        return self.content


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A reader of the footprint page: what is chosen, and what was said and kept."""
    reader = SimpleNamespace(state={}, said=None, kept=None)
    work = SimpleNamespace(present=OwnFootprint("own-a", "A", "lsoa11"), upload=("", None))
    monkeypatch.setattr(own_taking, "st", SimpleNamespace(session_state=reader.state))
    monkeypatch.setattr(own_taking.own_work, "work", lambda: work)
    monkeypatch.setattr(own_taking.own_work, "put", lambda _, fresh: setattr(reader, "kept", fresh))
    monkeypatch.setattr(own_taking.own_work, "said", lambda title, faults=(): setattr(reader, "said", (title, *faults)))
    return reader


def test_a_column_with_a_colon_takes_its_feature_only(reader: SimpleNamespace) -> None:
    upload = _Upload(NORWICH, COAST)
    upload.content = geojson(NORWICH, COAST, **{"ward: name": ["Norwich", "Coast"]})
    reader.state.update(own_file=upload, own_feature="ward: name: Norwich", own_rule="centre")
    assert own_taking.upload_shapes().columns == {"ward: name": ("Norwich", "Coast")}
    own_taking.take_file()
    alone = reader.kept.members
    reader.state["own_feature"] = own_features.ALL
    own_taking.take_file()
    assert set(alone) < set(reader.kept.members)
    reader.kept, reader.state["own_feature"] = None, "ward: name: Elsewhere"
    own_taking.take_file()
    assert reader.kept is None and "choose them again" in reader.said[1]


def test_land_beyond_the_areas_is_told(reader: SimpleNamespace) -> None:
    reader.state.update(own_file=_Upload(NORWICH, WALES, SEA), own_rule="centre")
    own_taking.take_file()
    assert reader.kept.members
    assert "% of the shape lies outside the areas (in the sea, or beyond England). " in reader.said[0]
    assert "Features 2, 3 lie wholly outside. Undo" in reader.said[0]


def test_a_shape_within_england_is_taken_without_such_words(reader: SimpleNamespace) -> None:
    reader.state.update(own_file=_Upload(NORWICH), own_rule="centre")
    own_taking.take_file()
    assert "outside" not in reader.said[0]


def test_a_shape_wholly_outside_says_so(reader: SimpleNamespace) -> None:
    reader.state.update(own_file=_Upload(WALES), own_rule="centre")
    own_taking.take_file()
    assert reader.kept is None
    assert reader.said[0] == "The shape takes in no area"
    assert "100 % of the shape lies outside" in reader.said[2] and "Feature 1 lies wholly outside." in reader.said[2]


def test_share_outside_is_what_a_slow_count_gives() -> None:
    grid = own_lines.to_metres(COAST)
    _, counties = own_lines.outlines("ctyua23")
    inside = sum(county.intersection(grid).area for county in counties)
    told = own_lines.outside_words(grid, {})
    assert told.startswith(f"{100 * (1 - inside / grid.area):.0f} % of the shape")


def entry(**changes: object) -> str:
    """A footprint as the page exports it."""
    own = OwnFootprint(
        "own-a", "Our area", "lsoa11", ("E01026618", "E01026620"), owner="council", valid_from="2025-04-01"
    )
    return register_text([replace(own, **changes)])


def test_an_exported_footprint_is_opened_again_with_all_that_was_said_of_it(reader: SimpleNamespace) -> None:
    reader.state["own_file"] = SimpleNamespace(name="own-a.TOML", file_id="2", getvalue=lambda: entry().encode())
    assert own_taking.upload_shapes() is None and reader.said is None
    own_taking.take_file()
    assert register_text([reader.kept]) == entry() and "was opened as it was exported" in str(reader.said)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (entry().encode() + entry(id="own-b", name="B").encode(), "it holds 2 footprints"),
        (entry(members=("E01999999",)).encode(), "not in this pack: E01999999"),
        (entry().replace("n_members = 2", "n_members = 3").encode(), "says 3 members and lists 2"),
        (b"", "it holds 0 footprints"),
        (b"\xff\xfe", "decode"),
        (b"#" * 5_000_001, "more than 5 MB"),
    ],
)
def test_an_exported_footprint_that_cannot_be_used_is_refused_whole(reader, content: bytes, words: str) -> None:
    reader.state["own_file"] = SimpleNamespace(name="own-a.toml", file_id="2", getvalue=lambda: content)
    own_taking.take_file()
    assert reader.kept is None and words in str(reader.said) and "own-a.toml cannot be used" in str(reader.said)


def test_a_circle_around_a_postcode_says_what_its_centre_is(reader: SimpleNamespace) -> None:
    postcode = own_taking.own_areas.postcodes()["postcode"].iloc[0]
    reader.state.update(own_centre=postcode, own_radius=5, own_rule="centre")
    own_taking.take_circle()
    assert reader.kept.members and own_taking.OF_POSTCODE in reader.said[0]
    reader.state["own_centre"] = "52.6, 1.73"
    own_taking.take_circle()
    assert own_taking.OF_POSTCODE not in reader.said[0]


def test_lsoa_2021_codes_are_taken_as_lsoas_2011_and_that_is_said(reader: SimpleNamespace, monkeypatch) -> None:
    changes = pd.DataFrame(
        [("E01026618", "E01034900", "split", 900), ("E01026618", "E01034901", "split", 2100)],
        columns=["lsoa11cd", "lsoa21cd", "change", "lsoa21_population"],
    )
    monkeypatch.setattr(own_taking.own_areas, "of_2021", {"lsoa11_lsoa21": changes}.get)
    reader.state["own_text"] = "E01034901 E01026620"
    own_taking.take_text()
    assert reader.kept.weights == {"E01026618": 0.7, "E01026620": 1.0}
    assert "1 LSOA 2021 code was read as LSOA 2011: 1 in part" in reader.said[0]
    monkeypatch.setattr(own_taking.own_areas, "of_2021", {}.get)  # a pack that does not say
    own_taking.take_text()
    assert "LSOA 2021 codes" in " ".join(reader.said)
