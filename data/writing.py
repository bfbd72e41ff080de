"""What builders write: observations, areas, lookups and the pack's own card, in one order and with the same bytes.

Lives here: the tidy frame's shape and atomic, repeatable writing. Not here: whether the content is right
(`data.store_checks`, `data.pack`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.catalogue import SYNTHETIC
from data.lineage import COLUMNS as LINEAGE
from data.lineage import write_lineage
from data.schema import AREA_COLUMNS, OBSERVATION_COLUMNS

ROW_GROUP = 20_000
# The key in the order in which a page asks: a map's selection is one run of rows, so few row groups are read.
STORE_ORDER = ("indicator_id", "area_type", "period", "sex", "age", "category", "area_code")
_DEFAULTS = {"sex": "all", "age": "all", "category": "", "note": "", "status": "ok"}
_ARROW = {"str": pa.string(), "Float64": pa.float64(), "float64": pa.float64()}


def observations_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame in the shape of `schema.OBSERVATION_COLUMNS`, sorted as the store keeps it.

    Absent `sex`, `age`, `category`, `note` and `status` mean everyone, all ages, no category, no note, ok; absent
    numbers are NA. Where a row is from (`data.lineage`) goes along; other columns are dropped.

    Raises
    ------
    KeyError
        If `indicator_id`, `area_code`, `area_type` or `period` is absent.
    """
    columns = {}
    for name, dtype in OBSERVATION_COLUMNS.items():
        if name in frame:
            column = frame[name].astype(dtype)
            columns[name] = column.fillna(_DEFAULTS[name]) if name in _DEFAULTS else column
        elif name in _DEFAULTS:
            columns[name] = pd.Series(_DEFAULTS[name], index=frame.index, dtype="str")
        elif dtype == "Float64":
            columns[name] = pd.Series(pd.NA, index=frame.index, dtype="Float64")
        else:
            raise KeyError(name)
    if "source_file" in frame:
        columns |= {name: frame[name].astype(dtype) for name, dtype in LINEAGE.items()}
    tidy = pd.DataFrame(columns)
    return tidy.take(_order(tidy)).reset_index(drop=True)


def _order(frame: pd.DataFrame) -> np.ndarray:
    """Positions that sort a frame by `STORE_ORDER`, over ranks of distinct words: millions of rows take seconds."""
    ranks = [pd.factorize(frame[name], sort=True)[0] for name in reversed(STORE_ORDER)]
    return np.lexsort(ranks)


def write_observations(frame: pd.DataFrame, folder: str | Path, *, synthetic: bool = False) -> Path:
    """Write `observations.parquet` below a folder: sorted, zstd, statistics per row group.

    A synthetic table says so in its own metadata, wherever the file may go (`data.pack_nature`). Where its rows are
    from stands beside it, if the frame says so (`data.lineage`).
    """
    noted = {SYNTHETIC: "true"} if synthetic else None
    path = Path(folder) / "observations.parquet"
    tidy = observations_frame(frame)
    written = _write_parquet(tidy, path, OBSERVATION_COLUMNS, noted=noted)
    write_lineage(tidy, path.parent)
    return written


def write_areas(frame: pd.DataFrame, folder: str | Path) -> Path:
    """Write `areas.parquet` below a folder, sorted by area type and code."""
    ordered = frame[list(AREA_COLUMNS)].astype(AREA_COLUMNS)
    ordered = ordered.sort_values(["area_type", "area_code"], kind="stable", ignore_index=True)
    return _write_parquet(ordered, Path(folder) / "areas.parquet", AREA_COLUMNS)


def write_lookup(frame: pd.DataFrame, folder: str | Path, *, name: str) -> Path:
    """Write `lookups/<name>.parquet` below a folder, sorted by its columns from left to right."""
    ordered = frame.sort_values(list(frame.columns), kind="stable", ignore_index=True)
    return _write_parquet(ordered, Path(folder) / "lookups" / f"{name}.parquet", None)


def write_pack_toml(folder: str | Path, *, pack: Mapping[str, object]) -> Path:
    """Write `pack.toml`: the keys in the order given, text quoted, true and false in TOML's words."""
    lines = []
    for key, value in pack.items():
        text = str(value).lower() if isinstance(value, bool) else '"' + str(value).replace('"', '\\"') + '"'
        lines.append(f"{key} = {text}")
    return _replace(Path(folder) / "pack.toml", ("\n".join(lines) + "\n").encode())


def _write_parquet(
    frame: pd.DataFrame, path: Path, columns: Mapping[str, str] | None, *, noted: Mapping[str, str] | None = None
) -> Path:
    schema = None if columns is None else pa.schema([(name, _ARROW[dtype]) for name, dtype in columns.items()])
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(noted)
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(table, spare, compression="zstd", compression_level=9, row_group_size=ROW_GROUP)
    spare.replace(path)
    return path


def _replace(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = path.with_name(f".{path.name}.{os.getpid()}")
    spare.write_bytes(content)
    spare.replace(path)
    return path
