"""Two sets of borders in words: the finding, the sentence, what the fit means, core and fringe.

Lives here: the figures of a comparison as texts need them, and the sentences. Not here: counting (`geo.misfit`),
tables (`charts.misfit.misfit_tables`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from charts.words import count_text, period_words, sentence_case

# basis of the count: noun for sentences, words for the subtitle
BASES = {
    "population": ("people", "residents in the middle of 2015"),
    "postcodes": ("postcodes", "postcodes (residents are not known for every area concerned)"),
    "areas": ("LSOAs", "LSOAs (neither residents nor postcodes are known for every area concerned)"),
}
SCATTERED = 3  # parts named in a sentence


@dataclass(frozen=True)
class Unit:
    """One unit of a set: its people, and those of them in no unit of the other set."""

    code: str
    name: str
    people: int
    alone: int


@dataclass(frozen=True)
class Side:
    """One of the two sets: its units, and what a reader calls it.

    Attributes
    ----------
    one : bool
        A single footprint, not a whole set.
    singular, plural : str
        The kind of its units: "district", "districts".
    note : str
        How sure its extent is, "" where it is certain.
    """

    units: tuple[Unit, ...]
    one: bool
    singular: str
    plural: str
    note: str = ""

    @property
    def name(self) -> str:
        """The footprint's name, or the plural of the set."""
        return self.units[0].name if self.one else sentence_case(self.plural)

    def with_kind(self) -> Side:
        """The same with the kind behind every name, where both sides have a footprint of one name."""
        named = tuple(replace(unit, name=f"{unit.name} ({self.singular})") for unit in self.units)
        return replace(self, units=named)


@dataclass(frozen=True)
class Misfit:
    """The numbers of a comparison.

    Attributes
    ----------
    cells : tuple of (code in A, code in B, people)
        Most people first.
    apart : int
        Of the people in both, those whose two units are neither's best match; 0 unless two whole sets are compared.
    """

    a: Side
    b: Side
    cells: tuple[tuple[str, str, int], ...]
    both: int
    only_a: int
    only_b: int
    fit: float
    a_within_b: float
    b_within_a: float
    basis: str
    scope: str
    date: str
    apart: int = 0

    @property
    def union(self) -> int:
        """People in either set."""
        return self.both + self.only_a + self.only_b

    @property
    def noun(self) -> str:
        """What is counted: "people"."""
        return BASES[self.basis][0]


def share_text(part: float, whole: float = 1.0) -> str:
    """A share to one decimal; 0 % and 100 % only where they are exact, and "none" of nothing is a dash."""
    if not whole or part != part:
        return "–"
    percent = 100 * part / whole
    if percent in (0, 100):
        return f"{percent:.0f} %"
    return "under 0.1 %" if percent < 0.05 else "over 99.9 %" if percent > 99.95 else f"{percent:.1f} %"


def finding(shown: Misfit) -> str:
    """The finding in a line."""
    a, b = shown.a, shown.b
    if not (a.units and b.units):
        return f"{a.name} and {inside_words(b)} have no {shown.noun} in common"
    if a.one and b.one:
        return _two_footprints(shown)
    if a.one or b.one:
        return _one_in_many(a if a.one else b, b if a.one else a)
    if shown.only_a == shown.only_b == 0 and shown.fit == 1:
        return f"{a.name} and {b.plural} have the same borders"
    return f"{a.name} and {b.plural}: borders agree for {share_text(shown.fit)} of {shown.noun}"


def _two_footprints(shown: Misfit) -> str:
    a, b = shown.a.name, shown.b.name
    if shown.only_a == shown.only_b == 0:
        return f"{a} and {b} have the same {shown.noun}: 100 % fit"
    if not shown.both:
        return f"{a} and {b} have no {shown.noun} in common"
    if not (shown.only_a and shown.only_b):
        return f"{a} lies wholly inside {b}" if not shown.only_a else f"{b} lies wholly inside {a}"
    return f"{share_text(shown.both, shown.union)} of {shown.noun} in either are in both {a} and {b}"


