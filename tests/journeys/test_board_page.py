"""The board as a board member and a place team meet it (A5, A10): lenses, tiles, both views, files, phone, axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of the page
LENSES = ["Health and wellbeing outcomes", "Standards of care and quality", "Finance and use of resources"]
WALSALL = "board?system=sys-bc-icb&place=pl-walsall"


def opened(visit: Visit, server: Server, *, query: str = "board", viewport: dict = DESKTOP) -> Reader:
    reader = Reader(visit(f"{server.url}/{query}", viewport=viewport))
    reader.page.set_default_timeout(PATIENCE)
    return drawn(reader)


def drawn(reader: Reader) -> Reader:
    reader.page.locator(".he-board-sheet").wait_for(state="attached")
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    return reader


def tiles(reader: Reader) -> list[Locator]:
    return reader.page.get_by_role("article").all()


def words(place: Locator) -> str:
    return " ".join(place.inner_text().replace("\u00a0", " ").split())


def test_three_lenses_stand_in_order_and_the_first_row_needs_no_scrolling(visit: Visit, server: Server) -> None:
    """A10 on Walsall's board: three headers, the first row of tiles, an empty lens that says so, at 1280 x 720."""
    for query in ("board", WALSALL):
        reader = opened(visit, server, query=query)
        heads = reader.page.locator(".hb-lens > h2")
        assert heads.all_inner_texts() == LENSES
        lefts = [head.bounding_box()["x"] for head in heads.all()]
        assert lefts == sorted(lefts) and len({head.bounding_box()["y"] for head in heads.all()}) == 1
        first = reader.page.locator(".hb-lens .hb-tile").all()
        assert len(first) == 4
        for part in (*heads.all(), *first):
            box = part.bounding_box()
            assert box["y"] >= 0 and box["y"] + box["height"] <= 720, part.inner_text()
        expect(reader.page.locator(".hb-lens").nth(2)).to_contain_text("No indicator loaded")


