"""Opening the files publishers offer as plain grids of cells.

Lives here: xlsx, ods, CSV (gzip too) and Parquet as frames, with one clear fault when a file is not what it says.
Not here: what the cells mean.
"""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

import pandas as pd

from data.validation import Door, FileFaults

ENGINES = {".xlsx": "openpyxl", ".xlsm": "openpyxl", ".ods": "odf"}
# What the readers of damaged archives, XML and Parquet raise: none of them has one error of its own.
BROKEN = (
    *(ValueError, OSError, LookupError, EOFError, TypeError, AttributeError, OverflowError, AssertionError),
    *(zipfile.BadZipFile, zlib.error, struct.error, ElementTree.ParseError, ExpatError, SAXException),
    *(NotImplementedError, RuntimeError, SyntaxError),  # of lxml, which openpyxl takes where it is installed
)


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook, in order. Raises FileFaults if it cannot be opened."""
    with opened(path) as book:
        return [str(name) for name in book.sheet_names]


def opened(path: Path) -> pd.ExcelFile:
    """The workbook, open. Raises FileFaults if it is not a readable xlsx or ods file."""
    door = Door(path)
    if path.suffix.lower() not in ENGINES:
        door.refuse(f"not a workbook that can be read ({', '.join(ENGINES)} can)")
        door.close()
    try:
        with warnings.catch_warnings():  # what a reader repairs in silence is seen by the checks of what was read
            warnings.simplefilter("ignore", UserWarning)
            return pd.ExcelFile(path, engine=ENGINES[path.suffix.lower()])
    except BROKEN as problem:
        door.refuse(f"cannot be opened as a workbook: {type(problem).__name__}")
        raise FileFaults(door.faults) from problem


def grids(path: Path, wanted: list[str]) -> dict[str, pd.DataFrame]:
    """Sheets as grids of cells without a header row, one frame per name.

    Parameters
    ----------
    path : Path
        xlsx or ods.
    wanted : list of str
        Sheet names; names the workbook does not have are left out of the result.

    Raises
    ------
    FileFaults
        If the file is not a readable workbook.
    """
    with opened(path) as book:
        present = [name for name in wanted if name in book.sheet_names]
        if not present:
            return {}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)
                return pd.read_excel(book, present, header=None, dtype=object, keep_default_na=False, na_values=[""])
        except BROKEN as problem:
            door = Door(path)
            door.refuse(f"a sheet cannot be read: {type(problem).__name__}")
            raise FileFaults(door.faults) from problem


def table(path: Path, *, columns: list[str] | None = None) -> pd.DataFrame:
    """A CSV (also .gz) as text, or a Parquet file as it is.

    Parameters
    ----------
    path : Path
        Ends in .csv, .csv.gz or .parquet.
    columns : list of str, optional
        Only these, where present (Parquet only).

    Raises
    ------
    FileFaults
        If the file cannot be read as what its name says.
    """
    door = Door(path)
    try:
        frame = pd.read_parquet(path, columns=columns) if path.suffix == ".parquet" else _csv(path)
    except (*BROKEN, UnicodeDecodeError, pd.errors.ParserWarning) as problem:
        first = (str(problem).splitlines() or [""])[0][:200]
        door.refuse(f"cannot be read as a table: {type(problem).__name__}: {first}")
        raise FileFaults(door.faults) from problem
    if frame.empty:
        door.refuse("holds no rows")
    door.close()
    return frame


def checked_table(path: str | Path, columns: Iterable[str]) -> tuple[Door, pd.DataFrame]:
    """A table that has the columns needed, and the door where its further faults are told.

    Raises
    ------
    FileFaults
        If the file cannot be read as a table, or naming every column it lacks.
    """
    path = Path(path)
    frame = table(path)
    door = Door(path, first_row=1 if path.suffix == ".parquet" else 2)
    if not door.needs(frame, columns):
        door.close()
    return door, frame


def _csv(path: Path) -> pd.DataFrame:
    """Every cell as text; a row with more cells than there are headings is an error, not an index."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        return pd.read_csv(
            path, dtype=str, keep_default_na=False, encoding="utf-8-sig", skip_blank_lines=False, index_col=False
        )
