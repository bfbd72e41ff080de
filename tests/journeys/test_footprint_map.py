"""The map of the footprint page: in sight at once, shapes that add and remove, footprints across systems, axe."""

from __future__ import annotations

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from geo.own import OwnFootprint
from geo.own_text import link
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.footprint_reader import FIVE, Visit, opened, paste, use
from tests.journeys.servers import ARTEFACTS, ROOT, Server
from tests.journeys.test_access import violations

LOOKUP = pd.read_parquet(ROOT / "data" / "pack" / "embedded" / "lookups" / "lsoa11.parquet")
WHOLE = 380  # pixels of the map that are seen at least where nothing else is open
EAST_SUFFOLK = tuple(LOOKUP.loc[LOOKUP["lad22cd"] == "E07000244", "lsoa11cd"])  # in two systems until April 2026
BOUNDS = "bench.main().getBounds().toArray().flat()"  # west, south, east, north


def drawn(page: Page) -> Page:
    """The page, once its map is."""
    page.locator(".hem[data-state=drawn]").wait_for()
    page.evaluate("bench.idle()")
    return page


def around(page: Page, lon: float, lat: float, *, size: float) -> list[tuple[float, float]]:
    """Points on the page of a square about a place."""
    corners = [(lon - size, lat - size), (lon - size, lat + size), (lon + size, lat + size), (lon + size, lat - size)]
    box = page.locator(".hem canvas").first.bounding_box()
    places = page.evaluate(
        "corners => corners.map((one) => { const {x, y} = bench.main().project(one); return [x, y]; })", corners
    )
    return [(box["x"] + x, box["y"] + y) for x, y in places]


def set_corner(page: Page, spot: tuple[float, float], *, number: int) -> None:
    """Click a corner; nothing lies over it, also where the mouse comes in one leap."""
    page.mouse.click(*spot)
    expect(page.locator(".hem [aria-live=polite]").first).to_have_text(f"Point {number} set")
    expect(page.locator(".hem [role=tooltip]")).to_be_hidden()
    page.wait_for_timeout(400)  # two clicks at once would finish the shape


def test_shape_takes_areas_out_and_adds_them_again(visit: Visit, server: Server) -> None:
    page = drawn(opened(visit, server))
    heading = page.get_by_role("heading", level=1)
    _, south, _, north = begun = page.evaluate(BOUNDS)
    assert 52.0 < south < 52.37 and 52.74 < north < 53.0  # the place with its neighbours, not the whole system
    for how, words in (("Takes them out", "taken out by the line"), ("Adds areas", "added by the line")):
        page.get_by_role("button", name="Draw shape").click()
        page.get_by_role("button", name=how).click()
        assert page.get_by_role("button", name=how).get_attribute("aria-pressed") == "true"
        corners = around(page, 1.74, 52.475, size=0.06)  # Lowestoft
        for number, corner in enumerate(corners, start=1):
            set_corner(page, corner, number=number)
        page.get_by_role("button", name="Finish").click()
        expect(page.get_by_text(words)).to_be_visible(timeout=15_000)
        if how == "Takes them out":
            expect(heading).to_contain_text("Great Yarmouth and Waveney, edited:")
            left = int(heading.inner_text().split(": ")[1].split()[0])
            assert 60 < left < 120
        drawn(page)
    assert page.evaluate(BOUNDS) == pytest.approx(begun, abs=0.05)  # the camera stays while areas come and go
    expect(heading).to_contain_text("134 LSOAs")
    use(page, "Undo")
    expect(heading).to_contain_text(f"{left} LSOAs")


def test_footprint_across_systems_is_shown_whole(visit: Visit, server: Server) -> None:
    letters = link(OwnFootprint("own-east", "East Suffolk", "lsoa11", EAST_SUFFOLK))
    page = drawn(opened(visit, server, f"?own={letters}"))
    expect(page.locator(".he-lead")).to_contain_text("it crosses")
    expect(page.locator(".hem")).to_contain_text(f"In the footprint ({len(EAST_SUFFOLK)})")
    west, south, east, north = page.evaluate(BOUNDS)
    assert west < 1.0 and east > 1.7 and south < 52.0 and north > 52.6
    page.screenshot(path=ARTEFACTS / "footprint-across.png")


def test_words_of_the_card_are_plain(visit: Visit, server: Server) -> None:
    card = opened(visit, server).get_by_role("region", name="This footprint")
    expect(card).to_contain_text("Place, led by a place partnership")
    expect(opened(visit, server, "?start=nb-gorleston").get_by_role("region", name="This footprint")).to_contain_text(
        "Neighbourhood, led by Gorleston PCN"
    )


def below_the_tools(page: Page) -> float:
    """How far the map begins below the first tool, wherever the page is scrolled."""
    tool, box = page.get_by_role("button", name="Choose areas", exact=True), page.locator(".map-box")
    return box.bounding_box()["y"] - tool.bounding_box()["y"]


def in_sight(page: Page, least: int) -> None:
    """The map is seen without scrolling, and so is the card beside it."""
    box = page.locator(".hem canvas").first.bounding_box()
    assert min(box["y"] + box["height"], 720) - box["y"] >= least
    if least == WHOLE:
        assert box["y"] + box["height"] <= 720
        assert page.get_by_role("region", name="This footprint").bounding_box()["y"] < 200


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "390"])
@pytest.mark.parametrize(
    ("query", "least"), [("", WHOLE), ("?way=codes", 280), ("?way=file", 150), ("?way=circle", 280), ("?start=none", 0)]
)
def test_map_is_in_sight_and_axe_finds_nothing(
    query: str, least: int, viewport: dict, visit: Visit, server: Server
) -> None:
    page = drawn(visit(f"{server.url}/footprints{query}", viewport=viewport))
    if viewport == DESKTOP:
        in_sight(page, least)
    if not query:
        page.get_by_text("Name, tier, owner and dates").click()
        top = below_the_tools(page)
        for tool in ("Circle", "Move", "Choose areas", "Draw shape"):
            page.get_by_role("button", name=tool, exact=True).click()
            assert below_the_tools(page) == top, tool  # nothing moves under the pointer
    name = query.split("=")[-1] or "landing"
    page.screenshot(path=ARTEFACTS / f"footprints-{name}-{viewport['width']}.png")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    assert violations(page) == []


def test_axe_finds_nothing_on_a_message_and_a_listed_footprint(visit: Visit, server: Server) -> None:
    page = drawn(opened(visit, server, "?way=codes"))
    paste(page, "E01026581 Quayside")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    paste(page, FIVE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("5 LSOAs")
    assert violations(drawn(page)) == []
