"""Every test has its own place for stamps: none sees what another checked; and a publisher to ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.loopback import Publisher, serving
from tests.data.packs import write_pack


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of stamps of this test."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """A folder with the small pack."""
    return write_pack(tmp_path / "pack")


@pytest.fixture(scope="module")
def server() -> Iterator[Publisher]:
    """A publisher's server, started once a module."""
    with serving() as publisher:
        yield publisher


@pytest.fixture
def publisher(server: Publisher) -> Publisher:
    """That server with nothing left of the test before."""
    server.clear()
    return server
