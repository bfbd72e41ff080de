"""When a reader first sees the areas asked for in their colours: from the frames the browser showed, both apps alike.

The browser hands over every frame it put on the screen with its time. In the last one, when all is calm, the coloured
pixels of the map are noted; the first frame in which nine tenths of them have that colour is the answer. Neither app is
asked for more than where its map stands. Lives here: that. Not here: calm (`instrument.js`), windows (`driver`).
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image
from playwright.sync_api import Page

COLOURED = 40  # between the strongest and the weakest of red, green and blue
ALIKE = 48  # of 255: frames are compressed
ENOUGH = 0.9
BOX = """() => {
    const { left, top, right, bottom } = bench.main().getCanvas().getBoundingClientRect();
    return [left, top, Math.min(right, innerWidth), Math.min(bottom, innerHeight)].map(Math.round);
}"""


@dataclass(frozen=True)
class Frame:
    """What was on the screen from a moment on: seconds since 1970, and the picture."""

    at: float
    picture: bytes

    def within(self, box: tuple[int, int, int, int]) -> np.ndarray:
        """Red, green and blue of a box: left, top, right, bottom."""
        return np.asarray(Image.open(io.BytesIO(self.picture)).convert("RGB").crop(box)).astype(int)


class Screen:
    """Takes down every frame of a page from now on."""

    def __init__(self, page: Page) -> None:
        self.page, self.frames = page, []
        self.wire = page.context.new_cdp_session(page)
        self.wire.on("Page.screencastFrame", self._shown)
        self.wire.send("Page.startScreencast", {"format": "jpeg", "quality": 90, "everyNthFrame": 1})

    def _shown(self, event: dict) -> None:
        self.frames.append(Frame(event["metadata"]["timestamp"], base64.b64decode(event["data"])))
        self.wire.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def first_colours(self) -> float:
        """Milliseconds from asking for the page, now calm, to the first frame with its map's colours."""
        self.page.wait_for_timeout(300)  # the last frame is on its way
        self.wire.send("Page.stopScreencast")
        began = self.page.evaluate("performance.timeOrigin")
        return first_coloured(self.frames, tuple(self.page.evaluate(BOX))).at * 1000 - began


def first_coloured(frames: list[Frame], box: tuple[int, int, int, int]) -> Frame:
    """The first frame with nine tenths of the coloured pixels that the last one has in a box.

    Raises
    ------
    ValueError
        If nothing in the box is coloured in the last frame.
    """
    last = frames[-1].within(box)
    coloured = last.max(axis=2) - last.min(axis=2) > COLOURED
    if not coloured.any():
        raise ValueError("nothing is coloured in the last frame")
    wanted = last[coloured]

    def share(frame: Frame) -> float:
        return float((np.abs(frame.within(box)[coloured] - wanted).max(axis=1) <= ALIKE).mean())

    return next(frame for frame in frames if share(frame) >= ENOUGH)
