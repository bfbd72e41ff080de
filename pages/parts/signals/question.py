"""What a reader asks of the signals page: a measure, a footprint, a kind of area, how strict to be, a response card.

Lives here: the page's parameters, the nearest possible question with its notices, the control row. Not here: any figure
(`signals.answer`), the cards themselves (`signals.cards`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

from charts.words import level_words
from pages.parts import opened_pack
from pages.parts.answering import groups
from pages.parts.asking import address, controls, resolution, selection
from pages.parts.asking.controls import box, date_box
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import NO_AREA, Selection

STRICT = {"": 100, "20": 20, "1000": 1000}  # code -> of so many flags one is false
NEW = "new-"  # how a card that is not kept yet begins
CACHED = 256


@dataclass(frozen=True)
class SignalQuestion:
    """One list of signals, complete and possible. Hashable: it is the key of every cache."""

    view: Selection  # the map's view of the same measure, areas and latest period
    strict: str
    card: str  # "", a card's id, or "new-" and the area's code


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens."""
    usual = selection.landing()
    return {name: usual[name] for name in address.SHARED} | {"level": "", "strict": "", "card": ""}


def resolved(given: Mapping[str, str]) -> tuple[SignalQuestion, tuple[str, ...]]:
    """The nearest possible question, and a notice for everything that could not be had as asked."""
    known = resolution.by_key({name: given[name] for name in landing()})
    return _resolved(tuple(sorted(known.items())))


def asked_by(query: Mapping[str, str]) -> SignalQuestion:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[SignalQuestion, tuple[str, ...]]:
    given = dict(asked)
    wanted = {name: given[name] for name in (*address.SHARED, "level")}
    found, said = resolution.resolved(selection.landing() | wanted | {"area": NO_AREA})
    notices = list(said)
    view = replace(found, inside="place" if found.place and _holds_areas(found, notices) else "")
    strict = given["strict"]
    if strict not in STRICT:
        notices.append(f"“{strict}” is not a way to be strict. Showing signals of which at most 1 in 100 is false.")
        strict = ""
    return SignalQuestion(view, strict, given["card"]), tuple(notices)


def _holds_areas(view: Selection, notices: list[str]) -> bool:
    """Whether the place holds areas of this kind; if none, those of the whole system are looked at."""
    if view.system not in opened_pack.pack().manifest["layers"].get(view.area_type, {}):
        return True
    codes = tuple(opened_pack.pack().names(view.area_type, view.system).codes)
    if groups.drawn(replace(view, inside="place"), codes).any():
        return True
    one, many = level_words(view.area_type)
    place, scope = groups.place_name(view), groups.scope_name(view)
    notices.append(f"{place} holds no whole {one}: the {many} of {scope} are looked at.")
    return False


def parameters(asked: SignalQuestion) -> dict[str, str]:
    """The address of a question; what follows from the measure alone is left empty."""
    plain = selection.plain(asked.view)
    return {name: plain[name] for name in (*address.SHARED, "level")} | {"strict": asked.strict, "card": asked.card}


def control_row(asked: SignalQuestion) -> None:
    """Draw the controls for a resolved question."""
    view = asked.view
    found = controls.choices(view)
    with st.container(key="controls", horizontal=True, gap=None):
        box("Measure", "indicator", value=view.indicator, words=found.indicator)
        box("System", "system", value=view.system, words=found.system, typed=True)
        box(
            "Place",
            "place",
            value=view.place,
            words={"": "All of England" if view.system == ENGLAND else "The whole system"} | _without_none(found.place),
            typed=True,
        )
        box("Areas", "level", value=str(view.level), words=found.level)
        words = {code: f"At most 1 in {number:,} flags false" for code, number in STRICT.items()}
        box("How strict", "strict", value=asked.strict, words=words)
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                date_box(view.date)


def _without_none(places: Mapping[str, str]) -> dict[str, str]:
    return {code: words for code, words in places.items() if code}
