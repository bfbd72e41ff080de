"""Pictures of the page for people to look at, wide and narrow; the README's too when UPDATE_SCREENSHOT=1."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, ROOT, Server
from tests.journeys.test_access import violations

VIEWS = {
    "landing": "",
    "england-lsoa": "?system=england&level=lsoa&indicator=stroke_unit_minutes",
    "mmr": "?system=england&level=upper_tier&indicator=mmr2_5y",
    "against": "?colours=against",
}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
@pytest.mark.parametrize("view", VIEWS)
def test_picture_is_taken_fits_and_keeps_nobody_out(
    view: str, viewport: dict, visit: Callable[..., Page], server: Server
) -> None:
    reader = Reader(visit(f"{server.url}/{VIEWS[view]}", viewport=viewport)).settled()
    path = ARTEFACTS / f"{view}-{viewport['width']}x{viewport['height']}.png"
    reader.page.screenshot(path=path)
    colours = reader.page.evaluate(
        """async () => {
            const map = bench.main();
            const canvas = map.getCanvas();
            const picture = await new Promise((resolve) => {
                map.once("render", () => resolve(createImageBitmap(canvas)));
                map.triggerRepaint();
            });
            const copy = new OffscreenCanvas(200, 200);
            const pen = copy.getContext("2d");
            pen.drawImage(picture, 0, 0, 200, 200);
            const pixels = new Uint32Array(pen.getImageData(0, 0, 200, 200).data.buffer);
            return new Set(pixels).size;
        }"""
    )
    assert colours >= 5
    assert reader.page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    if view == "landing":
        assert violations(reader.page) == []
    if viewport == DESKTOP:  # the boxes have the row to themselves
        assert reader.page.locator(".st-key-more").bounding_box()["width"] == 84
        assert reader.box("Measure").bounding_box()["width"] > 180
    reader.table()
    main = reader.page.get_by_test_id("stMain")
    height = main.evaluate("main => main.scrollHeight")
    reader.page.set_viewport_size({"width": viewport["width"], "height": height})
    main.evaluate("main => main.scrollTo(0, 0)")
    reader.settled().page.screenshot(path=path.with_stem(path.stem + "-whole"))
    if view == "landing" and viewport == DESKTOP and os.environ.get("UPDATE_SCREENSHOT") == "1":
        shutil.copy(path, ROOT / "docs" / "screenshot.png")
