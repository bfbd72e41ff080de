"""Footprints: named, dated, owned, sourced areas, and the registry that answers questions about them.

Lives here: the typed footprint and the registry (by id, tier, date, parent, code, name). Not here: where an area went
(`geo.lineage`), the check of the whole registry (`geo.checking.registry_cover`), reading files (`data`), the register's
texts (`geo.systems`), weights (`geo.membership`).

Dates are ISO text, inclusive at both ends; "" is open.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.schema import Owner, Tier
from geo.lineage import Share, Span, area_on, day_in_words, holds, notice

DAY_ASSUMED = " (day assumed)"
FORERUNNER = "sustainability and transformation partnership"  # what a system was before boards


@dataclass(frozen=True)
class Footprint:
    """One footprint with its dates, lineage, confidence and source."""

    id: str
    name: str
    short_name: str
    tier: Tier
    kind: str
    owner: Owner
    owner_name: str
    code: str
    code_note: str
    other_codes: tuple[str, ...]
    valid_from: str
    valid_to: str
    confidence: str
    source: tuple[str, ...]
    notes: str
    member_basis: str
    parents: tuple[Span, ...]
    predecessors: tuple[Share, ...]
    successors: tuple[Share, ...]
    n_lsoa11: int
    population: float | None
    misfit: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)
    members: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)
    days_assumed: tuple[str, ...] = ()  # of valid_from and valid_to: those that no source gives
    places_cover: bool = False  # every LSOA of a system lies in exactly one of its places
    neighbourhoods_cover: bool = False  # the same of a place and its neighbourhoods

    @classmethod
    def from_entry(cls, entry: Mapping[str, Any]) -> Footprint:
        """A footprint from one entry of `footprints.json`."""
        plain = {
            key: entry[key] for key in ("id", "name", "short_name", "code", "confidence", "valid_from", "valid_to")
        }
        words = {key: entry.get(key, "") for key in ("kind", "owner_name", "code_note", "notes", "member_basis")}
        lineage = {
            key: tuple(Share(s["id"], s["share"], s.get("basis", "lsoa")) for s in entry.get(key, ()))
            for key in ("predecessors", "successors")
        }
        return cls(
            **plain,
            **words,
            **lineage,
            tier=Tier(entry["tier"]),
            owner=Owner(entry["owner"]),
            other_codes=tuple(entry.get("other_codes", ())),
            source=tuple(entry["source"]),
            parents=tuple(Span(p["id"], p["from"] or "", p["to"] or "") for p in entry.get("parents", ())),
            n_lsoa11=int(entry.get("n_lsoa11", 0)),
            population=entry.get("population"),
            misfit=tuple(entry.get("misfit", ())),
            members=tuple(entry.get("members", ())),
            days_assumed=tuple(entry.get("days_assumed", ())),
            places_cover=bool(entry.get("places_cover")),
            neighbourhoods_cover=bool(entry.get("neighbourhoods_cover")),
        )

    @property
    def title(self) -> str:
        """Short name, with its end where it has one: "Norfolk and Waveney, to 31 Mar 2026"."""
        return f"{self.short_name}, to {day_in_words(self.valid_to, short=True)}" if self.valid_to else self.short_name

    @property
    def area_type(self) -> str:
        """Area type it is drawn as: its tier; a catchment is drawn with the places."""
        return str(Tier.PLACE if self.tier == Tier.CATCHMENT else self.tier)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code the footprint itself goes by (not those of its members)."""
        return tuple(code for code in (self.code, *self.other_codes) if code)

    def day_note(self, which: str) -> str:
        """What to add to its first or last day ("valid_from", "valid_to") in a sentence: " (day assumed)" or ""."""
        return DAY_ASSUMED if which in self.days_assumed else ""

    def valid_on(self, on: str) -> bool:
        """Whether the footprint exists on the date."""
        return holds(self.valid_from, self.valid_to, on=on)


@dataclass(frozen=True)
class Found:
    """What a code led to: the footprint (None if unknown), a notice to show ("" if none), and where its area is now."""

    footprint: Footprint | None
    notice: str = ""
    successors: tuple[Share, ...] = ()


