"""Drawing on the map for sets of areas: shapes and circles, by pointer and by keyboard alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.component_app.choosing_driver import ChoosingDriver
from tests.journeys.component_app.running import small_app
from tests.journeys.conftest import PHONE
from tests.journeys.servers import Server


@pytest.fixture(scope="module")
def small() -> Iterator[Server]:
    """The map's own small app."""
    yield from small_app("choosing_app.py")


@pytest.fixture
def drive(small: Server, visit: Callable[..., Page]) -> Callable[..., ChoosingDriver]:
    """A function that opens the map at an address and waits until it is drawn."""
    return lambda path="/?wide=1&mode=choose", **options: ChoosingDriver(visit(small.url + path, **options)).drawn()


def test_polygon_by_clicks_with_a_point_taken_back_and_a_double_click_to_close(
    drive: Callable[..., ChoosingDriver],
) -> None:
    driver = drive().take("Draw shape")
    corners = [(300, 150), (420, 140), (430, 260)]
    for x, y in [*corners, (600, 400)]:
        driver.page.mouse.click(*driver.on_map(x, y))
        driver.page.wait_for_timeout(350)
    driver.page.keyboard.press("Backspace")
    expect(driver.live).to_have_text("Point taken back, 3 left")
    driver.page.mouse.dblclick(*driver.on_map(320, 270))
    expect(driver.live).to_have_text("Shape with 4 corners drawn")
    ring = driver.shape(1)["coordinates"][0]
    wanted = driver.places([*corners, (320, 270), corners[0]])
    assert [pytest.approx(place, abs=0.004) for place in wanted] == ring
    assert driver.ask("() => STAGE.pane.map.queryRenderedFeatures({layers: ['sketch-ink']}).length") > 0


