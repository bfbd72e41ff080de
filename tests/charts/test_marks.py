"""Marks, states and colours: a shape, a colour and a word each, no two alike."""

import re
import tomllib
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from charts.marks import badge, comparison_words, mark, mark_shape, swatch
from charts.markup import text, text_width, wrapped
from charts.states import CLASS_CODES, state, state_of_class
from charts.theme import (
    ACCENT,
    CONTROL_EDGE,
    INK,
    LEVEL_RAMP,
    ORANGE_TEXT,
    PAPER,
    PROJECTOR_RAMP,
    PURPLE_RAMP,
    SECONDARY,
    WORSE,
    class_colours,
    comparison_colours,
    streamlit_theme,
)
from data.schema import Polarity, Status
from equity.breaks import COMPARISON_CLASSES, STATUS_CLASSES
from equity.comparing.comparison import Comparison


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other=PAPER):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# The table of contrasts with white in the design rules.
@pytest.mark.parametrize(
    ("colour", "ratio"),
    [(INK, 19.6), (SECONDARY, 7.1), (ACCENT, 10.3), (WORSE, 4.6), (ORANGE_TEXT, 6.6), (CONTROL_EDGE, 4.6)],
)
def test_contrast_with_white_is_as_designed(colour, ratio):
    assert contrast(colour) == pytest.approx(ratio, abs=0.1)


@pytest.mark.parametrize("ramp", [LEVEL_RAMP, PURPLE_RAMP, PROJECTOR_RAMP])
def test_ramps_darken_step_by_step(ramp):
    steps = [luminance(colour) for colour in ramp]
    assert steps == sorted(steps, reverse=True)
    assert all((one + 0.05) / (two + 0.05) > 1.15 for one, two in pairwise(steps))


@pytest.mark.parametrize("classes", [1, 2, 3, 4, 5])
def test_dark_is_where_attention_is_needed(classes):
    low_is_dark = class_colours(classes, Polarity.HIGH_IS_GOOD)
    high_is_dark = class_colours(classes, Polarity.LOW_IS_GOOD)
    assert list(low_is_dark) == [str(place) for place in range(classes)]
    assert list(low_is_dark.values()) == list(high_is_dark.values())[::-1]
    assert set(class_colours(classes, Polarity.NONE).values()) <= set(PURPLE_RAMP)
    assert set(class_colours(classes, Polarity.LOW_IS_GOOD, projector=True).values()) <= set(PROJECTOR_RAMP)
    if classes == 5:
        assert tuple(high_is_dark.values()) == LEVEL_RAMP


def test_every_outcome_has_its_own_colour_shape_and_word():
    assert set(comparison_colours(two_limits=True)) == {str(code) for code in COMPARISON_CLASSES.values()}
    shapes = {mark_shape(outcome) for outcome in Comparison}
    words = {comparison_words(outcome) for outcome in Comparison}
    assert len(shapes) == len(words) == len(Comparison)


@pytest.mark.parametrize("codes", ["20 21 22 23", "24 21 25 23", "26 20 21 22 27 23", "28 24 21 25 29 23"])
def test_fills_against_the_benchmark_stay_apart_without_colours(codes):
    fills = comparison_colours(two_limits=len(codes.split()) > 4)
    light = sorted(luminance(fills[code]) + 0.05 for code in codes.split())
    assert all(two / one > 1.25 for one, two in pairwise(light))


def test_words_with_the_benchmark_s_name():
    assert comparison_words("much_worse", "Norfolk") == "Worse than Norfolk (99.8 %)"
    assert comparison_words("worse", "Norfolk") == "Worse than Norfolk"
    assert comparison_words("similar", "Norfolk") == "Similar to Norfolk"
    assert comparison_words("not_compared", "Norfolk") == "Not compared with Norfolk"
    assert comparison_words("higher", "Norfolk") == "Higher than Norfolk"
    assert comparison_words("benchmark", "Norfolk") == "Benchmark"


@pytest.mark.parametrize("outcome", list(Comparison))
def test_a_badge_says_in_words_what_its_picture_shows(outcome):
    html = badge(outcome)
    assert text(comparison_words(outcome)) in html
    assert 'aria-hidden="true"' in mark(outcome)
    ET.fromstring(html)


def test_every_status_has_its_own_label_symbol_and_hatch():
    states = [state(status) for status in Status]
    assert len({found.label for found in states}) == len(states)
    assert len({found.symbol for found in states}) == len(states)
    hatches = [found.hatch for found in states if found.class_code is not None]
    assert len(set(hatches)) == len(hatches) == 4
    assert set(CLASS_CODES) == set(STATUS_CLASSES.values())
    assert {found.status: found.class_code for found in states if found.class_code} == STATUS_CLASSES


def test_suppressed_is_not_missing_is_not_zero():
    assert state(Status.SUPPRESSED).table_text == "*"
    assert state(Status.MISSING).table_text == "No data"
    assert state(Status.NOT_COLLECTED).table_text == "Not collected"
    assert state(Status.NOT_COMPARABLE).table_text == ""
    assert state(Status.NOT_COMPARABLE, not_ranked="register unreliable").label == "Not ranked: register unreliable"


def test_state_behind_a_class_code():
    assert state_of_class(10).status == Status.SUPPRESSED
    assert state_of_class(13, not_ranked="x").label == "Not ranked: x"
    with pytest.raises(KeyError, match="99"):
        state_of_class(99)


def test_hatches_differ_and_stay_in_their_box():
    pictures = {code: swatch(code) for code in CLASS_CODES}
    assert len(set(pictures.values())) == 4
    for picture in pictures.values():
        ET.fromstring(picture)
        for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", picture):
            assert 0 <= float(x) <= 22
            assert 0 <= float(y) <= 14
    assert 'fill="#123456"' in swatch(0, colour="#123456")


def test_text_is_escaped_and_a_per_cent_sign_stays_with_its_number():
    assert text('<b> & "x"') == "&lt;b&gt; &amp; &quot;x&quot;"
    assert text("55.4 %") == "55.4\u00a0%"


def test_names_are_wrapped_and_never_cut():
    name = "Whissonsett, Litcham & Narborough"
    lines = wrapped(name, 13, width=120)
    assert " ".join(lines) == name
    assert len(lines) > 1
    assert all(text_width(line, 13) <= 120 for line in lines)
    assert wrapped("Unsplittablename", 13, width=10) == ["Unsplittablename"]
    assert text_width("Wide", 13, bold=True) > text_width("Wide", 13)


def test_streamlit_gets_the_same_look():
    values = streamlit_theme()
    config = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
    assert tomllib.loads(config.read_text())["theme"] == values
    assert values["primaryColor"] == ACCENT
    assert values["textColor"] == INK
    assert values["baseRadius"] == "4px"
