"""The legend: words of the classes, markers in the right block, keys of the states that occur."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.map.legend import class_labels, dark_words, legend, legend_colours, legend_html, marker_place
from charts.theme import class_colours
from data.schema import Polarity
from tests.charts.map.test_card import Page
from tests.charts.views import BREAKS, CODES, COUNT, MINUTES, RATE, RURAL, UPTAKE, alone, view


def test_words_of_the_classes():
    assert class_labels(BREAKS, UPTAKE) == ["Under 60 %", "60 to 70", "70 to 80", "80 to 85", "85 and over"]
    assert class_labels((1500, 2000.5), RATE) == ["Under 1,500", "1,500 to 2,000.5", "2,000.5 and over"]
    assert class_labels((), UPTAKE) == ["All values"]


def test_what_dark_means():
    assert dark_words(UPTAKE) == "Darker is lower uptake"
    assert dark_words(RATE) == "Darker is higher stroke admission rate"
    assert dark_words(RURAL) == "Darker is higher rural share"


def test_the_legend_as_data():
    parts = legend(view())
    assert parts["codes"] == [0, 1, 2, 3, 4]
    assert parts["colours"] == class_colours(5, Polarity.HIGH_IS_GOOD)
    assert parts["selected"]["text"] == "Harbour 55.4"
    assert parts["benchmark"]["text"] == "System 78.2"
    assert parts["unit"] == "%"
    assert parts["breaks"] == list(BREAKS)
    assert parts["keys"] == [
        [10, "Suppressed (small number) (1)"],
        [11, "No data (1)"],
        [12, "Not collected (1)"],
        [13, "Not ranked: register unreliable (1)"],
    ]
    assert legend(alone(view(), CODES[0]))["keys"] == []
    assert legend(replace(view(), frame=view().frame.drop(columns="class_index")))["keys"] == []


def test_no_marker_for_what_has_no_value_and_no_total_among_counts():
    assert legend(view(selected=CODES[5]))["selected"] is None
    assert legend(view(benchmark=None))["benchmark"] is None
    assert legend(view(COUNT))["benchmark"] is None


def test_against_the_benchmark():
    judged = legend(view(colours="against"))
    assert judged["labels"] == ["Better", "Similar", "Worse", "Not compared"]
    assert judged["codes"] == [20, 21, 22, 23]
    assert judged["breaks"] == []
    assert judged["dark"] == ""
    assert legend(view(RURAL, colours="against"))["labels"] == ["Lower", "Similar", "Higher", "Not compared"]
    assert set(judged["codes"]) <= {int(code) for code in legend_colours(view(colours="against"))}
    assert "he-marks" not in legend_html(view(colours="against"))


@given(st.floats(-100, 200))
def test_a_marker_stands_in_the_block_of_its_class(value):
    block = sum(value >= edge for edge in BREAKS)
    assert block < marker_place(value, BREAKS) < block + 1


def test_places_of_the_design():
    assert marker_place(55.4, BREAKS) == pytest.approx(0.54)
    assert marker_place(81.7, BREAKS) == pytest.approx(3.34)
    assert marker_place(5, ()) == 0.5
    assert 0 < marker_place(0, (0.0,)) < 2


def test_html_holds_every_word_once_and_keeps_marker_words_apart():
    html = legend_html(view())
    page = Page(html)
    for words in (*class_labels(BREAKS, UPTAKE), "Harbour 55.4", "System 78.2", "Darker is lower uptake"):
        assert page.words.count(words) == 1
    assert 'role="img"' in html
    long = view()
    names = long.frame.assign(name=["Whissonsett, Litcham, Narborough and Elmham", *long.frame["name"][1:]])
    assert "he-above" in legend_html(replace(long, frame=names))
    near = legend_html(replace(view(), benchmark=replace(view().benchmark, value=56.0)))
    assert "he-above" in near
    right = legend_html(view(selected="", benchmark=replace(view().benchmark, value=99.0)))
    assert "he-left" in right
    assert "he-above" not in legend_html(view(MINUTES, selected="", benchmark=None))
