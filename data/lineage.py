"""From which file and row each observation was read: `lineage.parquet`, a row per row of the observations.

Lives here: the columns that importers hand along, rows named in few letters, writing and reading the table.
Not here: reading files (`data.sources`), what is told of an observation (`data.trace`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.validation import sha256

FILE = "lineage.parquet"
# The file's name; the first row in it as a person counts rows; further rows ("13-24, 30"), "" where there are none.
COLUMNS = {"source_file": "str", "source_row": "Int32", "source_more": "str"}
MOST = 40  # runs of rows that are named one by one
_OF = "observations"  # key of the metadata: checksum of the table whose rows these are
_TYPES = {"source_file": pa.dictionary(pa.int16(), pa.string()), "source_row": pa.int32(), "source_more": pa.string()}


def placed(frame: pd.DataFrame, path: str | Path, *, first_row: int = 2) -> pd.DataFrame:
    """The frame with the file and the row each of its rows was read from.

    Its index must still be that of the file's rows, from 0; `first_row` is how a person counts the first of them.
    """
    rows = pd.Series(frame.index, index=frame.index).astype("Int32") + first_row
    return frame.assign(source_file=Path(path).name, source_row=rows, source_more="")


def gathered(rows: Iterable[int]) -> tuple[int, str]:
    """Several rows as the first and the others in runs: (12, "13-24, 30").

    Examples
    --------
    >>> gathered([30, 12, 13, 14])
    (12, '13-14, 30')
    """
    first, *others = sorted(set(rows))
    runs: list[list[int]] = []
    for row in others:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    told = [str(low) if low == high else f"{low}-{high}" for low, high in runs[:MOST]]
    left = sum(high - low + 1 for low, high in runs[MOST:])
    return first, ", ".join(told) + (f" and {left:,} more" if left else "")


def gathered_by(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The rows behind each sum: one line per key with the three columns; `frame` has them for what is summed."""
    found = frame.groupby(keys)["source_row"].agg(lambda rows: gathered(rows.astype(int)))
    names = frame.groupby(keys)["source_file"].first()
    rows = pd.DataFrame(found.tolist(), index=found.index, columns=["source_row", "source_more"])
    return rows.assign(source_file=names).astype(COLUMNS).reset_index()


def write_lineage(frame: pd.DataFrame, folder: Path) -> Path | None:
    """Write the table beside the observations just written, whose rows `frame` has in their order; None without any."""
    path = Path(folder) / FILE
    if "source_file" not in frame:
        path.unlink(missing_ok=True)
        return None
    bare = frame[list(COLUMNS)].astype(COLUMNS)
    bare = bare.assign(source_file=bare["source_file"].fillna(""), source_more=bare["source_more"].fillna(""))
    schema = pa.schema(list(_TYPES.items()))
    table = pa.Table.from_pandas(bare, schema=schema, preserve_index=False)
    table = table.replace_schema_metadata({_OF: sha256(Path(folder) / "observations.parquet")})
    spare = path.with_name(f".{FILE}")
    encodings = {"source_row": "DELTA_BINARY_PACKED", "source_more": "PLAIN"}
    pq.write_table(
        table,
        spare,
        compression="zstd",
        compression_level=19,
        use_dictionary=["source_file"],
        column_encoding=encodings,
    )
    spare.replace(path)
    return path


def lineage_file(folder: str | Path) -> Path | None:
    """The table of a pack, None where it has none or it belongs to other observations."""
    path = Path(folder) / FILE
    if not path.is_file():
        return None
    try:
        noted = (pq.read_schema(path).metadata or {}).get(_OF.encode(), b"")
    except (pa.ArrowException, OSError, ValueError):
        return None
    return path if noted.decode() == sha256(Path(folder) / "observations.parquet") else None


def read_lineage(folder: str | Path) -> pd.DataFrame:
    """The table with the columns of `COLUMNS`, a row per observation; empty rows where there is no table."""
    path = lineage_file(folder)
    if path is None:
        count = pq.read_metadata(Path(folder) / "observations.parquet").num_rows
        empty = {"source_file": "", "source_row": pd.NA, "source_more": ""}
        return pd.DataFrame(empty, index=range(count)).astype(COLUMNS)
    return pd.read_parquet(path).astype(COLUMNS)
