"""What one view shows, as plain objects: the measure in words, the areas, the benchmark.

Lives here: the dataclasses that head, card, table, legend, sentence and file are all made from, so that they cannot
disagree. Every number in them is released (`equity.disclosure`). Not here: how they are worded or drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import pandas as pd

from charts.words import age_words, category_words, sex_words
from data.schema import Polarity, Status, ValueType
from equity.breaks import OUTSIDE_CLASS
from equity.comparing.comparison import COMPARABLE, Comparison

NAN = float("nan")
TEXTS = ("name", "status", "note", "compared", "district", "county", "reason")
_LIMITS = ("lower_ci", "upper_ci", "split_lower", "split_upper")
NUMBERS = ("value", "numerator", "denominator", "coverage", "apportioned", *_LIMITS)
_NO_NOTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Measure:
    """An indicator as sentences need it.

    Attributes
    ----------
    people : str
        The denominator in words: "people aged 16 and over on the NHS register".
    numerator_name : str
        For proportions a verb phrase ("had a first dose"), for rates and counts a plural noun ("admissions").
    complement : str
        The other side of a proportion ("had no first dose"), "" if there is no natural one.
    word : str
        Takes a singular verb: "Uptake", "The admission rate", "Travel time".
    not_ranked : str
        Why some areas are not ranked, in two or three words: "register unreliable".
    notes : mapping
        Note id to text.
    """

    indicator_id: str
    name: str
    short_name: str
    unit: str
    value_type: ValueType
    polarity: Polarity
    decimals: int = 1
    multiplier: float = 100.0
    people: str = ""
    numerator_name: str = ""
    complement: str = ""
    word: str = ""
    period_phrase: str = "in {period}"
    people_short: str = ""
    not_ranked: str = ""
    notes: Mapping[str, str] = field(default_factory=lambda: _NO_NOTES)

    @property
    def noun(self) -> str:
        """The word for the start of a sentence; the short name where none is given."""
        return self.word or self.short_name


@dataclass(frozen=True)
class AreaRow:
    """One area with its released numbers; `role` says how it is drawn among others."""

    code: str
    name: str
    kind: str = ""  # "MSOA in Great Yarmouth, Norfolk"
    role: str = "area"  # selected, place, part, system, country or area
    value: float = NAN
    lower_ci: float = NAN
    upper_ci: float = NAN
    numerator: float = NAN
    denominator: float = NAN
    status: str = Status.OK
    note: str = ""  # note ids joined by ";"
    compared: str = Comparison.NOT_COMPARED
    district: str = ""
    county: str = ""
    members: tuple[int, int] | None = None  # areas with a value, areas in all
    coverage: float = NAN  # share of people in areas with a value
    apportioned: float = 0.0  # share of people in areas that the boundary cuts
    split_lower: float = NAN  # what the value may be, however the people of cut areas divide
    split_upper: float = NAN
    reason: str = ""  # why there is no value, in words

    @property
    def has_value(self) -> bool:
        """True where there is a number to show."""
        return not pd.isna(self.value)

    @property
    def has_interval(self) -> bool:
        """True where both limits are known."""
        return not (pd.isna(self.lower_ci) or pd.isna(self.upper_ci))

    @property
    def has_counts(self) -> bool:
        """True where numerator and denominator are known."""
        return not (pd.isna(self.numerator) or pd.isna(self.denominator))


@dataclass(frozen=True)
class SourceItem:
    """One publication a figure was made from."""

    publisher: str
    title: str
    published: str = ""
    derived: bool = False
    licence: str = "OGL v3.0"
    note: str = ""


@dataclass(frozen=True)
class Evidence:
    """Everything one view shows.

    Attributes
    ----------
    frame : DataFrame
        The released view: index area_code, columns name, district, county, value, lower_ci, upper_ci, numerator,
        denominator, status, note, class_index, compared.
    benchmark : AreaRow or None
        What the areas are compared with (the system, England).
    rows : tuple of AreaRow
        Drawn under the selected area in the card and pinned under the table: place, its parts, system.
    facts : tuple of (label, words)
        Further rows of the card.
    gaps : tuple of (name, reason)
        Footprints that belong in the view but have no value, and why.
    within : str
        Name of the place if the frame is narrowed to it.
    """

    measure: Measure
    period: str
    area_type: str
    frame: pd.DataFrame
    scope_name: str
    benchmark: AreaRow | None = None
    rows: tuple[AreaRow, ...] = ()
    selected: str = ""
    sources: tuple[SourceItem, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    breaks: tuple[float, ...] = ()
    within: str = ""
    benchmark_word: str = "system"
    colours: str = "level"  # or "against", or "against998": beyond 99.8 % is told from beyond 95 %
    selected_kind: str = ""

    @property
    def two_limits(self) -> bool:
        """Whether beyond 99.8 % is told from beyond 95 %."""
        return self.colours == "against998"

    @cached_property
    def inside(self) -> pd.DataFrame:
        """The areas that are drawn: everything except those outside the reader's filter."""
        return self.frame[self.frame["class_index"] != OUTSIDE_CLASS] if "class_index" in self.frame else self.frame

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """The areas that may be ranked, lowest value first (ties by code)."""
        frame = self.inside
        usable = frame["status"].isin([str(status) for status in COMPARABLE]) & frame["value"].notna()
        return frame[usable].sort_index().sort_values("value", kind="stable")

    @property
    def selected_row(self) -> AreaRow | None:
        """The selected area, or None if none is selected or it is not in the view."""
        if self.selected not in self.frame.index:
            return None
        return area_row(self.frame, self.selected, role="selected", kind=self.selected_kind)


