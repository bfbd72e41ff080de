"""Periods as people write them, in the schema's words.

Lives here: "2023-24", "Q1 2023/24", "Mar-24", "31/03/2024", an Excel serial. Not here: Fingertips' own words
(`data.sources.fingertips_words`), whether a period makes sense for a measure.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from data.sources.fingertips_words import MONTHS
from data.store_checks import is_period

_YEAR = r"((?:19|20)\d\d)"
_TWO_YEARS = re.compile(rf"(?:FY\s*)?{_YEAR}\s*(?:[-/–_]|to)\s*(\d\d|(?:19|20)\d\d)(?:\s*(?:FY|financial year))?", re.I)
_QUARTER = re.compile(r"(?:Q([1-4])\s*,?\s*(.+)|(.+?)\s*,?\s*Q([1-4]))", re.I)
_MONTH = re.compile(rf"([A-Z][a-z]{{2,8}})[\s-]*(\d\d|{_YEAR})|{_YEAR}[\s-]+([A-Z][a-z]{{2,8}})", re.I)
_DAY = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-]{_YEAR}")
_DAY_WORDS = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([A-Z][a-z]{{2,8}})[\s-]+{_YEAR}", re.I)
_MONTHS_SPAN = re.compile(rf"Apr(?:il)?\s+{_YEAR}\s*(?:-|–|to)\s*Mar(?:ch)?\s+{_YEAR}", re.I)
_UP_TO = re.compile(r"(?:w\s*/?\s*e|week ending|as at|on)\s+", re.I)
_ISO_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_CLOCK = re.compile(r"(?<=\d)[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")  # the day is what counts
_SERIAL = re.compile(r"(\d{5})")
FIRST_SERIAL, LAST_SERIAL = 32874, 55153  # 1 January 1990 to 31 December 2050
_EPOCH = dt.date(1899, 12, 30)


@lru_cache(maxsize=65536)
def period_of(text: str) -> str:
    """A period in the schema's words, "" where it cannot be read.

    Two years in a row written with two digits, or with a stroke, are a financial year; "2017-19" is a span of years,
    "2024-03" a month.

    Examples
    --------
    >>> [period_of(word) for word in ("2023-24", "2017-19", "Q1 2023/24", "2024-03", "w/e 31/03/2024", "45382", "soon")]
    ['2023/24', '2017-2019', '2023/24 Q1', '2024-03', '2024-03-31', '2024-03-31', '']
    """
    bare = _CLOCK.sub("", " ".join(str(text).split()))
    found = _read(_UP_TO.sub("", bare, count=1) if _UP_TO.match(bare) else bare)
    return found if found and is_period(found) else ""


def serial_of(text: str) -> str:
    """The day of an Excel serial number, "" if it is none.

    Examples
    --------
    >>> serial_of("45382")
    '2024-03-31'
    """
    if _SERIAL.fullmatch(text) and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return (_EPOCH + dt.timedelta(days=int(text))).isoformat()
    return ""


def _read(bare: str) -> str:
    if is_period(bare) and (not _TWO_YEARS.fullmatch(bare) or _is_month(bare)):
        return bare
    if serial := serial_of(bare):
        return serial
    if both := _TWO_YEARS.fullmatch(bare):
        return _years(bare, both[1], both[2])
    if span := _MONTHS_SPAN.fullmatch(bare):
        return _years("/", span[1], span[2]) if int(span[2]) == int(span[1]) + 1 else ""
    if quarter := _QUARTER.fullmatch(bare):
        year, number = _read((quarter[2] or quarter[3]).strip()), quarter[1] or quarter[4]
        return f"{year} Q{number}" if re.fullmatch(r"\d{4}(/\d\d)?", year) else ""
    if day := _DAY.fullmatch(bare):
        return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    if day := _DAY_WORDS.fullmatch(bare):
        month = _month(day[2])
        return f"{day[3]}-{month}-{int(day[1]):02d}" if month else ""
    if found := _MONTH.fullmatch(bare):
        month, year = _month(found[1] or found[5]), found[3] or found[4] or f"20{found[2]}"
        return f"{year}-{month}" if month else ""
    return ""


def _is_month(bare: str) -> bool:
    """Whether "2024-03" is a month: no second year can come before the first ("2023-24" and "2010-12" are years)."""
    return bool(_ISO_MONTH.fullmatch(bare)) and int(bare[2:4]) >= int(bare[5:])


def _years(bare: str, first: str, last: str) -> str:
    ends = int(last) if len(last) == 4 else int(first[:2] + last)
    ends += 100 if ends < int(first) and len(last) == 2 else 0
    financial = ends == int(first) + 1 and ("/" in bare or len(last) == 2 or bare.upper().startswith("FY"))
    return f"{first}/{ends % 100:02d}" if financial else f"{first}-{ends}" if ends > int(first) else ""


def _month(word: str) -> str:
    short = word[:3].lower()
    return f"{MONTHS.index(short) + 1:02d}" if short in MONTHS else ""
