"""Programmes and own footprints from a file, for those who have no page at hand: whole, or every fault at once.

Lives here: holding a file against the pack and keeping it. Not here: what a programme is (`data.programmes`), how a
footprint is made (the footprint page); the stores (`data.keeping`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from data.keeping.own_store import add_entries, entries_of, kept_entries
from data.keeping.programme_store import ProgrammeStore, added_tables
from data.pack import Pack, open_pack
from data.validation import Fault, FileFaults

TEXTS = ("name", "description", "tier", "owner", "valid_from", "valid_to", "rule", "area_type")
RUN = re.compile(r"([A-Z])(\d{8})(?:\.\.(\d{4}))?")
HERE = "is kept here already: take it out or rename it first"


def add_programmes(folder: Path, name: str, *, content: bytes, check: bool, replacing: bool) -> list[str]:
    """Keep the programmes of a file; answers their names.

    Raises
    ------
    FileFaults
        Every fault; nothing is kept then.
    """
    pack, store = open_pack(folder), ProgrammeStore(folder)
    areas = frozenset(pack.areas["area_code"])
    tables = added_tables(content, file=name, indicators=pack.indicators, areas=areas, taken=pack.programmes)
    if not replacing and (both := sorted(set(tables) & set(store.tables()))):
        raise FileFaults([Fault(name, f"{HERE}, or use --replace", values=tuple(both))])
    if not check:
        store.add(tables)
    return [str(table.get("name", key)) for key, table in tables.items()]


def add_footprints(folder: Path, name: str, *, content: bytes, check: bool, replacing: bool) -> list[str]:
    """Keep the own footprints of a file in the register's form; answers their names. None ever replaces another.

    Raises
    ------
    FileFaults
        Every fault; nothing is kept then.
    """
    pack = open_pack(folder)
    try:
        entries = entries_of(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError) as error:
        raise FileFaults([Fault(name, f"cannot be read: {error}")]) from error
    faults = [] if entries else [Fault(name, "holds no footprint: export one on the footprint page to see the form")]
    faults += [Fault(name, HERE, values=(key,)) for key in entries if key in kept_entries(folder)]
    for key, entry in entries.items():
        faults += [Fault(name, f"{key}: {words}") for words in _faults(entry, pack)]
    if faults:
        raise FileFaults(faults)
    if not check:
        add_entries(folder, entries)
    return [entry["name"] for entry in entries.values()]


def _faults(entry: Mapping[str, object], pack: Pack) -> list[str]:
    """What is wrong with one entry: texts that are missing, members that the pack does not have, shares."""
    wrong = [one for one in TEXTS if not isinstance(entry.get(one), str)]
    if wrong:
        return [f"has no text for {', '.join(wrong)}"]
    kind, text = entry["area_type"], entry.get(entry["area_type"])
    known = set(pack.areas.loc[pack.areas["area_type"] == kind, "area_code"])
    if not known or not isinstance(text, str):
        return [f"has no members of an area type of this pack ({kind})"]
    runs = {run: RUN.fullmatch(run) for run in text.split()}
    if odd := [run for run, found in runs.items() if found is None and run not in known]:
        return [f"not a code or a run of codes: {', '.join(odd[:5])}"]
    codes = [code for run, found in runs.items() for code in (_expanded(found) if found else [run])]
    strange = [code for code in codes if code not in known]
    faults = [f"{len(strange):,} of its areas are not in this pack: {', '.join(strange[:5])}"] if strange else []
    if entry.get("n_members") != len(codes):
        faults.append(f"says {entry.get('n_members')} members and lists {len(codes)}")
    shares = entry.get("shares", [])
    if shares and (
        len(shares) != len(codes) or not all(isinstance(one, float | int) and 0 < one <= 1 for one in shares)
    ):
        faults.append("needs a share above 0 and up to 1 for every member, in their order")
    return faults


def _expanded(run: re.Match[str]) -> list[str]:
    """Codes of a run; one whose end comes before its start has none."""
    first = int(run[2])
    last = first // 10_000 * 10_000 + int(run[3]) if run[3] else first
    return [f"{run[1]}{number:08d}" for number in range(first, last + 1)]
