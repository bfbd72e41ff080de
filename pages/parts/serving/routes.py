"""The addresses below `/r/`: geometry, tiles, browser code and released rows, answered outside Streamlit's reruns.

Lives here: which address answers with what, compression and cache headers. Not here: what a row says (the page hands in
a `view_api`), what is in a pack (`data.pack`) or Streamlit's own files (`pages/parts/serving/compression.py`).
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import brotli
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from data import browser_code
from data.maps import map_files
from data.maps.tiles import TileFile
from pages.parts.showing.map_component import base_path

FOREVER = "public, max-age=31536000, immutable"
OWN = "own."  # how the map files of own footprints begin (`answering.own.own_outline`)
SMALL = 600  # bytes: below this compressing costs more than it saves


class ViewError(Exception):
    """A question the view cannot answer, with the HTTP status and the sentence to show."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class ViewApi(Protocol):
    """Who answers for released rows; every method gets the query of the address."""

    def values(self, query: Mapping[str, str]) -> bytes: ...

    def plane(self, query: Mapping[str, str]) -> bytes: ...

    def scene(self, query: Mapping[str, str]) -> bytes: ...

    def first(self, query: Mapping[str, str]) -> bytes: ...

    def table(self, query: Mapping[str, str]) -> bytes: ...

    def method(self, query: Mapping[str, str]) -> bytes: ...

    def outline(self, name: str) -> bytes: ...

    def csv(self, query: Mapping[str, str]) -> tuple[str, bytes]: ...

    def knows(self, digest: str) -> bool: ...


class PackFace(Protocol):
    """What the routes need to know of a pack."""

    geography: Path
    id: str
    title: str
    version: str
    built: str
    digest: str


def routes(pack: PackFace | None, view_api: ViewApi, *, unchecked: Sequence[str] = ()) -> list[Route]:
    """Every route of the contract, below the server's base path; `pack` is None when it could not be opened.

    `unchecked` says what of the pack could not be checked; whoever asks for its health is told.
    """
    base = base_path()
    answers = Answers(pack, view_api, tuple(unchecked))
    table = {
        "/map": answers.map_page,
        "/healthz": answers.health,
        "/r/map/{file}": answers.geometry,
        "/r/tiles/{file}/{z:int}/{x:int}/{y:int}": answers.tile,
        "/r/lib/{version}/{file}": answers.library,
        "/r/view/{digest}/values": answers.values,
        "/r/view/{digest}/plane": answers.plane,
        "/r/view/{digest}/scene": answers.scene,
        "/r/view/{digest}/first": answers.first,
        "/r/view/{digest}/table": answers.table,
        "/r/view/{digest}/method": answers.method,
        "/r/view.csv": answers.csv,
        "/r/{rest:path}": answers.unknown,
    }
    return [Route(base + path, endpoint, methods=["GET", "HEAD"]) for path, endpoint in table.items()]


