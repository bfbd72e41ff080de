"""A selection: everything that makes one view, complete and possible; and what its address leaves out.

Not here: how a question becomes one (`resolution`), reading the address (`address`), computing anything (`view`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.schema import Level
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.asking.address import PARAMETERS
from pages.parts.asking.possible import ENGLAND, levels, natural, periods

NO_AREA = "none"
NO_OUTLINES = "none"
TWO_LIMITS = "against998"
COLOURS = ("level", "against", TWO_LIMITS)
# Ids of what the map can outline (`showing.map_view`), and of programmes' places on it.
OUTLINE_IDS = ("system", "place", "neighbourhood", "ward", "district", "county", "programmes", NO_OUTLINES)
CACHED = 1024


@dataclass(frozen=True)
class Selection:
    """One view, complete and possible. Hashable: it is the key of every cache."""

    indicator: str
    system: str  # "england" or a system's id
    place: str  # "", a footprint's id, or the key of an own one (`answering.own.own_known`)
    level: Level
    area_type: str
    area: str  # "" (greatest need), "none", or a code
    period: str
    sex: str
    age: str
    category: str
    date: str
    colours: str
    outlines: str
    inside: str  # "" or "place": only areas inside the chosen place

    @property
    def segment(self) -> tuple[str, str, str, str]:
        """Which rows of the store: period, sex, age, category."""
        return self.period, self.sex, self.age, self.category

    def parameters(self) -> dict[str, str]:
        """The address of this view, without the area type, which follows from the rest."""
        values = {name: str(value) for name, value in self.__dict__.items() if name != "area_type"} | {"own": ""}
        if own_known.is_own(self.place):
            values |= {"place": landing()["place"]} | own_known.parameters(self.place)
        return values


def landing() -> dict[str, str]:
    """Value per parameter of the landing view, from the pack."""
    pack = opened_pack.pack()
    given = pack.defaults
    indicator = pack.indicators[given["indicator"]]
    return dict.fromkeys(PARAMETERS, "") | {
        "indicator": indicator.id,
        "system": given.get("system", ENGLAND),
        "place": given.get("place", ""),
        "date": given.get("date", date.today().isoformat()),
        "colours": "level",
    }


@lru_cache(maxsize=CACHED)
def plain(selection: Selection) -> dict[str, str]:
    """Parameters for a short address: what follows from the measure alone (latest period, everyone) is left empty."""
    pack = opened_pack.pack()
    values = selection.parameters()
    indicator = pack.indicators[selection.indicator]
    possible = levels(pack, indicator, scope=selection.system)
    types = possible.get(selection.level, ())
    latest = [*periods(pack, indicator, types=types)][-1:]
    usual = {
        "level": str(natural(pack, indicator, scope=selection.system)),
        "period": latest[0] if latest else "",
        "sex": indicator.default_sex,
        "age": indicator.default_age,
        "category": indicator.default_category,
    }
    return values | {name: "" for name, value in usual.items() if values[name] == value}
