"""Which column of a sheet is what: guesses from headings and from what stands below them.

Lives here: roles, guesses, wide tables (a column per period). Not here: finding the header (`data.adding.layout`).
A guess is only a proposal: the reader's own choice replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from data.adding.cells import understood
from data.adding.periods import period_of
from data.sources.cells import without_footnote

ROLES = {
    "area_code": "Area code",
    "area_name": "Area name",
    "period": "Period",
    "numerator": "Count (numerator)",
    "denominator": "Out of (denominator)",
    "value": "Value",
    "lower_ci": "Lower limit",
    "upper_ci": "Upper limit",
    "sex": "Sex",
    "age": "Age",
    "category": "Group (category)",
}
NUMBERS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
IGNORED = ""
CODE = re.compile(r"[A-Z]\d{8}|U\d{5}|[A-Z]{3}|[0-9]{2}[A-Z]|Q[A-Z0-9]{2}|(?:pl|nb|sys|hosp|ct|nbh)-[a-z0-9-]+", re.I)
FEWEST_PERIODS = 2
LOOKED_AT = 200  # rows below the header
MOST_FAULTY = 0.7  # of the cells of a column of numbers: half-faulty ones are taken too, so that each fault is named
_WORDS = {  # in this order: the first that fits takes the column
    "lower_ci": r"^(lower|lcl|lci|ll|low)$|low(er)?[ _]*(95|99|ci|cl|limit|conf|bound)|\b(lcl|lci)\b",
    "upper_ci": r"^(upper|ucl|uci|ul|high)$|upp(er)?[ _]*(95|99|ci|cl|limit|conf|bound)|\b(ucl|uci)\b",
    "area_code": r"(area|geo(graphy)?|la|lad|utla|ltla|lsoa|msoa|ward|icb|pcn|ons|gss|region|council|place)?"
    r"[ _]*(20)?(11|21|22|23|24|25)?[ _]*(code|cd)s?$|^(lsoa|msoa|lad|utla|ltla|wd|ward|ctyua|icb|sicbl|pcn)\d*cd$"
    r"|mnemonic|^code|^ons code|^lsoa\d{2}$|^msoa\d{2}$",
    "period": r"^(time )?period|^year|^date|^month|^quarter|^financial year|^fy$|reporting period|^time$|year ending",
    "denominator": r"denom|population|^pop$|list size|out of|eligible|^total (children|people|patients|adults)"
    r"|^base$|register(ed)?$|^n$|cohort",
    "value": r"^value|^rate|^per ?cent|^percent|^%|coverage|uptake|proportion|prevalence|^score|^index|^mean|^average"
    r"|\brate\b|%",
    "numerator": r"^num|numer|count|^cases|events|^number|admissions|deaths|^vaccinated|^x$|referrals|^observed|attend",
    "sex": r"^(sex|gender)$",
    "age": r"^age",
    "category": r"^category$|ethnic|depriv|quintile|decile|^group|breakdown",
    "area_name": r"(area|geo|la|lad|local authority|authority|ward|msoa|lsoa|pcn|icb|place|council|district|borough"
    r"|neighbourhood|practice|region)?[ _]*(20)?(11|21|22|23|24|25)?[ _]*(name|nm)s?$|^area$|^(local )?authority|^ward$"
    r"|^council|^district|^place$|^neighbourhood|^geography$|^borough|^utla$|^ltla$|^lad$|^region$|^msoa$|^lsoa$|^pcn$",
}
FINGERTIPS = ("Indicator ID", "Area Code", "Area Type", "Sex", "Age", "Time period", "Value")


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are.

    Attributes
    ----------
    roles : mapping of column number to role
        Columns that are not named are left out.
    wide : mapping of column number to period
        Of a table with a column per period; empty for a long one.
    measured : str
        What the numbers of a wide table are: "value" or "numerator".
    """

    roles: Mapping[int, str] = field(default_factory=dict)
    wide: Mapping[int, str] = field(default_factory=dict)
    measured: str = "value"

    def of(self, role: str) -> int | None:
        """The column of a role, None where there is none."""
        return next((number for number, name in self.roles.items() if name == role), None)


def is_fingertips(header: Sequence[str]) -> bool:
    """Whether a header is that of a Fingertips download."""
    return set(FINGERTIPS) <= set(header)