def test_shape_of_two_points_is_refused_in_words_and_escape_cancels(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive().take("Draw shape")
    for x in (300, 400):
        driver.page.mouse.click(*driver.on_map(x, 200))
        driver.page.wait_for_timeout(350)
    driver.page.keyboard.press("Enter")
    driver.page.mouse.move(*driver.on_map(350, 300), steps=4)
    expect(driver.page.locator(".tool-help")).to_have_text("A shape needs at least three points.")
    driver.page.keyboard.press("Escape")
    expect(driver.live).to_have_text("Drawing cancelled")
    expect(driver.page.locator(".tool-help")).to_contain_text("Click the corners one by one")
    assert driver.ask("() => [STAGE.sketching.open, STAGE.outbox.last]") == [False, 0]


def test_shift_and_drag_draws_round_areas_without_a_tool(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive()
    camera = driver.camera
    driver.page.keyboard.down("Shift")
    driver.page.mouse.move(*driver.on_map(300, 150))
    driver.page.mouse.down()
    for point in ((420, 150), (420, 260), (300, 260)):
        driver.page.mouse.move(*driver.on_map(*point), steps=8)
    driver.page.mouse.up()
    driver.page.keyboard.up("Shift")
    ring = driver.shape(1)["coordinates"][0]
    assert len(ring) > 12 and ring[0] == ring[-1]
    (west, north), (east, south) = driver.places([(300, 150), (420, 260)])
    assert [min(x for x, _ in ring), max(x for x, _ in ring)] == pytest.approx([west, east], abs=0.005)
    assert [min(y for _, y in ring), max(y for _, y in ring)] == pytest.approx([south, north], abs=0.005)
    assert driver.camera == pytest.approx(camera)


def test_circle_by_drag_says_its_radius_and_means_metres_on_the_ground(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive().take("Circle")
    camera = driver.camera
    driver.page.mouse.move(*driver.on_map(300, 300))
    driver.page.mouse.down()
    driver.page.mouse.move(*driver.on_map(360, 300), steps=6)
    expect(driver.page.locator(".sketch-label")).to_have_text("10.3 km")
    driver.page.mouse.up()
    circle = driver.shape(1)
    (lon, lat), (edge, _) = driver.places([(300, 300), (360, 300)])
    assert circle["centre"] == pytest.approx([lon, lat], abs=0.003)
    # along a parallel: 111.195 km a degree of the equator, times the cosine of the latitude
    assert circle["radius_m"] == pytest.approx((edge - lon) * 111_195 * math.cos(math.radians(lat)), rel=0.03)
    assert driver.camera == pytest.approx(camera)


def test_a_finger_draws_a_circle_and_corners_of_a_shape(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive(viewport=PHONE, has_touch=True, is_mobile=True).take("Circle")
    camera, touch = driver.camera, driver.page.context.new_cdp_session(driver.page)

    def finger(kind: str, *points: tuple[float, float]) -> None:
        places = [dict(zip("xy", driver.on_map(*point), strict=True)) for point in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    finger("touchStart", (150, 150))
    for x in range(156, 199, 6):
        finger("touchMove", (x, 150))
    expect(driver.page.locator(".sketch-label")).to_contain_text("km")
    finger("touchEnd")
    dragged = driver.shape(1)
    for x in (150, 198):
        driver.page.touchscreen.tap(*driver.on_map(x, 150))
        driver.page.wait_for_timeout(350)
    tapped = driver.shape(2)
    assert tapped["centre"] == pytest.approx(dragged["centre"], abs=0.01)
    assert tapped["radius_m"] == pytest.approx(dragged["radius_m"], rel=0.05)
    driver.take("Draw shape")
    for corner in [(100, 100), (180, 100), (180, 180), (102, 101)]:
        driver.page.touchscreen.tap(*driver.on_map(*corner))
        driver.page.wait_for_timeout(350)
    assert len(driver.shape(3)["coordinates"][0]) == 4
    assert driver.camera == pytest.approx(camera)


def test_keyboard_alone_adds_an_area_and_draws_shape_and_circle(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive()
    press = driver.page.keyboard.press

    def tab_to(condition: str) -> None:
        for _ in range(30):
            press("Tab")
            if driver.ask(
                f"() => {{ const at = STAGE.root.getRootNode().activeElement; return Boolean(at) && {condition} }}"
            ):
                return
        raise AssertionError(f"Tab never came to {condition}")

    tab_to("at.matches('.canvas canvas')")
    for key in ["ArrowLeft"] * 5 + ["Shift+ArrowDown"]:
        press(key)
    expect(driver.page.locator(".crosshair")).to_be_visible()
    expect(driver.tooltip).to_contain_text("Not in the footprint")
    expect(driver.live).to_contain_text(", Not in the footprint")
    press("Space")
    expect(driver.live).to_contain_text(" added, 135 LSOAs")
    (added,) = driver.told(1)
    cross = driver.page.locator(".crosshair").bounding_box()
    driver.page.mouse.move(cross["x"] + cross["width"] / 2, cross["y"] + cross["height"] / 2)
    code = driver.ask("() => STAGE.model.names.codes[STAGE.reader.hovered]")
    assert added == f"+{code}"  # the area a mouse finds there
    expect(driver.tooltip).to_contain_text("In the footprint")

    press("Shift+Tab")
    while driver.ask("() => STAGE.root.getRootNode().activeElement.textContent") != "Draw shape":
        press("Shift+Tab")
    press("Enter")
    tab_to("at.matches('.canvas canvas')")
    for key in ("ArrowUp", "ArrowRight", "ArrowDown"):
        press("Space")
        for _ in range(4):
            press(key)
    press("Space")
    expect(driver.live).to_have_text("Point 4 set")
    driver.page.wait_for_timeout(400)  # what the last step came to is not said over it
    expect(driver.live).to_have_text("Point 4 set")
    press("Enter")
    assert len(driver.shape(2)["coordinates"][0]) == 5

    while driver.ask("() => STAGE.root.getRootNode().activeElement.textContent") != "Circle":
        press("Shift+Tab")
    press("Space")
    tab_to("at.matches('.canvas canvas')")
    press("Space")
    for _ in range(3):
        press("ArrowRight")
    expect(driver.live).to_contain_text("kilometres")
    press("Space")
    assert driver.shape(3)["radius_m"] > 5000
    assert driver.told(3)[0] == added


def test_cross_at_the_edge_takes_the_map_along_and_move_pans_it(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive()
    west = driver.camera[0]
    driver.page.locator(".canvas canvas").focus()
    for _ in range(25):
        driver.page.keyboard.press("ArrowRight")
    assert driver.rested().camera[0] > west
    driver.take("Move").page.locator(".canvas canvas").focus()
    moved = driver.camera[0]
    driver.page.keyboard.press("ArrowLeft")
    driver.page.wait_for_timeout(500)
    assert driver.rested().camera[0] < moved
    expect(driver.page.locator(".crosshair")).to_be_hidden()
