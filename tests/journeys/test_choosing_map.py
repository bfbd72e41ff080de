"""The map for sets of areas: classes that can be told apart, areas chosen by click and told to Python once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.journeys.browser import launched
from tests.journeys.component_app.choosing_driver import ChoosingDriver
from tests.journeys.component_app.running import small_app
from tests.journeys.conftest import PHONE
from tests.journeys.servers import Server
from tests.journeys.test_access import violations
from tests.journeys.test_map_component import LOSE

CHOOSE, SHOW = "/?wide=1&mode=choose", "/?wide=1"
# Large LSOAs: Breckland 010B, and one of each class of the screen's two sets.
OUTSIDE, ONLY_PLACE, ONLY_DISTRICT, BOTH = "E01026420", "E01030285", "E01026547", "E01026606"
FILL, GREY, PALE, ORANGE, DARK, WHITE = "#7FB0D6", "#DFE4E8", "#FCEDE1", "#A33A00", "#12436D", "#FFFFFF"


@pytest.fixture(scope="module")
def small() -> Iterator[Server]:
    """The map's own small app."""
    yield from small_app("choosing_app.py")


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
    expect(driver.tooltip).to_contain_text("LSOA in Great Yarmouth")
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


def test_lost_graphics_context_brings_map_patterns_and_shape_back(drive: Callable[..., ChoosingDriver]) -> None:
    driver = drive(SHOW)
    driver.ask(LOSE)
    driver.ask("() => { window.old = STAGE.pane.map; window.lost.loseContext() }")
    driver.until("STAGE.pane.map && STAGE.pane.map !== window.old && STAGE.pane.styled")
    assert driver.colours(BOTH).get(DARK, 0) > 0.3
    assert driver.ask("() => Boolean(STAGE.pane.map.getSource('sketch'))")


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
    code = driver.ask("() => STAGE.model.names.codes[STAGE.pane.under([60, 200]).id]")
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
