"""Letters of a slide's drawing: none smaller than the room can read, none over another; no mark goes."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from lxml import etree

from charts.slides import lettering, readable


def drawing(*texts: str, width: int = 800) -> str:
    inside = f'<svg width="{width}" height="400" viewBox="0 0 {width} 400">{"".join(texts)}<path d="M0,0h9"/></svg>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="460" viewBox="0 0 {width} 460">'
        f'<g transform="translate(0,10)">{inside}</g>'
        '<text x="0" y="450" font-size="12">A key below</text></svg>'
    )


def text(x: float, y: float, said: str, look: str = "") -> str:
    return f'<text x="{x}" y="{y}" font-size="12" {look}>{said}</text>'


def words(svg: str) -> dict[str, float]:
    root = etree.fromstring(svg.encode())
    return {one.text: float(one.get("font-size")) for one in root.iter("{*}text")}


def read(svg: str, *, scale: float) -> str:
    root = etree.fromstring(svg.encode())
    return readable.readable(svg, room=(float(root.get("width")) * scale, float(root.get("height")) * scale)).svg


def test_small_letters_grow_to_24_pixels_of_the_slide_and_large_ones_stay() -> None:
    large = '<text x="9" y="200" font-size="40">Large</text>'
    found = words(read(drawing(text(9, 40, "Small"), large), scale=1.2))
    assert found == {"Small": 20.0, "Large": 40.0, "A key below": 12.0}


def test_numbers_of_an_axis_are_thinned_evenly_and_none_is_over_another() -> None:
    ticks = [text(20 + 15 * place, 390, str(place), 'text-anchor="middle"') for place in range(10)]
    found = list(words(read(drawing(*ticks), scale=0.8)))[:-1]
    steps = {int(after) - int(one) for one, after in pairwise(found)}
    assert found[0] == "0" and len(steps) == 1 and steps < {2, 4}


def test_what_is_bold_stays_where_two_meet_and_no_mark_goes() -> None:
    made = read(drawing(text(100, 100, "Quiet words"), text(110, 104, "Own", 'font-weight="700"')), scale=1)
    assert list(words(made)) == ["Own", "A key below"] and "M0,0h9" in made


def test_lines_of_one_saying_stay_or_go_together() -> None:
    saying = f'<g data-saying="whole">{text(100, 60, "Began, part of")}{text(100, 90, "Essex joined")}</g>'
    name = text(110, 94, "Suffolk", 'font-weight="700"')
    assert list(words(read(drawing(saying), scale=1))) == ["Began, part of", "Essex joined", "A key below"]
    assert list(words(read(drawing(saying, name), scale=1))) == ["Suffolk", "A key below"]


def test_a_word_at_the_edge_is_moved_in_and_nothing_meets() -> None:
    texts = [text(790, 12 * row, f"Name {row}") for row in range(1, 30)]
    root = etree.fromstring(read(drawing(*texts), scale=1).encode())
    left = [one for one in lettering.words(root) if one.said]
    wide = float(root.get("width"))
    assert 800 < wide <= 960  # names at the right get an edge, up to a fifth
    assert 5 < len(left) < 29 and all(one.box[0] >= 0 and one.box[2] <= wide + 0.5 for one in left)
    assert not any(readable._meet(one.box, other.box) for one, other in combinations(left, 2))


@pytest.mark.parametrize("turn", ["rotate(-90 20 20)", "matrix(1 0 0 1 0 0)"])
def test_what_is_turned_is_left_alone(turn: str) -> None:
    found = words(read(drawing(text(20, 20, "Turned", f'transform="{turn}"')), scale=1))
    assert found["Turned"] == 12.0


def test_words_that_touch_are_moved_apart_a_little_and_both_stay() -> None:
    named = drawing(text(700, 100, "Upper 95.7"), text(700, 117, "Target 95"))
    slope = drawing(
        text(500, 300, "Slope index", 'font-weight="700"'), text(500, 317, "25.8 points"), text(560, 340, "4")
    )
    for made, count in ((named, 3), (slope, 4)):
        root = etree.fromstring(read(made, scale=1).encode())
        left = [one for one in lettering.words(root) if one.said]
        assert len(words(read(made, scale=1))) == count
        assert not any(readable._meet(one.box, other.box, by=0.05) for one, other in combinations(left, 2))
    assert {one.said: one.at[1] for one in left}["4"] < 355  # a number of an axis stays under it


def test_a_saying_that_goes_leaves_its_room_to_others() -> None:
    saying = f'<g data-saying="whole">{text(100, 60, "Began, part of")}{text(100, 90, "Essex joined")}</g>'
    name = text(110, 92, "Suffolk", 'font-weight="700"')
    other = text(120, 62, "Lowestoft")
    found = list(words(read(drawing(saying, name, other), scale=1)))
    assert found == ["Suffolk", "Lowestoft", "A key below"]


def test_larger_letters_at_the_lower_edge_are_not_cut_and_a_map_stays_within_its_edges() -> None:
    plain = read(drawing(text(300, 398, "Number of people aged 16")), scale=1)
    hatched = read(drawing('<pattern id="h1"/>', text(300, 398, "Yarmouth")), scale=1)
    assert 'overflow="visible"' in plain and "overflow" not in hatched
