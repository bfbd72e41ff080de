"""How long we wait, how often we ask again, how much we take.

Lives here: the limits of one fetch, waiting times with jitter, what `Retry-After` means. Not here: the asking
(`data.fetching.transfer`).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

AGENT = "health-equity-dashboard/1 (open source; reads official statistics once when they are due)"
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})  # answers that may be different in a while


def _today() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Manners:
    """The limits of a fetch. Times are seconds, sizes bytes.

    Attributes
    ----------
    connect, read, total
        Longest wait for a connection, for the next bytes, and for one whole file with all its tries.
    tries
        How often a file is asked for in all.
    first, longest
        The first wait between tries and the longest; it doubles and is shortened by up to a half at random.
    biggest, unpacked
        Largest file as sent, and after it is unpacked.
    loopback
        Whether plain http to this machine is allowed: for tests only. Everything else is https with a verified
        certificate, always.
    sleep, chance, now
        Taken from outside so that tests need not wait.
    """

    connect: float = 15.0
    read: float = 60.0
    total: float = 1800.0
    tries: int = 5
    first: float = 1.0
    longest: float = 120.0
    biggest: int = 400_000_000
    unpacked: int = 1_500_000_000
    loopback: bool = False
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    now: Callable[[], datetime] = _today
    clock: Callable[[], float] = time.monotonic

    def wait(self, tried: int) -> float:
        """Seconds before the next try, after `tried` of them.

        Examples
        --------
        >>> calm = Manners(chance=lambda: 0.0)
        >>> [calm.wait(tried) for tried in (1, 2, 3, 10)]
        [1.0, 2.0, 4.0, 120.0]
        """
        step = min(self.first * 2 ** (tried - 1), self.longest)
        return step * (1 - self.chance() / 2)

    def asked_to_wait(self, header: str | None) -> float | None:
        """Seconds that `Retry-After` asks for (a number or a date); None where it is absent or no such thing.

        Examples
        --------
        >>> [Manners().asked_to_wait(said) for said in ("7", "soon", None, "-3")]
        [7.0, None, None, 0.0]
        """
        if not header:
            return None
        try:
            return max(0.0, float(int(header.strip())))
        except ValueError:
            pass
        try:
            date = parsedate_to_datetime(header)
        except (TypeError, ValueError, IndexError):
            return None
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        return max(0.0, (date - self.now()).total_seconds())
