"""A picture too high for its slide is cut between rows, not through them."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from charts.slides.cutting import whole_lines


def picture(*inked: tuple[int, int]) -> bytes:
    made = Image.new("RGB", (40, 200), "white")
    for top, bottom in inked:
        ImageDraw.Draw(made).rectangle((5, top, 30, bottom - 1), fill="#12436D")
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("inked", "at"),
    [
        (((0, 60), (64, 70), (74, 130)), 72),  # 100 is within ink: the lowest gap above it
        (((0, 62), (74, 84), (87, 130)), 68),  # a gap between lines is narrower than one between tiles
        (((0, 60), (90, 99)), 75),
        (((0, 130),), 100),
    ],
)
def test_the_lowest_wide_gap_is_taken(inked: tuple, at: int) -> None:
    assert whole_lines(picture(*inked), most=0.5) * 200 == pytest.approx(at)
