"""What tests of every wing share: the full England pack, built once and kept until what it is made of changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.england_pack import built
from tests.shared_folder import shared

# No deadline: a busy machine is no fault of the code under test. CI tries the same cases each time, people new ones.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


@pytest.fixture(scope="session")
def england_pack() -> Path:
    """Folder of the full England pack; skips where the shared data folder is absent."""
    return built(shared("data", "provenance.csv").parent)
