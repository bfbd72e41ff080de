"""The button: absent unless allowed, says why it cannot work, tells the report of a refresh."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.live import publishing, register
from data.live.publishers.mmr2 import SOURCES
from data.live.refreshing import Downloads
from data.pack import open_pack
from data.snapshots.locking import working
from data.snapshots.places import Root
from data.snapshots.publishing import publish as real_publish
from pages.parts import opened_pack
from pages.parts.refreshing import section
from tests.data.live.conftest import EMBEDDED, here
from tests.data.live.fingertips_answers import metadata, mmr2_rows, row
from tests.data.live.fingertips_answers import publish as answers
from tests.data.loopback import Publisher, quick, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Publisher]:
    with serving() as publisher:
        yield publisher


def page() -> AppTest:
    """The section alone."""

    def script() -> None:
        from pages.parts.refreshing.section import section as drawn

        drawn()

    return AppTest.from_function(script, default_timeout=60).run()


def texts(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def test_without_permission_there_is_no_button(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(register.ALLOWED, raising=False)
    app = page()
    assert not app.button and texts(app) == ""


def test_a_fixed_pack_cannot_be_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(register.ALLOWED, "mmr2")
    app = page()
    assert not app.button and "This server shows one fixed pack" in texts(app)


def test_the_button_fetches_and_tells_what_came(
    server: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*mmr2_rows()[:40], row(30311, "E06000001", "2025/26", Age="5 yrs", Value="88.5", Denominator="1000")]
    answers(server, rows, metadata(30311))
    root = tmp_path / "root"
    monkeypatch.setattr(publishing, "publish", partial(real_publish, door=open_pack))
    monkeypatch.setattr(register, "allowed", lambda: (here(SOURCES[0], server.base),))
    monkeypatch.setattr(section, "kept", lambda _: Downloads(tmp_path / "downloads", quick()))
    first = opened_pack.state()
    monkeypatch.setattr(section, "root_of", lambda _: root)
    monkeypatch.setattr(section.opened_pack, "state", lambda: first)
    app = page()
    assert app.selectbox[0].options[0].startswith("Office for Health Improvement")
    app.button(key="refresh_go").click().run()
    assert not app.exception
    said = texts(app)
    assert (
        "MMR for two doses, 5 years old</b>: " in said
        and "1 new rows" in said
        and "The new pack is served from now on" in said
    )
    pack = open_pack(Root(root).pack(Root(root).current()))
    assert "live_mmr2" in pack.sources
    with working(Root(root)):
        app.button(key="refresh_go").click().run()
    assert "Another refresh is at work" in texts(app)
    assert EMBEDDED.is_dir() and not list(EMBEDDED.glob(".*"))
