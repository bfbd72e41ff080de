"""What one cell of a reader's sheet says: a number, a sign for no number, or a fault with what to do.

Lives here: numbers as people write them, and Excel's own error words. Not here: which column is which
(`data.adding.columns`), periods (`data.adding.periods`). A cell that cannot be read is never guessed into a number.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from data.schema import Status
from data.sources.cells import ABSENT, SUPPRESSED

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[, ’']\d{3})+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d{1,2}|[+-]?\d+,\d{4,}|[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?0,\d+")
_BRACKETS = re.compile(r"\(\s*\d[\d,.]*\s*\)")
_ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_NOTED = re.compile(r"(\d[\d,. ]*%?)\s*(?:\[[a-z0-9]+\]|\([a-z0-9]\)|[*†‡^])+", re.IGNORECASE)
NO_RESULT = "a formula whose result is not in the file: open it in Excel or LibreOffice, save it, and choose it again"
_LOW = re.compile(r"\[?low\]?|~\s*0", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """One cell understood: `number` (None where it has none), `status`, `percent` (a % sign stood there), `fault`."""

    number: float | None = None
    status: Status = Status.MISSING
    percent: bool = False
    fault: str = ""


def understood(text: str) -> Cell:
    """What a cell of a column of numbers says.

    Examples
    --------
    >>> understood("1,234").number, understood("<5").status.value, understood("n/a").status.value
    (1234.0, 'suppressed', 'missing')
    >>> understood("12,5").fault
    'a decimal comma: write 12.5'
    """
    bare = " ".join(str(text).replace("−", "-").split())
    if _ERRORS.fullmatch(bare):
        return Cell(fault="an error of the spreadsheet: mend the formula, or leave the cell empty")
    if bare.startswith("="):
        return Cell(fault=NO_RESULT)
    if SUPPRESSED.match(bare):
        return Cell(status=Status.SUPPRESSED)
    if ABSENT.match(bare):
        return Cell()
    percent = bare.endswith("%")
    number = bare.removesuffix("%").strip().removeprefix("£").strip()
    if _PLAIN.fullmatch(number):
        return _finite(float(number), percent)
    if _THOUSANDS.fullmatch(number):
        return _finite(float(re.sub(r"[, ’']", "", number)), percent)
    return Cell(fault=_advice(bare, number))


def _finite(value: float, percent: bool) -> Cell:
    if not math.isfinite(value):
        return Cell(fault="not a finite number: write the number in full")
    return Cell(value, Status.OK, percent)


def _advice(bare: str, number: str) -> str:
    if _DECIMAL_COMMA.fullmatch(number):
        whole, part = number.rsplit(",", 1)
        return f"a decimal comma: write {whole.replace('.', '')}.{part}"
    if _BRACKETS.fullmatch(number):
        return "a number in brackets: write it with a minus sign, or without brackets"
    if noted := _NOTED.fullmatch(bare):
        return f"a number with a note: write {noted[1].strip()} and put the note in a column of its own"
    if _LOW.fullmatch(bare):
        return "a small number rounded away: write the number, or c where it is withheld"
    return "not a number: write digits, c where it is withheld, or leave the cell empty where there is none"