def _one_in_many(one: Side, many: Side) -> str:
    number, whole = len(many.units), sum(1 for unit in many.units if not unit.alone)
    if number == 1:
        inside = "is the same as" if not (one.units[0].alone or many.units[0].alone) else "lies in one"
        name = many.units[0].name
        return f"{one.name} {inside} {name}" if "same" in inside else f"{one.name} {inside} {many.singular}: {name}"
    if whole == number and not one.units[0].alone:
        return f"{one.name} is made of {number} whole {many.plural}"
    return f"{one.name} lies in {number} {many.plural}, {whole or 'none'} of them whole"


def lead(shown: Misfit) -> str:
    """The same numbers, count first; the three parts add up to the union."""
    if not shown.union:
        return "Choose other sets or footprints, or another system: nobody lives in both."
    return (
        f"Of {count_text(shown.union)} {shown.noun} in either, {count_text(shown.both)} "
        f"({share_text(shown.both, shown.union)}) are in both, {count_text(shown.only_a)} only in "
        f"{inside_words(shown.a)} and {count_text(shown.only_b)} only in {inside_words(shown.b)}."
    )


def inside_words(side: Side) -> str:
    """The footprint's name, or "these districts"."""
    return side.name if side.one else f"these {side.plural}"


def subtitle(shown: Misfit) -> str:
    """What is counted, where, on which date."""
    counted = sentence_case(BASES[shown.basis][1])
    return f"{counted}, by LSOA 2011, {shown.scope}; footprints as on {period_words(shown.date)}"


def fit_sentence(shown: Misfit) -> str:
    """What the fit figure says in plain words."""
    if not shown.union:
        return ""
    if shown.a.one and shown.b.one:
        return (
            f"Of everyone in either footprint, {share_text(shown.fit)} are in both. 100 % would be the same members; "
            "lines on the map play no part."
        )
    averaged = f"Averaged both ways over everyone in either, the fit is {share_text(shown.fit)}."
    if shown.a.one or shown.b.one:
        one, share = (shown.a, shown.a_within_b) if shown.a.one else (shown.b, shown.b_within_a)
        kind = shown.b.singular if shown.a.one else shown.a.singular
        return f"Its best match, one {kind}, has {share_text(share)} of the {shown.noun} of {one.name}. {averaged}"
    return (
        f"If every {shown.a.singular} gave way to the {shown.b.singular} it shares most {shown.noun} with, "
        f"{share_text(shown.a_within_b)} would stay inside; the other way round {share_text(shown.b_within_a)}. "
        f"{averaged}"
    )


def pairs_sentence(shown: Misfit) -> str:
    """The largest pairs, and where a single footprint's people live."""
    if not shown.cells:
        return ""
    names = {unit.code: unit.name for side in (shown.a, shown.b) for unit in side.units}
    if shown.a.one != shown.b.one:
        one, place = (shown.a, 1) if shown.a.one else (shown.b, 0)
        largest = shown.cells[0]
        rest = one.units[0].people - largest[2]
        if not rest:
            return f"All {count_text(largest[2])} {shown.noun} in {one.name} are in {names[largest[place]]}."
        return (
            f"{share_text(largest[2], one.units[0].people)} of {shown.noun} in {one.name} are in "
            f"{names[largest[place]]}, {share_text(rest, one.units[0].people)} ({count_text(rest)}) outside it."
        )
    listed = "; ".join(f"{names[a]} × {names[b]} {count_text(people)}" for a, b, people in shown.cells[:SCATTERED])
    return f"Most {shown.noun} in common: {listed}. {_pairs(len(shown.cells))} any in common."


def _pairs(number: int) -> str:
    return f"{number:,} pairs have" if number > 1 else "No other pair has"


def joint_sentence(names: tuple[str, ...], people: tuple[int, ...], *, noun: str) -> str:
    """Core and fringe of several footprints; `people` by how many contain them, 1 to all."""
    union, core = sum(people), people[-1]
    number = "both" if len(names) == 2 else f"all {len(names)}"
    return (
        f"The core, inside {number} ({', '.join(names)}), has {count_text(core)} {noun}: "
        f"{share_text(core, union)} of the {count_text(union)} in any. The fringe, inside some only, has "
        f"{count_text(union - core)}."
    )
