"""The picture in the document as HTML: looks of classes, and nothing that breaks out of its script."""

from __future__ import annotations

import json
import re

from charts.map import first_picture
from charts.map.first_picture import FirstPicture


def drawn(**changes: object) -> FirstPicture:
    usual = {
        "head": '<div class="he-head"><h1>Finding</h1></div>',
        "codes": [0, 10, 11, 13, 255, 0],
        "areas": "/r/map/areas.json",
        "land": "/r/map/land.json",
        "wide": (0.1, 52.3, 1.8, 53.0),
        "close": (1.3, 52.4, 1.7, 52.7),
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


def test_each_class_has_its_look() -> None:
    looks = told(first_picture.script(drawn()))["classes"]
    plain, suppressed, missing, unranked = (looks[code] for code in ("0", "10", "11", "13"))
    assert plain == {"colour": "#123456"} and "255" not in looks
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
