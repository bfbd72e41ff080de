"""Taking in what another installation exported: all of it or nothing, whoever made the file.

Lives here: reading such a zip, counted before it is unpacked and nothing of it written under a name of its own, holding
it against what is here, and keeping it. Not here: making one (`data.adding.exchange`), keeping (`data.keeping`,
`data.adding.kept`), what an own footprint may hold (`geo.own_text`, which the caller passes).
"""

from __future__ import annotations

import contextlib
import io
import json
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from data.adding.exchange import ADDED, FOOTPRINTS, PROGRAMMES
from data.adding.kept import OwnIndicators
from data.adding.merged import faults_of
from data.adding.version import TABLE, Added, read_version
from data.keeping.own_store import add_entries, entries_of, kept_entries, without_entries
from data.keeping.programme_store import ProgrammeStore
from data.lineage import FILE as LINEAGE
from data.lineage import lineage_file
from data.pack import Pack, open_pack
from data.programmes import programmes_faults, programmes_of
from data.validation import Door, Fault, FileFaults

FILES = ("indicators.toml", "sources.toml", TABLE, LINEAGE, "added.toml")
LARGEST = 200_000_000  # bytes of the file
LARGEST_PART = 100_000_000  # bytes of one part that is read
MOST_ENTRIES = 20_000
AGAIN = "export it again"
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError)
INSTEAD = "take it out or rename it first, or allow this file to replace it"
Understood = Callable[[str], object]  # raises ValueError with what is wrong with a text of own footprints


def taken_in(
    folder: str | Path, name: str, *, content: bytes, replacing: bool = False, understood: Understood | None = None
) -> list[str]:
    """Keep what an exported pack holds beside the pack in a folder; answers what was taken in, in words.

    What is here already and the same is left as it is. A run that was killed half-way may be done again.

    Parameters
    ----------
    folder, name, content
        The pack's folder; what the reader calls the file; its bytes.
    replacing : bool
        Measures of the same id may be replaced; they can be brought back. Programmes and footprints never are.
    understood : callable, optional
        Reads the text of own footprints as the footprint page will, and raises ValueError where it cannot.

    Raises
    ------
    FileFaults
        Every fault; nothing is kept then.
    """
    parts, store = _parts(name, content), OwnIndicators(folder)
    found, faults, pack = _indicators(parts), [], open_pack(folder)
    here = store.added()[0]
    new = [one for one in found if not _same(one, here.get(one.indicator.id))]
    for one in new:
        faults += faults_of(one, pack)
        if not replacing and (words := store.clash(one.indicator.id)):
            faults.append(Fault(name, f"{one.indicator.name}: {words}; {INSTEAD}"))
    tables, wrong = _programmes(name, parts, pack, measures=[one.indicator.id for one in found])
    entries, odd = _footprints(name, parts, understood)
    if faults := [*faults, *wrong, *odd]:
        raise FileFaults(faults)
    programmes = ProgrammeStore(folder)
    told = [one.indicator.name for one in new]
    tables, words = _news(tables, programmes.tables(), kind="programme")
    entries, more = _news(entries, kept_entries(folder), kind="own footprint")
    with contextlib.ExitStack() as undo:  # what was kept is taken back if the rest cannot be
        if tables:
            programmes.add(tables)
            undo.callback(programmes.without, list(tables))
        if entries:
            add_entries(folder, entries)
            undo.callback(without_entries, folder, entries)
        if new:
            store.keep(*new, new=not replacing)
        undo.pop_all()
    return [*told, *words, *more] or ["nothing: all of it is here already"]


def measures_in(name: str, content: bytes) -> list[Added]:
    """The measures of an exported pack as they were added; raises `FileFaults` with every fault."""
    return _indicators(_parts(name, content))


def _same(one: Added, other: Added | None) -> bool:
    """Whether a measure is here already as it is in the file."""
    if other is None or (one.indicator, one.source, one.notes) != (other.indicator, other.source, other.notes):
        return False
    return one.original == other.original and one.frame.equals(other.frame)


def _news(found: Mapping[str, dict], here: Mapping[str, object], *, kind: str) -> tuple[dict[str, dict], list[str]]:
    """What has no namesake here, and what is said of it and of those that have another one: nothing is replaced."""
    new = {key: one for key, one in found.items() if key not in here}
    stay = [key for key in found if key in here and here[key] != found[key]]
    told = [f"{len(new)} {kind}{'s' * (len(new) > 1)}"] if new else []
    if stay:
        several = len(stay) > 1
        told.append(
            f"not {len(stay)} {kind}{'s' * several}, since {'others' if several else 'another'} of the same id "
            f"{'are' if several else 'is'} here and {'stay' if several else 'stays'} ({', '.join(stay[:5])})"
        )
    return new, told


