"""Classes of areas look different from each other, also in grey, and a wrong one is refused by name."""

from __future__ import annotations

import pytest

from charts.map.area_classes import AreaClass, footprint_classes, two_set_classes

TWO = two_set_classes("Place only", "District only", both="Both", neither="Neither", partly="In part")


def lightness(colour: str) -> float:
    """Relative luminance (WCAG), by hand."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_one_footprint_is_outside_inside_and_in_part_if_it_has_words() -> None:
    assert [(kind.code, kind.words) for kind in footprint_classes("In", "Out")] == [(0, "Out"), (1, "In")]
    assert [kind.code for kind in footprint_classes("In", "Out", partly="Part")] == [0, 1, 4]


def test_two_sets_have_a_pattern_each_so_that_colour_never_stands_alone() -> None:
    assert [kind.code for kind in TWO] == [0, 1, 2, 3, 4]
    assert [kind.code for kind in two_set_classes("a", "b", both="c", neither="d")] == [0, 1, 2, 3]
    patterns = [kind.pattern for kind in TWO if kind.code]
    assert patterns == ["", "rising", "dots", "falling"]


def test_plain_fills_and_patterns_are_told_apart_in_grey() -> None:
    fills = {kind.code: lightness(kind.colour) for kind in TWO}
    assert abs(fills[0] - fills[1]) > 0.3
    for kind in TWO:
        if kind.pattern:
            bright, dark = sorted((lightness(kind.colour), lightness(kind.ink)), reverse=True)
            assert (bright + 0.05) / (dark + 0.05) > 4.5


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": 10}, "code 10 is not 0 to 9"),
        ({"code": -1}, "code -1"),
        ({"pattern": "waves"}, "'waves' is none of rising"),
        ({"colour": "red"}, "'red' is not a colour"),
        ({"ink": '#FFF"/>'}, "is not a colour"),
    ],
)
def test_class_the_map_cannot_draw_is_refused(wrong: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        AreaClass(**({"code": 1, "words": "In", "colour": "#7FB0D6"} | wrong))
