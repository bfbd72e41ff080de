"""What readers added, as a zip: alone, for another installation to take in, or as a whole pack that one opens.

Lives here: making that file. Not here: taking one in (`data.adding.intake`), what a pack is (`data.pack`).
"""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.adding.kept import OwnIndicators
from data.adding.version import TABLE, Added
from data.keeping.own_store import kept_entries, read_own
from data.keeping.programme_store import ProgrammeStore
from data.lineage import read_lineage, write_lineage
from data.pack import Pack, open_pack
from data.schema import AREA_TYPES
from data.validation import Fault, FileFaults
from data.writing import ROW_GROUP, write_pack_toml

ENDING = ".zip"
FOLDER = "own-figures"
GEOGRAPHY = ("areas.parquet", "lookups", "footprints", "boundaries", "map", "context")
ADDED, FOOTPRINTS, PROGRAMMES = "added", "own/footprints.toml", "own/programmes.json"


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
    if faults or not anything(folder):
        raise FileFaults(faults or [Fault("own", "holds nothing to export: add something first")])
    if whole and pack.synthetic and not found:
        raise FileFaults([Fault("own", "holds no figures, and a pack is not made of synthetic ones: export it alone")])
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


def anything(folder: str | Path) -> bool:
    """Whether readers added anything that can be exported; raises `FileFaults` where what they added cannot be read."""
    return bool(OwnIndicators(folder).folders() or kept_entries(folder) or ProgrammeStore(folder).tables())


def _write_pack(pack: Pack, found: Mapping[str, Added], folder: Path) -> None:
    """The files that make a folder a pack, its geography aside."""
    own = ("default_indicator", "default_level", "default_period") if found else ()
    usual = {key: value for key, value in pack.card.items() if key.startswith("default_") and key not in own}
    card = {"id": FOLDER, "title": f"Added figures, with: {pack.title}", "version": pack.version}
    card |= {"built": pack.built, "synthetic": False} | usual
    for first in list(found.values())[:1]:
        card["default_indicator"] = first.indicator.id
        card["default_level"] = str(AREA_TYPES[first.frame["area_type"].iloc[0]])
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
