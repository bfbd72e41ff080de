"""What observations must be like, asked of the whole file at once: three million rows in under a second.

Lives here: the rules of `observations.parquet` and their faults, as set-wise SQL (only here and in `data.store`).
Not here: the rules of the other files of a pack (`data.pack`, `data.catalogue`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data.catalogue import Indicator
from data.schema import AREA_TYPES, KEY_COLUMNS, OBSERVATION_COLUMNS, Status, ValueType
from data.validation import FIRST, Door, Fault, shown

NUMBERS = tuple(name for name, dtype in OBSERVATION_COLUMNS.items() if dtype == "Float64")
SEXES = ("all", "female", "male")
_SEGMENT = ("indicator_id", "area_type", "period", "sex", "age", "category", "status")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{4})|/(\d\d)(?: Q[1-4])?| Q[1-4]|-\d\d(?:-\d\d)?)?")
_NATION = "area_type <> 'ctry'"


@dataclass(frozen=True)
class Rule:
    """A row that meets `bad` is a fault; `column` is what the fault shows."""

    column: str
    bad: str
    message: str


_BARE = f"status in ('{Status.SUPPRESSED}', '{Status.MISSING}', '{Status.NOT_COLLECTED}')"
_SHOWN = f"status in ('{Status.OK}', '{Status.ESTIMATED}', '{Status.NOT_COMPARABLE}')"
_PART = f"value_type = '{ValueType.PROPORTION}' and status <> '{Status.NOT_COMPARABLE}'"
_NEVER_NEGATIVE = ", ".join(f"'{kind}'" for kind in ValueType if kind not in (ValueType.MEAN, ValueType.INDEX))
RULES = (
    *(Rule(name, f"{name} is null or ({name} = '' and '{name}' <> 'category')", "empty") for name in KEY_COLUMNS),
    *(Rule(name, f"isnan({name}) or isinf({name})", "not a finite number") for name in NUMBERS),
    Rule("numerator", "numerator < 0", "below zero"),
    Rule("denominator", "denominator < 0", "below zero"),
    Rule("value", f"value < 0 and value_type in ({_NEVER_NEGATIVE})", "below zero"),
    Rule(
        "numerator",
        f"{_PART} and numerator > denominator and not isnan(numerator)",
        "numerator above denominator in a proportion",
    ),
    Rule("value", f"{_PART} and value > multiplier and not isnan(value)", "a proportion above the whole"),
    Rule("lower_ci", "lower_ci > upper_ci and not isnan(lower_ci)", "lower limit above upper limit"),
    Rule("status", "status is null", "empty"),
    Rule(
        "value",
        f"{_SHOWN} and value is null and (numerator is null or (denominator is null and value_type <> 'count'))",
        "a row that is shown needs a value, or numerator and denominator",
    ),
    Rule("value", f"{_BARE} and value is not null", "a row without a value must not carry one"),
    Rule("numerator", f"{_BARE} and numerator is not null", "a row without a value must not carry a numerator"),
    Rule(
        "numerator",
        f"release_rule = 'hes' and {_NATION} and numerator between 0.5 and 7.5",
        "a count of 1 to 7 must be suppressed before it is stored",
    ),
    Rule(
        "numerator",
        f"release_rule = 'hes' and {_NATION} and numerator > 7.5 and abs(numerator - 5 * round(numerator / 5)) > 1e-6",
        "a count must be rounded to the nearest 5 before it is stored",
    ),
)


def observation_faults(
    observations: pd.DataFrame | str | Path,
    *,
    indicators: Mapping[str, Indicator],
    areas: pd.DataFrame,
    file: str = "observations.parquet",
) -> list[Fault]:
    """Every fault of a table of observations, each with its count, first five values and their rows.

    Parameters
    ----------
    observations
        A Parquet file, or a frame with `schema.OBSERVATION_COLUMNS`. Rows are counted from 1.
    indicators
        The catalogue the ids must be in.
    areas
        `area_code` and `area_type` of every known area.
    """
    try:
        with duckdb.connect() as connection:
            return _Checks(connection, observations, file).faults(indicators, areas)
    except (duckdb.Error, OSError, UnicodeDecodeError) as error:
        return [Fault(file, f"cannot be read as Parquet: {shown(error)}")]


class _Checks:
    """One table of observations under inspection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: pd.DataFrame | str | Path, file: str) -> None:
        self.ask = connection
        self.ask.execute("set threads = 2")
        self.door = Door(file)
        if isinstance(table, pd.DataFrame):
            self.ask.register("given", table.assign(file_row_number=range(len(table))))
            self.ask.execute("create temp view o as select * from given")
        else:
            path = str(table).replace("'", "''")
            self.ask.execute(f"create temp view o as select * from read_parquet('{path}', file_row_number = true)")

    def faults(self, indicators: Mapping[str, Indicator], areas: pd.DataFrame) -> list[Fault]:
        if not self._columns():
            return self.door.faults
        catalogue = pd.DataFrame(
            [(item.id, str(item.value_type), item.multiplier, item.release_rule) for item in indicators.values()],
            columns=["indicator_id", "value_type", "multiplier", "release_rule"],
        )
        self.ask.register("catalogue", catalogue)
        self.ask.register("areas", areas[["area_code", "area_type"]].drop_duplicates())
        self.ask.execute(
            "create temp view c as select o.*, value_type, multiplier, release_rule "
            "from o left join catalogue using (indicator_id)"
        )
        self._rules()
        self._segments(indicators)
        self._areas()
        self._notes(indicators)
        self._twice()
        return self.door.faults

    def _columns(self) -> bool:
        """Whether every column is there with a type that can be read."""
        found = {row[0]: row[1] for row in self.ask.execute("describe o").fetchall() if row[0] != "file_row_number"}
        if not self.door.needs(pd.DataFrame(columns=list(found)), OBSERVATION_COLUMNS):
            return False
        for name, dtype in OBSERVATION_COLUMNS.items():
            fits = ("VARCHAR",) if dtype == "str" else ("DOUBLE", "FLOAT", "BIGINT", "INTEGER", "SMALLINT")
            if found[name] not in fits:
                self.door.refuse(f"holds {found[name]}, not {'text' if dtype == 'str' else 'numbers'}", column=name)
        return not self.door.faults

    def _rules(self) -> None:
        """One scan counts the rows that break each rule; only broken rules are looked at again."""
        counts = ", ".join(f"count(*) filter (where {rule.bad})" for rule in RULES)
        for rule, count in zip(RULES, self.ask.execute(f"select {counts} from c").fetchone(), strict=True):
            if count:
                self._refuse(rule.column, rule.message, rule.bad, count)

    def _segments(self, indicators: Mapping[str, Indicator]) -> None:
        """Checks of words that many rows share: one look per distinct combination."""
        distinct = self.ask.execute(f"select distinct {', '.join(_SEGMENT)} from o").fetchall()
        checks = {
            "indicator_id": ("unknown indicator", lambda word: word in indicators),
            "area_type": ("unknown area type", lambda word: word in AREA_TYPES),
            "status": (f"unknown status; known are {', '.join(Status)}", lambda word: word in tuple(Status)),
            "sex": (f"unknown sex; known are {', '.join(SEXES)}", lambda word: word in SEXES),
            "category": ("a category is empty or <axis>:<value>", lambda word: re.fullmatch(r"|[^:\s]+:.*\S", word)),
            "period": ("not a period such as 2021-07-08, 2023/24, 2019 or 2017-2019", is_period),
        }
        for column, (message, fits) in checks.items():
            words = {row[_SEGMENT.index(column)] for row in distinct} - {None, ""}
            bad = sorted(word for word in words if not fits(word))
            if bad:
                self._refuse(column, message, f"{column} in (select unnest(?::varchar[]))", None, bad)

    def _areas(self) -> None:
        """Codes that are not an area of the type they claim to be."""
        known = "select 1 from areas a where a.area_type = o.area_type and a.area_code = o.area_code"
        used = "select distinct area_type, area_code from o"
        query = f"select area_type, area_code from ({used}) o where not exists ({known})"
        unknown: dict[str, list[str]] = {}
        for area_type, code in self.ask.execute(query).fetchall():
            if area_type in AREA_TYPES and code:
                unknown.setdefault(area_type, []).append(code)
        for area_type, codes in sorted(unknown.items()):
            where = f"area_type = '{area_type}' and area_code in (select unnest(?::varchar[]))"
            self._refuse("area_code", f"no area of type {area_type} has this code", where, None, codes)

    def _notes(self, indicators: Mapping[str, Indicator]) -> None:
        """Note ids that the indicator does not explain."""
        for name, note in self.ask.execute("select distinct indicator_id, note from o where note <> ''").fetchall():
            known = indicators[name].notes if name in indicators else {}
            if name in indicators and not set(note.split(";")) <= set(known):
                where = "indicator_id = ? and note = ?"
                self._refuse("note", f"{name} has no such note", where, None, name, note)

    def _twice(self) -> None:
        """Keys that stand in more than one row: found by hash, then made certain."""
        key = ", ".join(KEY_COLUMNS)
        hashes = f"select h from (select hash({key}) as h from o) group by h having count(*) > 1"
        if self.ask.execute(f"select 1 from ({hashes}) limit 1").fetchone() is None:
            return
        place = f"row_number() over (partition by {key} order by file_row_number) as place"
        again = f"select * from (select *, {place} from o where hash({key}) in ({hashes})) where place > 1"
        order = f"order by file_row_number limit {FIRST}"
        rows = self.ask.execute(f"select file_row_number, {key}, count(*) over () from ({again}) {order}").fetchall()
        if rows:  # pragma: no branch - none if two different keys share a hash
            values = tuple(shown(" | ".join(map(str, row[1:-1]))) for row in rows)
            self._fault(" + ".join(KEY_COLUMNS), "the same key twice", rows, values, rows[0][-1])

    def _refuse(self, column: str, message: str, where: str, count: int | None, *values: object) -> None:
        """Add the fault of the rows that meet `where`, with the first five of them."""
        if count is None:
            count = self.ask.execute(f"select count(*) from c where {where}", list(values)).fetchone()[0]
        rows = self.ask.execute(
            f"select file_row_number, {column} from c where {where} order by 1 limit {FIRST}", list(values)
        ).fetchall()
        self._fault(column, message, rows, tuple(shown(row[1]) for row in rows), count)

    def _fault(self, column: str, message: str, rows: list[tuple], values: tuple[str, ...], count: int) -> None:
        places = tuple(int(row[0]) + 1 for row in rows)
        self.door.faults.append(Fault(self.door.file, message, next(iter(places), None), column, values, places, count))


def is_period(word: str) -> bool:
    """Whether a word is a period: a day, month, year, quarter, financial year or a span of years.

    Examples
    --------
    >>> [is_period(word) for word in ("2021-07-08", "2023/24", "2017-2019", "2023/24 Q1", "2023/25", "2021-02-30")]
    [True, True, True, True, False, False]
    """
    match = _PERIOD.fullmatch(word)
    if match is None:
        return False
    year, last, next_year = match.groups()
    if last is not None:
        return int(last) > int(year)
    if next_year is not None:
        return (int(year) + 1) % 100 == int(next_year)
    if word.count("-"):
        return _is_date(word if word.count("-") == 2 else f"{word}-01")
    return True


def _is_date(word: str) -> bool:
    try:
        date.fromisoformat(word)
    except ValueError:
        return False
    return True
