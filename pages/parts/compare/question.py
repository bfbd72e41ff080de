"""What a reader asks of the comparison: the map's own question, how to look at it, and what to compare with.

Lives here: the page's parameters and the nearest possible question with its notices. Not here: the control row
(`boxes`), any figure (`rows`, `answers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from charts.tables import SORTS
from data.schema import LEVEL_NAMES, Level
from pages.parts import opened_pack
from pages.parts.answering import reach_shares
from pages.parts.asking import address, resolution, selection
from pages.parts.asking.possible import SUMMED_TYPE
from pages.parts.asking.selection import Selection

RANKED, HEAT, FUNNEL, BOX, SCATTER = "ranked", "heat", "funnel", "box", "scatter"
VIEWS = {RANKED: "Ranked", HEAT: "Heat table", FUNNEL: "Funnel", BOX: "Box", SCATTER: "Scatter"}
SYSTEM, ENGLAND_TOO, PLACE, PEERS = "system", "england", "place", "peers"
AGAINST = ("", SYSTEM, PLACE, ENGLAND_TOO, PEERS)
FIFTH, DISTRICT = "fifth", "district"
PEER_GROUPS = {FIFTH: "Same fifth by deprivation, England", DISTRICT: "Same district"}
LIMITS = {"": "Widened if areas vary more than chance", "chance": "Chance alone"}
SURE = {"": "95 %", "998": "95 % and 99.8 %"}
DEPRIVATION = "deprivation"
DESCENDING = "descending"
OWN = ("view", "against", "peers", "beside", "limits", "sure", "sort", "order")
CACHED = 512


@dataclass(frozen=True)
class CompareQuestion:
    """One comparison, complete and possible. Hashable: it is the key of every cache."""

    selection: Selection
    view: str
    against: str  # "" is the usual benchmark of the map
    peers: str
    beside: str  # the second measure of the scatter, DEPRIVATION, or "" for the usual one
    limits: str  # of the funnel
    sure: str = ""  # "998": beyond 99.8 % is told from beyond 95 %
    sort: str = ""  # of the table: a column of `SORTS`, in the heat table a measure; "" is by need
    order: str = ""  # of the table: "" or `DESCENDING`

    @property
    def two_limits(self) -> bool:
        """Whether 99.8 % is asked beside 95 %."""
        return bool(self.sure)

    @property
    def times(self) -> bool:
        """Whether a measure of times by small area is shown as residents beyond a limit."""
        small = self.selection.area_type == "lsoa11"
        return not small and reach_shares.reach(self.selection.indicator) is not None


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens: the landing place's areas, ranked."""
    usual = {name: value for name, value in selection.landing().items() if name not in ("colours", "outlines")}
    return usual | {"inside": "place"} | dict.fromkeys(OWN, "") | {"view": RANKED}


def resolved(given: Mapping[str, str]) -> tuple[CompareQuestion, tuple[str, ...]]:
    """The nearest possible question, and a notice for everything that could not be had as asked."""
    wanted = resolution.by_key({name: given[name] for name in landing()})
    return _resolved(tuple(sorted(wanted.items())))


def asked_by(query: Mapping[str, str]) -> CompareQuestion:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[CompareQuestion, tuple[str, ...]]:
    given, notices = dict(asked), []
    chosen, said = _selection(given)
    notices += said
    view = _one_of(given["view"], VIEWS, "a view of this page", usual=RANKED, notices=notices)
    against = _one_of(given["against"], AGAINST, "a benchmark of this page", usual="", notices=notices)
    peers = _one_of(given["peers"], ("", *PEER_GROUPS), "a group of peers", usual="", notices=notices)
    limits = _one_of(given["limits"], LIMITS, "a kind of limits", usual="", notices=notices)
    sure = _one_of(given["sure"], SURE, "a limit of this page", usual="", notices=notices)
    second = ("", DEPRIVATION, *opened_pack.pack().indicators)
    beside = _one_of(given["beside"], second, "a measure of this pack", usual="", notices=notices)
    sort, order = _sorting(given, view, notices)
    question = CompareQuestion(chosen, view, against, peers, beside, limits, sure, sort, order)
    return question, tuple(dict.fromkeys(notices))


def _sorting(given: dict[str, str], view: str, notices: list[str]) -> tuple[str, str]:
    """Column and direction of the table; a column that the view does not have is left out without a word."""
    columns = ("name", *opened_pack.pack().indicators) if view == HEAT else tuple(SORTS)
    known = ("", *SORTS, *opened_pack.pack().indicators)
    sort = _one_of(given["sort"], known, "a column of the table", usual="", notices=notices)
    order = _one_of(given["order"], ("", DESCENDING), "an order of the table", usual="", notices=notices)
    return (sort, order) if sort in columns else ("", "")


def _selection(given: dict[str, str]) -> tuple[Selection, tuple[str, ...]]:
    """The map's question; times of small areas can be asked of larger ones, as residents beyond a limit."""
    names = {name: value for name, value in given.items() if name not in OWN}
    names = selection.landing() | names | {"colours": "level", "outlines": ""}
    kind = reach_type(names["indicator"], names["level"])
    if not kind:
        return resolution.resolved(names)
    chosen, said = resolution.resolved(names | {"level": "", "area": ""})
    if chosen.system not in opened_pack.pack().manifest["layers"].get(kind, {}):
        return resolution.resolved(names)
    notices = list(said)
    larger = replace(chosen, level=Level(names["level"]), area_type=kind, area=names["area"])
    return resolution.with_area(larger, opened_pack.pack(), notices=notices), tuple(notices)


def reach_type(indicator_id: str, level: str) -> str:
    """The area type that residents beyond a limit are counted for, "" where the measure or level has none."""
    if level not in LEVEL_NAMES or indicator_id not in opened_pack.pack().indicators:
        return ""
    if level == Level.LSOA or reach_shares.reach(indicator_id) is None:
        return ""
    return SUMMED_TYPE.get(Level(level), "")


def _one_of(asked: str, known, kind: str, *, usual: str, notices: list[str]) -> str:
    if asked in known:
        return asked
    notices.append(f"“{asked}” is not {kind}. Showing the usual one.")
    return usual


def parameters(asked: CompareQuestion) -> dict[str, str]:
    """The address of a question."""
    own = {name: getattr(asked, name) for name in OWN}
    values = selection.plain(asked.selection) | own
    if asked.times:
        values["level"] = str(asked.selection.level)
    if not asked.selection.place:
        values["inside"] = landing()["inside"]  # nothing to be inside of
    return values
