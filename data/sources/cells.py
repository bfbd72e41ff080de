"""Reading what publishers write into a cell: numbers, and the signs that stand for no number.

Lives here: signs -> `Status`, financial years, age words.
Not here: collecting faults (`data.validation.Door`), which turns the remaining text into numbers.
"""

from __future__ import annotations

import re

import pandas as pd

from data.schema import Status
from data.validation import Door

# A sign that the publisher measured something and withheld it because it is small.
SUPPRESSED = re.compile(r"^(?:\*+|c|x|\[c\]|\[x\]|<\s*\d+(?:\.\d+)?\s*%?|≤\s*\d+|suppressed)$", re.IGNORECASE)
# A sign that there is nothing.
ABSENT = re.compile(r"^(?:|-+|–|\.+|:|z|\[z\]|n/?a|na|nan|none|null|no data|not available|n/k|<na>)$", re.IGNORECASE)
FINANCIAL_YEAR = re.compile(r"^(?:FY)?(\d{4})\s*[-/_]\s*(\d{2}|\d{4})$", re.IGNORECASE)


def text_cells(series: pd.Series) -> pd.Series:
    """Every cell as stripped text, "" where empty; 233.0 read from a sheet becomes "233"."""
    text = series.astype(object).where(series.notna(), "").map(str).str.strip()
    return text.str.replace(r"(?<=\d)\.0+$", "", regex=True).rename(series.name)


def measured(door: Door, series: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Split a column of published cells into numbers and statuses.

    Parameters
    ----------
    door : Door
        Takes a fault for every cell that is neither a number nor a known sign.
    series : Series
        Cells as read: numbers or text such as "1,234", "85.5%", "<5", "*", "c", "n/a".

    Returns
    -------
    numbers : Series of Float64
        Missing where the cell holds a sign.
    status : Series of str
        `ok`, `suppressed` or `missing` per row.
    """
    if pd.api.types.is_numeric_dtype(series):
        numbers = finite_numbers(door, series)
        return numbers, numbers.notna().map({True: Status.OK.value, False: Status.MISSING.value})
    text = text_cells(series)
    withheld = text.str.match(SUPPRESSED)
    absent = text.str.match(ABSENT)
    numbers = door.numbers(text.mask(withheld | absent, ""), blank=("",))
    status = pd.Series(Status.OK.value, index=series.index, dtype="str", name="status")
    return numbers, status.mask(withheld, Status.SUPPRESSED.value).mask(absent, Status.MISSING.value)


def finite_numbers(door: Door, series: pd.Series) -> pd.Series:
    """A numeric column as Float64; infinities are faults."""
    numbers = series.astype("Float64")
    endless = numbers.isin([float("inf"), float("-inf")])
    door.check(endless, series, message="not a finite number")
    return numbers.mask(endless)


def financial_year(door: Door, series: pd.Series) -> pd.Series:
    """ "2018-19", "2018/2019" and "FY2018_19" as "2018/19"; anything else is a fault."""
    text = text_cells(series)
    parts = text.str.extract(FINANCIAL_YEAR)
    following = parts[0].notna() & (((parts[0].astype("Float64") + 1) % 100) == (parts[1].astype("Float64") % 100))
    door.check(~following.fillna(False).astype(bool), text, message="not a financial year such as 2018/19")
    return (parts[0] + "/" + parts[1].str[-2:]).where(following, "").rename(series.name)


def without_footnote(label: object) -> str:
    """ "LTLA Code4" -> "LTLA Code", "1st dose5" -> "1st dose": headings lose the footnote number stuck to them."""
    text = "" if label is None or label != label else str(label).strip()
    return re.sub(r"(?<=[A-Za-z)])[\d,]+$", "", re.sub(r"\s+", " ", text))
