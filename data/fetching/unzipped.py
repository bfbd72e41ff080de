"""One member of a zip file, as a file for as long as it is read.

Lives here: finding it by a pattern, and unpacking within a limit. Not here: what stands in it.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.validation import Fault, FileFaults

BIGGEST = 500_000_000  # bytes of one member
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)


def members(path: Path) -> list[str]:
    """Names of the members, [] where the file is no zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except BROKEN:
        return []


@contextmanager
def member(path: Path, pattern: str, *, biggest: int = BIGGEST) -> Iterator[Path]:
    """The one member whose name matches, unpacked beside nothing of ours; gone when the block ends.

    Raises
    ------
    FileFaults
        If the file is no whole zip, has no such member, or the member unpacks to more than `biggest` bytes.
    """
    names = [name for name in members(path) if re.search(pattern, name, re.IGNORECASE)]
    if not names:
        there = ", ".join(members(path)[:8]) or "nothing that can be read"
        raise FileFaults([Fault(path.name, f"holds no table like {pattern}; it holds {there}")])
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / Path(names[0]).name
        try:
            with zipfile.ZipFile(path) as archive, archive.open(names[0]) as source, target.open("wb") as out:
                left = biggest
                while piece := source.read(1 << 20):
                    left -= len(piece)
                    if left < 0:
                        words = f"{names[0]} unpacks to more than {biggest / 1e6:,.0f} MB"
                        raise FileFaults([Fault(path.name, words)])
                    out.write(piece)
        except FileFaults:
            raise
        except BROKEN as problem:
            words = f"{names[0]} cannot be unpacked: {type(problem).__name__}"
            raise FileFaults([Fault(path.name, words)]) from problem
        yield target
        shutil.rmtree(folder, ignore_errors=True)
