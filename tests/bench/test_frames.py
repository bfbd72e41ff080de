"""The first frame with the colours of the last: not the first that has any colour, and of the map's box only."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from tests.bench.frames import Frame, first_coloured

BOX = (10, 10, 50, 50)


def frame(at: float, colour: tuple[int, int, int] | None, *, share: float = 1.0) -> Frame:
    """A grey page whose box has a colour in its upper part."""
    pixels = np.full((60, 60, 3), 240, dtype=np.uint8)
    if colour:
        pixels[10 : 10 + round(40 * share), 10:50] = colour
    kept = io.BytesIO()
    Image.fromarray(pixels).save(kept, "JPEG", quality=90)
    return Frame(at, kept.getvalue())


def test_the_frame_with_nine_tenths_of_the_last_colours_is_found() -> None:
    green, blue = (30, 160, 90), (20, 40, 160)
    frames = [frame(1, None), frame(2, blue), frame(3, green, share=0.5), frame(4, green, share=0.95), frame(5, green)]
    assert first_coloured(frames, BOX).at == 4
    assert first_coloured([*frames, frame(6, blue)], BOX).at == 2


def test_a_map_without_colours_is_no_first_paint() -> None:
    with pytest.raises(ValueError, match="nothing is coloured"):
        first_coloured([frame(1, (30, 160, 90)), frame(2, None)], BOX)
