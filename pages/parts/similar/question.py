"""What a reader asks of the similar places page: who is compared, where to look, by what, and with whom left out.

Lives here: the page's parameters, the nearest possible question and its notices. Not here: the control row
(`asking`), who the chosen areas are (`subject`), any figure (`matching`, `comparing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from charts.words import mid_sentence, sentence_case
from data.schema import LEVEL_NAMES, Level, ValueType
from geo.periods import middle
from pages.parts import opened_pack
from pages.parts.answering import groups
from pages.parts.answering.members import OLD, base
from pages.parts.answering.own import own_known
from pages.parts.asking import address, other_codes, resolution, selection
from pages.parts.asking.possible import ENGLAND, levels, periods
from pages.parts.asking.selection import Selection
from pages.parts.similar import subject
from pages.parts.similar.covariates import EVERY

COMPARE, NEXT, LEARN = "compare", "next", "learn"
VIEWS = {COMPARE: "Compare", NEXT: "Try next", LEARN: "Learn from"}
MAHALANOBIS = "mahalanobis"
METHODS = {"": "Nearest, extremes capped", MAHALANOBIS: "Mahalanobis distance"}
NUMBERS = ("1", "2", "3", "5", "10", "15", "20", "30")
COUNTY, SYSTEM = "county", "system"
ORDERS = {"": "Most people first", "alike": "Most alike first"}
# Kinds of area that can be compared, the usual one first; footprints are compared through the areas inside them.
LEVELS = (Level.MSOA, Level.LSOA, Level.WARD, Level.DISTRICT, Level.UPPER_TIER)
COUNTED = (ValueType.PROPORTION, ValueType.CRUDE_RATE)
BOTH_SIDES = "a measure with counts for these areas before and since the start"
CACHED = 256


@dataclass(frozen=True)
class SimilarQuestion:
    """One comparison, complete and possible. Hashable: it is the key of every cache."""

    indicator: str
    system: str
    place: str
    date: str
    level: str
    area_type: str  # "" where the measure has no areas that can be compared
    area: str  # code of one area, or ""
    period: str
    where: str
    method: str
    k: str  # "" is the usual number
    by: tuple[str, ...]  # themes; none is the usual ones
    out: tuple[str, ...]
    refill: str
    start: str
    view: str
    order: str
    unmoved: str  # a measure that should not have moved with what began, or ""

    @property
    def rows(self) -> Selection:
        """The view of the whole country that the rows are taken from: who is withheld does not depend on the page."""
        return rows_of(self.indicator, self.level, period=self.period, on=self.date)


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens."""
    usual = selection.landing()
    own = ("level", "area", "period", "where", "method", "k", "by", "out", "refill", "start", "view", "order")
    return {name: usual[name] for name in address.SHARED} | dict.fromkeys((*own, "unmoved"), "") | {"view": COMPARE}


def resolved(given: Mapping[str, str]) -> tuple[SimilarQuestion, tuple[str, ...]]:
    """The nearest possible question, and a notice for everything that could not be had as asked."""
    known = resolution.by_key(given)
    return _resolved(tuple(sorted((name, known[name]) for name in landing())))


def asked_by(query: Mapping[str, str]) -> SimilarQuestion:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[SimilarQuestion, tuple[str, ...]]:
    given = dict(asked)
    on, system, place, said = resolution.where(given)
    notices = list(said)
    indicator, _, _ = resolution.measure_date_system(given | {"date": on, "system": system}, notices)
    level = _level(indicator.id, given["level"], notices)
    rows = rows_of(indicator.id, level, period=given["period"], on=on)
    if level and given["period"] and rows.period != given["period"]:
        notices.append(f"{indicator.name} has no figures for “{given['period']}”. Showing the latest.")
    kind = rows.area_type if level else ""
    area = subject.area_code(given["area"], kind, system=system, notices=notices) if kind else ""
    if gone := other_codes.gone(given["area"], on):
        notices.append(gone)
    starts = tuple(all_periods(indicator.id, level))[1:] if kind else ()
    start = _one_of(given["start"], ("", *starts), f"a period in which {indicator.name} could change", notices)
    question = SimilarQuestion(
        indicator.id,
        system,
        place,
        on,
        level=level,
        area_type=kind,
        area=area,
        period=rows.period,
        where=given["where"],
        method=_one_of(given["method"], METHODS, "a way to find similar areas", notices),
        k=_one_of(given["k"], ("", *NUMBERS), "a number of similar areas", notices),
        by=_themes(given["by"], notices),
        out=_excluded(given["out"], kind, notices),
        refill=_one_of(given["refill"], ("", "1"), "a choice about areas taken out", notices),
        start=start,
        view=_one_of(given["view"], VIEWS, "a view of this page", notices) or COMPARE,
        order=_one_of(given["order"], ORDERS, "an order of this page", notices),
        unmoved=_one_of(given["unmoved"], ("", *unmoved(indicator.id, level, start=start)), BOTH_SIDES, notices),
    )
    return subject.placed(question, notices), tuple(dict.fromkeys(notices))


