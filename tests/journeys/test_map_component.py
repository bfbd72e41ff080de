"""The map component by itself: its six rules, what it shows, and what a reader can do with it.

Rules a to f are those without which a map in a Streamlit component breaks: let go only of what has left the document,
drop calls that come late, no tolerance for small areas, a lost graphics context, names without font files, and a map
born in a hidden tab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from pages.parts.showing.map_payload import decode, encode
from tests.journeys.component_app.driver import BASE, LARGE, PARADE, PIXEL, WIDE, MapDriver
from tests.journeys.component_app.running import APP, HERE, small_app
from tests.journeys.servers import Server

LOSE = "() => (window.lost = STAGE.pane.map.getCanvas().getContext('webgl2').getExtension('WEBGL_lose_context'))"


@pytest.fixture(scope="module")
def component() -> Iterator[Server]:
    """The component's own small app."""
    yield from small_app()


@pytest.fixture
def drive(component: Server, visit: Callable[..., Page]) -> Callable[..., MapDriver]:
    """A function that opens the map at an address and waits until it is drawn."""
    return lambda path=WIDE, **options: MapDriver(visit(component.url + path, **options)).drawn()


@pytest.fixture
def slow(start: Callable[..., Server], visit: Callable[..., Page]) -> MapDriver:
    """The map with controls that make trouble, its module taking 1.5 s; not waited for."""
    server = start(folder=APP, env=HERE | {"SLOW": "1.5"})
    return MapDriver(visit(server.url + "/?trouble=1"))


# --- the six rules


def test_rule_a_a_call_overtaken_while_loading_leaves_the_map_alive(slow: MapDriver) -> None:
    slow.page.get_by_role("button", name="Rerun").click()
    slow.script_done().page.get_by_role("button", name="Rerun").click()
    slow.drawn().page.wait_for_timeout(600)
    assert slow.page.locator(".canvas canvas").count() == 1
    assert slow.shows_class(LARGE)


