"""The slide's looks: every colour of the page has its stronger one, and the steps of a ramp can be told apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from charts import theme
from charts.presenting.presenting_style import presenting_css


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ramp", [theme.LEVEL_RAMP, theme.PURPLE_RAMP])
def test_neighbouring_steps_stand_further_apart_than_on_the_page(ramp: tuple[str, ...]) -> None:
    shown = [theme.PROJECTOR[colour] for colour in ramp]
    smallest = min(contrast(one, other) for one, other in pairwise(shown))
    assert smallest >= 1.6 and smallest > min(contrast(one, other) for one, other in pairwise(ramp))


def test_text_and_lines_are_stronger_never_weaker() -> None:
    for colour in (theme.SECONDARY, theme.ACCENT, theme.WORSE, theme.CONTROL_EDGE, theme.BACKGROUND_DOT, theme.RULE):
        assert contrast(theme.PROJECTOR[colour], theme.PAPER) > contrast(colour, theme.PAPER)
    for colour in (theme.SECONDARY, theme.ACCENT, theme.WORSE):
        assert contrast(theme.PROJECTOR[colour], theme.PAPER) >= 6


def test_sheet_has_a_large_title_and_body_and_every_change_of_colour() -> None:
    css = presenting_css()
    assert int(re.search(r"\.he-slide h1\{font-size:(\d+)px", css)[1]) >= 32
    assert int(re.search(r"\.he-said-now p[^{]*\{[^}]*font-size:(\d+)px", css)[1]) >= 24
    for old, new in theme.PROJECTOR.items():
        assert f'[fill="{old}"]{{fill:{new}}}' in css
    assert ".he-read{font-size:max(var(--own),var(--least))!important" in css  # no letter below 24 px (table.mjs)
    assert css.count("{") == css.count("}")
