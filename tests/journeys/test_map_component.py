"""The map component by itself: its six rules, what it shows, and what a reader can do with it.

Rules a to f are those without which a map in a Streamlit component breaks: let go only of what has left the document,
drop calls that come late, no tolerance for small areas, a lost graphics context, names without font files, and a map
born in a hidden tab.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.parts.map_payload import decode, encode
from tests.journeys import servers
from tests.journeys.component_app.driver import MapDriver
from tests.journeys.servers import ROOT, Server

APP = Path(__file__).parent / "component_app"
HERE = {"PYTHONPATH": str(ROOT), "PACK": os.environ.get("COMPONENT_PACK", "")}
WIDE = "/?wide=1&area=E02005543"
PARADE, THETFORD, BASE, LARGE = "E02005543", "E02005517", "E02005503", "E02005516"
LOSE = "() => (window.lost = STAGE.pane.map.getCanvas().getContext('webgl2').getExtension('WEBGL_lose_context'))"


@pytest.fixture(scope="module")
def component() -> Iterator[Server]:
    """The component's own small app."""
    started = servers.started(folder=APP, env=HERE)
    yield started
    started.stop()
    assert started.complaints() == []


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
    message = encode(header | {"seq": "1"}, decode(encode(header, _bytes(flat)))[1])
    driver.render(message)
    assert driver.ask("() => [...STAGE.model.classes]") == classes
    driver.render(encode(header | {"seq": str(int(header["seq"]) + 1)}, _bytes(flat)))
    assert driver.rested().class_of(PARADE) == 2


def test_rule_c_every_small_area_is_drawn(drive: Callable[..., MapDriver]) -> None:
    assert drive("/?wide=1&areas=lsoa11").areas_drawn() == 611


