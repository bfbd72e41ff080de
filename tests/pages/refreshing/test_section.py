"""The button: absent unless allowed, says why it cannot work, tells the report of a refresh."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts.words import period_words
from data.fetching.session import Progress
from data.live import publishing, register
from data.live.publishers.mmr2 import SOURCES
from data.live.publishing import Renewed
from data.live.refreshing import Downloads, Report
from data.pack import Pack, open_pack
from data.snapshots.locking import working
from data.snapshots.places import Root
from data.snapshots.publishing import publish as real_publish
from data.validation import Fault, FileFaults
from pages.parts import opened_pack
from pages.parts.adding import freshness
from pages.parts.refreshing import section, work
from pages.parts.serving import jobs
from tests.data.live.conftest import EMBEDDED, here
from tests.data.live.fingertips_answers import TABLE, metadata, mmr2_rows, row
from tests.data.live.fingertips_answers import publish as answers
from tests.data.loopback import Publisher, code, quick, serving


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


def shown_fresh(monkeypatch: pytest.MonkeyPatch, pack: Pack) -> str:
    """What the data page says of the official figures of a pack."""
    with monkeypatch.context() as patch:
        patch.setattr(opened_pack, "pack", lambda: pack)
        return freshness.freshness()


def ended(app: AppTest, root: Path) -> AppTest:
    """The page as it is drawn when the work has ended."""
    until = time.monotonic() + 60
    while work.latest(root).state in (jobs.WAITING, jobs.RUNNING) and time.monotonic() < until:
        time.sleep(0.02)
    return app.run()


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
    monkeypatch.setattr(work, "kept", lambda _: Downloads(tmp_path / "downloads", quick()))
    first = opened_pack.state()
    monkeypatch.setattr(section, "root_of", lambda _: root)
    monkeypatch.setattr(section.opened_pack, "state", lambda: first)
    app = page()
    assert app.selectbox[0].options[0].startswith("Office for Health Improvement")
    app.button(key="refresh_go").click().run()
    assert not app.exception
    said = texts(ended(app, root))
    assert (
        "MMR for two doses, 5 years old</b>: " in said
        and "1 new rows" in said
        and "The new pack is served from now on" in said
    )
    pack = open_pack(Root(root).pack(Root(root).current()))
    assert "live_mmr2" in pack.sources
    now = Root(root).current()
    fresh, before = shown_fresh(monkeypatch, pack), shown_fresh(monkeypatch, first.pack)
    today = period_words(date.today().isoformat())
    assert today in fresh and today not in before, "the page of freshness shows the day of the new files"
    server.plan(TABLE, code(500), times=20)  # the publisher is out of order: what is served stays
    app.button(key="refresh_go").click().run()
    said = texts(ended(app, root))
    server.planned.clear()
    assert "The new pack is served" not in said and "500" in said
    assert Root(root).current() == now and open_pack(Root(root).pack(now)).digest == pack.digest
    with working(Root(root)):
        app.button(key="refresh_go").click().run()
        assert "Another refresh is at work" in texts(ended(app, root))
    assert EMBEDDED.is_dir() and not list(EMBEDDED.glob(".*"))


def test_it_goes_on_without_a_tab_shows_how_far_it_is_and_is_called_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow publisher: whoever opens the page sees the progress; called off, nothing has changed."""
    root, begun, go = tmp_path / "root", threading.Event(), threading.Event()

    def slow(wanted: list, *, root: Path, first: Path, told, downloads: Downloads) -> None:
        told(Progress(wanted[0].id, "asking the publisher", 1, 4))
        begun.set()
        go.wait(30)
        told(Progress("", "building the new pack"))
        (root / "half").mkdir(parents=True)

    first = opened_pack.state()
    monkeypatch.setattr(work, "renewed", slow)
    monkeypatch.setattr(register, "allowed", lambda: SOURCES[:1])
    monkeypatch.setattr(section, "root_of", lambda _: root)
    monkeypatch.setattr(section.opened_pack, "state", lambda: first)
    page().button(key="refresh_go").click().run()
    assert begun.wait(30)
    job = work.latest(root)
    monkeypatch.setattr(jobs.JOBS, "clock", lambda: time.monotonic() + 10 * jobs.LEFT_AFTER)
    other = page()  # another reader, long after the first has gone
    assert work.begin(SOURCES[:1], root=root, first=first.folder) is job and job.state == jobs.RUNNING
    assert not [one for one in other.button if one.key == "refresh_go"] and "may be closed" in texts(other)
    assert job.progress.words == f"{SOURCES[0].title}: asking the publisher" and (
        job.progress.done,
        job.progress.of,
    ) == (1, 4)
    other.button(key="refresh_stop").click().run()
    assert job.state == jobs.RUNNING and other.button(key="refresh_stop").disabled
    go.set()
    assert "Called off: nothing was changed" in texts(ended(other, root)) and not (root / "half").exists()


def test_called_off_too_late_the_report_tells_what_happened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"

    def switched(wanted: list, *, root: Path, first: Path, told, downloads: Downloads) -> Renewed:
        work.call_off(root)  # while the new pack is being taken into use: no step comes any more
        return Renewed(Report((), built=root), "s2", switched=True)

    monkeypatch.setattr(work, "renewed", switched)
    job = work.begin(SOURCES[:1], root=root, first=tmp_path)
    until = time.monotonic() + 30
    while job.state != jobs.DONE and time.monotonic() < until:
        time.sleep(0.01)
    assert work.report(job) == ["The new pack is served from now on: s2."]


def test_what_goes_wrong_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise FileFaults([Fault("pack.toml", "is synthetic")])

    monkeypatch.setattr(work, "renewed", faulty)
    lines = work.refreshed([], jobs.Progress(), root=tmp_path, first=tmp_path)
    assert lines[0] == work.FAULTY and "is synthetic" in lines[1]
    assert work.report(jobs.Job(lambda _: None, "x", 0.0, state=jobs.FAILED)) == [work.BROKE]
