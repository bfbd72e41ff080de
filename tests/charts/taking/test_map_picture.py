"""The map as a drawing: every area in the colour of its class, hatches for what has none, legend and names."""

import re

from charts.map.area_classes import AreaClass
from charts.taking.map_picture import Ground, map_figure, sets_figure
from charts.taking.map_squares import Squares, listed
from charts.theme import PAPER
from equity.breaks import MISSING_CLASS

COLOURS = {"0": "#000001", "1": "#000002"}
SQUARE = "M0,0L10,0L10,10Z"
LEGEND = {
    "labels": ["Under 60 %", "60 and over"], "codes": [0, 1], "breaks": [60.0], "dark": "Darker is lower uptake",
    "selected": {"name": "<b>", "value": 55.0, "text": "<b> 55.0"}, "benchmark": None, "keys": [[10, "Suppressed (1)"]],
}  # fmt: skip


def drawn(*areas, **more):
    ground = Ground((400, 300), SQUARE, [(SQUARE, code) for code in areas], **more)
    return map_figure(ground, colours=COLOURS, legend=LEGEND).svg


def test_areas_have_the_colour_of_their_class_and_those_outside_the_filter_are_not_drawn():
    svg = drawn(0, 0, 1, 255)
    assert len(re.findall(rf'<path d="{SQUARE}" fill="#000001"', svg)) == 2
    assert len(re.findall(rf'<path d="{SQUARE}" fill="#000002"', svg)) == 1
    assert svg.count(f'<path d="{SQUARE}"') == 4  # with the land


def test_what_has_no_value_is_hatched_or_dashed_and_named_in_the_legend():
    svg = drawn(10, 11, 13)
    assert 'fill="url(#h10)"' in svg and '<pattern id="h10"' in svg and 'fill="url(#h13)"' in svg
    assert re.search(rf'fill="{PAPER}" stroke="#\w+" stroke-dasharray', svg)
    assert "Suppressed (1)" in svg and "Darker is lower uptake" in svg


def test_names_are_text_and_stay_inside_the_picture():
    svg = drawn(0, names=[(399, 20, "<i>Yarmouth</i> & co", True)])
    x = float(re.search(r'<text x="([\d.]+)"[^>]*>&lt;i&gt;Yarmouth', svg)[1])
    assert x < 340
    assert "&lt;b&gt; 55.0" in svg


def test_dots_stand_where_areas_are_too_many_and_sets_are_named():
    assert 'd="M1,1h0" stroke="#000002"' in drawn(points={1: "M1,1h0"})
    kinds = [AreaClass(1, "Only A", "#123456", "rising", "#000000"), AreaClass(2, "Only B", "#654321")]
    svg = sets_figure(Ground((400, 300), "", [(SQUARE, 1)]), kinds).svg
    assert "Only A" in svg and "Only B" not in svg and 'fill="url(#s1)"' in svg


def test_programmes_have_numbered_squares_that_never_hide_each_other_and_are_named_below():
    squares = Squares([(50, 60, 1), (52, 61, 2), (900, 60, 2)], ["Kind <Hand>: Norwich; done.", "Champions: all."])
    ground = Ground((400, 300), "", [(SQUARE, 0)], squares=squares)
    figure = map_figure(ground, colours=COLOURS, legend=LEGEND)
    found = [(float(x), float(y)) for x, y in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="24"', figure.svg)]
    assert len(found) == 2 and found[1][0] - found[0][0] >= 24  # the third lies outside the picture
    assert "1  Kind &lt;Hand&gt;: Norwich; done." in figure.svg and "2  Champions: all." in figure.svg
    assert figure.height - map_figure(Ground((400, 300), "", []), colours=COLOURS, legend=LEGEND).height == 60


def test_a_map_without_programmes_has_no_list_and_long_words_are_wrapped():
    assert listed(Squares(), 400) == ("", 0.0)
    words = listed(Squares(names=["One Front Door: " + "leaflets and meetings " * 12]), 400)[0]
    assert words.count("<text") >= 4


def test_a_legend_names_areas_without_a_value_in_the_colour_of_paper():
    legend = LEGEND | {"keys": [[MISSING_CLASS, "No value (3)"]]}
    figure = map_figure(Ground((400, 300), "", []), colours=COLOURS, legend=legend)
    assert "No value (3)" in figure.svg
