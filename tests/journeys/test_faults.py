"""When something is missing: a broken pack, no WebGL, a lost graphics context, a server that does not answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.browser import launched
from tests.journeys.reader import Reader
from tests.journeys.servers import ROOT, Server

LOSE = """() => {
    const context = bench.main().getCanvas().getContext("webgl2");
    window.lost = context.getExtension("WEBGL_lose_context");
    window.lost.loseContext();
}"""
EMBEDDED = ROOT / "data" / "pack" / "embedded"


@pytest.fixture
def copied_pack(tmp_path: Path) -> Path:
    """The embedded pack as links, so that one file can be replaced."""
    return Path(shutil.copytree(EMBEDDED, tmp_path / "pack", copy_function=os.symlink))


@pytest.fixture(scope="module")
def without_webgl(playwright: Playwright) -> Iterator[Browser]:
    """Chromium that cannot draw with WebGL."""
    started = launched(playwright, webgl=False)
    yield started
    started.close()


def test_pack_with_a_missing_column_gets_a_page_that_says_so(
    copied_pack: Path, start: Callable[..., Server], visit: Callable[..., Page]
) -> None:
    file = copied_pack / "observations.parquet"
    rows = pd.read_parquet(file).drop(columns="denominator")
    file.unlink()
    rows.to_parquet(file)
    server = start(env={"PACK": str(copied_pack)})
    page = visit(server.url)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("cannot be opened")
    expect(alert).to_contain_text("observations.parquet")
    expect(alert).to_contain_text("denominator")
    expect(page.get_by_text("Traceback")).to_have_count(0)
    assert server.health()["status"] != "ok"


def test_pack_lists_every_fault_at_once(
    copied_pack: Path, start: Callable[..., Server], visit: Callable[..., Page]
) -> None:
    file = copied_pack / "observations.parquet"
    rows = pd.read_parquet(file)
    rows.loc[rows.index[:7], "status"] = "fine"
    rows.loc[rows.index[10:12], "area_type"] = "lsoa99"
    file.unlink()
    rows.to_parquet(file)
    (copied_pack / "sources.toml").unlink()
    page = visit(start(env={"PACK": str(copied_pack)}).url)
    alert = page.get_by_role("alert")
    for words in ("status", "fine", "lsoa99", "sources.toml"):
        expect(alert).to_contain_text(words)


def test_folder_that_is_no_pack_is_named(
    tmp_path: Path, start: Callable[..., Server], visit: Callable[..., Page]
) -> None:
    page = visit(start(env={"PACK": str(tmp_path / "nowhere")}).url)
    expect(page.get_by_role("alert")).to_contain_text("nowhere")


def test_without_webgl_there_is_a_picture_a_notice_and_the_table(
    without_webgl: Browser, visit: Callable[..., Page], server: Server
) -> None:
    page = visit(server.url, using=without_webgl)
    picture = page.locator(".hem svg path[data-id]")
    expect(picture.first).to_be_visible()
    assert picture.count() > 100
    expect(page.get_by_text("still picture")).to_be_visible()
    assert page.locator(".he-early, .he-early-map").count() == 0
    before = page.get_by_role("region", name="Selected area").get_by_role("heading").inner_text()
    sizes = picture.evaluate_all("paths => paths.map(path => path.getBBox().width * path.getBBox().height)")
    picture.nth(sizes.index(max(sizes))).click()
    expect(page.get_by_role("region", name="Selected area").get_by_role("heading")).not_to_have_text(before)
    reader = Reader(page)
    assert len(reader.table_rows()) == 125


def test_lost_graphics_context_comes_back_with_colours_and_camera(visit: Callable[..., Page], server: Server) -> None:
    reader = Reader(visit(server.url)).settled()
    reader.page.watch.allowed.append("CONTEXT_LOST_WEBGL")
    camera, sight = reader.camera, len(reader.areas_in_sight())
    reader.page.evaluate(LOSE)
    reader.page.wait_for_timeout(300)
    reader.page.evaluate("lost.restoreContext()")
    reader.page.wait_for_timeout(2500)
    reader.settled()
    assert reader.camera == pytest.approx(camera)
    assert len(reader.areas_in_sight()) == pytest.approx(sight, abs=3)


def test_geometry_that_does_not_arrive_is_said_and_the_table_stays(visit: Callable[..., Page], server: Server) -> None:
    page = visit("about:blank")
    page.watch.allowed.extend(["503", "/r/map/msoa11"])
    page.route("**/r/map/msoa11*", lambda route: route.fulfill(status=503, body="no"))
    page.goto(server.url)
    expect(
        page.locator(".hem")
        .get_by_role("alert")
        .or_(page.locator(".hem [role=status]"))
        .filter(has_text="could not")
        .first
    ).to_be_visible()
    assert len(Reader(page).table_rows()) == 125
