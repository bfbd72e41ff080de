"""The embedded pack and its areas, opened once."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.adding.areas import Areas
from data.pack import Pack, open_pack

EMBEDDED = Path(__file__).parents[3] / "data" / "pack" / "embedded"


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The embedded pack."""
    return open_pack(EMBEDDED)


@pytest.fixture(scope="session")
def areas(pack: Pack) -> Areas:
    """What it knows of areas."""
    return Areas(pack)
