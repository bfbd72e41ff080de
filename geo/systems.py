"""From the reviewed register to the pack's registry: who belongs to which footprint, on which date.

Lives here: reading the register's texts (`geo/register/*.toml`, `lsoa11.csv`; the caller opens the files), the LSOA
2011 membership of every footprint, and the document that becomes `footprints.json`. Not here: the typed registry that
pages ask (`geo.footprints`), shares of a split (`geo.lineage`), weights and blocks (`geo.membership`).
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.schema import Tier
from geo.lineage import split_shares

LISTS_FILE = "lsoa11.csv"
SYSTEMS_FILE = "systems.toml"
DOCUMENT_NOTE = "Systems before 1 July 2022: only these are in the pack."
REQUIRED = ("id", "name", "short_name", "tier", "owner", "code", "valid_from", "valid_to", "confidence", "source")
OPTIONAL = {
    "kind": "",
    "owner_name": "",
    "code_note": "",
    "other_codes": [],
    "misfit": [],
    "member_basis": "",
    "notes": "",
    "founding_document": "",
    "members": [],
    "pcns": [],
    "days_assumed": [],
    "places_cover": False,
    "neighbourhoods_cover": False,
}


def expanded(runs: str) -> list[str]:
    """Codes of a compact list: "E01000001..0003 E01000007" is four codes.

    Parameters
    ----------
    runs : str
        Codes and inclusive runs parted by spaces; the end of a run repeats only the digits that may change.

    Returns
    -------
    list of str
    """
    codes: list[str] = []
    for run in runs.split():
        first, _, last = run.partition("..")
        letter, start = first[0], first[1:]
        stop = start[: len(start) - len(last)] + last
        codes += [f"{letter}{number:0{len(start)}d}" for number in range(int(start), int(stop) + 1)]
    return codes


def listed_members(text: str) -> pd.DataFrame:
    """LSOA lists of the register (`lsoa11.csv`), one row per footprint and LSOA.

    Raises
    ------
    ValueError
        Naming every footprint whose list does not hold as many LSOAs as it says, or holds one twice.
    """
    rows = [
        (row["footprint_id"], row["n_lsoa11"], expanded(row["lsoa11"])) for row in csv.DictReader(text.splitlines())
    ]
    faults = [
        f"{LISTS_FILE}: {name} says {count} LSOAs and lists {len(set(codes))}"
        for name, count, codes in rows
        if not int(count) == len(codes) == len(set(codes))
    ]
    if faults:
        raise ValueError("\n".join(faults))
    pairs = [(name, code) for name, _, codes in rows for code in codes]
    return pd.DataFrame(pairs, columns=["footprint_id", "lsoa11cd"], dtype="str")


def register_entries(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every `[[footprint]]` of the register, in file order (systems first).

    Parameters
    ----------
    texts : mapping of file name to text
        The files of `geo/register`.

    Raises
    ------
    ValueError
        Naming every broken file, every missing key and every id that is used twice.
    """
    entries: list[dict[str, Any]] = []
    faults: list[str] = []
    for file in sorted((name for name in texts if name.endswith(".toml")), key=lambda n: (n != SYSTEMS_FILE, n)):
        try:
            found = tomllib.loads(texts[file]).get("footprint", [])
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{file}: {error}")
            continue
        for position, entry in enumerate(found, start=1):
            missing = [key for key in REQUIRED if key not in entry]
            faults += [f"{file}: footprint {position} ({entry.get('id', 'no id')}) has no {key}" for key in missing]
        entries += found
    ids = pd.Series([entry.get("id", "") for entry in entries], dtype="str")
    faults += [f"id {name} is used more than once" for name in sorted(set(ids[ids.duplicated()]))]
    if faults:
        raise ValueError("\n".join(faults))
    return entries


def register_files(texts: Mapping[str, str]) -> dict[str, str]:
    """The file of the register that holds each footprint, by id."""
    tables = {name: tomllib.loads(text) for name, text in texts.items() if name.endswith(".toml")}
    return {entry["id"]: name for name, table in tables.items() for entry in table.get("footprint", [])}


