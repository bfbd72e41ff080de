"""The store: how long a pack takes to open, a selection to answer, and how both grow with a table twelve times as long.

Lives here: the longer table (the pack's own rows again and again under other ids, in a temporary folder) and the times.
Not here: the limits (`budgets.py`). Three hundred million rows are told on paper: what grew, carried on in a line.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.parquet as pq

from data.pack import open_pack
from data.store import Store
from data.writing import ROW_GROUP
from tests.bench import budgets
from tests.bench.budgets import Row

TIMES_LONGER = 12
ON_PAPER = 300_000_000
SELECTIONS = 60
OPENINGS = 5


def rows(pack: Path) -> list[Row]:
    """The rows of the table; of a small pack only the first two, there is nothing to learn from it twelve times."""
    store = open_pack(pack).store
    count = int(store.segment_index["n_rows"].sum())
    opened, answered = opening(pack), selection(store)
    found = [
        budgets.at_most(
            "pack opens, its table looked through", told(count), value=opened, limit=budgets.OPENED_MS, unit="ms"
        ),
        budgets.at_most("selection of one map", told(count), value=answered, limit=budgets.SELECTION_MS, unit="ms"),
    ]
    if count < budgets.LONG_TABLE:
        return found
    with tempfile.TemporaryDirectory() as folder:
        path = longer(store.path, Path(folder) / "observations.parquet")
        begun = time.perf_counter()
        large = Store(path)
        total = int(large.segment_index["n_rows"].sum())
        looked = (time.perf_counter() - begun) * 1000
        slow = selection(large)
    small = first_look(store.path)
    looks, answers = line(count, small, total, looked), line(count, answered, total, slow)
    return [
        *found,
        budgets.grown("... its table looked through", told(total), ours=looked, base=small, unit="ms"),
        budgets.grown("... selection of one map", told(total), ours=slow, base=answered, unit="ms"),
        budgets.on_paper("... its table looked through", told(ON_PAPER), value=looks, unit="ms"),
        budgets.on_paper("... selection of one map", told(ON_PAPER), value=answers, unit="ms"),
    ]


def told(count: int) -> str:
    """So many rows, in words."""
    return f"{count / 1e6:,.1f} million rows" if count >= 1e6 else f"{count:,} rows"


def line(count: int, small: float, total: int, large: float) -> float:
    """What a straight line through both lengths says of `ON_PAPER` rows."""
    return small + (large - small) * (ON_PAPER - count) / (total - count)


def opening(pack: Path) -> float:
    """Median milliseconds from a folder to what can be asked of it."""
    times = []
    for _ in range(OPENINGS):
        begun = time.perf_counter()
        _ = open_pack(pack).store.segment_index
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def first_look(path: Path) -> float:
    """Milliseconds until a store that nobody has asked yet knows what it holds."""
    begun = time.perf_counter()
    _ = Store(path).segment_index
    return (time.perf_counter() - begun) * 1000


def selection(store: Store) -> float:
    """Median milliseconds of a map's selection, over selections spread evenly over the whole table."""
    every = store.segment_index
    chosen = every.iloc[:: max(1, len(every) // SELECTIONS)]
    return median(asked(store, chosen))


def asked(store: Store, chosen: object) -> Iterator[float]:
    """Milliseconds of each selection, as a frame of all its columns."""
    for one in chosen.itertuples():
        where = {name: getattr(one, name) for name in ("area_type", "period", "sex", "age", "category")}
        begun = time.perf_counter()
        found = store.observations(one.indicator_id, **where)
        yield (time.perf_counter() - begun) * 1000
        assert len(found) == one.n_rows


def longer(path: Path, to: Path) -> Path:
    """The table again and again, each time under ids of its own, in the store's order and row groups."""
    table = pq.read_table(path, read_dictionary=["indicator_id", "area_type", "period", "sex", "age", "category"])
    place = table.column_names.index("indicator_id")
    ids = table.column("indicator_id").combine_chunks()
    ids = ids if isinstance(ids, pa.DictionaryArray) else ids.unify_dictionaries()
    with pq.ParquetWriter(to, table.schema, compression="zstd", compression_level=1) as writer:
        for number in range(TIMES_LONGER):
            named = pa.array([f"{number:02d}_{name}" for name in ids.dictionary.to_pylist()])
            again = pa.DictionaryArray.from_arrays(ids.indices, named)
            writer.write_table(table.set_column(place, "indicator_id", again), row_group_size=ROW_GROUP)
    return to
