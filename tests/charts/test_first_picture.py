"""The picture in the document as HTML: paths, looks of classes, and nothing that breaks out of its script."""

from __future__ import annotations

import json
import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from charts import first_picture
from charts.first_picture import FirstPicture, ring_path

PLACE = st.tuples(st.integers(-50, 3000), st.integers(-50, 2000))


def points(path: str) -> list[np.ndarray]:
    """The corners of every ring of a path, as a browser reads it."""
    rings = []
    for part in path.split("z")[:-1]:
        start, _, steps = part.partition("l")
        first = [int(number) for number in re.findall(r"-?\d+", start)]
        walked = np.array([int(number) for number in re.findall(r"-?\d+", steps)]).reshape(-1, 2)
        rings.append(np.vstack([first, first + np.cumsum(walked, axis=0)]))
    return rings


def drawn(**changes: object) -> FirstPicture:
    usual = {
        "head": '<div class="he-head"><h1>Finding</h1></div>',
        "areas": {0: "M0 0l5 0 0 5z", 10: "M9 9l5 0 0 5z", 11: "M9 9l5 0 0 7z", 13: "M1 9l5 0 0 7z"},
        "land": "M0 0l50 0 0 50z",
        "wide": (0, 0, 100, 80),
        "close": (20, 20, 10, 10),
        "at_place": True,
        "lean": 1,
        "slider": False,
        "colours": {"0": "#123456"},
        "legend": {"codes": [0], "labels": ["All <values>"]},
        "program": "(shown) => {}\n",
    }
    return FirstPicture(**(usual | changes))


def told(html: str) -> dict:
    """What the program is told."""
    return json.loads(re.search(r"\}\)\((\{.*\})\)\Z", html)[1])


@given(st.lists(PLACE, min_size=3, max_size=30, unique=True))
def test_a_ring_keeps_its_corners(corners: list[tuple[int, int]]) -> None:
    ring = np.array([*corners, corners[0]], dtype=float)
    (found,) = points(ring_path([ring]))
    assert found.tolist() == [list(corner) for corner in corners]


def test_corners_that_fall_together_and_rings_without_a_width_go() -> None:
    ring = np.array([[0, 0], [0.2, 0.1], [4, 0], [4, 4.4], [3.9, 4.2], [0, 0]])
    (found,) = points(ring_path([ring, np.array([[7, 7], [7.2, 7], [7, 7.1], [7, 7]])]))
    assert found.tolist() == [[0, 0], [4, 0], [4, 4]]


def test_each_class_has_its_look() -> None:
    plain, suppressed, missing, unranked = told(first_picture.script(drawn()))["areas"]
    assert plain == {"path": "M0 0l5 0 0 5z", "colour": "#123456"}
    assert suppressed["lines"] == [6, True, 1.6] and unranked["lines"] == [6, False, 1.6]
    assert missing["dashed"] and missing["colour"] == "#FFFFFF" and "lines" not in missing


def test_room_is_left_as_the_map_leaves_it() -> None:
    def padding(**changes: object) -> dict:
        return told(first_picture.script(drawn(**changes)))["padding"]

    assert padding() == {"wide": [14, 14, 26, 14], "close": [44, 90, 12, 90]}
    assert padding(at_place=False) == {"wide": [14, 14, 26, 14], "close": [44, 8, 8, 8]}
    assert padding(slider=True) == {"wide": [14, 14, 44, 14], "close": [44, 90, 80, 90]}


def test_texts_stay_texts() -> None:
    parts = told(first_picture.script(drawn()))["parts"]
    assert "All &lt;values&gt;" in parts["legend"] and "<h1>Finding</h1>" in parts["head"]
    assert [parts[name] for name in ("controls", "map", "card")] == ["", "", ""]


def test_without_classes_there_is_no_legend() -> None:
    assert told(first_picture.script(drawn(legend={"codes": [], "labels": []})))["parts"]["legend"] == ""


def test_the_places_of_the_parts_have_a_style_sheet() -> None:
    css = first_picture.first_picture_css()
    assert all(f".he-early-{name}" in css for name in ("head", "controls", "map", "card", "legend"))
    assert "@media print{.he-early{display:none}}" in css