class Answers:
    """The endpoints. They are plain functions, so Starlette runs each in a thread and none blocks the reruns."""

    def __init__(self, pack: PackFace | None, view_api: ViewApi, unchecked: tuple[str, ...]) -> None:
        self.pack = pack
        self.unchecked = unchecked
        self.view_api = view_api
        self.tile_files: dict[str, TileFile] = {}

    def map_page(self, request: Request) -> Response:
        """The map is the start page: its name in an address leads there, with everything asked for."""
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{base_path()}/{query}", status_code=307)

    def health(self, request: Request) -> Response:
        """Whether the server answers, and with which pack."""
        face = {"status": "the pack cannot be opened", "pack": None, "version": None, "built": None}
        if self.pack:
            face = {"status": "ok", "pack": self.pack.title, "pack_id": self.pack.id, "digest": self.pack.digest}
            face |= {"version": self.pack.version, "built": str(self.pack.built), "unchecked": self.unchecked}
        return Response(json.dumps(face), media_type="application/json", headers=_headers("no-store"))

    def geometry(self, request: Request) -> Response:
        """Geometry and names, stored compressed beside each other; of an own footprint, made here."""
        name = request.path_params["file"]
        if name.startswith(OWN):
            return self._answered(request, lambda _: self.view_api.outline(name), "application/json")
        path = self._stored(name, ".json", ".br")
        if path is None:
            return _absent(f"This pack has no map file called {name[:80]}.")
        if "br" in _accepted(request):
            return FileResponse(path, media_type="application/json", headers=_headers(FOREVER, "br"))
        return Response(map_files.gzipped(path), media_type="application/json", headers=_headers(FOREVER, "gzip"))

    def tile(self, request: Request) -> Response:
        """One vector tile; an empty answer where the tile set has none."""
        name, z, x, y = (request.path_params[part] for part in ("file", "z", "x", "y"))
        path = self._stored(name, ".pmtiles", "")
        if path is None:
            return _absent(f"This pack has no tile file called {name[:80]}.")
        if not (0 <= z <= 22 and x < 2**z and y < 2**z):
            return _absent("There is no such tile.")
        tiles = self.tile_files.setdefault(name, TileFile(path))
        content = tiles.tile(z, x, y=y)
        if content is None:
            return Response(status_code=204, headers=_headers(FOREVER))
        return Response(content, media_type="application/x-protobuf", headers=_headers(FOREVER, tiles.encoding))

    def library(self, request: Request) -> Response:
        """MapLibre and our modules. An address with another hash belongs to another release: not here."""
        found = browser_code.asset(request.path_params["file"])
        if found is None or request.path_params["version"] != browser_code.version():
            return _absent("There is no such file in this release. Reload the page.")
        accepted = _accepted(request)
        encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
        content = {"br": found.br, "gzip": found.gzip, "": found.plain}[encoding]
        return Response(content, media_type=found.media_type, headers=_headers(FOREVER, encoding))

    def values(self, request: Request) -> Response:
        """A block of released rows for hover and table."""
        return self._answered(request, self.view_api.values, "application/json")

    def plane(self, request: Request) -> Response:
        """One class byte for each area, for another period."""
        return self._answered(request, self.view_api.plane, "application/octet-stream")

    def scene(self, request: Request) -> Response:
        """What stands around the areas."""
        return self._answered(request, self.view_api.scene, "application/json")

    def first(self, request: Request) -> Response:
        """The picture of the view, until the map has drawn."""
        return self._answered(request, self.view_api.first, "text/javascript")

    def table(self, request: Request) -> Response:
        """One page of the table under the picture, as HTML."""
        return self._answered(request, self.view_api.table, "text/html; charset=utf-8")

    def method(self, request: Request) -> Response:
        """How the numbers were made, as HTML."""
        return self._answered(request, self.view_api.method, "text/html; charset=utf-8")

    def csv(self, request: Request) -> Response:
        """The rows shown, as a file to keep."""
        try:
            name, content = self.view_api.csv(dict(request.query_params))
        except ViewError as refusal:
            return _refused(refusal)
        headers = _headers("no-store") | {"Content-Disposition": f'attachment; filename="{_file_name(name)}"'}
        return Response(content, media_type="text/csv; charset=utf-8", headers=headers)

    def unknown(self, request: Request) -> Response:
        """Anything else below /r/: words instead of Streamlit's start page."""
        return _absent("There is nothing at this address.")

    def _stored(self, name: str, kind: str, suffix: str) -> Path | None:
        return map_files.stored(self.pack.geography, name, suffix=suffix) if self.pack and name.endswith(kind) else None

    def _answered(self, request: Request, answer: Callable[[dict], bytes], media_type: str) -> Response:
        if self.pack and not self.view_api.knows(request.path_params.get("digest", self.pack.digest)):
            return _absent("This address is of another pack. Reload the page.")
        try:
            content = answer(dict(request.query_params))
        except ViewError as refusal:
            return _refused(refusal)
        content, encoding = _compressed(content, _accepted(request))
        return Response(content, media_type=media_type, headers=_headers(FOREVER, encoding))


def _headers(cache: str, encoding: str = "") -> dict[str, str]:
    headers = {"Cache-Control": cache, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
    return headers | ({"Content-Encoding": encoding} if encoding else {})


def _accepted(request: Request) -> set[str]:
    offers = (offer.strip().split(";") for offer in request.headers.get("accept-encoding", "").lower().split(","))
    return {name.strip() for name, *quality in offers if not any(q.strip() in ("q=0", "q=0.0") for q in quality)}


def _compressed(content: bytes, accepted: set[str]) -> tuple[bytes, str]:
    if len(content) < SMALL:
        return content, ""
    if "br" in accepted:
        return brotli.compress(content, quality=5), "br"
    return (gzip.compress(content, 6), "gzip") if "gzip" in accepted else (content, "")


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "table.csv"


def _absent(words: str) -> Response:
    return PlainTextResponse(words, status_code=404, headers=_headers("no-store"))


def _refused(refusal: ViewError) -> Response:
    return PlainTextResponse(refusal.message, status_code=refusal.status, headers=_headers("no-store"))
