"""How large a figure's picture is on a slide, and how much is shown of one that is too high for it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from charts.slides.picture import MOST_PIXELS, PIXELS, goes_on, pictured
from tests.charts.slides.made import figure

ROOM = (1168.0, 470.0)


def tiles(*, rows: int, wide: int = 780, high: int = 300) -> str:
    """Rows of tiles with paper between them, each with a small drawing."""
    inside = "".join(
        f'<rect x="0" y="{place * high}" width="{wide}" height="{high - 20}" fill="#12436D"/>'
        f'<svg x="4" y="{place * high}" width="30" height="9" viewBox="0 0 30 9"><path d="M0,0h9"/></svg>'
        for place in range(rows)
    )
    size = f'width="{wide}" height="{rows * high}" viewBox="0 0 {wide} {rows * high}"'
    paper = '<rect width="100%" height="100%" fill="#FFFFFF"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{paper}{inside}</svg>'


def test_a_figure_that_fits_is_shown_whole_and_as_large_as_the_room() -> None:
    made = pictured(figure(size=(800, 400)), room=ROOM)
    assert (made.height, made.shown) == (470.0, 1.0) and made.width == 940
    with Image.open(io.BytesIO(made.content)) as picture:
        assert picture.width == pytest.approx(800 * min(470 / 400 * PIXELS, MOST_PIXELS), abs=1)


def test_of_tiles_too_high_whole_rows_are_shown_enlarged_where_that_ends_between_rows() -> None:
    for high, larger in ((300, 1.5), (420, 1.0)):
        taken = figure(plain_svg=tiles(rows=4, high=high), width=780.0, height=4.0 * high)
        assert goes_on(taken)
        made = pictured(taken, room=ROOM)
        assert made.width == pytest.approx(min(780 * larger, ROOM[0]), rel=0.01)
        shown = made.shown * 4 * high
        assert high - 20 <= shown <= high  # the first row of tiles, cut in the gap below it
        assert made.height * made.shown <= ROOM[1]


def test_a_single_drawing_is_shown_whole_although_it_is_high() -> None:
    taken = figure(size=(780, 700))
    assert not goes_on(taken) and pictured(taken, room=ROOM).shown == 1.0
    assert goes_on(figure(plain_svg=tiles(rows=2, high=350), width=780.0, height=700.0))


def test_the_mark_of_synthetic_figures_is_on_the_picture() -> None:
    plain, marked = (pictured(figure(size=(800, 400), synthetic=one), room=ROOM).content for one in (False, True))
    with Image.open(io.BytesIO(plain)) as one, Image.open(io.BytesIO(marked)) as other:
        assert len(one.convert("L").getcolors()) < len(other.convert("L").getcolors())
