"""Where the shared folder is; a test that needs it is skipped with a clear word where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def folder() -> Path:
    """The shared folder, there or not (environment SHARED, else `shared` beside the repository)."""
    return Path(os.environ.get("SHARED") or Path(__file__).parents[2] / "shared")


def shared(*parts: str) -> Path:
    """Path of a file in the shared folder; the test is skipped where there is none."""
    path = folder().joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared data folder has no {'/'.join(parts)} here (set SHARED to its path)")
    return path