def area_row(frame: pd.DataFrame, code: str, *, role: str = "area", kind: str = "") -> AreaRow:
    """One row of a released view as an `AreaRow`."""
    return replace(area_rows(frame, [code], role=role)[0], kind=kind)


def area_rows(frame: pd.DataFrame, codes: Sequence[str], *, role: str = "area") -> list[AreaRow]:
    """Many rows of a released view, in the order of the codes."""
    chosen = frame.loc[list(codes)]
    texts = [name for name in TEXTS if name in chosen]
    numbers = [name for name in NUMBERS if name in chosen]
    plain = chosen[texts].fillna("").astype("object"), chosen[numbers].astype("float64")
    records = zip(chosen.index, *(part.to_dict("records") for part in plain), strict=True)
    made_of = _members(chosen)
    rows = []
    for (code, words, values), members in zip(records, made_of, strict=True):
        spoken = {"name": str(code), **{name: word for name, word in words.items() if word}}
        rows.append(AreaRow(code=str(code), role=role, members=members, **spoken, **values))
    return rows


def row_of(found: pd.Series, code: str, *, name: str = "", role: str = "area") -> AreaRow:
    """One released row by itself, named as the reader asked for it."""
    known = {key: float(found[key]) for key in NUMBERS if key in found and not pd.isna(found[key])}
    if "areas_of" in found and found["areas_of"] > 0:  # missing where the row is no sum or is withheld
        known["members"] = (int(found["areas"]), int(found["areas_of"]))
    texts = {key: str(found[key]) for key in ("status", "note", "reason", "compared") if key in found}
    return AreaRow(code=str(code), name=name or str(code), role=role, **texts, **known)


def _members(frame: pd.DataFrame) -> list[tuple[int, int] | None]:
    """Areas with a value and areas in all of every sum; None of a row that is no sum, or withheld."""
    if "areas_of" not in frame:
        return [None] * len(frame)
    pairs = frame[["areas", "areas_of"]].astype("float64").itertuples(index=False, name=None)
    return [None if of != of else (int(have), int(of)) for have, of in pairs]


def measure_for(
    measure: Measure, *, age: str = "", default_age: str = "", sex: str = "all", category: str = ""
) -> Measure:
    """The measure worded for a group: "people aged 40 to 44 on the NHS register" instead of 16 and over."""
    wording = {"name": measure.name, "people": measure.people, "people_short": measure.people_short}
    if age and age != default_age:
        old, new = age_words(default_age), age_words(age)
        wording["people"] = _reworded(measure.people, old, new)
        wording["people_short"] = _reworded(measure.people_short, old, new)
        wording["name"] = _reworded(measure.name, old, new.removeprefix("aged "), gap=", ")
    for words in (sex_words(sex), category_words(category)):
        if words:
            wording["name"] = f"{wording['name']}, {words}"
            wording["people"] = f"{wording['people']} ({words})" if wording["people"] else ""
    return replace(measure, **wording)


def _reworded(words: str, old: str, new: str, *, gap: str = " ") -> str:
    if not words:
        return words
    return words.replace(old, new) if old and old in words else f"{words}{gap}{new}"
