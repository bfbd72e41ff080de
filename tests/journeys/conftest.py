"""What every journey starts from: a browser, the real app, and a page that is watched.

A journey fails, whatever else it checks, if its page asked for anything outside this machine, wrote an error to the
console, or made the server log an exception.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.journeys import servers
from tests.journeys.browser import PAINTED, launched
from tests.journeys.stories import made_states
from tests.journeys.windows import Windows

DESKTOP = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}

# A journey never sits still as a reader does: what the app makes in quiet moments would only take the machine from
# others (tests/pages/test_quiet.py proves it).
os.environ.setdefault("QUIET_WORK", "0")
expect.set_options(timeout=15_000)  # a loaded machine is slow, not wrong


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey, and one that fails is made once more: the summary counts it (`rerun`)."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with software WebGL, started once."""
    started = launched(playwright, extra=PAINTED)
    yield started
    started.close()


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    """The app with the embedded pack, started once as `make run` starts it."""
    started = servers.started()
    yield started
    started.stop()
    assert started.complaints() == []


@pytest.fixture(scope="session")
def england(england_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """The app with the full England pack, started once; what readers keep goes to a folder of its own."""
    yield from _aside(england_pack, tmp_path_factory)


@pytest.fixture(scope="session")
def training(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """The app with the training pack, started once; what readers keep goes to a folder of its own."""
    yield from _aside(servers.ROOT / "data" / "pack" / "training", tmp_path_factory)


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded pack with made counts for every state of a value."""
    return made_states.made_pack(tmp_path_factory.mktemp("made") / "pack")


@pytest.fixture(scope="session")
def made(made_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """The app with that pack, for journeys that only look."""
    yield from _aside(made_folder, tmp_path_factory)


def _aside(pack: Path, folders: pytest.TempPathFactory) -> Iterator[servers.Server]:
    kept = str(folders.mktemp("kept"))
    started = servers.started(env={"PACK": str(pack), "CARDS": kept, "RELEASE_LEDGER": kept})
    yield started
    started.stop()
    assert started.complaints() == []


@pytest.fixture(params=["embedded", "england"])
def told(request: pytest.FixtureRequest) -> servers.Server:
    """The app with the embedded and then with the England pack; the second skips where its files are not there."""
    return request.getfixturevalue({"embedded": "server", "england": "england"}[request.param])


@pytest.fixture
def start() -> Iterator[Callable[..., servers.Server]]:
    """A function that starts one more server, stopped after the test."""
    running: list[servers.Server] = []

    def one_more(*args: object, **kwargs: object) -> servers.Server:
        running.append(servers.started(*args, **kwargs))
        return running[-1]

    yield one_more
    for each in running:
        each.stop()
    assert [line for each in running for line in each.complaints()] == []


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    """The windows of the session's browser."""
    kept = Windows(browser)
    yield kept
    kept.closed()


@pytest.fixture
def visit(windows: Windows) -> Iterator[Callable[..., Page]]:
    """A function that opens an address in a watched window (`cold`: an empty one); the watch is read after the test."""
    opened: list[tuple[Page, Windows]] = []

    def window(
        url: str,
        *,
        viewport: dict[str, int] = DESKTOP,
        using: Browser | None = None,
        cold: bool = False,
        **options: object,
    ) -> Page:
        house = Windows(using) if using else windows
        page = house.window(url, viewport=viewport, cold=cold or using is not None, **options)
        opened.append((page, house))
        page.goto(url)
        return page

    yield window
    faults = [fault for page, _ in opened for fault in page.watch.faults()]
    for page, house in opened:
        house.left(page)
    assert faults == []
