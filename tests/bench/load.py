"""Figures without a browser: reruns, sessions, memory.

Lives here: comparing our server with an empty app on the same kind of server and with a default one.
Not here: what a reader sees (`driver.py`), the limits (`budgets.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.sessions import rerun_median, reruns_per_second
from tests.journeys import servers

HERE = Path(__file__).parent
READERS = 10


@dataclass(frozen=True)
class Load:
    """One server's figures.

    Attributes
    ----------
    rerun : float
        Milliseconds of a rerun, median of one session.
    per_second : float
        Reruns per second of ten sessions.
    idle, added : int
        Bytes of memory before the first session, and what all sessions added to them.
    """

    rerun: float
    per_second: float
    idle: int
    added: int


@contextmanager
def serving(*args: object, **kwargs: object) -> Iterator[servers.Server]:
    """A server for as long as the block lasts."""
    server = servers.started(*args, **kwargs)
    try:
        yield server
    finally:
        server.stop()


def load(server: servers.Server, *, query: str = "") -> Load:
    """Figures of one server: one session first, then ten at once."""
    process = psutil.Process(server.process.pid)
    idle = process.memory_info().rss
    single = rerun_median(server.url, query=query)
    rate = reruns_per_second(server.url, readers=READERS, query=query)
    return Load(single, rate, idle, process.memory_info().rss - idle)


def compared(pack: Path, query: str) -> dict[str, Load]:
    """Our app, an empty app on the same server with the same settings, and a default empty `streamlit run`."""
    with serving(env={"PACK": str(pack)}) as server:
        ours = load(server, query=query.removeprefix("?"))
    with serving(script="tests/bench/empty_app.py", ready="/_stcore/health") as server:
        empty = load(server)
    with serving("streamlit", folder=HERE, script="empty.py", ready="/_stcore/health") as server:
        default = load(server)
    return {"ours": ours, "empty": empty, "default": default}
