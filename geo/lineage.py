"""Lineage: what became of a footprint, in shares and in words.

Lives here: spans of dates, shares of a split, following successors and predecessors to a date, the notice for an
abolished code. Not here: the footprint itself (`geo.footprints`), which calls this, and the check of a registry
(`geo.checking.registry_cover`). Footprints are passed as a mapping of id to footprint.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

BASIS_WORDS = {"population": "", "lsoa": "; shares are by number of small areas (LSOA), not people"}
WHOLE = 1 - 1e-9  # a share this large is all of it


@dataclass(frozen=True)
class Span:
    """A parent and the dates it was one; "" is open."""

    id: str
    start: str
    end: str


@dataclass(frozen=True)
class Share:
    """A footprint's part in another's past or future; `basis` is "population" or "lsoa"."""

    id: str
    share: float
    basis: str


def holds(start: str, end: str, *, on: str) -> bool:
    """Whether a span from `start` to `end` ("" open, both inclusive) holds on the date `on`."""
    return (not start or start <= on) and (not end or on <= end)


def day_in_words(day: str, *, short: bool = False) -> str:
    """A date for a sentence: "2026-03-31" is "31 March 2026", or "31 Mar 2026" when short."""
    date = dt.date.fromisoformat(day)
    return f"{date.day} {date.strftime('%b' if short else '%B')} {date.year}"


def in_words(names: Iterable[str]) -> str:
    """Names as a list in a sentence: "A, B and C"; "" for none."""
    names = list(names)
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def split_shares(
    old: set[str], parts: Mapping[str, set[str]], *, residents: Mapping[str, float]
) -> list[dict[str, Any]]:
    """Share of an area that went to each of its successors (or came from each predecessor).

    By residents where every LSOA of the area has them (`basis` "population"), else by number of LSOAs ("lsoa").

    Parameters
    ----------
    old : set of str
        LSOA codes of the area that was split.
    parts : mapping of footprint id to set of str
        LSOA codes of the areas it went to.
    residents : mapping of LSOA code to residents
        LSOAs without a figure are absent.

    Returns
    -------
    list of dict
        `id, share, basis`, largest share first; shares are rounded to twelve decimals.
    """
    known = all(code in residents for code in old)
    size = residents.__getitem__ if known else lambda code: 1.0
    whole = sum(size(code) for code in sorted(old))
    basis = "population" if known else "lsoa"
    shares = [
        {"id": name, "share": round(sum(size(c) for c in sorted(old & part)) / whole, 12), "basis": basis}
        for name, part in parts.items()
    ]
    return sorted(shares, key=lambda item: (-item["share"], item["id"]))


def area_on(footprints: Mapping[str, Any], footprint_id: str, *, on: str) -> tuple[Share, ...]:
    """Where a footprint's area is on a date: footprints valid then, the largest share first.

    Follows successors forwards when the footprint has ended and predecessors back when it has not begun; a
    predecessor's share is its part of the footprint asked for. A footprint valid on the date answers itself. Shares
    add up to less than 1 where the registry knows no footprint for the rest.
    """
    found: dict[str, Share] = {}
    _trace(footprints, Share(footprint_id, 1.0, "population"), on, (found, frozenset()))
    return tuple(sorted(found.values(), key=lambda s: (-s.share, s.id)))


def _trace(footprints: Mapping[str, Any], at: Share, on: str, so_far: tuple[dict[str, Share], frozenset[str]]) -> None:
    found, seen = so_far
    footprint = footprints.get(at.id)
    if footprint is None or at.id in seen:
        return
    if footprint.valid_on(on):
        before = found.get(at.id, Share(at.id, 0.0, at.basis))
        basis = "population" if at.basis == before.basis == "population" else "lsoa"
        found[at.id] = Share(at.id, before.share + at.share, basis)
        return
    ended = bool(footprint.valid_to) and footprint.valid_to < on
    for step in footprint.successors if ended else footprint.predecessors:
        basis = at.basis if step.basis == "population" or step.share >= WHOLE else "lsoa"
        _trace(footprints, Share(step.id, at.share * step.share, basis), on, (found, seen | {at.id}))


def notice(footprints: Mapping[str, Any], footprint_id: str, *, on: str) -> str:
    """What to tell a reader who asks for a footprint that does not exist on the date: its end or start, and where
    its area is then, with shares. "" if it does exist."""
    footprint = footprints[footprint_id]
    if footprint.valid_on(on):
        return ""
    ended = bool(footprint.valid_to) and footprint.valid_to < on
    name = f"{footprint.short_name} ({footprint.code})" if footprint.code else footprint.short_name
    verb, which = ("ended", "valid_to") if ended else ("began", "valid_from")
    fact = f"{name} {verb} on {day_in_words(getattr(footprint, which))}{footprint.day_note(which)}."
    places = area_on(footprints, footprint_id, on=on)
    if not places:
        return f"{fact} This pack has no footprint for its area on {day_in_words(on)}."
    shares = in_words(f"{footprints[s.id].short_name} ({percent_words(s.share)})" for s in places)
    rest = "" if sum(s.share for s in places) >= WHOLE else "; the rest is in no footprint of this pack"
    basis = "" if places[0].share >= WHOLE else BASIS_WORDS[min(s.basis for s in places)]
    return f"{fact} On {day_in_words(on)} its area {'is' if ended else 'was'} in {shares}{rest}{basis}."


def percent_words(share: float) -> str:
    """A share of a split as whole per cent that never says 0 % or 100 % unless it is so."""
    if share >= WHOLE:
        return "100 %"
    rounded = round(share * 100)
    return "under 1 %" if rounded == 0 else "over 99 %" if rounded == 100 else f"{rounded} %"
