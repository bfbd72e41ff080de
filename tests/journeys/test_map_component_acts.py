"""What a reader can do with the map component: point, click, search, move, switch boundaries, step through periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.journeys.browser import launched
from tests.journeys.component_app.driver import LARGE, PARADE, THETFORD, WIDE, MapDriver
from tests.journeys.component_app.running import small_app
from tests.journeys.servers import Server


@pytest.fixture(scope="module")
def component() -> Iterator[Server]:
    """The component's own small app."""
    yield from small_app()


@pytest.fixture
def drive(component: Server, visit: Callable[..., Page]) -> Callable[..., MapDriver]:
    """A function that opens the map at an address and waits until it is drawn."""
    return lambda path=WIDE, **options: MapDriver(visit(component.url + path, **options)).drawn()


def test_click_selects_and_click_on_sea_does_nothing(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?wide=1")
    driver.page.mouse.click(*driver.at(LARGE))
    expect(driver.page.get_by_text("Area: E02005512")).to_be_visible()
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
        driver.rested()
    moved = driver.camera
    assert moved[0] > start[0] and moved[1] > start[1] and moved[2] == pytest.approx(start[2] + 1, abs=0.01)
    driver.page.get_by_role("button", name="Whole view").click()
    assert driver.rested().camera == pytest.approx(start, abs=0.001)


def test_camera_is_kept_over_every_change_and_fits_on_demand(drive: Callable[..., MapDriver]) -> None:
    driver = drive("/?trouble=1")
    start = driver.camera
    driver.ask("() => STAGE.pane.map.jumpTo({center: [1.2, 52.5], zoom: 9.5})")
    before = driver.rested().class_of(PARADE)
    driver.page.get_by_role("button", name="Other indicator").click()
    driver.until("STAGE.model.header.view.endsWith('period=15')")
    assert driver.class_of(PARADE) == before + 2  # 55.4 + 15 is two classes up
    assert driver.camera == pytest.approx((1.2, 52.5, 9.5))
    driver.page.get_by_text("lsoa11", exact=True).click()
    driver.until("STAGE.model.header.layer.count === 611")
    assert driver.areas_drawn() > 200
    assert driver.camera == pytest.approx((1.2, 52.5, 9.5))
    driver.page.get_by_role("button", name="Fit").click()
    assert driver.until("STAGE.pane.map.getZoom() < 9").camera == pytest.approx(start, abs=0.01)


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
    fetched = "performance.getEntriesByType('resource').filter(one => one.name.includes('/plane')).length"
    driver.page.wait_for_function(f"() => {fetched} === 4")
    driver.rested()
    runs = driver.state
    driver.page.on("request", lambda request: asked.append(request.url))
    slider.evaluate("one => { one.value = 2; one.dispatchEvent(new Event('input', {bubbles: true})) }")
    driver.until("STAGE.model.period !== null")
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
    fault.wait_for()
    expect(fault).to_contain_text("could not be fetched")
    expect(fault).to_contain_text("The pack is being replaced.")
    page.unroute("**/r/map/msoa11*")
    fault.get_by_role("button", name="Try again").click()
    assert MapDriver(page).drawn().areas_drawn() == 125


def test_without_webgl_a_still_picture_can_be_pointed_at_and_clicked(
    playwright: Playwright, component: Server, visit: Callable[..., Page]
) -> None:
    blind = launched(playwright, webgl=False)
    page = visit(component.url + "/?wide=1", using=blind)
    page.locator(".hem[data-state=drawn]").wait_for()
    expect(page.locator(".notice")).to_contain_text("WebGL")
    assert page.locator(".picture [data-id]").count() == 125
    names = MapDriver(page).ask("() => STAGE.model.names.codes")
    area = page.locator(f".picture [data-id='{names.index(LARGE)}']")
    assert area.get_attribute("fill") == "#1F9EB7"
    box = area.bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*at)
    expect(page.locator(".tip")).to_contain_text("79.8 %")
    page.mouse.click(*at)
    expect(page.get_by_text(f"Area: {LARGE}")).to_be_visible()
    page.context.close()
    blind.close()


def test_png_holds_the_drawn_map(drive: Callable[..., MapDriver]) -> None:
    sized = """async () => { const blob = await STAGE.png(2); const image = await createImageBitmap(blob);
    return [image.width, image.height, blob.size] }"""
    width, height, size = drive().ask(sized)
    assert width > 1600 and height == 960 and size > 60_000