def _level(indicator_id: str, asked: str, notices: list[str]) -> str:
    """The kind of area that is compared; "" where the measure has none with counts."""
    had = levels_of(indicator_id)
    if asked in had:
        return asked
    first = next(iter(had), "")
    if asked and first:
        name = opened_pack.pack().indicators[indicator_id].name
        notices.append(f"{name} cannot be compared for “{asked}”. Showing {mid_sentence(had[first])}.")
    return first


@lru_cache(maxsize=CACHED)
def levels_of(indicator_id: str) -> dict[str, str]:
    """Codes and words of the kinds of area a measure can be compared for, the usual one first."""
    pack = opened_pack.pack()
    indicator = pack.indicators[indicator_id]
    if indicator.value_type not in COUNTED or indicator.lens == "context":
        return {}
    had = levels(pack, indicator, scope=ENGLAND)
    usable = {level for level, kinds in had.items() if all(base(kind) == OLD for kind in kinds)}
    return {str(level): LEVEL_NAMES[level] for level in LEVELS if level in usable}


@lru_cache(maxsize=CACHED)
def rows_of(indicator_id: str, level: str, *, period: str, on: str) -> Selection:
    """The view of England that rows of a measure, level and period are taken from."""
    given = {"indicator": indicator_id, "system": ENGLAND, "place": "", "date": on, "level": level, "period": period}
    return resolution.resolved(selection.landing() | given)[0]


@lru_cache(maxsize=CACHED)
def all_periods(indicator_id: str, level: str) -> dict[str, str]:
    """Kind of area per period of a measure at a level, oldest first."""
    pack = opened_pack.pack()
    indicator = pack.indicators[indicator_id]
    types = levels(pack, indicator, scope=ENGLAND).get(Level(level), ()) if level else ()
    return periods(pack, indicator, types=types)


@lru_cache(maxsize=CACHED)
def unmoved(indicator_id: str, level: str, *, start: str) -> dict[str, str]:
    """Other measures with counts for the same kind of area before and since a start: one may be bound to stay."""
    every = opened_pack.pack().indicators.values() if level and start else ()
    had = [one for one in every if one.id != indicator_id and level in levels_of(one.id)]
    days = [[middle(period) for period in all_periods(one.id, level)] for one in had]
    both = [min(found) < middle(start) <= max(found) for found in days]
    return {one.id: sentence_case(one.name) for one, fits in zip(had, both, strict=True) if fits}


def _one_of(asked: str, words, kind: str, notices: list[str]) -> str:
    if asked in words:
        return asked
    notices.append(f"“{asked}” is not {kind}. Showing the usual one.")
    return ""


def _themes(asked: str, notices: list[str]) -> tuple[str, ...]:
    wanted = [one for one in asked.split(",") if one]
    unknown = [one for one in wanted if one not in EVERY]
    if unknown:
        notices.append(f"“{', '.join(unknown)}” is nothing that areas are matched on here.")
    return tuple(theme for theme in EVERY if theme in wanted)


def _excluded(asked: str, area_type: str, notices: list[str]) -> tuple[str, ...]:
    """Codes of areas taken out, each once and known."""
    wanted = sorted({one for one in asked.split(",") if one})
    known = groups.area_names(area_type).index if area_type else ()
    unknown = [one for one in wanted if one not in known]
    if unknown:
        notices.append(f"No area that could be taken out has the code {', '.join(unknown[:3])}.")
    return tuple(one for one in wanted if one in known)


def parameters(asked: SimilarQuestion) -> dict[str, str]:
    """The address of a question; what follows from the measure alone (kind of area, latest period) is left empty."""
    plain = {name: value for name, value in vars(asked).items() if name != "area_type"}
    values = plain | {"by": ",".join(asked.by), "out": ",".join(asked.out), "own": ""}
    had = levels_of(asked.indicator)
    if asked.level == next(iter(had), ""):
        values["level"] = ""
    if asked.area_type and asked.where == next(iter(subject.wheres(asked))):
        values["where"] = ""
    if asked.period == latest(asked):
        values["period"] = ""
    if own_known.is_own(asked.place):
        values |= {"place": landing()["place"]} | own_known.parameters(asked.place)
    return values


def latest(asked: SimilarQuestion) -> str:
    """The latest period of the measure for the kind of area."""
    return next(reversed(all_periods(asked.indicator, asked.level)), asked.period)
