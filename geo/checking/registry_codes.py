"""Whether the codes of a footprint's members exist, and existed on the footprint's dates.

Lives here: the types of member, the record of codes with the days on which each was in use, the check of members
against it, and what could not be checked, in words. Not here: everything else about a footprint
(`geo.checking.registry_faults`), reading the record's text (`geo.checking.code_record`) or published lists
(`data.england.codes`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.lineage import holds

# Members by type: their code's shape, the columns of the LSOA lookup that list all codes, and the day these were valid.
MEMBER_TYPES = {
    "WARD": (r"E05\d{6}", ("wd25cd",), "2025-05-01"),
    "SICBL": (r"E38\d{6}", ("sicbl22cd",), "2022-07-01"),
    "ICB": (r"E54\d{6}", ("icb22cd",), "2022-07-01"),
    "STP": (r"E54\d{6}", (), ""),
    "LAD": (r"E0[6-9]\d{6}", ("lad11cd", "lad22cd"), ""),
    "PCN": (r"U\d{5}", (), ""),  # networks are in the record of a full pack only
    "LSOA": (r"E01\d{6}", ("lsoa11cd",), ""),
    **{f"ctyua{year}": (r"E\d{8}", (f"ctyua{year}cd",), "") for year in ("18", "19", "21", "23")},
}


@dataclass(frozen=True)
class Known:
    """What a pack knows of codes: the columns of its LSOA lookup, and its record (`lookups/codes.parquet`)."""

    columns: Mapping[str, set[str]]
    record: Mapping[str, Mapping[str, tuple[str, str]]]  # by type of member and code: first and last day in use
    complete: frozenset[str]  # types of which the record holds every code

    @classmethod
    def of(cls, lookup: pd.DataFrame, codes: pd.DataFrame | None = None) -> Known:
        """From the lookup of LSOAs and the record: `kind, code, valid_from, valid_to, complete`; None is no record."""
        columns = {column: set(lookup[column].dropna().unique()) for column in lookup if column.endswith("cd")}
        if codes is None:
            return cls(columns, {}, frozenset())
        record = {
            str(kind): dict(
                zip(rows["code"], zip(rows["valid_from"], rows["valid_to"], strict=True), strict=True),
            )
            for kind, rows in codes.groupby("kind")
        }
        return cls(columns, record, frozenset(codes.loc[codes["complete"], "kind"]))


def member_faults(footprint: Any, known: Known) -> Iterator[tuple[str, str, list[str]]]:
    """Members whose codes cannot be: field, words and codes of each kind of fault."""
    wrong: dict[tuple[str, str], list[str]] = {}
    for kind, code, dates in _members(footprint):
        if kind not in MEMBER_TYPES:
            wrong.setdefault(("members", "unknown type of member"), []).append(f"{kind} {code}")
        elif not re.fullmatch(MEMBER_TYPES[kind][0], code):
            wrong.setdefault((f"members.{kind}", "not a code of this type"), []).append(code)
        elif words := _verdict(kind, code, dates=dates, known=known):
            wrong.setdefault((f"members.{kind}", words), []).append(code)
    for (field, words), codes in wrong.items():
        yield field, words, codes


def unchecked_members(footprints: Collection[Any], known: Known) -> tuple[str, ...]:
    """What of the members could be checked by the shape of the code only, and why: a line for each type.

    Parameters
    ----------
    footprints : collection of Footprint
    known : Known

    Returns
    -------
    tuple of str
        "PCN: 43 codes of 9 footprints were checked by their shape only: the pack has no list of these codes."
    """
    left: dict[str, dict[str, set[str]]] = {}
    for footprint in footprints:
        for kind, code, dates in _members(footprint):
            if kind in MEMBER_TYPES and _verdict(kind, code, dates=dates, known=known) is None:
                seen = left.setdefault(kind, {"codes": set(), "footprints": set()})
                seen["codes"].add(code)
                seen["footprints"].add(footprint.id)
    return tuple(
        f"{kind}: {_counted(seen['codes'], 'code')} of {_counted(seen['footprints'], 'footprint')} were checked by "
        f"their shape only: {_reason(kind, known)}."
        for kind, seen in sorted(left.items())
    )


def _members(footprint: Any) -> Iterator[tuple[str, str, tuple[str, str]]]:
    for member in footprint.members:
        start, end = (str(member.get(key) or getattr(footprint, key)) for key in ("valid_from", "valid_to"))
        yield str(member.get("type", "")), str(member.get("code", "")), (start, end)


def _verdict(kind: str, code: str, *, dates: tuple[str, str], known: Known) -> str | None:
    """Why the code cannot be; "" if it is on a list and in use on the dates, None if no list is of its time."""
    _, columns, day = MEMBER_TYPES[kind]
    if kind in known.complete or code in known.record.get(kind, {}):
        span = known.record[kind].get(code)
        if span is None:
            return "no such code on record"
        return "" if _meet(span, dates) else f"in use {_span_words(span)}, not when it is a member"
    lists = [known.columns[column] for column in columns if column in known.columns]
    if not lists or (day and not holds(*dates, on=day)):
        return None
    return "" if any(code in codes for codes in lists) else f"no such code in {' or '.join(columns)}"


def _meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return (not one[1] or not other[0] or other[0] <= one[1]) and (not other[1] or not one[0] or one[0] <= other[1])


def _span_words(span: tuple[str, str]) -> str:
    start, end = span
    return " ".join(([f"from {start}"] if start else []) + ([f"to {end}"] if end else []))


def _reason(kind: str, known: Known) -> str:
    _, columns, day = MEMBER_TYPES[kind]
    there = [column for column in columns if column in known.columns]
    if there and day:
        return f"the pack lists the codes of {day}, and these are of other days"
    return "the pack has no list of these codes"


def _counted(items: Collection[str], noun: str) -> str:
    return f"{len(items)} {noun}" + ("" if len(items) == 1 else "s")
