"""What the tests of the page for own figures share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.adding.kept import OwnIndicators
from pages.parts import opened_pack


@pytest.fixture
def kept(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnIndicators]:
    """A store of the test's own beside the embedded pack, forgotten afterwards."""
    monkeypatch.setenv("CARDS", str(tmp_path))
    yield OwnIndicators("unused")
    monkeypatch.undo()
    opened_pack.renew()
