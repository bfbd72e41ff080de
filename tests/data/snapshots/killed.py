"""A refresh killed at random moments, again and again: the pack must stay whole and the next refresh must work.

    python -m tests.data.snapshots.killed [--times 200] [--seed 1]

Lives here: the child that publishes, the kill, and what must hold afterwards. Every step runs in a fork of this
process, which itself opens no pack, so that a thousandth of a second is a random moment and no thread is copied.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from data.pack import open_pack
from data.snapshots.places import Root, opened
from data.snapshots.publishing import publish
from tests.data.packs import observations, write_pack


def version(number: int) -> Callable[[Path], object]:
    """A function that builds the small pack; the number stands in one of its counts."""
    frame = observations()
    frame["numerator"] = frame["numerator"].where(frame["age"] != "16-24", 5 + number % 1000 / 1000)
    return lambda folder: write_pack(folder, frame)


def shown(root: Path) -> int:
    """Which version a reader sees; the pack is opened by every rule, without a stamp."""
    rows = open_pack(opened(root)).store.observations("uptake", age="16-24")
    return round((float(rows["numerator"].iloc[0]) - 5) * 1000)


def forked(work: Callable[[], object]) -> int:
    """Do something in a fork; the id of its process."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def ended(child: int) -> str:
    """Wait for a fork: "done", "killed" or "failed"."""
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return "killed"
    return "failed" if os.WEXITSTATUS(status) else "done"


def holds(root: Path, number: int, before: int) -> None:
    """The pack is whole and is the old version or the new one, and nothing half-made is served."""
    seen = shown(root)
    assert seen in (before, number), f"version {seen} is shown, neither {before} nor {number}"
    for snapshot in Root(root).ids():
        open_pack(Root(root).pack(snapshot))


def repaired(root: Path, number: int) -> None:
    """The next refresh works and clears what the killed one has left."""
    publish(root, version(number), door=open_pack)
    assert shown(root) == number
    left = [path.name for path in root.glob("snapshots/.*")] + [path.name for path in root.glob(".current.*")]
    assert left == [], left


def judged(root: Path, number: int) -> None:
    """What must hold after a kill, and after the next refresh."""
    holds(root, number, number - 1)
    repaired(root, number + 1)


def tried(root: Path, times: int, *, seed: int) -> Counter:
    """Kill so many refreshes; how each of them ended.

    Raises
    ------
    AssertionError
        If once the pack was not whole or the next refresh did not work.
    """
    chance, endings = random.Random(seed), Counter()
    begun = time.monotonic()
    assert ended(forked(lambda: publish(root, version(0), door=open_pack))) == "done"
    lasts = time.monotonic() - begun
    number = -1
    while endings["killed"] < times:
        number += 2
        child = forked(partial(publish, root, version(number), door=open_pack))
        before = Root(root).current()
        time.sleep(chance.uniform(0, 1.5 * lasts))
        os.kill(child, signal.SIGKILL)
        endings[ended(child)] += 1
        left = any(root.glob("snapshots/.*")) or any(root.glob(".current.*"))
        endings["left something half-made"] += left
        endings["had switched"] += Root(root).current() != before
        whole = forked(partial(judged, root, number))
        assert ended(whole) == "done", f"after refresh {number}"
    return endings


def main() -> int:
    """Command line: say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        endings = tried(Path(folder) / "root", given.times, seed=given.seed)
    print(f"{given.times} refreshes were killed: {dict(endings)}; whole every time, the next one worked")
    return 0


if __name__ == "__main__":
    sys.exit(main())
