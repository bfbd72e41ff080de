"""The geography's own programs, which the full build starts: homes of England, map files, checking footprints.

Lives here: starting them, waiting for them, and the faults they end with. Not here: what they do (`geo.home_files`,
`geo.display`, `geo.build`): `data` imports nothing of ours, so they run as processes of their own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from data.england.areas import BOUNDARIES
from data.validation import Fault, FileFaults

ROOT = Path(__file__).resolve().parents[2]
DRAWN = ("msoa11", *BOUNDARIES)  # MSOA 2011 anew: all of them have a reader's name here


@contextmanager
def drawing(folder: Path, *, wanted: bool, types: Sequence[str] = DRAWN) -> Iterator[Callable[[], None]]:
    """Start drawing area types of a pack, if wanted; yields what waits for its end.

    It runs beside whatever is done meanwhile, and is ended if that fails.

    Raises
    ------
    FileFaults
        On waiting, with the last line of a program that failed.
    """
    command = [sys.executable, "-m", "geo.display", "--pack", str(folder.resolve())]
    command += ["--types", ",".join(types), "--no-gzip"]
    with tempfile.TemporaryFile() as words:
        program = subprocess.Popen(command, cwd=ROOT, stdout=words, stderr=words) if wanted else None

        def drawn() -> None:
            if program is not None and program.wait():
                words.seek(0)
                said = words.read().decode(errors="replace").strip().splitlines() or ["it wrote nothing"]
                raise FileFaults([Fault("python -m geo.display", f"ended with {program.returncode}: {said[-1]}")])

        try:
            yield drawn
        finally:
            if program is not None and program.poll() is None:
                program.kill()
                program.wait()


def homes_written(folder: Path) -> None:
    """Let the geography write the newer postcodes and the homes of all England into a pack that has the list.

    Raises
    ------
    FileFaults
        With the last line of a program that failed.
    """
    _ran("geo.home_files", "--pack", folder)


def footprints_shared(folder: Path) -> None:
    """Let the geography write shares of footprints by the residents that the pack now has for every small area.

    Raises
    ------
    FileFaults
        With the last line of a program that failed.
    """
    _ran("geo.build", "--shares", "--to", folder)


def footprints_checked(folder: Path) -> list[str]:
    """What the geography's check of a finished pack's footprints could not check, in words.

    Raises
    ------
    FileFaults
        With every fault it found.
    """
    command = [sys.executable, "-m", "geo.build", "--check", "--to", str(folder.resolve())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"python -m geo.build --check ended with {done.returncode}"]
        raise FileFaults([Fault("footprints/footprints.json", line) for line in lines])
    return done.stdout.strip().splitlines()


def _ran(module: str, *arguments: str | Path) -> None:
    told = [str(one.resolve()) if isinstance(one, Path) else one for one in arguments]
    command = [sys.executable, "-m", module, *told]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it wrote nothing"]
        raise FileFaults([Fault(f"python -m {module}", f"ended with {done.returncode}: {said[-1]}")])
