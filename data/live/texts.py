"""The catalogue of a refreshed pack: reviewed texts first, made ones only where nobody reviewed the measure.

Lives here: which text an indicator gets, its source and the notes that came with the rows. Not here: making an entry
from metadata (`data.live.fingertips_entry`), what an entry must have (`data.catalogue`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from data.england.texts import REVIEWED, toml_entries
from data.entry_text import quoted
from data.live.declared import Fed
from data.pack import Pack

OWN = Path(__file__).with_name("indicators.toml")  # texts for figures that live sources bring
ENDS = re.compile(r"; this pack ends with [^.\"]*\.")  # no longer so once newer figures came


def catalogue_text(pack: Pack, brought: Sequence[tuple[Fed, str]], *, owners: Mapping[str, str] | None = None) -> str:
    """The text of `indicators.toml`.

    Parameters
    ----------
    pack : Pack
        The open pack: its entries stay where nothing new came.
    brought : sequence of (Fed, str)
        What sources bring, with their ids in `sources.toml`.
    owners : mapping, optional
        Indicator -> source of all its rows, where one source brought them all.
    """
    entries = toml_entries((pack.folder / "indicators.toml").read_text(encoding="utf-8"))
    own, reviewed = (toml_entries(path.read_text(encoding="utf-8")) for path in (OWN, REVIEWED / "indicators.toml"))
    for fed, source in brought:
        if fed.frame is None:
            continue
        for name in map(str, fed.frame["indicator_id"].unique()):
            made = fed.entries.get(name, "")
            text = own.get(name) or entries.get(name) or reviewed.get(name) or made
            text = with_notes(ENDS.sub(".", text), name, notes=fed.notes.get(name, {}), frame=fed.frame)
            if name in pack.indicators and name not in (owners or {}):
                text = with_source(text, pack.indicators[name].source)
            else:
                text = with_source(text, (owners or {}).get(name, source))
            entries[name] = text
    return "\n".join(entries.values())


def with_source(entry: str, source: str) -> str:
    """The entry naming a source: the first line `source = ` of its table.

    Examples
    --------
    >>> print(with_source('[a]\\nsource = "x"\\n', "y"), end="")
    [a]
    source = "y"
    """
    lines = entry.split("\n")
    place = next((number for number, line in enumerate(lines) if line.startswith("source =")), None)
    if place is not None:
        lines[place] = f"source = {quoted(source)}"
    return "\n".join(lines)


def with_notes(entry: str, name: str, *, notes: Mapping[str, str], frame: pd.DataFrame) -> str:
    """The entry with the texts of the notes that its rows carry and it does not explain yet."""
    used = set(";".join(frame.loc[frame["indicator_id"] == name, "note"].unique()).split(";")) & set(notes)
    heading = f"[{name}.notes]\n"
    there = entry.split(heading, 1)[1] if heading in entry else ""
    missing = [key for key in sorted(used) if not re.search(rf"^{re.escape(key)} =", there, re.MULTILINE)]
    if not missing:
        return entry
    lines = "".join(f"{key} = {quoted(notes[key])}\n" for key in missing)
    if heading in entry:
        return entry.replace(heading, heading + lines, 1)
    return f"{entry.rstrip()}\n{heading}{lines}"
