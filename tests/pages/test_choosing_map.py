"""The message of the map for sets of areas, on the embedded pack."""

from __future__ import annotations

import numpy as np
import pytest

from charts.map.area_classes import footprint_classes
from pages.parts.showing.choosing_map import ChoosingMap, Outline, classes_of, header

SYSTEM, PLACE = "sys-nw-icb", "pl-gyw"
KINDS = footprint_classes("In the footprint", "Not in the footprint")


@pytest.fixture(scope="module")
def members(embedded_pack) -> set[str]:
    """LSOAs of Great Yarmouth and Waveney."""
    rows = embedded_pack.lookup("footprint_lsoa11")
    return set(rows.loc[rows.footprint_id == PLACE, "lsoa11cd"])


def shown(**more: object) -> ChoosingMap:
    """A map of nothing chosen."""
    return ChoosingMap(
        "lsoa11", SYSTEM, **({"classes": np.zeros(611, np.uint8), "kinds": KINDS, "alt": "LSOAs"} | more)
    )


def test_classes_stand_in_code_order_and_leave_out_what_is_not_in_the_scope(embedded_pack, members: set[str]) -> None:
    found = classes_of("lsoa11", SYSTEM, members={1: members | {"E01000001"}})
    codes = embedded_pack.names("lsoa11", SYSTEM).codes
    assert found.dtype == np.uint8
    assert {code for code, kind in zip(codes, found, strict=True) if kind} == members
    assert len(members) == 134
    assert set(classes_of("lsoa11", SYSTEM, members={1: members}, other=255)) == {1, 255}


def test_area_in_two_classes_is_named(members: set[str]) -> None:
    one = min(members)
    with pytest.raises(ValueError, match=f"{one} is in two classes"):
        classes_of("lsoa11", SYSTEM, members={1: members, 3: {one}})


def test_header_names_files_of_the_manifest_and_never_geometry(embedded_pack) -> None:
    outlines = (
        Outline("system", (SYSTEM,)),
        Outline("place", (PLACE,)),
        Outline("county", area_type="ctyua18", words="C"),
    )
    found = header(shown(outlines=outlines), heard=7)
    layers = embedded_pack.manifest["layers"]
    assert found["layer"]["file"] == layers["lsoa11"][SYSTEM]["file"]
    system, place, county = found["overlays"]
    assert (system["ids"], county["words"]) == ([0], "C") and "ids" not in county
    assert embedded_pack.names("place", SYSTEM).codes[place["ids"][0]] == PLACE
    assert county["file"] == layers["ctyua18"][SYSTEM]["file"]
    assert (found["heard"], found["turns"], found["inside"]) == (7, {"0": 1, "1": 0, "4": 1}, [1])
    assert found["fit"][1] == embedded_pack.manifest["scopes"][SYSTEM]["bounds"]


def test_camera_moves_only_when_the_view_does() -> None:
    box = (1.3, 52.3, 1.8, 52.8)
    assert header(shown())["fit"] == header(shown(alt="Other"))["fit"]
    assert header(shown(fit=box))["fit"][0] != header(shown())["fit"][0]
    assert header(shown(fit=box))["fit"][1] == list(box)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"mode": "edit"}, "show or choose, not for 'edit'"),
        ({"classes": np.full(611, 3, np.uint8)}, r"classes \[3\] have no AreaClass"),
        ({"outlines": (Outline("river"),)}, "not as 'river'"),
        ({"outlines": (Outline("county", area_type="ctyua99"),)}, "no map of ctyua99 in sys-nw-icb"),
    ],
)
def test_map_that_cannot_be_drawn_is_refused(wrong: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        header(shown(**wrong))


def test_layer_the_pack_lacks_is_named() -> None:
    with pytest.raises(ValueError, match="no map of lsoa21 in sys-nw-icb"):
        classes_of("lsoa21", SYSTEM, members={})
