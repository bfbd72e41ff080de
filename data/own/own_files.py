"""What a reader uploads: opened safely, checked whole, understood, or refused in one message.

Lives here: which kind a file is (by its content, not its name alone), size, archives and text encoding. Not here: the
shapes in it (`data.own.own_shapes`), the codes in it (`data.own.own_codes`). Nothing of an upload is kept on disk.
"""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from pathlib import PurePosixPath

from data.own.own_codes import Listed, read_table
from data.own.own_geojson import of_geojson
from data.own.own_shapes import Shapes, of_geopackage, of_shapefile
from data.validation import Door, Fault, FileFaults

LARGEST = 100_000_000  # bytes of an upload
LARGEST_UNPACKED = 400_000_000
MOST_ENTRIES = 200
KINDS = (".geojson", ".json", ".gpkg", ".zip", ".csv", ".txt")
NEEDED = (".shp", ".shx", ".dbf", ".prj")
GEOPACKAGE_START, ZIP_START = b"SQLite format 3\x00", b"PK\x03\x04"


def read_own_file(name: str, content: bytes) -> Shapes | Listed:
    """What an upload holds: shapes on the National Grid, or a list of codes or postcodes.

    Parameters
    ----------
    name : str
        As the reader called it.
    content : bytes

    Raises
    ------
    FileFaults
        Every fault of the file, and what to do; those of a list's cells are in its `faults` (`listed_areas.placed`).
    """
    door, kind = Door(name), PurePosixPath(name.lower()).suffix
    if kind not in KINDS:
        door.refuse(f"is no {', '.join(KINDS[:-1])} or {KINDS[-1]} file: a shapefile comes as one .zip of its parts")
    if len(content) > LARGEST:
        door.refuse(
            f"has {_megabytes(len(content))} MB, at most {_megabytes(LARGEST)} MB can be read: simplify or split it"
        )
    elif not content.strip(b"\x00 \r\n\t"):
        door.refuse("is empty")
    elif (kind == ".gpkg") != content.startswith(GEOPACKAGE_START):
        door.refuse("is not a GeoPackage" if kind == ".gpkg" else "is a GeoPackage by its content: call it .gpkg")
    elif (kind == ".zip") != content.startswith(ZIP_START):
        door.refuse("is not a zip archive" if kind == ".zip" else "is a zip archive by its content: call it .zip")
    door.close()
    if kind == ".zip":
        return of_shapefile(_unpacked(name, content), file=name)
    if kind == ".gpkg":
        return of_geopackage(content, file=name)
    text = _text(name, content)
    return read_table(text, file=name) if kind in (".csv", ".txt") else of_geojson(text, file=name)


def _text(name: str, content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        strange = content[error.start : error.start + 8]
        fault = Fault(name, "is not text in UTF-8: save it as CSV UTF-8", row=line, values=(str(strange),))
        raise FileFaults([fault]) from error


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """Parts of the one shapefile in an archive, by suffix; refused whole where anything in it is odd."""
    door = Door(name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check_entries(door, entries)
        door.close()
        (shape,) = (entry.filename for entry in entries if _is_shape(entry.filename))
        parts = {
            PurePosixPath(entry.filename).suffix.lower(): archive.read(entry)  # never more than the size checked above
            for entry in entries
            if _is_part(entry.filename, shape)
        }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        door.refuse(f"cannot be unpacked: {error}")
        parts = {}
    door.close()
    return parts


def _check_entries(door: Door, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    outside = [one for one in names if _leads_outside(one)]
    if outside:
        door.refuse("holds paths that lead outside the archive", values=outside)
    locked = [entry.filename for entry in entries if entry.flag_bits & 1]
    if locked:
        door.refuse("holds parts with a password", values=locked)
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or total > LARGEST_UNPACKED:
        door.refuse(
            f"unpacks to {len(entries):,} files and {_megabytes(total)} MB; at most {MOST_ENTRIES} files and "
            f"{_megabytes(LARGEST_UNPACKED)} MB can be read"
        )
    shapes = [one for one in names if _is_shape(one)]
    if len(shapes) != 1:
        door.refuse(f"holds {len(shapes)} shapefiles, one is needed: zip each one by itself", values=shapes or names)
        return
    there = [PurePosixPath(one.lower()).suffix for one in names if _is_part(one, shapes[0])]
    if twice := sorted({suffix for suffix in there if there.count(suffix) > 1}):
        door.refuse(f"holds {' and '.join(twice)} of {PurePosixPath(shapes[0]).name} twice: zip each part once")
    absent = [suffix for suffix in NEEDED if suffix not in there]
    if ".prj" in absent:
        door.refuse("has no .prj: it does not say its coordinate system; export it again with one")
    if others := [suffix for suffix in absent if suffix != ".prj"]:
        door.refuse(f"lacks {' and '.join(others)} beside {PurePosixPath(shapes[0]).name}")


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0]


def _is_shape(name: str) -> bool:
    """Whether an entry is a shapefile's shapes, and no hidden companion that a Mac adds."""
    path = PurePosixPath(name)
    return path.suffix.lower() == ".shp" and not path.name.startswith(".") and "__MACOSX" not in path.parts


def _is_part(name: str, shape: str) -> bool:
    """Whether an entry belongs to the shapes: of the same name in the same folder; others' tables move or rename it."""
    path, stem = PurePosixPath(name.lower()), PurePosixPath(shape.lower()).with_suffix("")
    return path.suffix in (*NEEDED, ".cpg") and path.with_suffix("") == stem


def _megabytes(size: int) -> str:
    """Millions of bytes, rounded up to a tenth: what is too large never reads as if it were not."""
    return f"{math.ceil(size / 1e5) / 10:,.1f}".removesuffix(".0")
