"""Footprints that readers make themselves: what one holds, how it is edited, and where it lies in LSOAs.

Lives here: the own footprint, its rules in words, changing its members, undo and redo, and its share of every LSOA.
Not here: its file and its link (`geo.own_text`), which areas a drawn line takes in (`geo.assignment`), reading what a
reader uploads (`data.own.own_files`), figures (`equity.totals.aggregate`). Dates are ISO text, inclusive; "" is open.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from data.schema import AREA_TYPES, Tier
from geo.membership import Membership, best_fit, membership

OWNERS = ("ICB", "council", "PCN", "police", "social care", "acute trust", "own")
# How the members were chosen, as readers are told.
RULES = {
    "listed": "areas chosen by name or code",
    "point": "areas whose own point (a point inside the area, not weighted by people) lies within the line",
    "centre": "areas whose centre of homes (the middle of their postcodes) lies within the line",
    "share": "every area with postcodes inside the line, counted by the share of them inside",
    "postcodes": "areas with at least half of their postcodes inside",
    "half": "areas with at least half of their people inside (of their postcodes, where the pack has no people)",
    "area": "every area the line touches, counted by the share of its land inside",
}
SOURCE = "own"
SHARE_DECIMALS = 6
LONGEST_NAME, LONGEST_DESCRIPTION, MOST_MEMBERS = 120, 1000, 40_000
MOST_STEPS = 200  # how far back Undo goes


@dataclass(frozen=True)
class OwnFootprint:
    """A footprint made by a reader: codes of one area type and vintage.

    Attributes
    ----------
    members : tuple of str
        Codes, sorted; the order they were given in says nothing.
    shares : tuple of float
        Share of each member inside, above 0 and at most 1; empty when every member is in whole.
    rule : str
        A key of `RULES`.

    Raises
    ------
    ValueError
        Naming everything that is wrong with it at once.
    """

    id: str
    name: str
    area_type: str
    members: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    description: str = ""
    tier: Tier = Tier.NEIGHBOURHOOD
    owner: str = "own"
    valid_from: str = ""
    valid_to: str = ""
    rule: str = "listed"
    source: str = field(default=SOURCE, init=False)

    def __post_init__(self) -> None:
        faults = _faults(self)
        if faults:
            raise ValueError("; ".join(faults))
        shares = self.shares or (1.0,) * len(self.members)
        pairs = sorted(zip(self.members, (round(float(share), SHARE_DECIMALS) for share in shares), strict=True))
        object.__setattr__(self, "members", tuple(code for code, _ in pairs))
        whole = all(share == 1 for _, share in pairs)
        object.__setattr__(self, "shares", () if whole else tuple(share for _, share in pairs))
        object.__setattr__(self, "tier", Tier(self.tier))

    @property
    def weights(self) -> dict[str, float]:
        """Share inside by member."""
        return dict(zip(self.members, self.shares or (1.0,) * len(self.members), strict=True))

    def with_weights(self, weights: Mapping[str, float], *, rule: str | None = None) -> OwnFootprint:
        """The same footprint with other members."""
        return replace(self, members=tuple(weights), shares=tuple(weights.values()), rule=rule or self.rule)

    def with_added(self, codes: Iterable[str]) -> OwnFootprint:
        """With these areas in whole."""
        return self.with_weights(self.weights | dict.fromkeys(codes, 1.0))

    def without(self, codes: Iterable[str]) -> OwnFootprint:
        """Without these areas."""
        gone = set(codes)
        return self.with_weights({code: share for code, share in self.weights.items() if code not in gone})


def _faults(own: OwnFootprint) -> list[str]:
    found = [f"the {words} is empty" for words, value in (("id", own.id), ("name", own.name)) if not value.strip()]
    for words, value, most in (
        ("id", own.id, LONGEST_NAME),
        ("name", own.name, LONGEST_NAME),
        ("description", own.description, LONGEST_DESCRIPTION),
    ):
        if len(value) > most:
            found.append(f"the {words} has {len(value):,} letters, at most {most:,} are possible")
        if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in value):
            found.append(f"the {words} holds letters that cannot be printed")
    choices = (
        ("area type", own.area_type, AREA_TYPES),
        ("tier", own.tier, tuple(Tier)),
        ("owner", own.owner, OWNERS),
        ("rule", own.rule, RULES),
    )
    found += [f"“{value}” is no {words}: {', '.join(known)}" for words, value, known in choices if value not in known]
    return [*found, *_member_faults(own), *_date_faults(own)]


def _member_faults(own: OwnFootprint) -> list[str]:
    found = []
    twice = sorted({code for code in own.members if own.members.count(code) > 1}) if _repeats(own.members) else []
    if twice:
        found.append(f"{len(twice):,} members stand twice: {', '.join(twice[:5])}")
    if len(own.members) > MOST_MEMBERS:
        found.append(f"{len(own.members):,} members, at most {MOST_MEMBERS:,} are possible")
    if own.shares and len(own.shares) != len(own.members):
        found.append(f"{len(own.shares):,} shares for {len(own.members):,} members")
    wrong = [str(share) for share in own.shares if not 0 < round(float(share), SHARE_DECIMALS) <= 1]
    if wrong:
        found.append(f"shares outside 0 to 1: {', '.join(wrong[:5])}")
    return found


def _repeats(codes: tuple[str, ...]) -> bool:
    return len(set(codes)) < len(codes)


def _date_faults(own: OwnFootprint) -> list[str]:
    found = [f"“{day}” is not a date like 2026-04-01" for day in (own.valid_from, own.valid_to) if not _is_day(day)]
    if not found and own.valid_from and own.valid_to and own.valid_to < own.valid_from:
        found.append(f"ends ({own.valid_to}) before it begins ({own.valid_from})")
    return found


def _is_day(day: str) -> bool:
    try:
        return not day or dt.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


@dataclass(frozen=True)
class History:
    """A footprint with what it was before and what was taken back."""

    present: OwnFootprint
    past: tuple[OwnFootprint, ...] = ()
    future: tuple[OwnFootprint, ...] = ()

    def changed(self, present: OwnFootprint) -> History:
        """With a new present; what was taken back before is forgotten. The same footprint again is no step."""
        if present == self.present:
            return self
        return History(present, (*self.past, self.present)[-MOST_STEPS:])

    def undone(self) -> History:
        """One step back, if there is one."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> History:
        """One step forward again, if one was taken back."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])


def lsoa_shares(own: OwnFootprint, blocks: pd.DataFrame) -> pd.DataFrame:
    """Share of every LSOA in the footprint: `lsoa, group, weight`, a row per LSOA, as `geo.membership` takes groups.

    Parameters
    ----------
    own : OwnFootprint
    blocks : DataFrame
        `lsoa, block` and perhaps `weight` of the footprint's own area type (`geo.membership.area_blocks`).
    """
    inside = blocks[blocks["block"].isin(own.members)]
    share = inside["block"].map(own.weights)
    if "weight" in inside:
        share = share * inside["weight"]
    summed = share.groupby(inside["lsoa"].to_numpy()).sum().clip(upper=1.0)
    summed = summed[summed > 0]
    whole = summed.where(summed < 1 - 1e-9, 1.0)  # 0.7 + 0.2 + 0.1 of an LSOA is all of it
    return pd.DataFrame({"lsoa": whole.index.astype("str"), "group": own.id, "weight": whole.to_numpy(float)})


def converted(
    own: OwnFootprint, area_type: str, *, blocks: pd.DataFrame, to: pd.DataFrame, sizes: pd.DataFrame
) -> OwnFootprint:
    """The footprint in areas of another type: those at least half inside.

    What is halved is people where the pack has them for every LSOA concerned, else postcodes.

    Parameters
    ----------
    own : OwnFootprint
    area_type : str
        The wanted type.
    blocks, to : DataFrame
        `lsoa, block` (and `weight`) of the present and of the wanted type.
    sizes : DataFrame
        As in `geo.membership.membership`.

    Returns
    -------
    OwnFootprint
        Without members where no area of the wanted type is half inside.
    """
    if area_type == own.area_type:
        return own
    groups = lsoa_shares(own, blocks)
    codes: list[str] = []
    if len(groups):
        fitted: Membership = best_fit(membership(to, groups, sizes=sizes))
        codes = [str(code) for code in fitted.members(own.id).index]
    return replace(own, area_type=area_type, members=tuple(codes), shares=(), rule="half")
