"""Taking in another installation's file, killed before each of its changes on the disk, one after the other.

    python -m tests.data.adding.killed --pack <folder> --file <zip> [--every 1]

Lives here: the kill, and what must hold afterwards: everything kept reads whole, and doing it again ends as it would
have ended. Every step is a fork of this process, which itself opens no pack, so that no thread is copied.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from data.adding.intake import taken_in
from data.adding.kept import OwnIndicators
from data.keeping.own_store import kept_entries
from data.keeping.programme_store import ProgrammeStore
from tests.data.snapshots.killed import ended, forked

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree")


def linked(folder: Path, pack: Path) -> Path:
    """A pack folder that shares the files of another and has nothing of readers."""
    folder.mkdir(parents=True)
    for path in pack.iterdir():
        if path.name != "own":
            (folder / path.name).symlink_to(path)
    return folder


def killed_at(place: Path, number: int, work: Callable[[], object]) -> None:
    """Do something, but end without a word just before its change of that number below a place."""
    left = [number]

    def change(event: str, values: tuple) -> None:
        writing = event == "open" and isinstance(values[1], str) and set(values[1]) & set("wax+")
        if (writing or event in CHANGES) and str(place) in str(values[0]):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)

    sys.addaudithook(change)
    work()


def everything(folder: Path) -> tuple[dict, dict, dict]:
    """What readers have there; raises where anything of it cannot be read."""
    found, faults = OwnIndicators(folder).added()
    assert not faults, faults
    shown = {name: (str(one.indicator), one.frame.to_csv(), one.notes, one.original) for name, one in found.items()}
    return shown, kept_entries(folder), ProgrammeStore(folder).tables()


def judged(folder: Path, name: str, content: bytes, aim: Path) -> None:
    """What is there is part of what comes, and the same file ends the work."""
    before, wanted = everything(folder), everything(aim)
    assert all(part.items() <= whole.items() for part, whole in zip(before, wanted, strict=True))
    taken_in(folder, name, content=content)
    assert everything(folder) == wanted
    inside = [path.name for path in OwnIndicators(folder).place.iterdir() if path.is_dir()]
    assert len(inside) == len(wanted[0]), inside


def tried(pack: Path, file: Path, *, every: int, spare: Path) -> int:
    """Kill it before every change, or every so-manieth; how many times it was.

    Raises
    ------
    AssertionError
        If once what was kept did not read, or doing it again did not end the work.
    """
    content, aim = file.read_bytes(), linked(spare / "aim", pack)
    assert ended(forked(lambda: taken_in(aim, file.name, content=content))) == "done"
    number = times = 0
    while True:
        folder = linked(spare / f"at{number}", pack)
        work = partial(taken_in, folder, file.name, content=content)
        code = os.waitstatus_to_exitcode(os.waitpid(forked(partial(killed_at, folder, number, work)), 0)[1])
        assert code in (0, 9), code
        assert ended(forked(partial(judged, folder, file.name, content, aim))) == "done", f"at change {number}"
        shutil.rmtree(folder)
        if not code:
            return times
        times, number = times + 1, number + every


def main() -> int:
    """Command line: say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        times = tried(given.pack.resolve(), given.file, every=given.every, spare=Path(spare))
    print(f"killed {times} times: what was kept read whole every time, and doing it again ended the work")
    return 0


if __name__ == "__main__":
    sys.exit(main())
