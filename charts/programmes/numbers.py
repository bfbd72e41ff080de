"""The programmes as a file: a row per count of reach and per deliverable.

Lives here: rows and CSV. Not here: routes.
"""

from __future__ import annotations

from charts.files.csv_file import csv_file, plain_name
from charts.programmes import words
from charts.programmes.figures import ProgrammeBoard, Shown

COLUMNS = (
    "programme_id", "programme", "owner", "owner_kind", "place", "start", "end", "row", "what", "count", "period",
    "quality", "due", "status", "overdue", "status_last_looked_at", "source", "address",
)  # fmt: skip


def csv_bytes(board: ProgrammeBoard) -> bytes:
    """The file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run as a formula."""
    return csv_file(COLUMNS, (row for one in board.programmes for row in _rows(one)))


def _rows(one: Shown) -> list[dict[str, object]]:
    shared = {
        "programme_id": one.id, "programme": one.name, "owner": one.owner, "owner_kind": one.owner_kind,
        "place": one.place, "start": one.start, "end": one.end, "source": one.source, "address": one.url,
    }  # fmt: skip
    rows = [
        {"row": "reach", "what": item.who, "count": item.count, "period": item.period, "quality": item.quality}
        for item in one.reach
    ]
    rows += [
        {
            "row": "deliverable", "what": item.title, "due": item.due, "status": item.status,
            "overdue": "yes" if item.overdue else "no", "status_last_looked_at": item.updated,
        }
        for item in one.deliverables
    ]  # fmt: skip
    return [shared | row for row in rows or [{"row": "programme", "what": words.dates_words(one)}]]


def csv_name(board: ProgrammeBoard) -> str:
    """A file name of the footprint."""
    return plain_name("programmes", board.name)
