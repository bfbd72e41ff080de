"""The map for sets of areas: classes that can be told apart, areas chosen and shapes drawn, told to Python once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.journeys import servers
from tests.journeys.browser import launched
from tests.journeys.component_app.choosing_driver import ChoosingDriver
from tests.journeys.component_app.running import APP, HERE
from tests.journeys.conftest import PHONE
from tests.journeys.servers import Server
from tests.journeys.test_access import violations

CHOOSE, SHOW = "/?wide=1&mode=choose", "/?wide=1"
# Large LSOAs: Breckland 010B, and one of each class of the screen's two sets.
OUTSIDE, ONLY_PLACE, ONLY_DISTRICT, BOTH = "E01026420", "E01030285", "E01026547", "E01026606"
FILL, GREY, PALE, ORANGE, DARK, WHITE = "#7FB0D6", "#DFE4E8", "#FCEDE1", "#A33A00", "#12436D", "#FFFFFF"


@pytest.fixture(scope="module")
def small() -> Iterator[Server]:
    """The map's own small app."""
    started = servers.started(folder=APP, script="choosing_app.py", env=HERE)
    yield started
    started.stop()
    assert started.complaints() == []


@pytest.fixture
def drive(small: Server, visit: Callable[..., Page]) -> Callable[..., ChoosingDriver]:
    """A function that opens the map at an address and waits until it is drawn."""
    return lambda path=CHOOSE, **options: ChoosingDriver(visit(small.url + path, **options)).drawn()


# --- showing


def test_classes_are_fills_and_patterns_with_words_and_counts_in_the_legend(
    drive: Callable[..., ChoosingDriver],
) -> None:
    driver = drive(SHOW)
    assert driver.colours(OUTSIDE).get(GREY, 0) > 0.8
    assert driver.colours(ONLY_PLACE).get(FILL, 0) > 0.8
    hatched, dotted = driver.colours(ONLY_DISTRICT), driver.colours(BOTH)
    assert hatched.get(PALE, 0) > 0.2 and hatched.get(ORANGE, 0) > 0.1
    assert dotted.get(DARK, 0) > 0.3 and dotted.get(WHITE, 0) > 0.1
    keys = driver.page.locator(".keys li").all_inner_texts()
    assert keys[:4] == ["In neither (393)", "In the place only (73)", "In the districts only (84)", "In both (61)"]
    assert "Counties" in keys
    expect(driver.page.locator(".tools")).to_be_hidden()


def test_showing_names_an_area_and_its_class_and_a_click_changes_nothing(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive(SHOW)
    driver.page.mouse.move(*driver.at(BOTH))
    expect(driver.tooltip).to_contain_text("Great Yarmouth")
    expect(driver.tooltip).to_contain_text("In both")
    driver.page.mouse.click(*driver.at(BOTH))
    driver.page.locator(".canvas canvas").focus()
    driver.page.keyboard.press("ArrowRight")
    expect(driver.live).to_contain_text(", In ")
    driver.page.keyboard.press("Space")
    driver.page.wait_for_timeout(400)
    assert driver.ask("() => STAGE.outbox.last") == 0


def test_england_is_drawn_from_tiles_with_its_patterns(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive(SHOW + "&scope=england")
    driver.ask("() => STAGE.pane.map.jumpTo({center: [1.5, 52.62], zoom: 8.6})")
    driver.rested()
    hatched = driver.colours(ONLY_DISTRICT, 6)
    assert hatched.get(PALE, 0) > 0.1 and hatched.get(ORANGE, 0) > 0.1
    assert driver.colours(BOTH, 6).get(DARK, 0) > 0.2


# --- choosing


def test_click_turns_an_area_over_at_once_and_python_hears_it_once(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive()
    driver.ask("() => STAGE.pane.map.jumpTo({center: [1.1, 52.6], zoom: 9})")
    camera = driver.rested().camera
    driver.page.mouse.click(*driver.at(OUTSIDE))
    expect(driver.live).to_have_text("Breckland 010B added, 135 LSOAs")
    assert driver.ask("id => STAGE.model.classes[id]", driver.position(OUTSIDE)) == 1
    assert driver.told(1) == [f"+{OUTSIDE}"]
    expect(driver.page.locator(".key-class-1")).to_have_text("In the footprint (135)")
    driver.page.get_by_role("button", name="Rerun").click()
    driver.script_done()
    assert driver.told(1) == [f"+{OUTSIDE}"]
    assert driver.colours(OUTSIDE).get(FILL, 0) > 0.8
    assert driver.camera == pytest.approx(camera)
    driver.page.mouse.click(*driver.at(OUTSIDE))
    expect(driver.live).to_have_text("Breckland 010B taken out, 134 LSOAs")
    assert driver.told(2) == [f"+{OUTSIDE}", f"-{OUTSIDE}"]


def test_clicks_in_quick_succession_are_all_heard(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive()
    codes = driver.ask("() => STAGE.model.names.codes.filter((_, id) => STAGE.model.classes[id] === 0).slice(0, 12)")
    ids = [driver.position(code) for code in codes]
    driver.ask(
        "async ids => { for (const id of ids) { STAGE.reader.choose(id); await new Promise(r => setTimeout(r, 15)) } }",
        ids,
    )
    assert sorted(driver.told(12)) == sorted(f"+{code}" for code in codes)
    expect(driver.page.get_by_text("Chosen: 146")).to_be_visible()


def test_area_found_by_name_is_added(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive()
    driver.finder.fill("Breckland 010B")
    driver.page.keyboard.press("Enter")
    assert driver.told(1) == [f"+{OUTSIDE}"]


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
    expect(driver.page.locator(".tool-help")).to_have_text("A shape needs at least three points.")
    driver.page.keyboard.press("Escape")
    expect(driver.live).to_have_text("Drawing cancelled")
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


# --- without a pointer


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


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, PHONE], ids=["1280", "390"])
def test_nobody_is_kept_out(viewport: dict, drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive("/?mode=choose", viewport=viewport).take("Draw shape")
    assert violations(driver.page) == []
    assert driver.page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    heights = [one.bounding_box()["height"] for one in driver.page.locator(".tool:visible, .button:visible").all()]
    assert len(heights) >= 14 and min(heights) >= 32


def test_narrow_map_leaves_one_finger_to_the_page_and_a_tap_chooses(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive("/?mode=choose", viewport=PHONE, has_touch=True, is_mobile=True)
    assert driver.ask("() => STAGE.pane.map.cooperativeGestures.isEnabled()")
    code = driver.ask("() => STAGE.model.names.codes[STAGE.pane.under({x: 60, y: 200}).id]")
    driver.page.touchscreen.tap(*driver.on_map(60, 200))
    assert driver.told(1) == [f"+{code}"]


def test_without_webgl_a_still_picture_can_be_clicked(
    playwright: Playwright, small: Server, visit: Callable[..., Page]
) -> None:
    blind = launched(playwright, webgl=False)
    page = visit(small.url + CHOOSE, using=blind)
    page.locator(".hem[data-state=drawn]").wait_for()
    expect(page.locator(".notice")).to_contain_text("The lists on this page hold the same areas.")
    expect(page.locator(".tools")).to_be_hidden()
    driver = ChoosingDriver(page)
    area = page.locator(f".picture [data-id='{driver.position(OUTSIDE)}']")
    assert area.get_attribute("fill") == GREY
    box = area.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_text(f"+{OUTSIDE}")).to_be_visible()
    expect(page.locator(f".picture [data-id='{driver.position(OUTSIDE)}']")).to_have_attribute("fill", FILL)
    page.context.close()
    blind.close()
