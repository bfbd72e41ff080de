"""One thing that is wrong in a sheet, and all of them as a file.

Lives here: where it stands, what stands there, what to do. Not here: finding it (`data.adding.reading`, `checks`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

COLUMNS = ("Row", "Column", "What stands there", "What is wrong and what to do")


@dataclass(frozen=True)
class CellFault:
    """One thing that is wrong in a sheet: where, what stands there, and what to do. Row 0 is the file as a whole."""

    row: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (f"row {self.row}" if self.row else "", self.column)))
        shown = f" ({self.value!r})" if self.value else ""
        return f"{where}{shown}: {self.message}" if where else f"{self.message[:1].upper()}{self.message[1:]}{shown}"


def faults_csv(faults: Sequence[CellFault]) -> bytes:
    """Every fault as a CSV that Excel opens: row, column, value, message; a cell never begins as a formula does."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for one in faults:
        writer.writerow([one.row or "", *(_harmless(text) for text in (one.column, one.value, one.message))])
    return ("\ufeff" + made.getvalue()).encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
