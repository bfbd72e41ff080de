"""Starting the component's own small app."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tests.journeys import servers
from tests.journeys.servers import ROOT, Server

APP = Path(__file__).parent
HERE = {"PYTHONPATH": str(ROOT), "PACK": os.environ.get("COMPONENT_PACK", "")}


def small_app(script: str = "app.py") -> Iterator[Server]:
    """The running app; its log must be free of complaints at the end."""
    started = servers.started(folder=APP, script=script, env=HERE)
    yield started
    started.stop()
    assert started.complaints() == []
