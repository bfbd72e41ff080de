"""What kind of file has come: what the server says it is, and what its first bytes say.

Lives here: kinds, the content types that fit them, looking at the first bytes. Not here: reading a kind of file
(`data.sources`).
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

FIRST = 4096
PLAIN = ("text/plain", "application/octet-stream", "binary/octet-stream", "")
PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|\?xml)", re.I | re.S)
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, what servers call it, and its name in words."""

    ending: str
    types: tuple[str, ...]
    words: str


CSV = Kind(
    ".csv", ("text/csv", "application/csv", "application/vnd.ms-excel", "text/comma-separated-values"), "a table"
)
JSON = Kind(".json", ("application/json", "text/json", "application/geo+json", "application/vnd.geo+json"), "JSON")
HTML = Kind(".html", ("text/html", "application/xhtml+xml"), "a web page")
XLSX = Kind(".xlsx", ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",), "a workbook")
ODS = Kind(".ods", ("application/vnd.oasis.opendocument.spreadsheet",), "a workbook")
ZIP = Kind(".zip", ("application/zip", "application/x-zip-compressed"), "a zip file")


def type_fits(kind: Kind, header: str) -> bool:
    """Whether a `Content-Type` can be that of a kind; types that say nothing fit all but a web page.

    Examples
    --------
    >>> [type_fits(CSV, said) for said in ("text/csv; charset=utf-8", "text/html", "application/octet-stream")]
    [True, False, True]
    """
    bare = header.split(";")[0].strip().lower()
    zipped = kind in (XLSX, ODS, ZIP) and bare in ("application/zip", "application/x-zip-compressed")
    return bare in kind.types or (bare in PLAIN and kind is not HTML) or zipped


def oddity(kind: Kind, path: Path) -> str:
    """What a file is instead of the kind that was asked for, in words; "" if it is of the kind."""
    with path.open("rb") as handle:
        first = handle.read(FIRST)
    if not first.strip():
        return "an empty file"
    if kind is HTML:
        return "" if PAGE.match(first) else "something that is no web page"
    if PAGE.match(first):
        return "a web page"
    if kind in (XLSX, ODS, ZIP):
        return "" if zipfile.is_zipfile(path) else "something that is not a whole workbook or zip file"
    if kind is JSON:
        return "" if _is_json(path) else "something that is not whole JSON"
    if b"\x00" in first or first.startswith((b"PK\x03\x04", b"%PDF", b"\x1f\x8b")):
        return "a binary file"
    if first.removeprefix(BOM).lstrip().startswith((b"{", b"[")):
        return "a message in JSON"
    return "a table whose last row is cut" if _last_row_cut(path) else ""


def _last_row_cut(path: Path) -> bool:
    """Whether the last row of a table has fewer cells than the first: the sign of a file that was cut on its way."""
    with path.open("rb") as handle:
        head = handle.read(1 << 16)
        handle.seek(max(0, path.stat().st_size - (1 << 16)))
        lines = handle.read().rstrip(b"\r\n").split(b"\n")
    try:
        first = next(csv.reader(io.StringIO(head.decode("utf-8-sig", errors="replace"), newline="")), [])
        last = next(csv.reader([lines[-1].decode("utf-8", errors="replace").rstrip("\r")]), [])
    except csv.Error:  # no rows that can be told apart: the importer says what is wrong
        return False
    spread = lines[-1].count(b'"') % 2 == 1  # a quoted cell with a line break ends here: its row began further up
    return len(first) > 1 and len(last) < len(first) and not (spread and b'"\n' in b"\n".join(lines[-3:]))


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return False
    return True
