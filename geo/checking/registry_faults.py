"""Everything that is wrong with a registry of footprints, each fault with its footprint, field and first five values.

Lives here: the fault, and what one footprint must keep to: dates, lineage and shares, parents, extent. Not here: what
footprints must keep to together (`geo.checking.registry_cover`), codes of members (`geo.checking.registry_codes`),
reading the register's texts (`geo.systems`), the message of a pack (`pages.parts.opened_pack`). Called by the build and
whenever a pack is opened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.schema import Tier
from geo.checking.registry_codes import Known, member_faults
from geo.lineage import WHOLE, Span, holds

SHOWN = 5
CONFIDENCE = ("confirmed", "approximated", "knowledge")
# How far a share may be from the number of members: further where it is of residents, as LSOAs differ in size.
APART = {"lsoa": 2 * (1 - WHOLE), "population": 0.1}
TIERS = (Tier.SYSTEM, Tier.PLACE, Tier.NEIGHBOURHOOD)  # a parent stands before its child; a catchment hangs on any


@dataclass(frozen=True)
class RegistryFault:
    """One thing that is wrong with one field of a footprint; `values` are the first five it is wrong for."""

    footprint: str
    field: str
    message: str
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = f" ({', '.join(self.values)})" if self.values else ""
        return f"{self.footprint}, {self.field}: {self.message}{shown}"


def fault(where: tuple[str, str], message: str, *, values: Iterable[str] = ()) -> RegistryFault:
    """A fault of (footprint, field) with the first five of its values, sorted."""
    return RegistryFault(*where, message, tuple(sorted(map(str, values))[:SHOWN]))


def footprint_faults(
    footprints: Collection[Any], extents: Mapping[str, set[str]], *, lookup: pd.DataFrame, codes: pd.DataFrame | None
) -> list[RegistryFault]:
    """Faults of every footprint for itself.

    Parameters
    ----------
    footprints : collection of Footprint
    extents : mapping of footprint id to set of str
        LSOA 2011 codes.
    lookup : DataFrame
        One row per LSOA 2011: `lsoa11cd` and the codes of larger areas; columns that are absent are not checked.
    codes : DataFrame or None
        The record of codes (`geo.checking.registry_codes.Known`), if there is one.

    Returns
    -------
    list of RegistryFault
        Empty when dates are dates and in order, successors follow and shares add up, parents exist, are of a larger
        tier, one at a time and hold their children (but for the misfits declared), and members exist.
    """
    by_id = {footprint.id: footprint for footprint in footprints}
    known = Known.of(lookup, codes)
    found = [fault((name, "id"), "has members and is not in the registry") for name in sorted(extents.keys() - by_id)]
    for footprint in footprints:
        dated = date_faults(footprint)
        found += dated or _lineage_faults(footprint, by_id) + _parent_faults(footprint, by_id, extents)
        found += _stated_faults(footprint) + _share_faults(footprint, extents)
        found += [fault((footprint.id, f), w, values=c) for f, w, c in member_faults(footprint, known)]
        found += _extent_faults(footprint, extents.get(footprint.id, set()), known=known.columns["lsoa11cd"])
    return found


def date_faults(footprint: Any) -> list[RegistryFault]:
    """Dates of a footprint and its parents that are none, or not in order."""
    days = {"valid_from": footprint.valid_from, "valid_to": footprint.valid_to}
    days |= {f"parents.{span.id}.{end}": day for span in footprint.parents for end, day in _ends(span)}
    found = [
        fault((footprint.id, field), "neither empty nor an ISO date", values=[day])
        for field, day in days.items()
        if not _is_date(day)
    ]
    found += [
        fault((footprint.id, "days_assumed"), "names no day that the footprint has", values=[which])
        for which in footprint.days_assumed
        if not days.get(which)
    ]
    spans = {"valid_to": (footprint.valid_from, footprint.valid_to)}
    spans |= {f"parents.{span.id}": (span.start, span.end) for span in footprint.parents}
    return found + [
        fault((footprint.id, field), f"ends ({end}) before it begins ({start})")
        for field, (start, end) in spans.items()
        if start and end and end < start
    ]


def _is_date(day: str) -> bool:
    try:
        return not day or dt.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _ends(span: Span) -> tuple[tuple[str, str], ...]:
    return ("from", span.start), ("to", span.end)


def _lineage_faults(footprint: Any, by_id: Mapping[str, Any]) -> list[RegistryFault]:
    found = []
    for field in ("successors", "predecessors"):
        absent = [step.id for step in getattr(footprint, field) if step.id not in by_id]
        if absent:
            found.append(fault((footprint.id, field), "not in the registry", values=absent))
    for step in footprint.successors:
        after = by_id.get(step.id)
        if after is None or after.tier != footprint.tier:
            continue
        if not footprint.valid_to or after.valid_from <= footprint.valid_to:
            dates = f"{footprint.valid_to or 'no end'}, {after.valid_from or 'no start'}"
            found.append(fault((footprint.id, "successors"), f"overlaps its successor {step.id} ({dates})"))
    return found


def _share_faults(footprint: Any, extents: Mapping[str, set[str]]) -> list[RegistryFault]:
    """Shares of a split: 1 in all to successors, at most 1 from predecessors, and by area what the members say."""
    found, own = [], extents.get(footprint.id, set())
    for field in ("successors", "predecessors"):
        steps = getattr(footprint, field)
        total = sum(step.share for step in steps)
        if steps and (total > 2 - WHOLE or (field == "successors" and total < WHOLE)):
            found.append(
                fault((footprint.id, field), f"shares add up to {total:.6g}, not 1", values=[s.id for s in steps])
            )
        by_area = {s.id: len(own & extents.get(s.id, set())) / len(own) for s in steps if own and s.basis in APART}
        wrong = [s.id for s in steps if s.id in by_area and abs(s.share - by_area[s.id]) > APART[s.basis]]
        if wrong:
            found.append(fault((footprint.id, field), "shares are not those of the members", values=wrong))
    return found


def _stated_faults(footprint: Any) -> list[RegistryFault]:
    """What a reviewer is told of it: a name, how sure it is and on what grounds, bases and shares that can be."""
    found = [
        fault((footprint.id, field), "is empty") for field in ("name", "source") if not any(getattr(footprint, field))
    ]
    if footprint.confidence not in CONFIDENCE:
        words = f"none of {', '.join(CONFIDENCE)}"
        found.append(fault((footprint.id, "confidence"), words, values=[footprint.confidence]))
    for field in ("successors", "predecessors"):
        steps = getattr(footprint, field)
        told = (
            (
                f"a basis that is none of {', '.join(APART)}",
                [f"{s.id} {s.basis}" for s in steps if s.basis not in APART],
            ),
            (
                "a share that is not above 0 and at most 1",
                [f"{s.id} {s.share:g}" for s in steps if not 0 < s.share <= 2 - WHOLE],
            ),
        )
        found += [fault((footprint.id, field), words, values=values) for words, values in told if values]
    return found


def _parent_faults(footprint: Any, by_id: Mapping[str, Any], extents: Mapping[str, set[str]]) -> list[RegistryFault]:
    found = []
    own, declared = extents.get(footprint.id, set()), {item["parent"]: item["n_lsoa11"] for item in footprint.misfit}
    for place, span in enumerate(footprint.parents):
        field = f"parents.{span.id}"
        parent = by_id.get(span.id)
        if parent is None:
            found.append(fault((footprint.id, field), "the parent is not in the registry"))
            continue
        if footprint.tier in TIERS and TIERS.index(footprint.tier) <= TIERS.index(parent.tier):
            found.append(fault((footprint.id, field), f"a {parent.tier} cannot hold a {footprint.tier}"))
        if not _within(span, footprint) or not _within(span, parent):
            found.append(fault((footprint.id, field), "is its parent on dates when one of the two does not exist"))
        others = [s for s in footprint.parents[:place] if s.id in by_id and by_id[s.id].tier == parent.tier]
        found += [
            fault((footprint.id, field), f"has {other.id} as its {parent.tier} on the same days")
            for other in others
            if _meet(span, other)
        ]
        outside = own - extents.get(span.id, set())
        if len(outside) != declared.get(span.id, 0):
            words = f"{len(outside)} LSOAs outside the parent, {declared.get(span.id, 0)} declared"
            found.append(fault((footprint.id, field), words, values=outside))
    strange = declared.keys() - {span.id for span in footprint.parents}
    return found + ([fault((footprint.id, "misfit"), "declared against no parent", values=strange)] if strange else [])


def _within(span: Span, footprint: Any) -> bool:
    starts = not footprint.valid_from or span.start >= footprint.valid_from
    return starts and (not footprint.valid_to or (bool(span.end) and span.end <= footprint.valid_to))


def _meet(one: Span, other: Span) -> bool:
    return holds(one.start, one.end, on=max(one.start, other.start)) and holds(
        other.start, other.end, on=max(one.start, other.start)
    )


def _extent_faults(footprint: Any, own: set[str], *, known: set[str]) -> list[RegistryFault]:
    if not own:
        return [fault((footprint.id, "lsoa11"), "has no members")]
    found = []
    if strangers := own - known:
        found.append(fault((footprint.id, "lsoa11"), f"{len(strangers)} members do not exist", values=strangers))
    if footprint.n_lsoa11 != len(own):
        words = f"says {footprint.n_lsoa11} LSOAs and has {len(own)}"
        found.append(fault((footprint.id, "n_lsoa11"), words))
    return found