def test_parts_of_the_tiles_stand_at_the_same_height(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    for part in ("h3", ".hb-v", ".hb-bd", ".hb-sent", ".hb-gap", ".hb-go"):
        tops = {round(one.bounding_box()["y"]) for one in reader.page.locator(f".hb-lens article {part}").all()}
        assert len(tops) == 1, (part, tops)


def test_every_tile_s_number_is_the_map_card_s(visit: Visit, server: Server) -> None:
    """Each tile's own Map link opens the map of that measure on the same footprint, with the same number."""
    for query in ("board", "board?place="):
        reader = opened(visit, server, query=query)
        told = [
            (
                words(tile.locator("h3")),
                words(tile.locator(".hb-v b")),
                tile.get_by_role("link", name="Map").get_attribute("href"),
                words(tile.locator(".hb-per")),
            )
            for tile in tiles(reader)
        ]
        assert len(told) == 5
        page = reader.page
        for name, value, href, _ in told:
            page.goto(f"{server.url}/{href.removeprefix('./')}")
            page.locator(".he-card").wait_for()
            if name.startswith("Over 30 minutes"):
                expect(page.locator(".he-sub")).to_contain_text("Minutes to nearest stroke unit")
                continue  # the map shows the times; the share of residents is the board's (tests/pages)
            card = page.locator(".he-card")
            big = card.locator(".he-big").inner_text().replace("\u00a0", " ")
            assert big == value, (name, big, value)


def test_trend_link_opens_the_same_line(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    tile = reader.page.get_by_role("article", name="MMR, two doses by age 5")
    last = words(tile.locator(".hb-v b"))
    href = tile.get_by_role("link", name="Trend").get_attribute("href")
    page = visit(f"{server.url}/{href.removeprefix('./')}")
    page.locator(".he-trend-sheet").wait_for(state="attached")
    expect(page.locator(".he-latest")).to_contain_text("Suffolk")
    assert last.removesuffix(" %") in page.locator(".he-latest").inner_text()


def test_file_equals_the_page(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    rows = reader.download()
    reader.page.get_by_text("The same numbers as a table").first.click()
    table = reader.page.locator(".hb-numbers tbody tr")
    cells = table.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))")
    assert len(cells) == len(rows)
    for shown, filed in zip(cells, rows, strict=True):
        assert (shown[0], shown[1]) == (filed["indicator"], filed["what"])
        number = shown[4].replace("\u00a0", " ").split(" ")[0].replace(",", "").replace("−", "-")
        assert (number == "No") == (filed["value"] == "")
        if filed["value"]:
            assert float(number) == pytest.approx(float(filed["value"]))
    for tile in tiles(reader):
        name, large = words(tile.locator("h3")), words(tile.locator(".hb-v b"))
        own = next(
            row for row in rows if row["indicator"] == name and row["what"] in ("Footprint", "Published instead")
        )
        assert float(large.split(" ")[0].replace(",", "")) == pytest.approx(float(own["value"]))
    gap = next(row for row in rows if row["what"] == "Equity gap" and row["indicator_id"] == "covid_dose1")
    assert (gap["value"], words(tiles(reader)[0].locator(".hb-gap b").first)) == ("-22.5", "22.5 points")


def test_toggle_by_keyboard_changes_address_and_opens_again(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    reader.page.get_by_role("radio", name="Dance floor").or_(
        reader.page.get_by_role("button", name="Dance floor")
    ).first.focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**density=floor**")
    table = reader.page.locator(".hb-floor")
    expect(table.locator("tbody tr")).to_have_count(28, timeout=PATIENCE)
    expect(table.locator("tbody tr").first).to_contain_text("Yarmouth Parade")
    box = table.locator("tbody tr").first.bounding_box()
    assert box["y"] + box["height"] <= 720
    reader.box("Sort by").focus()
    reader.page.keyboard.type("Stroke admission rate")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**sort=stroke_admissions_rate**")
    expect(table.locator("[aria-sort]")).to_contain_text("Stroke admission rate", timeout=PATIENCE)
    rows = [row["area"] for row in reader.download() if row["what"] == "Area"]
    shown = table.locator("tbody tr th").all_inner_texts()
    assert list(dict.fromkeys(rows)) == shown
    again = opened(visit, server, query=reader.page.url.removeprefix(f"{server.url}/"))
    assert again.page.locator(".hb-floor tbody tr th").all_inner_texts() == shown
    again.page.get_by_role("radio", name="Balcony").or_(again.page.get_by_role("button", name="Balcony")).first.click()
    expect(again.page.locator(".hb-lens > h2")).to_have_text(LENSES, timeout=PATIENCE)
    again.page.wait_for_function("!location.search.includes('density')")
    assert "density" not in again.address


def test_every_state_of_the_floor_has_a_mark_and_a_word(visit: Visit, server: Server) -> None:
    """A5 on real areas of the whole system: each outcome has its shape and its word, also where not ranked."""
    reader = opened(visit, server, query="board?place=&density=floor")
    cells = reader.page.locator(".hb-floor tbody td .he-badge")
    found = set(cells.evaluate_all("all => all.map(one => one.innerText.trim())"))
    assert {"Better", "Worse", "Similar", "Not compared", "Not ranked: register unreliable"} <= found
    assert cells.count() == cells.locator("svg").count()


def test_place_and_measure_are_chosen_in_boxes_and_shared_with_the_other_pages(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    reader.box("Leading measure").click()
    reader.page.get_by_role("option", name="MMR, two doses by age 5", exact=True).click()
    expect(reader.page.locator("article h3").first).to_have_text("MMR, two doses by age 5", timeout=PATIENCE)
    reader.page.wait_for_url("**indicator=mmr2_5y")
    assert reader.address == {"indicator": "mmr2_5y"}
    reader.box("Place").click()
    reader.page.get_by_role("option", name="Norwich", exact=True).first.click()
    reader.page.wait_for_url("**place=pl-nw-norwich**")
    expect(reader.page.locator(".he-sub")).to_contain_text("Norwich")
    reader.page.get_by_role("link", name="Map", exact=True).first.click()
    assert Reader(reader.page).settled().address == {"indicator": "mmr2_5y", "place": "pl-nw-norwich"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("indicator=happiness", "no measure called “happiness”"),
        ("place=pl-nowhere", "No place has the code “pl-nowhere”"),
        ("system=E54000022&date=2026-04-01", "Norfolk and Suffolk"),
        ("density=cellar", "not a view of the board"),
        ("density=floor&sort=mmr2_5y", "is no column here"),
    ],
)
def test_wrong_address_opens_with_a_notice(visit: Visit, server: Server, query: str, said: str) -> None:
    reader = opened(visit, server, query=f"board?{query}")
    expect(reader.page.locator(".he-notice").first).to_contain_text(said)
    assert reader.title
    assert violations(reader.page) == []


def test_footprint_without_most_figures_says_why(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="board?system=sys-west-yorkshire&place=")
    expect(reader.page.locator(".hb-strip")).to_contain_text("values for 0 of 307 areas")
    expect(reader.page.locator(".hb-lens").nth(1)).to_contain_text("No figure for West Yorkshire")


@pytest.mark.parametrize("query", ["board", "board?density=floor", WALSALL], ids=["balcony", "floor", "walsall"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_picture_fits_and_axe_finds_nothing(visit: Visit, server: Server, viewport: dict, query: str) -> None:
    reader = opened(visit, server, query=query, viewport=viewport)
    reader.page.wait_for_timeout(500)
    name = "-".join(part for part in query.replace("?", "-").replace("&", "-").replace("=", "_").split("-") if part)
    reader.page.screenshot(path=ARTEFACTS / f"{name}-{viewport['width']}.png")
    for panel in reader.page.locator("details.he-panel summary").all():
        panel.click()
    assert reader.page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    assert violations(reader.page) == []
    if viewport == PHONE and "floor" not in query:
        lefts = {round(tile.bounding_box()["x"]) for tile in tiles(reader)}
        assert len(lefts) == 1  # one column


def test_waiting_for_the_sheet_has_its_size_and_keeps_the_address(visit: Visit, server: Server) -> None:
    """Before the sheet's program has come grey bars stand in its place; a carried measure outlives a choice."""
    page = visit("about:blank")
    held = []
    page.route("**/sheet*.mjs", lambda route: held.append(route))
    page.goto(f"{server.url}/board?indicator=imd2019_rank")
    waiting = page.locator(".st-key-board")
    waiting.wait_for()
    assert waiting.bounding_box()["height"] >= 380
    for _ in range(400):
        if held:
            break
        page.wait_for_timeout(50)
    assert held
    page.unroute("**/sheet*.mjs")  # lets the held request go on
    reader = drawn(Reader(page))
    expect(page.locator(".he-notice")).to_contain_text("belongs to no lens")
    reader.box("Place").click()
    page.get_by_role("option", name="The whole system", exact=True).click()
    page.wait_for_url("**place=*")
    expect(page.locator(".he-sub")).to_contain_text("125 MSOAs")
    assert "indicator=imd2019_rank" in page.url
