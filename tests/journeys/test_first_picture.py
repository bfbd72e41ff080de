"""The coloured areas stand in the document before any program runs, and nothing jumps when the live map takes over."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import Server
from tests.journeys.test_access import violations

STREAMLIT = "**/static/js/index.*.js"
# What a page that cannot be made looks like, with a picture of another visit.
FAILED_PAGE = """() => {
    document.body.appendChild(document.createElement("div")).className = "he-early";
    document.querySelector("#root .stApp").appendChild(document.createElement("p")).className = "he-box";
}"""
REACH = 2  # pixels to each side in which the two pictures are laid over each other


def pixels(page: Page, box: dict[str, float]) -> np.ndarray:
    """What a reader sees in a box."""
    found = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB")
    return np.asarray(found).astype(int)


def apart(first: np.ndarray, second: np.ndarray, *, right: int, down: int) -> float:
    """Share of pixels that differ where the first picture is moved."""
    moved = np.roll(first, (down, right), axis=(0, 1))[REACH:-REACH, REACH:-REACH]
    return float((np.abs(moved - second[REACH:-REACH, REACH:-REACH]).max(axis=2) > 40).mean())


BAD = "?indicator=happiness&date=2026-03-31&area=E99999999"  # two notices


@pytest.mark.parametrize(
    ("viewport", "asked"),
    [(DESKTOP, ""), (DESKTOP, f"{BAD}&embed=true"), (PHONE, BAD)],
    ids=["1280x720", "1280x720-notices", "390x844-notices"],
)
def test_the_areas_are_there_before_the_program_and_stay_where_they_are(
    viewport: dict, asked: str, visit: Callable[..., Page], server: Server
) -> None:
    page = visit("about:blank", viewport=viewport)
    held: list[Route] = []
    page.route(STREAMLIT, lambda route: held.append(route))
    page.goto(f"{server.url}/{asked}", wait_until="commit")
    early = page.locator(".he-early-map")
    expect(early.and_(page.locator("[data-state=drawn]"))).to_be_visible()
    assert page.get_by_test_id("stApp").count() == 0 and page.get_by_role("heading").count() == 0
    head, place = page.locator(".he-early-head").bounding_box(), early.bounding_box()
    before = pixels(page, place)
    assert violations(page) == []
    for program in held:
        program.continue_()
    page.unroute(STREAMLIT)
    Reader(page).settled()
    for now, then in ((".he-head", head), (".map-box", place)):
        box = page.locator(now).first.bounding_box()
        assert all(abs(box[side] - then[side]) <= 2 for side in ("x", "y", "width", "height")), (box, then)
    assert page.locator(".he-early, .he-early-map").count() == 0
    after = pixels(page, place)
    shifts = {(x, y): apart(before, after, right=x, down=y) for x in range(-2, 3) for y in range(-2, 3)}
    right, down = min(shifts, key=shifts.get)
    assert max(abs(right), abs(down)) <= 1 and shifts[0, 0] < 0.25  # what differs: names, outlines, buttons
    page.evaluate(FAILED_PAGE)
    expect(page.locator(".he-early")).to_be_hidden()


def test_forward_brings_the_picture_and_then_the_map_again(visit: Callable[..., Page], server: Server) -> None:
    page = visit(f"{server.url}/tier")
    expect(page.get_by_role("heading", level=1)).not_to_be_empty(timeout=60_000)
    page.goto(server.url)
    place = Reader(page).settled().page.locator(".map-box").first.bounding_box()
    page.go_back()
    expect(page.locator(".ht-page")).to_be_visible(timeout=60_000)
    held: list[Route] = []
    page.route(STREAMLIT, lambda route: held.append(route))
    page.go_forward(wait_until="commit")
    early = page.locator(".he-early-map")
    expect(early.and_(page.locator("[data-state=drawn]"))).to_be_visible()
    assert early.bounding_box() == place
    for program in held:
        program.continue_()
    page.unroute(STREAMLIT)
    assert Reader(page).settled().page.locator(".map-box").first.bounding_box() == place
