"""The footprint page, as a reader meets it: landing, lists, files, circle, undo, names, keeping, links, files out."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import shapely
from playwright.sync_api import Page, expect

from tests.data.own_uploads import BOW_TIE, YARMOUTH, frame, geojson, geopackage, shapefile
from tests.journeys.servers import ROOT, Server

Visit = Callable[..., Page]
FIVE = "E01026581, E01026582;E01026583\nE01026584 'E01026585'"


def opened(visit: Visit, server: Server, query: str = "") -> Page:
    """The page, once its card is there."""
    page = visit(f"{server.url}/footprints{query}")
    page.locator(".he-own-card, .he-card-empty").first.wait_for()
    return page


def rested(page: Page) -> None:
    """Wait until the script has run."""
    page.wait_for_timeout(150)
    page.wait_for_function("() => !document.querySelector('[data-test-script-state=running]')")


def use(page: Page, button: str) -> None:
    """Press a button and wait."""
    page.get_by_role("button", name=button, exact=True).click()
    rested(page)


def title(page: Page) -> str:
    """The finding."""
    return page.get_by_role("heading", level=1).inner_text()


def paste(page: Page, text: str) -> None:
    """Paste a list and use it."""
    page.get_by_label("Codes or postcodes", exact=False).fill(text)
    page.keyboard.press("Control+Enter")
    rested(page)
    use(page, "Use these")


def test_landing_is_the_place_of_the_pack_with_both_counties(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    assert title(page) == "Great Yarmouth and Waveney: 134 LSOAs, about 215,300 residents"
    card = page.get_by_role("region", name="This footprint")
    for words in (
        "215,299",
        "116,684 (73 LSOAs)",
        "98,615 (61 LSOAs)",
        "81.0 %",
        "157,110 of 193,980",
        "70,808 of 90,869",
    ):
        expect(card).to_contain_text(words)
    past = page.get_by_role("region", name="Then and now")
    expect(past).to_contain_text("from 1 April 2026")
    expect(past).to_contain_text("Norfolk and Suffolk")
    assert page.get_by_role("region", name="Table of members").locator("tbody tr").count() == 134


def test_pasted_codes_undo_redo_rename_and_the_link_opens_the_same(
    visit: Visit, server: Server, start: Callable[..., Server]
) -> None:
    page = opened(visit, server, "?way=codes")
    paste(page, FIVE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Listed areas: 5 LSOAs")
    use(page, "Undo")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Great Yarmouth and Waveney: 134")
    use(page, "Redo")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Listed areas: 5 LSOAs")
    page.get_by_text("Name, tier, owner and dates").click()
    page.get_by_label("Name", exact=True).fill('Quay & "Harbour"')
    page.get_by_label("Valid from").fill("2026-04-01")
    page.keyboard.press("Tab")
    use(page, "Keep these details")
    expect(page.get_by_role("heading", level=1)).to_contain_text('Quay & "Harbour": 5 LSOAs')
    expect(page.get_by_role("region", name="This footprint")).to_contain_text("from 1 April 2026")
    page.wait_for_url("**own=1.*")
    again = visit(start().url + page.url.removeprefix(server.url))
    expect(again.get_by_role("heading", level=1)).to_have_text(title(page))
    assert again.locator(".he-notice").count() == 0


def test_bad_dates_are_refused_and_nothing_changes(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    before = title(page)
    page.get_by_text("Name, tier, owner and dates").click()
    page.get_by_label("Valid from").fill("April")
    page.keyboard.press("Tab")
    use(page, "Keep these details")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("“April” is not a date like 2026-04-01")
    assert title(page) == before


def test_every_wrong_word_of_a_list_is_named(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?way=codes")
    paste(page, "E01026581 Quayside\nE01026582")
    expect(page.get_by_role("alert")).to_contain_text(
        "1 words are neither area code nor postcode (lines 1) ('Quayside')"
    )
    paste(page, "E01026581 E01026581 E02005545 E99999999")
    alert = page.get_by_role("alert")
    for words in ("the same code twice", "another type or vintage (msoa11)", "not a code of this pack ('E99999999')"):
        expect(alert).to_contain_text(words)
    expect(page.get_by_role("heading", level=1)).to_contain_text("134 LSOAs")
    paste(page, "NR30 1AA")
    expect(page.get_by_role("alert")).to_contain_text("no postcode lookup")


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "zip", "csv"])
def test_every_kind_of_file_is_taken(kind: str, visit: Visit, server: Server, tmp_path: Path) -> None:
    content = {
        "geojson": lambda: geojson(YARMOUTH),
        "gpkg": lambda: geopackage(tmp_path, frame([YARMOUTH])),
        "zip": lambda: shapefile(tmp_path, frame([YARMOUTH], crs=4326)),
        "csv": lambda: b"lsoa11cd\r\nE01026581\r\nE01026582\r\n",
    }[kind]()
    page = opened(visit, server, "?way=file")
    page.locator("input[type=file]").set_input_files({"name": f"Riverside.{kind}", "mimeType": "", "buffer": content})
    page.get_by_text(f"Riverside.{kind}").first.wait_for()
    rested(page)
    use(page, "Use this file")
    areas = pd.read_parquet(ROOT / "data" / "pack" / "embedded" / "areas.parquet")
    spots = areas.loc[areas["area_type"] == "lsoa11", ["lon", "lat"]].itertuples(index=False)
    within = sum(1.70 <= lon <= 1.75 and 52.55 <= lat <= 52.65 for lon, lat in spots)
    count = "2 LSOAs" if kind == "csv" else f"{within} LSOAs"
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Riverside: {count}")


def test_broken_file_is_refused_in_one_message(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?way=file")
    content = geojson(BOW_TIE, shapely.Point(1.7, 52.6))
    page.locator("input[type=file]").set_input_files({"name": "odd.geojson", "mimeType": "", "buffer": content})
    alert = page.get_by_role("alert").filter(has_text="cannot be used")
    alert.wait_for()
    expect(alert).to_contain_text("feature 1: an outline that crosses itself")
    expect(alert).to_contain_text("feature 2: not a polygon")
    expect(page.get_by_role("heading", level=1)).to_contain_text("134 LSOAs")


def test_circle_around_a_typed_centre_by_both_rules(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?way=circle")
    page.get_by_label("Centre", exact=False).fill("52.6, 1.73")
    page.keyboard.press("Tab")
    rested(page)
    use(page, "Draw circle")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Within 5 km of 52.6, 1.73: 41 LSOAs")
    page.get_by_role("combobox", name="Which areas does the line take in?").click()
    page.get_by_role("option", name="Cut areas", exact=False).click()
    rested(page)
    use(page, "Draw circle")
    expect(page.get_by_role("heading", level=1)).to_contain_text("46 LSOAs")
    expect(page.get_by_role("region", name="This footprint")).to_contain_text("of its LSOAs are cut")
    page.get_by_label("Centre", exact=False).fill("1.73, 52.6")
    page.keyboard.press("Tab")
    rested(page)
    use(page, "Draw circle")
    expect(page.get_by_role("alert")).to_contain_text("give latitude, then longitude")


def test_add_and_remove_by_name_with_the_keyboard(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    page.get_by_role("combobox", name="Remove areas").focus()
    page.keyboard.type("Great Yarmouth 001A")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    rested(page)
    use(page, "Remove")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Great Yarmouth and Waveney, edited: 133 LSOAs")
    expect(page.get_by_text("Nearest in the register is")).to_contain_text("1,704 only there")
    page.get_by_role("combobox", name="Add areas", exact=False).focus()
    page.keyboard.type("E01026605")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    rested(page)
    use(page, "Add")
    expect(page.get_by_role("heading", level=1)).to_contain_text("134 LSOAs")


def test_small_counts_of_an_edited_footprint_are_refused(visit: Visit, server: Server) -> None:
    page = opened(visit, server, "?indicator=stroke_admissions_count&way=codes")
    card = page.get_by_role("region", name="This footprint")
    expect(card).not_to_contain_text("Not shown")
    paste(page, FIVE)
    expect(card).to_contain_text("Not shown. Stroke admissions, number is not shown for an own footprint")


def test_kept_footprint_is_there_for_the_next_reader(
    visit: Visit, start: Callable[..., Server], tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "data" / "pack" / "embedded", pack)
    server = start(env={"PACK": str(pack)})
    page = opened(visit, server, "?way=codes")
    paste(page, FIVE)
    use(page, "Keep with this pack")
    expect(page.get_by_text("is kept with this pack, in own/footprints.toml")).to_be_visible()
    assert len(tomllib.loads((pack / "own" / "footprints.toml").read_text())["footprint"]) == 1
    other = opened(visit, start(env={"PACK": str(pack)}), "?start=own-listed-areas")
    expect(other.get_by_role("heading", level=1)).to_contain_text("Listed areas: 5 LSOAs")


def test_files_out_open_and_say_the_same(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    found = {}
    for label in ("GeoJSON", "CSV of codes", "Register entry"):
        with page.expect_download() as taken:
            page.get_by_role("button", name=label).click()
        found[label] = Path(taken.value.path()).read_bytes()
    feature = json.loads(found["GeoJSON"])["features"][0]
    rows = list(csv.DictReader(io.StringIO(found["CSV of codes"].decode("utf-8-sig"), newline="")))
    entry = tomllib.loads(found["Register entry"].decode())["footprint"][0]
    assert sorted(row["area_code"] for row in rows) == feature["properties"]["members"]
    assert len(rows) == entry["n_members"] == 134
    outline = shapely.geometry.shape(feature["geometry"])
    assert outline.contains(shapely.Point(1.73, 52.6))
    assert outline.is_valid


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?own=1.abcdef.xyz", "cut short or changed"),
        ("?own=local", "too long for a link"),
        ("?start=own-elsewhere", "No footprint “own-elsewhere” is kept with this pack"),
    ],
)
def test_wrong_address_says_so(query: str, words: str, visit: Visit, server: Server) -> None:
    page = opened(visit, server, query)
    expect(page.locator(".he-notice")).to_contain_text(words)
    assert page.get_by_test_id("stException").count() == 0