def test_rule_a_a_map_that_left_the_page_is_let_go_and_comes_back(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?trouble=1")
    driver.ask("() => { window.gone = STAGE }")
    driver.page.get_by_text("Show the map").click()
    expect(driver.page.locator(".canvas canvas")).to_have_count(0)
    driver.page.wait_for_function("window.gone.closed && window.gone.pane.map === null")
    driver.page.get_by_text("Show the map").click()
    assert driver.drawn().shows_class(LARGE)
    assert driver.ask("() => STAGE !== window.gone")


def test_rule_b_calls_that_wait_for_the_module_end_with_the_newest(slow: MapDriver) -> None:
    other = slow.page.get_by_role("button", name="Other indicator")
    for _ in range(3):
        other.click()
        slow.script_done()
    slow.drawn()
    assert slow.ask("() => STAGE.model.header.view").endswith("period=45")
    assert slow.class_of(PARADE) == 4  # 55.4 + 45
    assert slow.shows_class(PARADE) or slow.class_of(LARGE) == 4


def test_rule_b_an_older_message_never_replaces_a_newer_one(drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    header = driver.ask("() => STAGE.model.header")
    classes = driver.ask("() => [...STAGE.model.classes]")
    flat = bytes([2] * len(classes))
    message = encode(header | {"seq": "1"}, decode(encode(header, np.frombuffer(flat, dtype=np.uint8)))[1])
    driver.render(message)
    assert driver.ask("() => [...STAGE.model.classes]") == classes
    driver.render(encode(header | {"seq": str(int(header["seq"]) + 1)}, np.frombuffer(flat, dtype=np.uint8)))
    assert driver.rested().class_of(PARADE) == 2


def test_rule_c_every_small_area_is_drawn(drive: Callable[..., MapDriver]) -> None:
    assert drive("/?wide=1&areas=lsoa11").areas_drawn() == 611


@pytest.mark.parametrize(("areas", "count"), [("lsoa11", 32_844), ("msoa11", 6_791)])
def test_rule_c_every_area_of_england_is_drawn_at_national_zoom(
    areas: str, count: int, drive: Callable[..., MapDriver]
) -> None:
    driver = drive(f"/?wide=1&areas={areas}&scope=england")
    assert driver.camera[2] < 7
    assert driver.areas_drawn() == count


@pytest.mark.parametrize("restored", [True, False], ids=["restored", "gone for good"])
def test_rule_d_a_lost_context_gets_a_new_map(restored: bool, drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    driver.page.watch.allowed.append("CONTEXT_LOST_WEBGL")
    driver.page.mouse.wheel(0, 0)
    driver.ask("() => STAGE.pane.map.jumpTo({center: [1.2, 52.5], zoom: 9})")
    camera, selected = driver.rested().camera, driver.ask("() => STAGE.model.selected")
    driver.ask("() => { window.old = STAGE.pane.map }")
    driver.ask(LOSE)
    driver.page.evaluate("lost.loseContext()")
    if restored:
        driver.page.wait_for_timeout(200)
        driver.page.evaluate("lost.restoreContext()")
    driver.page.wait_for_function("window.old._removed")
    driver.rested().page.wait_for_timeout(800)
    assert driver.camera == pytest.approx(camera)
    assert driver.shows_class("E02005601") and driver.ask("() => STAGE.model.selected") == selected
    assert driver.ask("() => STAGE.pane.map.queryRenderedFeatures({layers: ['labels']}).length") > 0


def test_rule_e_names_are_drawn_without_font_files(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?wide=1")
    style = driver.ask("() => STAGE.pane.map.getStyle()")
    assert "glyphs" not in style
    names = driver.ask("() => STAGE.pane.map.queryRenderedFeatures({layers: ['labels']}).map(f => f.properties.image)")
    assert any("Great Yarmouth|and Waveney" in name for name in names)
    assert any("Norfolk|Suffolk" in name for name in names)
    assert any("Norwich" in name for name in names)
    ink = driver.ask(
        """() => { const map = STAGE.pane.map;
        const image = map.getImage(map.listImages().find(one => one.includes("Norwich"))).data.data;
        return image.filter((value, i) => i % 4 === 3 && value > 200).length }"""
    )
    assert ink > 200


def test_rule_f_a_map_born_in_a_hidden_tab_is_framed_when_seen(
    drive: Callable[..., MapDriver], component: Server, visit: Callable[..., Page]
) -> None:
    seen = drive("/").camera
    page = visit(component.url + "/?tabs=1")
    page.get_by_role("tab", name="Map").wait_for()
    page.wait_for_timeout(1500)
    assert page.locator(".canvas canvas").count() == 0
    page.get_by_role("tab", name="Map").click()
    assert MapDriver(page).drawn().camera == pytest.approx(seen, abs=0.02)


# --- what it shows


def test_areas_carry_the_colours_of_their_classes(drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    assert driver.areas_drawn() == 125
    assert driver.shows_class(LARGE)
    assert driver.class_of(PARADE) == 0 and driver.class_of(BASE) == 13


def test_hatched_areas_show_ink_and_white(drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    x, y = (round(n) for n in driver.point(BASE))
    seen = {tuple(driver.ask(PIXEL, [x + i, y])) for i in range(10)}
    light = [sum(colour) / 3 for colour in seen]
    assert max(light) > 240 and min(light) < 180


def test_legend_says_classes_selection_benchmark_and_counts(drive: Callable[..., MapDriver]) -> None:
    legend = drive().page.locator(".legend")
    words = legend.inner_text()
    for text in ("Under 60 %", "85 and over", "Yarmouth Parade 55.4", "System 81.7", "register unreliable (3)"):
        assert text in words
    scale = legend.locator(".markers").bounding_box()
    marker = legend.locator(".marker-selected").bounding_box()
    share = (marker["x"] - scale["x"]) / scale["width"]
    assert share == pytest.approx((55.4 - 50) / 10 / 5, abs=0.003)


def test_tiny_selection_gets_an_inset_that_never_covers_it(drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    inset = driver.page.locator(".inset")
    expect(inset).to_be_visible()
    expect(inset.locator(".inset-names")).to_contain_text("55.4 %")
    box = inset.bounding_box()
    x, y = driver.at(PARADE)
    assert not (box["x"] <= x <= box["x"] + box["width"] and box["y"] <= y <= box["y"] + box["height"])
    driver.ask("() => STAGE.pane.map.jumpTo({center: STAGE.model.names.points[STAGE.model.selected], zoom: 12})")
    expect(inset).to_be_hidden()


def test_narrow_map_is_square_starts_at_the_place_and_has_no_inset(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?area=E02005543", viewport={"width": 390, "height": 844})
    box = driver.page.locator(".map-box").bounding_box()
    assert box["width"] == pytest.approx(box["height"], abs=1)
    bounds = driver.ask("() => STAGE.pane.map.getBounds().toArray().flat()")
    assert bounds[0] > 1.0 and bounds[2] > 1.75  # the place, not the whole system from 0.2 east on
    expect(driver.page.locator(".inset")).to_be_hidden()
