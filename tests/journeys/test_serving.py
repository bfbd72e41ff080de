"""Served both ways, at the root and below a prefix, with answers that can be kept, and nothing from outside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Page

from tests.bench.wire import Relay
from tests.journeys.reader import Reader
from tests.journeys.servers import ROOT, Server

PACK = tomllib.loads((ROOT / "data" / "pack" / "embedded" / "pack.toml").read_text())


def answer(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (lower case) and raw body of a GET."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as given:
            return given.status, {k.lower(): v for k, v in given.headers.items()}, given.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, {k.lower(): v for k, v in refused.headers.items()}, refused.read()


def test_health_is_json_with_pack_build_time_and_version(server: Server) -> None:
    health = server.health()
    assert health["status"] == "ok"
    assert health["pack"] == PACK["title"]
    assert health["version"]
    assert health["built"] == PACK["built"]


def test_streamlit_run_serves_the_whole_app(start: Callable[..., Server], visit: Callable[..., Page]) -> None:
    server = start("streamlit")
    assert server.health()["status"] == "ok"
    reader = Reader(visit(server.url)).settled()
    assert reader.title == "Uptake is lowest in Yarmouth Parade"
    assert len(reader.areas_in_sight()) > 80


def test_base_path_holds_for_pages_routes_and_map(
    tmp_path: Path, start: Callable[..., Server], visit: Callable[..., Page]
) -> None:
    for entry in ROOT.iterdir():
        if entry.name not in (".streamlit", "artefacts", ".git"):
            (tmp_path / entry.name).symlink_to(entry)
    config = shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit") / "config.toml"
    config.write_text(config.read_text().replace("[server]", '[server]\nbaseUrlPath = "equity"'))
    server = start(folder=tmp_path, ready="/equity/healthz")
    asked: list[str] = []
    page = visit("about:blank")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/equity/?level=msoa")
    reader = Reader(page).settled()
    assert len(reader.areas_in_sight()) > 80
    assert len(reader.download()) > 125
    assert [url for url in asked if url.startswith("http") and "/equity" not in url] == []


def test_second_start_takes_less_than_five_seconds(start: Callable[..., Server]) -> None:
    """Of work, where loading its libraries alone takes 1.1 s: a slower machine is given as much more."""
    used = psutil.Process(start().process.pid).cpu_times()
    said = "import time, streamlit.web.cli, pandas, scipy.optimize, shapely, plotly.graph_objects as _\n"
    said += "print(time.process_time())"
    alone = float(subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout)
    assert 0.5 < used.user + used.system < 5 * alone / 1.1


def test_geometry_is_compressed_and_kept_forever(visit: Callable[..., Page], server: Server) -> None:
    page = visit("about:blank")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(server.url)
    Reader(page).settled()
    geometry = [url for url in fetched if "/r/map/" in url]
    assert geometry
    for url in geometry:
        for offer, encoding in (("br, gzip", "br"), ("gzip", "gzip")):
            status, headers, _ = answer(url, **{"Accept-Encoding": offer})
            assert (status, headers["content-encoding"]) == (200, encoding)
            assert "immutable" in headers["cache-control"]


def test_reload_fetches_no_geometry_again(visit: Callable[..., Page], server: Server) -> None:
    relay = Relay(urlsplit(server.url).port)
    reader = Reader(visit(relay.url)).settled()
    assert any("/r/map/" in path for path in relay.asked)
    before = len(relay.asked)
    reader.page.goto("about:blank")
    reader.page.goto(relay.url)
    reader.settled()
    relay.close()
    again = relay.asked[before:]
    assert any("/_stcore/stream" in path for path in again)
    assert [path for path in again if "/r/map/" in path or "/r/lib/" in path] == []


@pytest.mark.parametrize(
    "path", ["/r/map/../../pack.toml", "/r/map/..%2f..%2fpack.toml", "/r/map/none.json", "/r/nowhere"]
)
def test_what_is_not_there_is_refused_in_plain_words(path: str, server: Server) -> None:
    status, headers, body = answer(server.url + path)
    assert status in (400, 404)
    assert b"id =" not in body
    assert "immutable" not in headers.get("cache-control", "")


def test_shared_environment_is_not_needed(server: Server) -> None:
    """The app under test was started without PACK or SHARED: what it shows is in the repository."""
    assert "PACK" not in os.environ
    assert server.health()["pack_id"] == "embedded"


def test_links_to_other_pages_take_place_and_date_along(server: Server, visit: Callable[..., Page]) -> None:
    page = visit(f"{server.url}/?system=england&date=2026-04-01&indicator=mmr2_5y&outlines=none")
    Reader(page).settled()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Trend").click()
    page.wait_for_url("**/trend?*")
    query = page.url.partition("?")[2]
    assert "system=england" in query and "date=2026-04-01" in query and "outlines" not in query
    page.get_by_role("heading", level=1).wait_for()