def footprint_membership(lsoa: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """LSOA 2011 of every footprint in the register.

    Parameters
    ----------
    lsoa : DataFrame
        One row per LSOA 2011 of England with `lsoa11cd` and `sicbl22cd`.
    texts : mapping of file name to text
        The files of `geo/register`.

    Returns
    -------
    DataFrame
        `footprint_id, lsoa11cd`, sorted by both.

    Raises
    ------
    ValueError
        Naming every footprint without an extent, of a wrong size, or with codes that `lsoa` does not have.
    """
    entries = register_entries(texts)
    parts = [listed_members(texts[LISTS_FILE])] + [_extent(entry, lsoa) for entry in entries if "extent" in entry]
    parts += [_exported(entry) for entry in entries if "lsoa11" in entry]
    frame = pd.concat(parts, ignore_index=True).sort_values(["footprint_id", "lsoa11cd"], ignore_index=True)
    sizes = frame.groupby("footprint_id").size()
    known = {entry["id"] for entry in entries}
    faults = [f"{name}: the register has no entry for this LSOA list" for name in sizes.index if name not in known]
    faults += [f"{one['id']}: it cuts LSOAs, the register holds whole ones" for one in entries if "shares" in one]
    for entry in entries:
        size = int(sizes.get(entry["id"], 0))
        if size != entry.get("n_lsoa11", size) or size == 0:
            faults.append(f"{entry['id']}: {size} LSOAs where the register says {entry.get('n_lsoa11', 'nothing')}")
    unknown = frame[~frame["lsoa11cd"].isin(lsoa["lsoa11cd"])]
    faults += [
        f"{name}: {len(codes)} codes are no LSOA 2011 of England, e.g. {', '.join(codes[:5])}"
        for name, codes in unknown.groupby("footprint_id")["lsoa11cd"]
    ]
    if frame.duplicated().any():
        faults.append(f"an LSOA stands twice in {', '.join(sorted(set(frame[frame.duplicated()]['footprint_id'])))}")
    if faults:
        raise ValueError("\n".join(faults))
    return frame


def system_membership(lsoa: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """LSOA 2011 of every system in the register: `footprint_id, lsoa11cd`, sorted by both."""
    systems = {entry["id"] for entry in register_entries(texts) if entry["tier"] == Tier.SYSTEM}
    frame = footprint_membership(lsoa, texts)
    return frame[frame["footprint_id"].isin(systems)].reset_index(drop=True)


def _extent(entry: Mapping[str, Any], lsoa: pd.DataFrame) -> pd.DataFrame:
    rule = entry["extent"]
    codes = list(lsoa.loc[lsoa["sicbl22cd"].isin(rule["sicbl22"]), "lsoa11cd"]) + rule.get("plus_lsoa11", [])
    return pd.DataFrame({"footprint_id": entry["id"], "lsoa11cd": codes}, dtype="str")


def _exported(entry: Mapping[str, Any]) -> pd.DataFrame:
    """Members of an entry as the footprint page exports it (`geo.own_text.register_text`): its list stands in it."""
    return pd.DataFrame({"footprint_id": entry["id"], "lsoa11cd": expanded(entry["lsoa11"])}, dtype="str")


def registry_document(lsoa: pd.DataFrame, texts: Mapping[str, str]) -> dict[str, Any]:
    """What `footprints.json` holds: every footprint with dates, parents, lineage with shares, and source.

    Parameters
    ----------
    lsoa : DataFrame
        `lsoa11cd, sicbl22cd` and, where known, `population`: one row per LSOA 2011 of England.
    texts : mapping of file name to text
        The files of `geo/register`.

    Returns
    -------
    dict
        `{"note": ..., "footprints": [...]}`, footprints ordered by tier and id.
    """
    entries = register_entries(texts)
    extents = {
        name: set(codes) for name, codes in footprint_membership(lsoa, texts).groupby("footprint_id")["lsoa11cd"]
    }
    known = lsoa.dropna(subset="population") if "population" in lsoa else lsoa.iloc[:0].assign(population=0.0)
    residents = dict(zip(known["lsoa11cd"], known["population"].astype(float), strict=True))
    tier_of = {entry["id"]: entry["tier"] for entry in entries}
    before: dict[str, list[str]] = {}
    for entry in entries:
        for name in entry.get("successors", []):
            if tier_of.get(name) == entry["tier"]:  # a place that became part of systems is no part of their past
                before.setdefault(name, []).append(entry["id"])
    tiers = list(Tier)
    footprints = [_document_entry(entry, before, extents, residents) for entry in entries]
    return {
        "note": DOCUMENT_NOTE,
        "footprints": sorted(footprints, key=lambda f: (tiers.index(Tier(f["tier"])), f["id"])),
    }


def _document_entry(
    entry: Mapping[str, Any],
    before: Mapping[str, list[str]],
    extents: Mapping[str, set[str]],
    residents: Mapping[str, float],
) -> dict[str, Any]:
    own = extents[entry["id"]]

    def lineage(names: list[str]) -> list[dict[str, Any]]:
        return split_shares(own, {name: extents.get(name, set()) for name in names}, residents=residents)

    return {
        **{key: entry[key] for key in REQUIRED},
        **{key: entry.get(key, default) for key, default in OPTIONAL.items()},
        "parents": entry.get("parents", []),
        "predecessors": lineage(before.get(entry["id"], [])),
        "successors": lineage(entry.get("successors", [])),
        "n_lsoa11": len(own),
        "population": sum(residents[c] for c in own) if own <= residents.keys() else None,
    }
