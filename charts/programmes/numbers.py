"""The programmes as a file: a row per count of reach and per deliverable.

Lives here: rows and CSV. Not here: routes.
"""

from __future__ import annotations

import csv
import io
import re

from charts.csv_export import guarded
from charts.programmes import words
from charts.programmes.figures import ProgrammeBoard, Shown

COLUMNS = (
    "programme_id", "programme", "owner", "owner_kind", "place", "start", "end", "row", "what", "count", "period",
    "quality", "due", "status", "overdue", "status_last_looked_at", "source", "address",
)  # fmt: skip


def csv_bytes(board: ProgrammeBoard) -> bytes:
    """The file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n", restval="")
    writer.writeheader()
    for one in board.programmes:
        for row in _rows(one):
            writer.writerow({key: guarded(cell) if isinstance(cell, str) else cell for key, cell in row.items()})
    return out.getvalue().encode("utf-8-sig")


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
    return f"programmes-{re.sub(r'[^a-z0-9]+', '_', board.name.lower()).strip('_')}.csv"
