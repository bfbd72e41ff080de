"""One run of fetching: the client that asks, whose servers may be asked, and who is told how far it is.

Lives here: `Session` and its client (certificates always verified, no redirect followed unseen). Not here: one transfer
(`data.fetching.transfer`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from data.fetching.manners import AGENT, Manners


@dataclass(frozen=True)
class Progress:
    """How far a source is: what is being done, how much of it, of how much (0: not known)."""

    source: str
    words: str
    done: int = 0
    of: int = 0


Told = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Session:
    """What every file of one source is fetched with.

    `folder` keeps the source's files between runs, `hosts` are the only servers that are asked.
    """

    source: str
    folder: Path
    hosts: frozenset[str]
    client: httpx.Client
    manners: Manners = field(default_factory=Manners)
    told: Told = silent

    def tell(self, words: str, done: int = 0, *, of: int = 0) -> None:
        """Say how far it is."""
        self.told(Progress(self.source, words, done, of))


@contextmanager
def client(manners: Manners) -> Iterator[httpx.Client]:
    """A client for one run. Certificates are verified; nothing turns that off."""
    limits = httpx.Timeout(manners.read, connect=manners.connect)
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"}
    with httpx.Client(timeout=limits, headers=headers, follow_redirects=False, verify=True) as opened:
        yield opened
