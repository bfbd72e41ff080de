"""What the reader did in a choosing map is told once, in order, and nothing that is not in the map's own form."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as hy

from pages.parts.showing import choosing_events
from pages.parts.showing.choosing_events import Circle, Polygon, document_of, shape_of, taken

CODES = ("E01026419", "E01026420", "E01026421")
TRIANGLE = [[1.2, 52.5], [1.4, 52.5], [1.3, 52.7], [1.2, 52.5]]


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict:
    """A session of one test."""
    monkeypatch.setattr(st, "session_state", {})
    return st.session_state


def say(**state: object) -> None:
    """What the component's state holds."""
    st.session_state["map"] = SimpleNamespace(**state)


def click(number: int, code: str, inside: bool) -> dict:
    """One click as the map writes it."""
    return {"n": number, "code": code, "inside": inside}


def test_nothing_done_is_nothing_told() -> None:
    assert taken("map", CODES) == choosing_events.Acts()
    say(toggled=None, drawn=None)
    assert taken("map", CODES).toggled == () and choosing_events.heard("map") == 0


def test_acts_repeated_until_heard_count_once() -> None:
    first, second = click(5, CODES[0], True), click(6, CODES[1], False)
    say(toggled=[first], drawn=None)
    assert taken("map", CODES).added == (CODES[0],)
    say(toggled=[first, second], drawn=None)
    acts = taken("map", CODES)
    assert (acts.added, acts.removed, acts.toggled) == ((), (CODES[1],), (CODES[1],))
    assert taken("map", CODES).toggled == () and choosing_events.heard("map") == 6


def test_two_maps_are_heard_apart() -> None:
    say(toggled=[click(9, CODES[0], True)])
    taken("map", CODES)
    assert choosing_events.heard("other") == 0


def test_area_clicked_there_and_back_is_not_changed() -> None:
    say(
        toggled=[
            click(3, CODES[0], True),
            click(1, CODES[1], False),
            click(2, CODES[1], True),
            click(4, CODES[2], True),
        ]
    )
    assert taken("map", CODES).toggled == (CODES[0], CODES[2])


def test_shapes_come_in_the_order_they_were_drawn() -> None:
    circle = {"centre": [1.7, 52.6], "radius_m": 3200}
    say(drawn=[{"n": 8, "shape": circle}, {"n": 7, "shape": {"type": "Polygon", "coordinates": [TRIANGLE]}}])
    acts = taken("map", CODES)
    assert acts.drawn == (Polygon(tuple(tuple(point) for point in TRIANGLE)), Circle(1.7, 52.6, 3200.0))
    assert choosing_events.heard("map") == 8


@pytest.mark.parametrize(
    "act",
    [
        click(2, "E09999999", True),
        click(0, CODES[0], True),
        {"n": True, "code": CODES[0], "inside": True},
        {"n": 2, "code": [CODES[0]], "inside": True},
        {"n": 2, "code": CODES[0], "inside": "yes"},
        "E01026419",
    ],
)
def test_click_in_a_wrong_form_is_dropped(act: object) -> None:
    say(toggled=[act, click(3, CODES[2], True)], drawn=[{"n": 4, "shape": "round"}])
    acts = taken("map", CODES)
    assert acts.toggled == (CODES[2],) and acts.drawn == ()
    assert choosing_events.heard("map") == 4  # so that the map stops repeating it


@pytest.mark.parametrize(
    "document",
    [
        None,
        {"centre": [1.7], "radius_m": 10},
        {"centre": [1.7, 52.6], "radius_m": 0},
        {"centre": [1.7, 52.6], "radius_m": float("nan")},
        {"centre": [1.7, 52.6], "radius_m": 400_000},
        {"centre": [80.0, 52.6], "radius_m": 10},
        {"centre": "here", "radius_m": 10},
        {"type": "Point", "coordinates": [1.7, 52.6]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": ["ring"]},
        {"type": "Polygon", "coordinates": [TRIANGLE[:3]]},
        {"type": "Polygon", "coordinates": [[*TRIANGLE[:-1], [1.9, 52.9]]]},
        {"type": "Polygon", "coordinates": [[*TRIANGLE[:2], [1.3, "x"], TRIANGLE[0]]]},
        {"type": "Polygon", "coordinates": [TRIANGLE, TRIANGLE]},
        {"type": "Polygon", "coordinates": [[TRIANGLE[0]] * 2001]},
    ],
)
def test_what_is_no_shape_is_none(document: object) -> None:
    assert shape_of(document) is None


degrees = hy.tuples(hy.floats(-10, 5), hy.floats(48, 60))


@given(
    hy.one_of(
        hy.builds(lambda at, r: Circle(*at, r), degrees, hy.floats(1, 100_000)),
        hy.lists(degrees, min_size=3, max_size=9).map(lambda points: Polygon((*points, points[0]))),
    )
)
def test_shape_comes_back_from_its_document(shape: Circle | Polygon) -> None:
    assert shape_of(document_of(shape)) == shape
