"""An own footprint in words: its head, and the sentences about size, parts and likeness.

Lives here: the plain object that head, card and tables are made from, so that they cannot disagree; finding, lead and
subtitle. Not here: HTML of card and tables (`charts.own.own_card`, `charts.own.own_tables`), any sum.
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import AreaRow, Measure
from charts.frame.head import head_html
from charts.words import about, count_text, period_words, sentence_case

RESIDENTS_OF = "mid-2015"
BASIS_WORDS = {"population": "residents", "postcodes": "postcodes", "areas": "LSOAs"}


OWNER_WORDS = {
    "ICB": "integrated care board",
    "council": "council",
    "PCN": "primary care network",
    "police": "police",
    "social care": "social care",
    "acute trust": "hospital trust",
    "own": "a reader’s own",
}


def kind_words(tier: str, owner: str, *, named: str = "") -> str:
    """Tier and owner: "Place, led by the integrated care board", "Neighbourhood, led by Lowestoft PCN".

    Parameters
    ----------
    owner
        A key of `OWNER_WORDS`.
    named
        The owner's name where it is known; one that begins in small letters is a kind, not a name.
    """
    if owner == "own":
        return f"{sentence_case(tier)}, {OWNER_WORDS[owner]}"
    leader = named if named[:1].isupper() else f"a {named}" if named else f"the {OWNER_WORDS[owner]}"
    return f"{sentence_case(tier)}, led by {leader}"


@dataclass(frozen=True)
class Likeness:
    """The registered footprint that is most like it: its name, what is counted, and the three parts of the union."""

    name: str
    basis: str
    both: float
    only_own: float
    only_other: float


@dataclass(frozen=True)
class OwnSummary:
    """What the page says of an own footprint, every number released.

    Attributes
    ----------
    kind : str
        Tier and owner: "Place, led by the council".
    areas : int
        Number of members.
    made_of : (one, many)
        Words for them.
    rule : str
        How they were chosen.
    size : AreaRow or None
        Residents as numerator; None for a footprint without members.
    """

    name: str
    kind: str
    areas: int
    made_of: tuple[str, str]
    type_words: str
    rule: str
    on: str
    size: AreaRow | None = None
    counties: tuple[AreaRow, ...] = ()
    systems: tuple[AreaRow, ...] = ()
    measure: Measure | None = None
    value: AreaRow | None = None
    value_parts: tuple[AreaRow, ...] = ()
    value_systems: tuple[AreaRow, ...] = ()
    standardised: AreaRow | None = None
    period: str = ""
    refused: str = ""
    notice: str = ""
    apportioned: float = 0.0
    like: Likeness | None = None
    valid: tuple[str, str] = ("", "")
    description: str = ""

    @property
    def residents(self) -> float:
        """Residents, NaN where they are not known."""
        return float("nan") if self.size is None else self.size.numerator


def own_head(own: OwnSummary) -> str:
    """The head of the page: name and size, its largest parts, and what the numbers rest on."""
    return head_html(finding(own), lead(own), under=subtitle(own))


def finding(own: OwnSummary) -> str:
    """Name and size: "Great Yarmouth and Waveney: 134 LSOAs, about 215,300 residents"."""
    if own.size is None:
        return f"{own.name}: no areas yet"
    people = f", {about(own.residents)} residents" if own.residents == own.residents else ""
    return f"{own.name}: {count_text(own.areas)} {own.made_of[own.areas != 1]}{people}"


def lead(own: OwnSummary) -> str:
    """Where it lies: counties with their residents, and systems on the date."""
    if own.size is None:
        return "Choose areas below: from a footprint, a list of codes or postcodes, a file, or a circle."
    counties = _listed([_with_people(row) for row in own.counties])
    systems = _listed([row.name for row in own.systems])
    crossing = f"It lies in {counties}" if len(own.counties) > 1 else f"All of it lies in {own.counties[0].name}"
    return (
        f"{crossing}; on {period_words(own.on)} its system is {systems}."
        if len(own.systems) == 1
        else (f"{crossing}; on {period_words(own.on)} it crosses {systems}.")
    )


def subtitle(own: OwnSummary) -> str:
    """Area type with its vintage, how members were chosen, what residents are."""
    return f"{own.type_words}; {own.rule}; residents {RESIDENTS_OF}; systems as on {period_words(own.on)}"


def coverage_line(own: OwnSummary) -> str:
    """For how much of it residents are known, in words."""
    row = own.size
    if row is None or row.members is None:
        return ""
    known, of = row.members
    if known == of:
        return f"Residents are known for all {of:,} LSOAs." if of > 1 else "Residents are known for its one LSOA."
    share = f", {percent(row.coverage)} of its postcodes" if row.coverage == row.coverage else ""
    words = f"Residents are known for {known:,} of {of:,} LSOAs{share}."
    return f"{words} So there is no total: this pack has residents of some systems only."


def likeness_words(own: OwnSummary) -> str:
    """How it differs from the registered footprint nearest to it."""
    like = own.like
    if like is None:
        return "No footprint of the register that is valid on this date touches it."
    counted = BASIS_WORDS[like.basis]
    if like.only_own == like.only_other == 0:
        return f"It is the same area as {like.name}."
    return (
        f"Nearest in the register is {like.name}: both have {count_text(like.both)} {counted}, "
        f"{count_text(like.only_own)} are only here and {count_text(like.only_other)} only there."
    )


def percent(share: float) -> str:
    """A share as a whole per cent; nearly all and nearly none are said so."""
    whole = round(share * 100)
    if whole == 100 and share < 1:
        return "over 99 %"
    if whole == 0 and share > 0:
        return "under 1 %"
    return f"{whole} %"


def _with_people(row: AreaRow) -> str:
    return f"{row.name} ({about(row.numerator)})" if row.numerator == row.numerator else row.name


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
