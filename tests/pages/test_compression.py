"""Streamlit's static files: compressed once, kept, and only where that is safe."""

from __future__ import annotations

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from pages.parts.serving.compression import StaticCompression
from tests.pages.asgi import ask, finished

SCRIPT = b"export const answer = 42;\n" * 200
ACCEPTS = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture
def counted() -> tuple[StaticCompression, list[str]]:
    """The middleware before a small app, and the paths that reached the app."""
    reached: list[str] = []

    def answer(request) -> Response:
        reached.append(request.url.path)
        name = request.path_params["name"]
        if name == "streamed.js":
            return StreamingResponse(iter([SCRIPT[:100], SCRIPT[100:]]), media_type="text/javascript")
        headers = {"ETag": '"abc"', "Cache-Control": "public, max-age=31536000, immutable"}
        if name == "packed.js":
            return Response(b"packed", media_type="text/javascript", headers=headers | {"Content-Encoding": "gzip"})
        if name == "part.js":
            return Response(SCRIPT[:10], status_code=206, media_type="text/javascript", headers=headers)
        if name == "tiny.js":
            return Response(b"1", media_type="text/javascript", headers=headers)
        if name == "font.woff2":
            return Response(SCRIPT, media_type="font/woff2", headers=headers)
        if name == "gone.js":
            return PlainTextResponse("no" * 1000, status_code=404)
        return Response(SCRIPT, media_type="text/javascript", headers=headers)

    paths = ["/static/{name}", "/media/{name}", "/base/static/{name}"]
    return StaticCompression(Starlette(routes=[Route(path, answer) for path in paths])), reached


@pytest.mark.parametrize("name", ["index.js", "streamed.js"])
def test_script_is_compressed_once_and_kept(counted, name: str) -> None:
    app, reached = counted
    first, second = (ask(app, f"/static/{name}", headers=ACCEPTS) for _ in range(2))
    assert reached == [f"/static/{name}"]
    for answer in (first, second):
        assert answer.headers["content-encoding"] == "br"
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["vary"] == "Accept-Encoding"
        assert brotli.decompress(answer.body) == SCRIPT
    assert len(first.body) < len(SCRIPT) / 10


def test_small_script_is_kept_as_it_is(counted) -> None:
    app, reached = counted
    first, second = (ask(app, "/static/tiny.js", headers=ACCEPTS) for _ in range(2))
    assert first.body == second.body == b"1" and first.headers == second.headers
    assert "content-encoding" not in first.headers and reached == ["/static/tiny.js"]


def test_etag_is_weak_and_caching_as_before(counted) -> None:
    answer = ask(counted[0], "/static/index.js", headers=ACCEPTS)
    assert answer.headers["etag"] == 'W/"abc"'
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("name", "status"), [("packed.js", 200), ("part.js", 206), ("font.woff2", 200), ("gone.js", 404)]
)
def test_others_pass_as_they_are(counted, name: str, status: int) -> None:
    app, _ = counted
    with_it, without = ask(app, f"/static/{name}", headers=ACCEPTS), ask(app, f"/static/{name}")
    assert with_it.status == status
    assert with_it.body == without.body and with_it.headers == without.headers
    assert app.kept == {}


@pytest.mark.parametrize(
    "headers",
    [{}, {"Accept-Encoding": "gzip"}, ACCEPTS | {"Range": "bytes=0-9"}, ACCEPTS | {"If-None-Match": '"abc"'}],
    ids=["none", "gzip", "range", "known"],
)  # fmt: skip
def test_requests_that_want_something_else_pass(counted, headers: dict) -> None:
    answer = ask(counted[0], "/static/index.js", headers=headers)
    assert answer.body == SCRIPT and "content-encoding" not in answer.headers


def test_other_folders_and_methods_pass(counted) -> None:
    app, reached = counted
    assert ask(app, "/media/index.js", headers=ACCEPTS).body == SCRIPT
    assert ask(app, "/base/static/index.js", headers=ACCEPTS).body == SCRIPT
    assert "content-encoding" not in ask(app, "/static/index.js", method="HEAD", headers=ACCEPTS).headers
    assert app.kept == {} and len(reached) == 3


def test_base_path_is_part_of_the_prefix(counted) -> None:
    under = StaticCompression(counted[0].app, base="/base")
    assert ask(under, "/base/static/index.js", headers=ACCEPTS).headers["content-encoding"] == "br"
    assert "content-encoding" not in ask(under, "/static/index.js", headers=ACCEPTS).headers


def test_websockets_pass() -> None:
    seen = []

    async def app(scope, receive, send) -> None:
        seen.append((scope["type"], receive, send))

    scope, receive, send = {"type": "websocket", "path": "/static/x"}, object(), object()
    finished(StaticCompression(app)(scope, receive, send))
    assert seen == [("websocket", receive, send)]