def _parts(name: str, content: bytes) -> dict[str, bytes]:
    """The parts that are read, by their place in the pack; everything else of the archive is left alone."""
    door = Door(name)
    if len(content) > LARGEST:
        door.refuse(f"has {len(content) / 1e6:,.0f} MB, at most {LARGEST // 1_000_000} MB can be taken in")
        door.close()
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check(door, entries)
        door.close()
        wanted = {place: entry for entry in entries if (place := _place(entry.filename))}
        found = {}
        for place, entry in wanted.items():
            with archive.open(entry) as part:
                found[place] = part.read(LARGEST_PART + 1)  # never more, whatever the archive says of itself
            if len(found[place]) > LARGEST_PART:
                door.refuse(f"holds a part of more than {LARGEST_PART // 1_000_000} MB", values=[place])
    except FileFaults:
        raise
    except UNREADABLE as error:
        door.refuse(f"cannot be unpacked ({type(error).__name__}): {AGAIN}")
        found = {}
    if not door.faults and not found:
        door.refuse("is no exported pack: it holds no added measure, own footprint or programme")
    door.close()
    return found


def _check(door: Door, entries: list[zipfile.ZipInfo]) -> None:
    outside = [one.filename for one in entries if _leads_outside(one.filename)]
    if outside:
        door.refuse("holds paths that lead outside the archive", values=outside)
    if any(entry.flag_bits & 1 for entry in entries):
        door.refuse("has a password: export it without one")
    read = [entry.file_size for entry in entries if _place(entry.filename)]
    if len(entries) > MOST_ENTRIES or sum(read) > LARGEST_PART:
        door.refuse(f"holds more than {MOST_ENTRIES:,} files, or more than {LARGEST_PART // 1_000_000} MB to read")


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]


def _place(name: str) -> str:
    """Where in the pack an entry lies, below the one folder of the archive; "" for what is not read."""
    parts = PurePosixPath(name).parts[1:]
    place = "/".join(parts)
    version = len(parts) == 3 and parts[0] == ADDED and (parts[2] in FILES or parts[2].startswith("original."))
    return place if version or place in (FOOTPRINTS, PROGRAMMES) else ""


def _indicators(parts: Mapping[str, bytes]) -> list[Added]:
    """The indicators of an exported pack, each as it was added."""
    found, faults = [], []
    for name in sorted({place.split("/")[1] for place in parts if place.startswith(f"{ADDED}/")}):
        with tempfile.TemporaryDirectory() as spare:
            for place, content in parts.items():
                if place.startswith(f"{ADDED}/{name}/"):
                    (Path(spare) / PurePosixPath(place).name).write_bytes(content)
            if all((Path(spare) / file).is_file() for file in (LINEAGE, TABLE)) and lineage_file(spare) is None:
                faults.append(Fault(LINEAGE, f"does not fit the figures of {name}: {AGAIN}"))
            try:
                found.append(replace(read_version(Path(spare)), folder=None))
            except FileFaults as error:
                faults += error.faults
    if faults:
        raise FileFaults(faults)
    return found


def _programmes(
    name: str, parts: Mapping[str, bytes], pack: Pack, *, measures: list[str]
) -> tuple[dict[str, dict], list[Fault]]:
    """The shown programmes of an exported pack, and their faults as if a reader added them."""
    if PROGRAMMES not in parts:
        return {}, []
    odd = [Fault(name, f"its programmes cannot be read: {AGAIN}")]
    try:
        shown = json.loads(parts[PROGRAMMES])["shown"]
        if not isinstance(shown, dict) or not all(isinstance(one, dict) for one in shown.values()):
            return {}, odd
        found = programmes_of(shown, file=name)
    except FileFaults as error:
        return {}, error.faults
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}, odd
    areas = frozenset(pack.areas["area_code"])
    return shown, programmes_faults(found, indicators=[*pack.indicators, *measures], areas=areas)


def _footprints(
    name: str, parts: Mapping[str, bytes], understood: Understood | None
) -> tuple[dict[str, dict], list[Fault]]:
    """The own footprints of an exported pack by id, and what is wrong with them."""
    try:
        text = parts.get(FOOTPRINTS, b"").decode("utf-8")
        found = entries_of(text)
        if understood:
            understood(text)
    except ValueError as error:
        lines = str(error).splitlines()
        return {}, [Fault(name, f"its own footprints cannot be used: {line}") for line in lines]
    return found, []
