"""What one cell of a reader's sheet says: a number, a sign for no number, or a fault with what to do.

Lives here: numbers as people write them, and Excel's own error words. Not here: which column is which
(`data.adding.columns`), periods (`data.adding.periods`). A cell that cannot be read is never guessed into a number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.schema import Status
from data.sources.cells import ABSENT, SUPPRESSED

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[, ’']\d{3})+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d{1,2}|[+-]?\d+,\d{4,}|[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?0,\d+")
# A number that is not told, in words or as the ends between which it lies: "1-4", "5 or fewer", "fewer than 5".
_FEW = re.compile(
    r"(?:fewer than|less than|under|below|up to|<=|≤|<)\s*\d+|small number"
    r"|\d+\s+(?:or|and)\s+(?:fewer|less|under|below)"
    r"|(?:between\s+)?(?P<low>\d{1,2})\s*(?:-|–|to|and)\s*(?P<high>\d{1,2})",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")  # 1.250: as it is written where a comma begins the decimals
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
    if SUPPRESSED.match(bare) or _is_few(bare):
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


def mixed_faults(texts: Iterable[str], *, counts: bool) -> dict[str, str]:
    """Cells of one column that can be read in two ways, with what to do; a number is never guessed from them.

    Parameters
    ----------
    texts : iterable of str
        Every cell of the column.
    counts : bool
        Whether they are numbers of people or events, which are whole.

    Examples
    --------
    >>> mixed_faults(["1,234", "12,5"], counts=False)
    {'1,234': '1234, or 1.234 as other cells of the column have a decimal comma? Write it without the comma'}
    >>> mixed_faults(["1.250", "980"], counts=True)
    {'1.250': '1250, or 1.25? Counts are whole: write it without the point'}
    """
    distinct = dict.fromkeys(" ".join(str(text).split()) for text in texts)
    found = {}
    if any(_DECIMAL_COMMA.fullmatch(one) for one in distinct):
        for one in distinct:
            if "," in one and _THOUSANDS.fullmatch(one) and not _DECIMAL_COMMA.fullmatch(one):
                either = f"{one.replace(',', '')}, or {one.replace(',', '.')}" if one.count(",") == 1 else one
                words = "as other cells of the column have a decimal comma? Write it without the comma"
                found[one] = f"{either} {words}"
    for one in distinct:
        if _GROUPED.fullmatch(one) and (counts or one.count(".") > 1) and float(one.partition(".")[0]) != 0:
            either = f"{one.replace('.', '')}" + (f", or {float(one):g}?" if one.count(".") == 1 else "?")
            found[one] = f"{either} {'Counts are whole: write' if counts else 'Write'} it without the point"
    return found


def _is_few(bare: str) -> bool:
    found = _FEW.fullmatch(bare)
    return bool(found) and (found["low"] is None or int(found["low"]) < int(found["high"]))


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
