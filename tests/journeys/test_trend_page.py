"""The trend page as a reader meets it: the picture of the design, the switch (A3), dates and old codes (A2)."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.reader import downloaded
from tests.journeys.servers import Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]
SHEFFIELD = "indicator=cover_mmr2_5y&system=sys-south-yorkshire"


def opened(page: Page) -> Page:
    """The page with its figure drawn."""
    page.locator(".he-trend-sheet").wait_for(state="attached")
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    return page


def figure(page: Page) -> str:
    """Every word of the figure that is shown."""
    return " ".join(page.locator(".he-trend-wide svg text").all_text_contents())


def rows(page: Page) -> dict[tuple[str, str], list[str]]:
    """Cells of the table by period and line."""
    found = page.locator("table.he-series tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return {(cells[0], cells[1]): cells[2:] for cells in found}


def test_landing_is_the_design_s_picture(visit: Visit, server: Server) -> None:
    page = opened(visit(f"{server.url}/trend"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Norfolk and Suffolk have held MMR above 88 % while England fell to 83.7 %"
    )
    words = figure(page)
    assert "1 Apr 2026" in words and "NHS footprint over Norfolk and Waveney" in words and "East Suffolk" in words
    card = page.get_by_role("region", name="Latest values and trend")
    expect(card).to_contain_text("89.7 to 91.0")
    expect(card).to_contain_text("could not be calculated: counts are needed for five years")
    expect(page.get_by_text("Axis starts at 82")).to_be_visible()
    assert rows(page)["2015/16", "Norfolk"][1] == "95.0"
    with_counts = next(row for row in downloaded(page) if row["period"] == "2024/25" and row["line"] == "Norfolk")
    assert (with_counts["numerator"], with_counts["denominator"]) == ("7689", "8508")
    assert page.locator(".he-trend-wide svg").bounding_box()["y"] < 240


@pytest.mark.parametrize(("footprint", "choice"), [("then", "footprint at the time"), ("today", "today’s footprint")])
def test_picture_holds_title_choice_break_and_source(visit: Visit, server: Server, footprint: str, choice: str) -> None:
    page = opened(visit(f"{server.url}/trend?footprint={footprint}"))
    title = page.get_by_role("heading", level=1).inner_text()
    button = page.get_by_role("button", name="PNG", exact=True)
    button.focus()
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    png = Path(taken.value.path()).read_bytes()
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG\r\n\x1a\n") and width == 2560 and 1200 < height < 2560
    assert taken.value.suggested_filename == f"mmr2_5y-trend-norfolk-suffolk-{footprint}.png"
    assert not blank(page, png)
    expect(page.locator(".he-save [role=status]")).to_have_text("Saved")
    with page.expect_download() as taken:
        page.get_by_role("link", name="SVG", exact=True).press("Enter")
    root = ElementTree.parse(taken.value.path()).getroot()
    words = " ".join("".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text"))
    wanted = (title, choice, "1 Apr 2026", "Source: UKHSA and NHS England", "Open Government", "Picture made on")
    assert [one for one in wanted if one.replace("\u00a0", " ") not in words.replace("\u00a0", " ")] == []


def blank(page: Page, png: bytes) -> bool:
    """Whether the browser sees fewer than a thousand dark points in a PNG: a picture without lines and words."""
    dark = page.evaluate(
        """async (address) => {
          const image = Object.assign(new Image(), { src: address });
          await image.decode();
          const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 460 });
          const pen = canvas.getContext("2d");
          pen.drawImage(image, 0, 0, 640, 460);
          const { data } = pen.getImageData(0, 0, 640, 460);
          return data.filter((value, place) => place % 4 === 0 && value < 128).length;
        }""",
        f"data:image/png;base64,{base64.b64encode(png).decode()}",
    )
    return dark < 1000


def test_a_picture_that_cannot_be_made_is_said(visit: Visit, server: Server) -> None:
    page = opened(visit(f"{server.url}/trend"))
    page.watch.allowed.append("503")
    page.route("**/r/trend.svg*", lambda route: route.fulfill(status=503, body="The pack cannot be opened."))
    page.get_by_role("button", name="PNG", exact=True).click()
    expect(page.locator(".he-save [role=status]")).to_contain_text("The PNG could not be made. Take the SVG instead.")
    expect(page.get_by_role("button", name="PNG", exact=True)).to_be_enabled()


def test_a_district_stands_beside_the_rest_of_its_county(visit: Visit, server: Server) -> None:
    page = opened(visit(f"{server.url}/trend?indicator=covid_dose1&area=E07000145&second=none"))
    panel = page.get_by_role("region", name="Great Yarmouth in its county", exact=True)
    expect(panel).to_contain_text("77.9\u00a0% (95\u00a0% interval 77.7 to 78.2\u00a0%) in Great Yarmouth")
    cells = panel.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    shown = {row[0].splitlines()[0]: row for row in cells}
    assert list(shown) == ["Great Yarmouth", "Rest of Norfolk", "Norfolk and Waveney"]
    assert shown["Rest of Norfolk"][-3:] == ["592,341", "723,161", "97 of 97 areas, 100\u00a0% of people"]
    assert "Worse" in shown["Rest of Norfolk"]
    rest = next(row for row in downloaded(page) if row["role"] == "rest")
    assert (rest["numerator"], rest["denominator"]) == ("592341", "723161")
    box = page.get_by_role("combobox", name="Place or area", exact=True)  # districts are offered, by keyboard
    box.click()
    box.press_sequentially("Breckland")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Breckland in its county", exact=True)).to_be_visible()
    page.wait_for_url("**area=E07000143*")
    assert violations(page) == []


def test_switch_and_area_are_in_the_address_and_the_page_opens_again(visit: Visit, server: Server) -> None:
    page = opened(visit(f"{server.url}/trend"))
    page.get_by_role("radio", name="Today’s").or_(page.get_by_role("button", name="Today’s")).first.click()
    expect(page.locator(".he-sub")).to_contain_text("today’s footprint")
    page.wait_for_url("**footprint=today**")
    assert {row["footprint"] for row in downloaded(page)} == {"today’s footprint"}
    again = opened(visit(page.url))
    expect(again.locator(".he-sub")).to_contain_text("today’s footprint")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("system=E54000022&date=2026-04-01", "On 1 April 2026 its area is in Norfolk and Suffolk (100 %)."),
        ("area=E07000206", "Waveney (E07000206), a district, ended on 31 March 2019."),
        ("system=E54000034&date=2026-04-01", "Thames Valley (55 %), Hampshire and Isle of Wight (23 %)"),
        ("area=E10000006", "its area is in Cumberland (55 %) and Westmorland and Furness (45 %)"),
    ],
)
def test_old_codes_open_with_a_notice(visit: Visit, server: Server, query: str, words: str) -> None:
    page = opened(visit(f"{server.url}/trend?{query}"))
    expect(page.locator(".he-notice").first).to_contain_text(words)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_map_opens_old_codes_with_a_notice_and_offers_36_boards(visit: Visit, server: Server) -> None:
    page = visit(f"{server.url}/?area=E07000206")
    expect(page.locator(".he-notice")).to_contain_text("On 31 March 2026 its area is in East Suffolk (100 %)")
    later = visit(f"{server.url}/?system=england&date=2026-04-01")
    later.locator(".hem[data-state=drawn]").first.wait_for(timeout=60_000)  # a box that comes again loses what is typed
    box = later.get_by_role("combobox", name="System", exact=True)
    box.click()
    box.press_sequentially("Norfolk and")
    expect(later.get_by_role("option", name="Norfolk and Suffolk", exact=True)).to_be_visible()
    expect(later.get_by_role("option", name="Norfolk and Waveney", exact=True)).to_have_count(0)


def test_phone_has_its_own_drawing_and_nothing_runs_over(visit: Visit, server: Server) -> None:
    page = opened(visit(f"{server.url}/trend", viewport=PHONE))
    expect(page.locator(".he-trend-narrow svg")).to_be_visible()
    expect(page.locator(".he-trend-wide svg")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_bassetlaw_left_the_switch_changes_only_what_was_before(visit: Visit, england: Server) -> None:
    then = opened(visit(f"{england.url}/trend?{SHEFFIELD}"))
    assert "1 Jul 2022" in figure(then) and "Bassetlaw left" in figure(then)
    card = then.get_by_role("region", name="Latest values and trend")
    expect(card).to_contain_text("the footprint's members change within the five years (1 Jul 2022:")
    before = rows(then)
    today = opened(visit(f"{england.url}/trend?{SHEFFIELD}&footprint=today"))
    expect(today.get_by_role("region", name="Latest values and trend")).to_contain_text(
        "South Yorkshire: no clear change"
    )
    after = rows(today)
    changed = {
        period
        for (period, line), cells in before.items()
        if line == "South Yorkshire" and cells[1:6] != after[period, line][1:6]
    }
    assert changed == {
        f"quarter {quarter} of {year}/{year % 100 + 1}"
        for year in (2018, 2019, 2020, 2021, 2022)
        for quarter in (1, 2, 3, 4)
        if (year, quarter) <= (2022, 1)
    }
    last = before["quarter 1 of 2022/23", "South Yorkshire"]
    assert last[0] == "South Yorkshire and Bassetlaw"
