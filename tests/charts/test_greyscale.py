"""In greyscale print every step and mark stays tellable: by lightness, and where that is not enough by shape."""

from __future__ import annotations

import io
from itertools import combinations, pairwise

import pytest
from PIL import Image, ImageChops

from charts import marks, theme
from charts.frame.fingertips import map_colours, recoloured
from charts.taking.raster import png
from equity.comparing.comparison import Comparison

LEAST_STEP = 7.0  # of L*, 0 black to 100 white: neighbours of a ramp on paper
LEAST_JUDGED = 20.0


def lightness(colour: str) -> float:
    """CIE L* of a colour, from its luminance (WCAG 2, IEC 61966-2-1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    y = sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_lightness_is_as_published() -> None:
    assert (lightness("#FFFFFF"), lightness("#000000")) == (pytest.approx(100), 0)
    assert lightness("#777777") == pytest.approx(50.0, abs=0.2)


@pytest.mark.parametrize("ramp", ["LEVEL_RAMP", "PURPLE_RAMP", "PROJECTOR_RAMP", "PROJECTOR_PURPLE"])
def test_steps_of_a_ramp_grow_darker_and_stay_apart(ramp: str) -> None:
    steps = [lightness(colour) for colour in getattr(theme, ramp)]
    assert all(before - after >= LEAST_STEP for before, after in pairwise(steps)), steps


def test_colours_of_judgement_stay_apart_on_a_map() -> None:
    better, similar, worse = (lightness(theme.comparison_colours()[code]) for code in ("20", "21", "22"))
    assert min(similar - worse, worse - better) >= LEAST_JUDGED
    lower, higher = (lightness(theme.comparison_colours()[code]) for code in ("24", "25"))
    assert lower - higher >= LEAST_JUDGED


def test_fingertips_colours_stay_apart_on_a_map_too() -> None:
    """Areas have no symbol: on grey paper lightness alone tells better from worse, with one limit and with two."""
    own = {code: lightness(colour) for code, colour in map_colours().items()}
    better, similar, worse = (own[code] for code in ("20", "21", "22"))
    assert min(similar - worse, worse - better, own["24"] - own["25"]) >= LEAST_JUDGED
    for side in (("20", "21", "22", "26", "27"), ("24", "25", "28", "29")):
        assert all(abs(own[one] - own[other]) >= LEAST_STEP for one, other in combinations(side, 2)), side


def grey(outcome: Comparison, *, fingertips: bool) -> Image.Image:
    """A mark as a black and white printer has it."""
    drawn = marks.mark(outcome, size=16).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    drawn = recoloured(drawn) if fingertips else drawn
    found = Image.open(io.BytesIO(png(drawn, scale=2))).convert("RGBA")
    paper = Image.new("RGBA", found.size, "white")
    return Image.alpha_composite(paper, found).convert("L")


@pytest.mark.parametrize("fingertips", [False, True])
def test_every_two_marks_differ_in_greyscale_by_shape_or_lightness(fingertips: bool) -> None:
    printed = {outcome: grey(outcome, fingertips=fingertips) for outcome in Comparison}
    for one, other in combinations(Comparison, 2):
        apart = ImageChops.difference(printed[one], printed[other])
        share = sum(apart.histogram()[64:]) / (apart.width * apart.height)  # a quarter of the way from black to white
        assert share > 0.08, (one, other, share)
    assert all(image.getextrema()[0] < 150 for image in printed.values())  # none fades into the paper