def guessed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """The most likely columns of a table.

    Parameters
    ----------
    header : sequence of str
    rows : sequence of sequence of str
        Text cells below the header.
    """
    looked_at = [row for row in rows[:LOOKED_AT] if tuple(row) != tuple(header)]
    below = [[row[number] for row in looked_at if row[number]] for number in range(len(header))]
    roles: dict[int, str] = {}
    if (code := _code_column(header, below)) is not None:
        roles[code] = "area_code"
    wide = {n: period_of(name) for n, name in enumerate(header) if n not in roles and _is_period(name)}
    wide = wide if len(wide) >= FEWEST_PERIODS and len(set(wide.values())) == len(wide) else {}
    for role, pattern in _WORDS.items():
        near = code if role == "area_name" and code is not None else -1  # the name stands beside the code
        for number, name in sorted(
            enumerate(header), key=lambda one: abs(one[0] - near - 0.1) if near >= 0 else one[0]
        ):
            taken = number in roles or number in wide or role in roles.values()
            if taken or not re.search(pattern, _plain(name), re.I) or not _fits(role, below[number]):
                continue
            roles[number] = role
    if wide:
        roles = {number: role for number, role in roles.items() if role not in (*NUMBERS, "period")}
    elif "period" not in roles.values():
        by_content = (n for n, cells in enumerate(below) if n not in roles and cells and all(map(_is_period, cells)))
        roles |= dict.fromkeys(list(by_content)[:1], "period")
    if "area_code" not in roles.values() and "area_name" not in roles.values():
        texts = (n for n, cells in enumerate(below) if n not in roles and n not in wide and _fits("area_name", cells))
        roles |= dict.fromkeys(list(texts)[:1], "area_name")
    if not wide and not set(roles.values()) & {"numerator", "denominator"}:
        guess = _by_size([n for n in range(len(header)) if n not in roles], below)
        roles |= guess if len(guess) == 2 or "value" not in roles.values() else {}
    return Columns(dict(sorted(roles.items())), wide)


def _by_size(places: list[int], below: list[list[str]]) -> dict[int, str]:
    """Roles of columns of numbers whose headings say nothing: of two the smaller counts, the larger is out of whom."""
    read = {place: [understood(cell) for cell in below[place]] for place in places}
    numbers = {
        place: [cell.number for cell in cells if cell.number is not None]
        for place, cells in read.items()
        if sum(bool(cell.fault) for cell in cells) <= MOST_FAULTY * len(cells)
    }
    found = {place: cells for place, cells in numbers.items() if cells}
    if len(found) == 1:
        (place,) = found
        whole = all(number.is_integer() for number in found[place]) and not any(cell.percent for cell in read[place])
        return {place: "numerator" if whole else "value"}
    if len(found) == 2:
        one, other = sorted(found, key=lambda place: sum(found[place]) / len(found[place]))
        return {one: "numerator", other: "denominator"}
    return {}


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return without_footnote(re.sub(r"[_\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name)).strip())


def _code_column(header: Sequence[str], below: list[list[str]]) -> int | None:
    """The column with the most area codes; of equals the one that is called so, then the last (the finest)."""
    shares = [sum(bool(CODE.fullmatch(cell)) for cell in cells) / len(cells) if cells else 0.0 for cells in below]
    named = [bool(re.search(_WORDS["area_code"], _plain(name), re.I)) for name in header]
    good = [n for n, share in enumerate(shares) if share >= 0.5 and (named[n] or share > 0.8)]
    sure = [n for n in good if re.search(r"area|^code$|ons|gss", _plain(header[n]), re.I) and named[n]]
    found = sure or [n for n in good if named[n]] or good
    parents = [n for n in found if not re.search(r"parent|region|rgn", header[n], re.I)]
    return max(parents or found, key=lambda n: (round(shares[n], 2), len(set(below[n])), -n), default=None)


def _is_period(cell: str) -> bool:
    """Whether a cell can only be a period: bare numbers are, where they are years of our time."""
    return bool(period_of(cell)) and (not cell.isdigit() or (len(cell) == 4 and 1990 <= int(cell) <= 2050))


def _fits(role: str, cells: list[str]) -> bool:
    """Whether what stands below a heading may be what the heading says."""
    if not cells:
        return False
    digits = sum(any(sign.isdigit() for sign in cell) for cell in cells) / len(cells)
    letters = sum(sum(sign.isalpha() for sign in cell) > 3 for cell in cells) / len(cells)
    if role in NUMBERS:
        return letters <= MOST_FAULTY
    if role == "period":
        return digits > 0.5
    if role == "area_code":
        return sum(bool(CODE.fullmatch(cell)) for cell in cells) > 0
    return role != "area_name" or letters > 0.5
