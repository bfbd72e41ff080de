"""The store: observations out of Parquet through one narrow interface. SQL stands here and in `data.store_checks` only.

Lives here: selections as frames, a map's selection as arrays, and what there is to select. Not here: what a value means
or whether it may be shown (`equity`), nor which pack is open (`data.pack`).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypedDict, Unpack

import duckdb
import numpy as np
import pandas as pd

from data.lineage import COLUMNS as LINEAGE
from data.lineage import lineage_file
from data.schema import OBSERVATION_COLUMNS, Status

STATUS_CODES = tuple(Status)
SEGMENT = ("indicator_id", "area_type", "period", "sex", "age", "category")
_NUMBERS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
_STATUS_SQL = " ".join(f"when '{status}' then {code}" for code, status in enumerate(STATUS_CODES))


class Where(TypedDict, total=False):
    """What a selection may fix beside the indicator; None or absent means any."""

    area_type: str | None
    area_code: str | None
    period: str | None
    sex: str | None
    age: str | None
    category: str | None


@dataclass(frozen=True)
class Block:
    """One selection as arrays, one entry per area code asked for, in that order.

    A number that is not there is NaN; an area without a row is `missing` with `found` False. `status` indexes
    `STATUS_CODES`.
    """

    numerator: np.ndarray
    denominator: np.ndarray
    value: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    status: np.ndarray
    note: np.ndarray
    found: np.ndarray


class Store:
    """Read-only observations of one pack; safe to share between threads.

    Parameters
    ----------
    path
        An `observations.parquet` sorted as `data.writing` does it. Any order is right, that one is fast.
    *more
        Tables of the same form that are read with it: those of indicators that readers added.
    """

    def __init__(self, path: str | Path, *more: str | Path) -> None:
        self.path = Path(path)
        self._paths = tuple(map(Path, (path, *more)))
        self._lock = threading.Lock()
        self._connection = duckdb.connect()
        self._connection.execute("set threads = 2")
        self._connection.execute("set global parquet_metadata_cache = true")  # cursors do not inherit a local one
        files = [_quoted(one) for one in (path, *more)]
        self._from = f"from read_parquet([{', '.join(files)}])" if more else f"from read_parquet({files[0]})"

    def observations(self, indicator_id: str, **where: Unpack[Where]) -> pd.DataFrame:
        """Rows of one indicator, all columns of `schema.OBSERVATION_COLUMNS`, in the file's order."""
        condition, values = _condition(indicator_id, where)
        rows = self._query(f"select {', '.join(OBSERVATION_COLUMNS)} {self._from} where {condition}", values)
        return rows.to_arrow_table().to_pandas().astype(OBSERVATION_COLUMNS)

    def block(self, indicator_id: str, area_type: str, *, codes: Sequence[str], **where: Unpack[Where]) -> Block:
        """One value per area code, in the order of `codes`: what a map needs.

        `period` must be given; `sex`, `age` and `category` are "all", "all" and "" unless given.
        """
        key = {"sex": "all", "age": "all", "category": "", **where, "area_type": area_type}
        if not key.get("period"):
            raise TypeError("block() needs a period")
        condition, values = _condition(indicator_id, key)
        columns = f"area_code, {', '.join(_NUMBERS)}, (case status {_STATUS_SQL} else 255 end)::utinyint as code, note"
        rows = self._query(f"select {columns} {self._from} where {condition}", values).to_arrow_table()
        found_codes = pd.Index(rows.column("area_code").to_numpy())
        place = found_codes.get_indexer(pd.Index(codes)) if len(found_codes) else np.full(len(codes), -1)
        return _block(rows, place)

    def several(self, area_type: str, segments: Sequence[tuple[str, ...]]) -> pd.DataFrame:
        """Rows of many indicators for one kind of area in one pass: what a profile of areas needs.

        Parameters
        ----------
        segments : sequence of tuple
            (indicator_id, period, sex, age, category) of every wanted table.

        Returns
        -------
        DataFrame
            indicator_id, area_code, period, the five numbers (float, NaN where absent), status, note.
        """
        names = ("indicator_id", "period", "sex", "age", "category")
        wanted = ", ".join(["(?, ?, ?, ?, ?)"] * len(segments)) or "(null, null, null, null, null)"
        condition = f"area_type = ? and ({', '.join(names)}) in ({wanted})"
        values = [area_type, *(value for segment in segments for value in segment)]
        columns = ("indicator_id", "area_code", "period", *_NUMBERS, "status", "note")
        rows = self._query(f"select {', '.join(columns)} {self._from} where {condition}", values)
        return rows.to_arrow_table().to_pandas().astype(dict.fromkeys(_NUMBERS, "float64"))

    def traced(self, indicator_id: str, **where: Unpack[Where]) -> pd.DataFrame:
        """Where rows are from: their key, status and note with the columns of `data.lineage`, and no number."""
        condition, values = _condition(indicator_id, where)
        kept = ("area_code", "area_type", "period", "sex", "age", "category", "status", "note", "file_row_number")
        told = ", ".join(f"rows.{name}" for name in LINEAGE)
        frames = []
        for path, lineage in self._lineages.items():
            found = f"select {', '.join(kept)} from read_parquet({_quoted(path)}, file_row_number = true)"
            found = f"{found} where {condition}"
            if lineage is None:
                none = "'' as source_file, null::integer as source_row, '' as source_more"
                query = f"select found.*, {none} from ({found}) as found"
            else:
                rows = f"read_parquet({_quoted(lineage)}, file_row_number = true)"
                query = f"select found.*, {told} from ({found}) as found join {rows} as rows using (file_row_number)"
            frame = self._query(f"{query} order by file_row_number", values).to_arrow_table().to_pandas()
            frames.append(frame.drop(columns="file_row_number").astype(LINEAGE))
            if len(frame):
                break  # an indicator lies in one file
        return frames[-1]

    @cached_property
    def _lineages(self) -> dict[Path, Path | None]:
        """Where the rows of each table are from."""
        return {path: lineage_file(path.parent) for path in self._paths}

    def indicators(self) -> list[str]:
        """Ids of the indicators that have observations, sorted."""
        return sorted(self.segment_index["indicator_id"].unique())

    def area_types(self, indicator_id: str) -> list[str]:
        """Area types that an indicator has rows for, sorted."""
        return list(self._area_types.get(indicator_id, ()))

    @cached_property
    def _area_types(self) -> dict[str, list[str]]:
        grouped = self.segment_index.groupby("indicator_id")["area_type"]
        return {str(name): sorted(kinds.unique()) for name, kinds in grouped}

    def periods(self, indicator_id: str, area_type: str) -> list[str]:
        """Periods of an indicator for a type of area, in time order."""
        return sorted(self._segments(indicator_id, area_type)["period"].unique())

    def segments(self, indicator_id: str, area_type: str) -> pd.DataFrame:
        """The sex, age and category combinations there are, one row each."""
        found = self._segments(indicator_id, area_type)[["sex", "age", "category"]]
        return found.drop_duplicates().sort_values(["sex", "age", "category"], ignore_index=True)

    @cached_property
    def segment_index(self) -> pd.DataFrame:
        """One row per indicator, area type, period, sex, age and category, with its count of rows."""
        names = ", ".join(SEGMENT)
        query = f"select {names}, count(*)::bigint as n_rows {self._from} group by {names} order by {names}"
        frame = self._query(query, []).df()
        return frame.astype(dict.fromkeys(SEGMENT, "str"))

    def _segments(self, indicator_id: str, area_type: str) -> pd.DataFrame:
        index = self.segment_index
        return index[(index["indicator_id"] == indicator_id) & (index["area_type"] == area_type)]

    def _query(self, query: str, values: list[str]) -> duckdb.DuckDBPyRelation:
        """Run a query on a cursor of its own, so that threads do not share a result."""
        with self._lock:
            cursor = self._connection.cursor()
        return cursor.sql(query, params=values)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _condition(indicator_id: str, where: Where) -> tuple[str, list[str]]:
    """The where clause of a selection, columns in sort order, with its values."""
    unknown = set(where) - set(Where.__annotations__)
    if unknown:
        raise TypeError(f"unknown selection: {', '.join(sorted(unknown))}")
    chosen = {"indicator_id": indicator_id, **{name: value for name, value in where.items() if value is not None}}
    return " and ".join(f"{name} = ?" for name in chosen), list(chosen.values())


def _block(rows: object, place: np.ndarray) -> Block:
    """Arrow rows laid out by place; -1 is an area without a row."""
    found = place >= 0
    safe = np.where(found, place, 0)

    def laid(name: str, absent: object) -> np.ndarray:
        source = rows.column(name).to_numpy()
        result = np.full(len(place), absent, dtype=object if name == "note" else source.dtype)
        result[found] = source[safe[found]]
        return result

    numbers = [laid(name, np.nan).astype(float, copy=False) for name in _NUMBERS]
    return Block(*numbers, laid("code", STATUS_CODES.index(Status.MISSING)), laid("note", ""), found)
