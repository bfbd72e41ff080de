"""One version of an added indicator: its catalogue entries, its observations, and how it came in, in one folder.

Lives here: writing and reading that folder, the same forms as in a pack (`indicators.toml`, `sources.toml`,
`observations.parquet`) and `added.toml`. Not here: which version is shown (`data.adding.kept`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

import pandas as pd
import pyarrow as pa

from data.adding.choices import Choices, noted, of_notes
from data.catalogue import Indicator, Source, read_indicators, read_sources, read_toml, write_sources
from data.lineage import read_lineage
from data.schema import OBSERVATION_COLUMNS
from data.toml_text import toml_table
from data.validation import Fault, FileFaults, shown
from data.writing import write_observations

TABLE = "observations.parquet"
ORIGINAL = "original"


@dataclass(frozen=True)
class Notes:
    """How an indicator came in.

    Attributes
    ----------
    owner : str
        Whose figures these are, as readers are told.
    added : str
        ISO date.
    file, sheet : str
        As the reader called them.
    small_numbers : str
        What was decided about small numbers: "none", "rule" or "accepted".
    reason : str
        Why small numbers may be shown as they are; "" unless accepted.
    report : tuple of str
        What was left out, converted or repaired on the way.
    choices : Choices
        Sheet, header and columns as they were chosen; empty of a version that was kept before they were noted.
    """

    owner: str
    added: str
    file: str
    sheet: str = ""
    small_numbers: str = "none"
    reason: str = ""
    report: tuple[str, ...] = ()
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True, eq=False)
class Added:
    """An indicator that a reader added, whole."""

    indicator: Indicator
    source: Source
    frame: pd.DataFrame  # `schema.OBSERVATION_COLUMNS`, as `data.writing.observations_frame` makes it
    notes: Notes
    original: bytes = b""  # the reader's file as it came, so that a number can be traced to its row
    folder: Path | None = field(default=None, compare=False)

    @property
    def table(self) -> Path:
        """Path of the observations of a version that was read from a folder."""
        return self.folder / TABLE


def write_version(added: Added, folder: Path) -> None:
    """Write a version to a folder that is not there yet; every file is on the disk when this returns."""
    folder.mkdir(parents=True)
    write_indicators({added.indicator.id: added.indicator}, folder)
    write_sources({added.source.id: added.source}, folder)
    write_observations(added.frame, folder)
    notes = asdict(added.notes) | {"report": list(added.notes.report), "choices": noted(added.notes.choices)}
    (folder / "added.toml").write_text(toml_table("added", notes), encoding="utf-8", newline="\n")
    if added.original:
        (folder / f"{ORIGINAL}{Path(added.notes.file).suffix.lower()}").write_bytes(added.original)
    for path in folder.iterdir():
        with open(path, "rb") as file:
            os.fsync(file.fileno())


def read_version(folder: Path) -> Added:
    """A version as it was written.

    Raises
    ------
    FileFaults
        With every fault.
    """
    indicators, sources = read_indicators(folder / "indicators.toml"), read_sources(folder / "sources.toml")
    frame, notes = read_table(folder), read_notes(folder / "added.toml")
    if len(indicators) != 1 or len(sources) != 1:
        raise FileFaults([Fault(folder.name, "does not hold one indicator with one source")])
    (indicator,), (source,) = indicators.values(), sources.values()
    originals = sorted(folder.glob(f"{ORIGINAL}.*"))
    return Added(indicator, source, frame, notes, originals[0].read_bytes() if originals else b"", folder)


def write_indicators(indicators: Mapping[str, Indicator], folder: Path) -> Path:
    """Write `indicators.toml` below a folder, in the order given; what is left at its default is left out."""
    blocks = []
    for name, one in indicators.items():
        usual = {item.name: item.default for item in fields(Indicator)}
        table = {item.name: getattr(one, item.name) for item in fields(Indicator) if item.name != "id"}
        told = {key: value for key, value in table.items() if key not in usual or value != usual[key]}
        told = {key: list(value) if isinstance(value, tuple) else value for key, value in told.items()}
        blocks.append(toml_table(name, {key: value for key, value in told.items() if value not in ({}, [], None)}))
    path = folder / "indicators.toml"
    path.write_text("\n".join(blocks), encoding="utf-8", newline="\n")
    return path


def read_notes(path: Path) -> Notes:
    """How an indicator came in; raises `FileFaults` where the file is not what was written."""
    table = read_toml(path).get("added")
    known = {item.name for item in fields(Notes)}
    if not isinstance(table, dict) or not {"owner", "added", "file"} <= set(table) <= known:
        raise FileFaults([Fault(path.name, "is not what was written")])
    texts = {key: value for key, value in table.items() if key not in ("report", "choices")}
    report, choices = table.get("report", []), of_notes(table["choices"]) if "choices" in table else Choices()
    if choices is None or not all(isinstance(value, str) for value in [*texts.values(), *report]):
        raise FileFaults([Fault(path.name, "is not what was written")])
    return Notes(**texts, report=tuple(report), choices=choices)


def read_table(folder: Path) -> pd.DataFrame:
    """The observations of a folder with the file and row of each; raises `FileFaults` where they cannot be read."""
    try:
        frame = pd.read_parquet(folder / TABLE, columns=list(OBSERVATION_COLUMNS)).astype(OBSERVATION_COLUMNS)
        return frame.join(read_lineage(folder))
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise FileFaults([Fault(TABLE, f"cannot be read as Parquet: {shown(error)}")]) from error