class Registry:
    """All footprints of a pack.

    Parameters
    ----------
    footprints : iterable of Footprint
    note : str
        A limit of the register in words, shown where `gap_note` applies.
    """

    def __init__(self, footprints: Iterable[Footprint], note: str = "") -> None:
        self._by_id = {footprint.id: footprint for footprint in footprints}
        self.note = note
        self._by_code: dict[str, list[Footprint]] = {}
        for footprint in sorted(self._by_id.values(), key=lambda f: f.valid_to or "9999"):
            for code in {footprint.id, *footprint.codes}:
                self._by_code.setdefault(code.casefold(), []).append(footprint)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Registry:
        """The registry from the content of `footprints.json`; every faulty entry is named in one ValueError."""
        footprints: list[Footprint] = []
        broken: list[str] = []
        entries = document.get("footprints", [])
        for position, entry in enumerate(entries, start=1):
            try:
                footprints.append(Footprint.from_entry(entry))
            except (KeyError, ValueError, TypeError) as error:
                broken.append(f"footprint {position} ({dict(entry).get('id', 'no id')}): {error!r}")
        ids = [footprint.id for footprint in footprints]
        broken += [f"id {name} is used more than once" for name in sorted({i for i in ids if ids.count(i) > 1})]
        if broken:
            raise ValueError("\n".join(broken))
        return cls(footprints, document.get("note", ""))

    def __getitem__(self, footprint_id: str) -> Footprint:
        return self._by_id[footprint_id]

    def __contains__(self, footprint_id: object) -> bool:
        return footprint_id in self._by_id

    def __iter__(self) -> Iterator[Footprint]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def of_tier(self, tier: str, on: str | None = None) -> tuple[Footprint, ...]:
        """Footprints of a tier, on a date if one is given, in the order of their titles."""
        chosen = [f for f in self if f.tier == tier and (on is None or f.valid_on(on))]
        return tuple(sorted(chosen, key=lambda f: (f.title.casefold(), f.id)))

    def parents(self, footprint_id: str, on: str) -> tuple[Footprint, ...]:
        """Parents of a footprint on a date."""
        spans = self[footprint_id].parents
        return tuple(self[span.id] for span in spans if holds(span.start, span.end, on=on) and span.id in self)

    def children(self, footprint_id: str, on: str, *, tier: str | None = None) -> tuple[Footprint, ...]:
        """Footprints whose parent this is on a date, of one tier if given, in the order of their titles."""
        chosen = [
            f
            for f in self
            if f.valid_on(on)
            and tier in (None, f.tier)
            and any(p.id == footprint_id and holds(p.start, p.end, on=on) for p in f.parents)
        ]
        return tuple(sorted(chosen, key=lambda f: (f.title.casefold(), f.id)))

    def successors_on(self, footprint_id: str, on: str) -> tuple[Share, ...]:
        """Where a footprint's area is on a date: footprints valid then, with shares (see `geo.lineage.area_on`)."""
        return area_on(self._by_id, footprint_id, on=on)

    def found(self, code: str, on: str) -> Found:
        """The footprint that an id or a code (of any year) names, with a notice if it is not valid on the date.

        A code that several footprints carry in turn (an old board and its forerunner) means the one valid on the
        date, else the latest that has ended, else the first to come.
        """
        candidates = self._by_code.get(code.strip().casefold(), [])
        if not candidates:
            return Found(None, f"“{code.strip()}” is not a footprint in this pack.")
        valid = [f for f in candidates if f.valid_on(on)]
        if valid:
            return Found(valid[-1], "", (Share(valid[-1].id, 1.0, "population"),))
        ended = [f for f in candidates if f.valid_to and f.valid_to < on]
        footprint = ended[-1] if ended else candidates[0]
        successors = self.successors_on(footprint.id, on)
        return Found(footprint, notice(self._by_id, footprint.id, on=on), successors)

    def search(self, text: str, *, on: str | None = None, tiers: Iterable[str] = ()) -> tuple[Footprint, ...]:
        """Footprints whose name or code matches, best first: own code, start of name, word, members' code or name."""
        wanted, tiers = _plain(text), tuple(tiers)
        if not wanted:
            return ()
        ranked = [
            (rank, f)
            for f in sorted(self, key=lambda f: f.valid_to or "9999", reverse=True)  # of two vintages the later first
            if (on is None or f.valid_on(on)) and (not tiers or f.tier in tiers)
            for rank in [_rank(f, wanted)]
            if rank is not None
        ]
        return tuple(f for _, f in sorted(ranked, key=lambda item: (item[0], item[1].short_name.casefold())))

    def gap_note(self, tier: str, on: str) -> str:
        """Why a tier is incomplete on a date, in words; "" where it is not.

        The boards of 1 July 2022 are the first that cover all England; before, the pack knows single systems only.
        """
        boards = [f for f in self.of_tier(Tier.SYSTEM) if f.valid_from and f.owner_name != FORERUNNER]
        first = min((f.valid_from for f in boards), default="")
        if tier != Tier.SYSTEM or not first or on >= first:
            return ""
        known = "; ".join(f.short_name for f in self.of_tier(tier, on))
        return f"Systems before {day_in_words(first)}: only these are in the pack: {known or 'none'}."


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


def _rank(footprint: Footprint, wanted: str) -> int | None:
    short, full = _plain(footprint.short_name), _plain(footprint.name)
    if wanted in {_plain(code) for code in (footprint.id, *footprint.codes)}:
        return 0
    if short.startswith(wanted) or full.startswith(wanted):
        return 1
    for rank, name in ((2, short), (3, full)):
        if all(any(word.startswith(part) for word in name.split()) for part in wanted.split()):
            return rank
    if any(wanted in (_plain(m.get("code", "")), _plain(m.get("ods", ""))) for m in footprint.members):
        return 4
    return 5 if any(_plain(m.get("name", "")).startswith(wanted) for m in footprint.members) else None
