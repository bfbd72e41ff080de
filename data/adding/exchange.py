"""What readers added, as a zip: alone, for another installation to take in, or as a whole pack that one opens.

Lives here: making that file, and reading one that may come from anywhere: counted before it is unpacked, nothing of it
written under a name of its own. Not here: keeping (`data.adding.kept`), what a pack is (`data.pack`).
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import tomllib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.adding.kept import OwnIndicators
from data.adding.merged import faults_of
from data.adding.version import TABLE, Added, read_version
from data.lineage import FILE as LINEAGE
from data.lineage import read_lineage, write_lineage
from data.own_store import change_own, read_own
from data.pack import Pack, open_pack
from data.programme_store import ProgrammeStore
from data.programmes import programmes_faults, programmes_of
from data.schema import AREA_TYPES
from data.validation import Door, Fault, FileFaults
from data.writing import ROW_GROUP, write_pack_toml

ENDING = ".zip"
ENTRY = "[[footprint]]"
FOLDER = "own-figures"
GEOGRAPHY = ("areas.parquet", "lookups", "footprints", "boundaries", "map")
ADDED, FOOTPRINTS, PROGRAMMES = "added", "own/footprints.toml", "own/programmes.json"
FILES = ("indicators.toml", "sources.toml", TABLE, LINEAGE, "added.toml")
LARGEST = 200_000_000  # bytes of the file
LARGEST_PART = 100_000_000  # bytes of one part that is read
MOST_ENTRIES = 20_000


def exported(folder: str | Path, *, whole: bool = False) -> bytes:
    """Everything that readers added to the pack in a folder, as a zip that another installation takes in.

    Parameters
    ----------
    folder : path
        The pack.
    whole : bool
        With the pack's own figures, areas and outlines too: then its unpacked folder is a pack by itself.

    Raises
    ------
    FileFaults
        If nothing was added, or what was added cannot be read.
    """
    pack = open_pack(folder)
    found, faults = OwnIndicators(folder).added()
    if faults or not found:
        raise FileFaults(faults or [Fault("own/indicators", "holds nothing to export: add something first")])
    made = io.BytesIO()
    with tempfile.TemporaryDirectory() as spare, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if whole:
            _write_pack(pack, found, Path(spare))
        _write_added(pack, found, Path(spare))
        for path in sorted(Path(spare).rglob("*")):
            if path.is_file():
                archive.write(path, f"{FOLDER}/{path.relative_to(spare).as_posix()}")
        for name in GEOGRAPHY if whole else ():
            for path in _files(pack.geography / name):
                # What lies in a pack is compressed already.
                archive.write(path, f"{FOLDER}/{path.relative_to(pack.geography).as_posix()}", zipfile.ZIP_STORED)
    return made.getvalue()


def taken_in(folder: str | Path, name: str, *, content: bytes) -> list[str]:
    """Keep what an exported pack holds beside the pack in a folder; answers what was taken in, in words.

    Raises
    ------
    FileFaults
        Every fault; nothing is kept then.
    """
    pack, parts = open_pack(folder), _parts(name, content)
    found, faults = _indicators(parts), []
    for one in found:
        faults += faults_of(one, pack)
    tables = _programmes(name, parts, pack, measures=[one.indicator.id for one in found])
    if faults:
        raise FileFaults(faults)
    footprints = _new_footprints(name, parts, folder)
    store = OwnIndicators(folder)
    for one in found:
        store.keep(one)
    told = [one.indicator.name for one in found]
    if tables:
        ProgrammeStore(folder).add(tables)
        told.append(f"{len(tables)} programme{'s' if len(tables) > 1 else ''}")
    if footprints:
        change_own(folder, lambda text: "\n".join([text.rstrip(), *footprints]).lstrip())
        told.append(f"{len(footprints)} own footprint{'s' if len(footprints) > 1 else ''}")
    return told


def _write_pack(pack: Pack, found: Mapping[str, Added], folder: Path) -> None:
    """The files that make a folder a pack, its geography aside."""
    first = next(iter(found.values()))
    usual = {
        key: value for key, value in pack.card.items() if key in ("default_system", "default_place", "default_date")
    }
    card = {"id": FOLDER, "title": f"Added figures, with: {pack.title}", "version": pack.version}
    card |= {"built": pack.built, "synthetic": False, "default_indicator": first.indicator.id}
    card |= {"default_level": str(AREA_TYPES[first.frame["area_type"].iloc[0]])} | usual
    write_pack_toml(folder, pack=card)
    beside = pack.folder if not pack.synthetic else None  # real and synthetic figures never share a pack
    for text in ("indicators.toml", "sources.toml"):
        told = [(one.folder / text).read_bytes() for one in found.values()]
        (folder / text).write_bytes(b"\n".join([*([(beside / text).read_bytes()] if beside else []), *told]))
    tables = [pq.read_table(one.table) for one in found.values()]
    tables = [pq.read_table(beside / TABLE), *tables] if beside else tables
    pq.write_table(pa.concat_tables(tables), folder / TABLE, compression="zstd", row_group_size=ROW_GROUP)
    rows = [read_lineage(one) for one in (*([beside] if beside else []), *(one.folder for one in found.values()))]
    write_lineage(pd.concat(rows, ignore_index=True), folder)


def _write_added(pack: Pack, found: Mapping[str, Added], folder: Path) -> None:
    """What readers added, as it is kept: every measure with the file it came from, footprints, programmes."""
    for name, one in found.items():
        shutil.copytree(one.folder, folder / ADDED / name)
    (folder / "own").mkdir()
    if text := read_own(pack.folder):
        (folder / FOOTPRINTS).write_text(text, encoding="utf-8")
    programmes = ProgrammeStore(pack.folder).path
    if programmes.is_file():
        (folder / PROGRAMMES).write_bytes(programmes.read_bytes())


def _files(path: Path) -> list[Path]:
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path] * path.is_file()


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
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        door.refuse(f"cannot be unpacked ({type(error).__name__}): export it again")
        found = {}
    if not door.faults and not any(place.endswith("/added.toml") for place in found):
        door.refuse("is no exported pack: it holds no added measure")
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
            try:
                found.append(replace(read_version(Path(spare)), folder=None))
            except FileFaults as error:
                faults += error.faults
    if faults:
        raise FileFaults(faults)
    return found


def _programmes(name: str, parts: Mapping[str, bytes], pack: Pack, *, measures: list[str]) -> dict:
    """The shown programmes of an exported pack, checked as if a reader added them."""
    if PROGRAMMES not in parts:
        return {}
    try:
        shown = json.loads(parts[PROGRAMMES])["shown"]
    except (ValueError, KeyError, TypeError) as error:
        raise FileFaults([Fault(name, "its programmes cannot be read: export it again")]) from error
    if not isinstance(shown, dict):
        raise FileFaults([Fault(name, "its programmes cannot be read: export it again")])
    found, areas = programmes_of(shown, file=name), _codes(pack)
    faults = programmes_faults(found, indicators=[*pack.indicators, *measures], areas=areas)
    if faults:
        raise FileFaults(faults)
    return shown


def _codes(pack: Pack) -> frozenset[str]:
    return frozenset(pack.areas["area_code"])


def _new_footprints(name: str, parts: Mapping[str, bytes], folder: str | Path) -> list[str]:
    """The text of every own footprint of an exported pack that is not kept here yet."""
    try:
        known = {one["id"] for one in tomllib.loads(read_own(folder)).get("footprint", [])}
        blocks = parts.get(FOOTPRINTS, b"").decode("utf-8").split(ENTRY)[1:]
        read = [tomllib.loads(f"{ENTRY}{block}")["footprint"][0]["id"] for block in blocks]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise FileFaults([Fault(name, "its footprints cannot be read: export it again")]) from error
    return [f"{ENTRY}{block}" for code, block in zip(read, blocks, strict=True) if code not in known]
