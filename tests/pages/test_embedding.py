"""Only `/embed` may stand in a frame of another site, and whose site is the operator's choice."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from charts import markup
from charts.sharing import embed_sheet
from pages.parts.serving import embedding
from pages.parts.serving.document.front_page import FrontPage
from pages.parts.serving.embedding import Embedding, origins
from pages.parts.showing import navigation
from pages.parts.taking import figures
from tests.pages.asgi import ask

DOCUMENT = "<html><head><title>Streamlit</title></head><body><div id=root></div></body></html>"


def app(base: str = "") -> Embedding:
    """A server with one document for every address, and one text."""
    inner = Starlette(
        routes=[
            Route(f"{base}/r/text", lambda request: PlainTextResponse("text")),
            Route("/{rest:path}", lambda request: HTMLResponse(DOCUMENT)),
        ]
    )
    return Embedding(FrontPage(inner, base), base)


@pytest.mark.parametrize(
    ("text", "sees", "allowed"),
    [
        (None, False, "*"),
        (None, True, "'self'"),
        ("none", False, "'self'"),
        ("https://a.example http://b.example:8080", False, "'self' https://a.example http://b.example:8080"),
        ("https://*.nhs.uk, https://c.example", True, "'self' https://*.nhs.uk https://c.example"),
        ("*", True, "*"),
    ],
)
def test_who_may_frame_is_the_operators_choice(text: str | None, sees: bool, allowed: str) -> None:
    assert origins(text, sees_small=sees) == allowed


@pytest.mark.parametrize("wrong", ["intranet.example", "https://a.example/path", "https://a.example; script-src *"])
def test_what_is_no_origin_stops_the_start(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"EMBED_ORIGINS: .* is no origin"):
        origins(wrong, sees_small=False)


@pytest.mark.parametrize("base", ["", "/equity"])
def test_only_embed_may_be_framed(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBED_ORIGINS", "https://intranet.example")
    monkeypatch.setattr(embedding, "base_path", lambda: base)
    made = app(base)
    framed = {
        path: ask(made, base + path, query="look=live").headers["content-security-policy"]
        for path in ("/", "/board", "/embedded", "/embed/x", "/r/text", "/embed", "/embed/")
    }
    own = "frame-ancestors 'self'"
    assert framed == {
        **dict.fromkeys(("/", "/board", "/embedded", "/embed/x", "/r/text"), own),
        **dict.fromkeys(("/embed", "/embed/"), f"{own} https://intranet.example"),
    }


@pytest.mark.parametrize("page", [page.path for page in navigation.PAGES if page.path != navigation.DECK])
def test_a_live_view_has_its_page_without_navigation_and_the_way_to_the_full_view(page: str) -> None:
    query = f"of={page or 'map'}&look=live&place=pl-gyw&date=2026-03-31&present=2"
    document = ask(app(), "/embed", query=query).body.decode()
    plain = re.sub(r"<style>.*?</style>", "", document, flags=re.S)
    assert not [word for word in ("he-top", "data-share", "present.css") if word in plain.replace(".he-top nav", "")]
    assert f'href="/{page}?place=pl-gyw&amp;date=2026-03-31"' in document
    assert "Open the full view" in document


def test_a_still_view_is_a_picture_with_its_words_table_and_source_and_no_script() -> None:
    answer = ask(app(), "/embed", query="of=tier&date=2026-03-31")
    shown, (found, *_) = answer.body.decode(), figures.taken("/tier", "date=2026-03-31")
    assert answer.status == 200 and "<script" not in shown
    assert 'src="/r/figure.svg?date=2026-03-31&amp;path=%2Ftier&amp;figure=tier"' in shown
    assert all(markup.text(words) in shown for words in (found.alt, found.sentence, found.source, *found.rows[0]))
    assert 'href="/tier?date=2026-03-31"' in shown
    assert f"{markup.text(found.title)}</title>" in shown


@pytest.mark.parametrize("query", ["of=deck", "of=tier&figure=nothing", "of=%3Cb%3E"])
def test_what_has_no_figure_says_so_in_the_frame(query: str) -> None:
    answer = ask(app(), "/embed", query=query)
    assert answer.status == 404 and "Open the full view" in answer.body.decode() and "<b>" not in answer.body.decode()


def test_the_way_out_of_the_frame_is_escaped() -> None:
    assert "<b>" not in embed_sheet.foot('/"><b>')