def test_rule_c_every_lsoa_of_england_is_drawn_at_national_zoom(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?wide=1&areas=lsoa11&scope=england")
    assert driver.camera[2] < 7
    assert driver.areas_drawn() == 32_844


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
    seen = {tuple(driver.ask(_pixel(), [x + i, y])) for i in range(10)}
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


# --- what a reader can do


def test_click_selects_and_click_on_sea_does_nothing(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?wide=1")
    driver.page.mouse.click(*driver.at(LARGE))
    expect(driver.page.get_by_text("Area: E02005516")).to_be_visible()
    before = driver.state
    box = driver.page.locator(".map-box").bounding_box()
    driver.page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    driver.page.wait_for_timeout(400)
    assert driver.state == before


def test_hover_shows_class_at_once_then_the_published_numbers(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?wide=1")
    asked: list[str] = []
    driver.page.on("request", lambda request: asked.append(request.url) if "/values" in request.url else None)
    driver.page.route("**/values?*", lambda route: (driver.page.wait_for_timeout(300), route.continue_()))
    driver.page.mouse.move(*driver.at(LARGE))
    expect(driver.tooltip.locator(".tip-class")).to_have_text("70 to 80")
    expect(driver.tooltip).to_contain_text("of 8,")
    driver.page.mouse.move(*driver.at(THETFORD))
    expect(driver.tooltip).to_contain_text("95 % interval")
    assert len(asked) == 1
    expect(driver.page.locator(".marker-hovered")).to_contain_text("%")


def test_tooltip_can_be_pointed_at_and_dismissed(drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    driver.page.mouse.move(*driver.at(LARGE))
    expect(driver.tooltip).to_be_visible()
    expect(driver.page.locator(".marker-ghost")).to_have_count(1)
    box = driver.tooltip.bounding_box()
    driver.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4)
    driver.page.wait_for_timeout(500)
    expect(driver.tooltip).to_be_visible()
    driver.finder.focus()
    driver.page.keyboard.press("Escape")
    expect(driver.tooltip).to_be_hidden()
    expect(driver.page.locator(".marker-ghost")).to_have_count(0)


def test_keyboard_alone_finds_shows_and_selects(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?wide=1")
    for _ in range(12):
        driver.page.keyboard.press("Tab")
        if driver.ask("() => STAGE.root.getRootNode().activeElement?.className") == "find":
            break
    driver.page.keyboard.type("parade")
    driver.page.keyboard.press("ArrowDown")
    option = driver.page.get_by_role("option", name="Yarmouth Parade")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(driver.finder).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    expect(driver.tooltip).to_contain_text("55.4 %")
    driver.page.keyboard.press("Enter")
    expect(driver.page.get_by_text("Area: E02005543")).to_be_visible()
    expect(driver.page.locator(".live")).to_have_text("Yarmouth Parade selected, 55.4 %")


def test_finder_handles_every_lsoa_of_england_with_few_elements(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?wide=1&areas=lsoa11&scope=england")
    driver.finder.click()
    options = driver.page.locator("[role=listbox] [role=option]")
    expect(options.first).to_have_attribute("aria-setsize", "32844")
    assert options.count() <= 16
    driver.finder.fill("E01026419")
    expect(options).to_have_count(1)


def test_canvas_pans_by_arrow_keys_and_shows_its_focus(drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    west = driver.camera[0]
    canvas = driver.page.locator(".canvas canvas")
    canvas.focus()
    driver.page.keyboard.press("ArrowRight")
    driver.rested().page.wait_for_timeout(400)
    assert driver.camera[0] > west
    assert canvas.evaluate("one => getComputedStyle(one).outlineWidth") == "3px"
    driver.page.keyboard.press("Shift+ArrowRight")
    assert driver.rested().ask("() => STAGE.pane.map.getBearing()") == 0


def test_buttons_move_the_camera_without_dragging(drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    start = driver.camera
    for name in ("Closer", "Move right", "Move up"):
        driver.page.get_by_role("button", name=name, exact=True).click()
        driver.page.wait_for_timeout(300)
    moved = driver.rested().camera
    assert moved[0] > start[0] and moved[1] > start[1] and moved[2] == pytest.approx(start[2] + 1, abs=0.01)
    driver.page.get_by_role("button", name="Whole view").click()
    driver.page.wait_for_timeout(700)
    assert driver.rested().camera == pytest.approx(start, abs=0.001)


def test_camera_is_kept_over_every_change_and_fits_on_demand(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?trouble=1")
    start = driver.camera
    driver.ask("() => STAGE.pane.map.jumpTo({center: [1.2, 52.5], zoom: 9.5})")
    before = driver.rested().class_of(PARADE)
    driver.page.get_by_role("button", name="Other indicator").click()
    driver.page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
    )
    driver.rested()
    assert driver.class_of(PARADE) == before + 2  # 55.4 + 15 is two classes up
    assert driver.camera == pytest.approx((1.2, 52.5, 9.5))
    driver.page.get_by_text("lsoa11", exact=True).click()
    driver.page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
    )
    driver.rested()
    assert driver.ask("() => STAGE.model.header.layer.count") == 611
    assert driver.camera == pytest.approx((1.2, 52.5, 9.5))
    driver.page.get_by_role("button", name="Fit").click()
    driver.page.wait_for_timeout(1200)
    assert driver.rested().camera == pytest.approx(start, abs=0.01)


def test_boundaries_are_switched_in_the_map_and_told_to_python(drive: Callable[..., MapDriver]) -> None:
    driver = drive()
    camera = driver.camera
    driver.page.get_by_role("button", name="Boundaries").click()
    driver.page.get_by_label("District", exact=True).check()
    expect(driver.page.get_by_text("Outlines: system,place,lad22,ctyua21")).to_be_visible()
    expect(driver.page.locator(".keys .key-district")).to_be_visible()
    lines = "() => STAGE.pane.map.queryRenderedFeatures({layers: ['outline:lad22:ink']}).length"
    assert driver.rested().ask(lines) > 0
    driver.page.get_by_label("District", exact=True).uncheck()
    expect(driver.page.locator(".keys .key-district")).to_have_count(0)
    assert driver.rested().camera == pytest.approx(camera)


def test_period_slider_steps_without_a_rerun_and_tells_python_at_the_end(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?wide=1&periods=1")
    asked: list[str] = []
    slider = driver.page.get_by_role("slider", name="Period")
    slider.hover()
    driver.page.wait_for_timeout(800)
    runs = driver.state
    driver.page.on("request", lambda request: asked.append(request.url))
    slider.evaluate("one => { one.value = 2; one.dispatchEvent(new Event('input', {bubbles: true})) }")
    driver.rested()
    assert driver.class_of(PARADE) == 1  # 55.4 + 10
    assert asked == [] and driver.state == runs
    assert slider.get_attribute("aria-valuetext") == "July 2019"
    slider.evaluate("one => one.dispatchEvent(new Event('change', {bubbles: true}))")
    expect(driver.page.get_by_text("Period: 10")).to_be_visible()


def test_geometry_that_fails_is_said_and_can_be_tried_again(component: Server, visit: Callable[..., Page]) -> None:
    page = visit("about:blank")
    page.watch.allowed.extend(["503", "Failed to load resource"])
    page.route("**/r/map/msoa11*", lambda route: route.fulfill(status=503, body="The pack is being replaced."))
    page.goto(component.url + WIDE)
    fault = page.locator(".fault")
    expect(fault).to_contain_text("could not be fetched")
    expect(fault).to_contain_text("The pack is being replaced.")
    page.unroute("**/r/map/msoa11*")
    fault.get_by_role("button", name="Try again").click()
    assert MapDriver(page).drawn().areas_drawn() == 125


def test_png_holds_the_drawn_map(drive: Callable[..., MapDriver]) -> None:
    sized = """async () => { const blob = await STAGE.png(2); const image = await createImageBitmap(blob);
    return [image.width, image.height, blob.size] }"""
    width, height, size = drive().ask(sized)
    assert width > 1600 and height == 960 and size > 60_000


def _bytes(content: bytes):
    import numpy as np

    return np.frombuffer(content, dtype=np.uint8)


def _pixel() -> str:
    from tests.journeys.component_app.driver import PIXEL

    return PIXEL
