"""The addresses below /r/: what they answer, how it is compressed and kept, and that nothing else leaves."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest
from starlette.applications import Starlette

from data import browser_code
from pages.parts.serving.routes import ViewError, routes
from tests.pages.asgi import ask

SHAPES = b'{"type":"FeatureCollection","features":[]}'
FOREVER = "public, max-age=31536000, immutable"


class View:
    """Answers with the query it got, or refuses."""

    def values(self, query: dict) -> bytes:
        """The query, long enough to be compressed."""
        if "period" not in query:
            raise ViewError(404, "There is no such period.")
        return json.dumps(dict(query) | {"name": ["Great Yarmouth"] * 100}).encode()

    def plane(self, query: dict) -> bytes:
        """Three areas."""
        return b"\x00\x01\x02"

    def scene(self, query: dict) -> bytes:
        """What stands around."""
        return b'{"overlays":[]}'

    def first(self, query: dict) -> bytes:
        """A picture."""
        return b"(shown) => {}"

    def table(self, query: dict) -> bytes:
        """A table that is one row."""
        return b"<table><tr><td>1</td></tr></table>"

    def method(self, query: dict) -> bytes:
        """Words on a method."""
        return b"<h2>Wilson</h2>"

    def knows(self, digest: str) -> bool:
        return digest == "abc"

    def csv(self, query: dict) -> tuple[str, bytes]:
        """A table whose name needs care."""
        if "bad" in query:
            raise ViewError(400, "Choose a measure first.")
        return 'first "dose"/\r\nx.csv', b"name\n"


@pytest.fixture
def app(tmp_path: Path) -> Starlette:
    """The routes over a small pack."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "msoa11.a.0123456789ab.json.br").write_bytes(brotli.compress(SHAPES))
    (tmp_path / "map" / "lsoa11.a.pmtiles").write_bytes(b"not read here")
    (tmp_path / "pack.toml").write_text("secret = 1")
    (tmp_path / "pack.json.br").write_bytes(b"secret")
    pack = SimpleNamespace(
        geography=tmp_path, id="small", title="Small pack", version="1", built="2025-01-01", digest="abc"
    )
    return Starlette(routes=routes(pack, View(), unchecked=["PCN: 2 codes were not checked."]))


def test_health_names_the_pack(app: Starlette) -> None:
    said = json.loads(ask(app, "/healthz").body)
    face = {"status": "ok", "pack": "Small pack", "pack_id": "small", "version": "1", "built": "2025-01-01"}
    face["digest"] = "abc"
    assert said == face | {"unchecked": ["PCN: 2 codes were not checked."]}


def test_an_address_of_another_pack_is_not_answered_by_this_one(app: Starlette) -> None:
    """An old tab's address must never be kept for ever with the new pack's figures behind it."""
    answer = ask(app, "/r/view/other/values", query="period=2019&block=3")
    assert answer.status == 404 and "no-store" in answer.headers["cache-control"] and b"Reload" in answer.body


def test_health_of_a_refused_pack_is_not_ok() -> None:
    app = Starlette(routes=routes(None, View()))
    assert json.loads(ask(app, "/healthz").body)["status"] != "ok"
    assert ask(app, "/r/map/msoa11.a.json").status == 404


@pytest.mark.parametrize(
    ("accepts", "encoding", "unpack"),
    [
        ("gzip, br;q=0.9", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0", "gzip", gzip.decompress),
    ],
)
def test_geometry_comes_compressed_and_may_be_kept_for_ever(app, accepts, encoding, unpack) -> None:
    answer = ask(app, "/r/map/msoa11.a.0123456789ab.json", headers={"Accept-Encoding": accepts})
    assert answer.status == 200
    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["cache-control"] == FOREVER
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert unpack(answer.body) == SHAPES


@pytest.mark.parametrize(
    "path",
    [
        "/r/map/../pack.json", "/r/map/..%2fpack.json", "/r/map/%2e%2e", "/r/map/.json",
        "/r/map/msoa11.a.0123456789ab.json.br", "/r/map/pack.toml", "/r/map/a\\..\\pack.json", "/r/map/none.json",
        "/r/tiles/../0/0/0",
        "/r/tiles/none.pmtiles/0/0/0",
        "/r/tiles/lsoa11.a.pmtiles/3/8/0", "/r/tiles/lsoa11.a.pmtiles/99/0/0", "/r/lib/old/maplibre-gl.js",
        "/r/lib/old/../../../app.py", "/r/", "/r/nothing/here",
    ],
)  # fmt: skip
def test_nothing_else_leaves_and_the_answer_has_words(app: Starlette, path: str) -> None:
    answer = ask(app, path)
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert b"secret" not in answer.body and answer.body


def test_library_is_served_under_its_hash_only(app: Starlette) -> None:
    path = f"/r/lib/{browser_code.version()}/area_map.bundle.mjs"
    plain, packed = ask(app, path), ask(app, path, headers={"Accept-Encoding": "br"})
    assert plain.headers["content-type"].startswith("text/javascript")
    assert "content-encoding" not in plain.headers
    assert brotli.decompress(packed.body) == plain.body
    assert packed.headers["cache-control"] == FOREVER


def test_values_get_the_query_and_come_compressed(app: Starlette) -> None:
    headers = {"Accept-Encoding": "br"}
    answer = ask(app, "/r/view/abc/values", query="period=2019&block=3", headers=headers)
    said = json.loads(brotli.decompress(answer.body))
    assert (said["period"], said["block"]) == ("2019", "3")
    assert answer.headers["cache-control"] == FOREVER


def test_small_answers_are_not_compressed(app: Starlette) -> None:
    answer = ask(app, "/r/view/abc/plane", headers={"Accept-Encoding": "br"})
    assert answer.body == b"\x00\x01\x02" and "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("part", "kind", "begins"),
    [
        ("scene", "application/json", b"{"),
        ("first", "text/javascript", b"(shown)"),
        ("table", "text/html", b"<table>"),
        ("method", "text/html", b"<h2>"),
    ],
)
def test_parts_of_a_view_say_what_they_are(app: Starlette, part: str, kind: str, begins: bytes) -> None:
    answer = ask(app, f"/r/view/abc/{part}")
    assert answer.headers["content-type"].startswith(kind) and answer.body.startswith(begins)
    assert answer.headers["cache-control"] == FOREVER


def test_the_name_of_the_map_page_leads_to_it_with_all_that_was_asked(app: Starlette) -> None:
    answer = ask(app, "/map", query="place=pl-gyw&area=E02005543")
    assert (answer.status, answer.headers["location"]) == (307, "/?place=pl-gyw&area=E02005543")
    assert ask(app, "/map").headers["location"] == "/"


def test_refusals_keep_their_status_and_words_and_are_not_kept(app: Starlette) -> None:
    answer = ask(app, "/r/view/abc/values", query="block=0")
    assert (answer.status, answer.body) == (404, b"There is no such period.")
    assert answer.headers["cache-control"] == "no-store"
    assert ask(app, "/r/view.csv", query="bad=1").status == 400


def test_csv_has_a_safe_file_name(app: Starlette) -> None:
    answer = ask(app, "/r/view.csv", query="x=1")
    assert answer.headers["content-disposition"] == 'attachment; filename="first-dose-x.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_nothing_can_be_posted(app: Starlette) -> None:
    assert ask(app, "/r/view.csv", method="POST").status == 405
