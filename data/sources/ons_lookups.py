"""ONS Open Geography: best-fit lookups from one area code to others.

Lives here: reading one lookup as a function (each code of the first column once), whatever its headings are called.
Not here: boundaries (`ons_boundaries`), shares of split areas (`geo`).
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data.sources.cells import text_cells
from data.sources.sheets import table
from data.sources.source import OGL, Imported, Publication
from data.validation import Door

CODE = r"^(?:[A-Z]\d{8}|[A-Z]\d{5}|[A-Z0-9]{3,5})$"


def lookup(path: str | Path, columns: dict[str, str], *, only: str = "E", many: bool = False) -> Imported:
    """Columns of a lookup under our names, one row per code of the first.

    Parameters
    ----------
    path : path
        CSV, CSV.gz or Parquet.
    columns : dict
        Our name -> the file's heading; the first is the key. Names that end in "cd" are checked as codes.
    only : str
        Rows whose key starts with these letters: "E" leaves out Wales, "" keeps all.
    many : bool
        Whether a key may stand in several rows (a split area); exact repeats are always dropped.

    Returns
    -------
    Imported
        The frame, sorted by its key; repeated and left-out rows are reported.

    Raises
    ------
    FileFaults
        With every fault: missing headings, cells that are no codes, a key with two different answers.
    """
    path = Path(path)
    raw = table(path)
    door = Door(path, first_row=1 if path.suffix == ".parquet" else 2)
    if not door.needs(raw, columns.values()):
        door.close()
    frame = pd.DataFrame({ours: text_cells(raw[theirs]) for ours, theirs in columns.items()})
    key = next(iter(columns))
    for name in [name for name in columns if re.search(r"cd$", name)]:
        door.check(~frame[name].str.match(CODE), frame[name].rename(columns[name]), message="not an area code")
    inside = frame[key].str.startswith(only)
    report = [] if inside.all() else [f"{(~inside).sum():,} rows outside England left out"]
    kept = frame[inside]
    once = kept.drop_duplicates()
    if len(once) < len(kept):
        report.append(f"{len(kept) - len(once):,} repeated rows dropped")
    if not many:
        twice = once.duplicated(key, keep=False)
        door.check(
            twice.reindex(frame.index, fill_value=False),
            frame[key].rename(columns[key]),
            message="two different answers",
        )
    door.close()
    return Imported(once.sort_values(list(columns), ignore_index=True), tuple(report))


def best_fit(path: str | Path, columns: dict[str, str], *, weights: pd.Series) -> Imported:
    """One answer for every key of a lookup with splits: the one with the most people, ties by code.

    Parameters
    ----------
    path, columns
        As for `lookup`; the second column is the answer.
    weights : Series
        People per code of the answer (index: code); absent codes weigh nothing.
    """
    every = lookup(path, columns, many=True)
    key, answer = list(columns)[:2]
    frame = every.frame.assign(weight=every.frame[answer].map(weights).fillna(0.0))
    ranked = frame.sort_values([key, "weight", answer], ascending=[True, False, True])
    one = ranked.drop_duplicates(key).drop(columns="weight").reset_index(drop=True)
    split = int(frame.duplicated(key, keep=False).groupby(frame[key]).any().sum())
    return Imported(one, (*every.report, f"{split:,} codes with several answers: the largest is kept"))


PUBLICATION = Publication(
    id="ons_lookups",
    publisher="Office for National Statistics",
    title="Open Geography: lookups between areas",
    url="https://geoportal.statistics.gov.uk/",
    licence=OGL,
    cadence="with every change of boundaries, April and December",
    formats=(".csv", ".csv.gz", ".parquet"),
    parser=lookup,
)
