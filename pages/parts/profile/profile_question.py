"""What a reader asks of the profile: an area or footprint, whom it is compared with, and how far is far.

Lives here: the page's parameters, the nearest possible question with its notices, and the control row. Not here: any
figure (`figures`), who a subject is (`subjects`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from charts.profile.profile_evidence import LENSES
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.members import footprints
from pages.parts.answering.own import own_known
from pages.parts.asking import address, controls, other_codes, possible, resolution, selection
from pages.parts.asking.controls import box, date_box
from pages.parts.asking.possible import ENGLAND
from pages.parts.profile.subjects import ENGLAND_CODE, Subject, described, kinds_of, subject

LIMITS = ("10", "15", "20", "30", "45", "60")
USUAL_LIMIT = "30"
AGAINST = {"": "System, else England", ENGLAND: "England"}
DIFFERENT = "different"
WHOLE = {"place": "The whole place", "system": "The whole system", "england": "All of England"}
SHOWN = {"": "All measures", DIFFERENT: "Different from benchmark"} | LENSES
BY_NAME = ("lad22", "ctyua23", "msoa11", "wd25")
CACHED = 512
_BEFORE = "_profile_before"  # system, place and area of the run before


@dataclass(frozen=True)
class ProfileQuestion:
    """One profile, complete and possible. Hashable: it is the key of every cache."""

    indicator: str  # the measure that is picked out
    system: str
    place: str
    date: str
    area: str  # "" is the place, else the system
    against: str  # "" or "england"
    minutes: str
    show: str  # "", "different", or a lens

    @property
    def code(self) -> str:
        """Whom the profile is about."""
        return self.area or self.place or self.system


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens."""
    usual = selection.landing()
    shared = {name: usual[name] for name in address.SHARED}
    return shared | {"area": "", "against": "", "minutes": USUAL_LIMIT, "show": ""}


def given(defaults: dict[str, str]) -> dict[str, str]:
    """What is asked for; an area is left behind when the reader goes to another system or place."""
    asked = address.read(defaults)
    before = st.session_state.get(_BEFORE)
    moved = before is not None and before[:2] != (asked["system"], asked["place"]) and before[2] == asked["area"]
    if moved and asked["area"]:
        asked["area"] = ""
        address.ask("area", "")
    st.session_state[_BEFORE] = (asked["system"], asked["place"], asked["area"])
    return asked


def resolved(given: Mapping[str, str]) -> tuple[ProfileQuestion, tuple[str, ...]]:
    """The nearest possible question, and a notice for everything that could not be had as asked."""
    wanted = {name: given[name] for name in landing()}
    return _resolved(tuple(sorted(resolution.by_key(wanted).items())))


def asked_by(query: Mapping[str, str]) -> ProfileQuestion:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[ProfileQuestion, tuple[str, ...]]:
    given = dict(asked)
    on, system, place, said = resolution.where(given)
    notices = list(said)
    indicator, _, _ = resolution.measure_date_system(given | {"date": on, "system": ENGLAND}, notices)
    area = _area(given["area"], on, notices)
    if area and (ended := other_codes.gone(area, on)):
        notices.append(f"{ended} Its own figures are shown as far as there are any.")
    about = subject(area or place or system, on)
    if area and about.members and not _touches(about, system):
        home = about.system
        name = "England" if home == ENGLAND else opened_pack.registry()[home].short_name
        notices.append(f"{about.name} lies in {name}: it is compared with that system.")
        system, place = home, ""
    if area and area == (place or system):
        area = ""
    against = _one_of(given["against"], AGAINST, "a benchmark of this page", notices)
    minutes = _minutes(given["minutes"], notices)
    show = _one_of(given["show"], SHOWN, "a choice of measures", notices)
    question = ProfileQuestion(indicator.id, system, place, on, area, against, minutes, show)
    return question, tuple(dict.fromkeys(notices))


def _touches(about: Subject, system: str) -> bool:
    return system == ENGLAND or not about.members.isdisjoint(footprints().get(system, frozenset()))


def _area(asked: str, on: str, notices: list[str]) -> str:
    """The code of the area meant; "" where nothing is meant or found, with a notice."""
    wanted = asked.strip()
    if wanted in ("", selection.NO_AREA):
        return ""
    if wanted in (ENGLAND, ENGLAND_CODE):
        return ENGLAND
    registry = opened_pack.registry()
    if wanted in registry:
        return wanted
    if own_known.key(wanted):
        return own_known.key(wanted)
    if kinds_of(wanted.upper()):
        return wanted.upper()
    named = _named(wanted)
    if len(named) == 1:
        return named[0]
    if named:
        some = ", ".join(_title(code) for code in named[:4])
        notices.append(f"{len(named)} areas match “{wanted}”: {some}{' ...' if len(named) > 4 else ''}. Choose one.")
    else:
        known = other_codes.named(wanted, on)
        told = known or f"This pack has no area with the code or name “{wanted}”."
        notices.append(f"{told} Showing the place or system instead.")
    return ""


def _named(words: str) -> list[str]:
    """Codes of the areas whose name is, or holds, the words; those of the same name first."""
    wanted = words.casefold()
    registered = {one.short_name: one.id for one in opened_pack.registry() if not one.kind}
    same = [code for name, code in registered.items() if name.casefold() == wanted]
    holding = [code for name, code in registered.items() if wanted in name.casefold()]
    for kind in BY_NAME:
        names = described(kind)["name"].str.casefold()
        same += [code for code in names.index[names == wanted] if code not in same]
        holding += [code for code in names.index[names.str.contains(wanted, regex=False)] if code not in holding]
    return same[:1] if same else holding


def _title(code: str) -> str:
    registry = opened_pack.registry()
    return registry[code].short_name if code in registry else str(described(kinds_of(code)[0]).at[code, "name"])


def _one_of(asked: str, words: Mapping[str, object], kind: str, notices: list[str]) -> str:
    if asked in words:
        return asked
    notices.append(f"“{asked}” is not {kind}. Showing the usual one.")
    return ""


def _minutes(asked: str, notices: list[str]) -> str:
    """Whole minutes from 1 to 180."""
    if asked.isdecimal() and 1 <= int(asked) <= 180:
        return str(int(asked))
    notices.append(f"“{asked}” is not a number of minutes from 1 to 180. Showing {USUAL_LIMIT}.")
    return USUAL_LIMIT


def parameters(asked: ProfileQuestion) -> dict[str, str]:
    """The address of a question."""
    values = vars(asked) | {"own": ""}
    if own_known.is_own(asked.place):
        values |= {"place": landing()["place"]} | own_known.parameters(asked.place)
    return values


def control_row(asked: ProfileQuestion) -> None:
    """Draw the controls for a resolved question."""
    with st.container(key="controls", horizontal=True, gap=None):
        box("System", "system", value=asked.system, words=controls.systems(asked.system, asked.date))
        own = own_known.offered(asked.system, asked.place)
        box("Place", "place", value=asked.place, words=places(asked) | own, typed=True)
        box("Area", "area", value=asked.area, words=areas(asked), typed=True)
        box("Compare with", "against", value=asked.against, words=AGAINST)
        box("Show", "show", value=asked.show, words=SHOWN)
        limits = sorted({*LIMITS, asked.minutes}, key=int)
        box("Far is over", "minutes", value=asked.minutes, words={one: f"{one} minutes" for one in limits})
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                words = {one.id: one.name for one in opened_pack.pack().indicators.values()}
                box("Measure picked out", "indicator", value=asked.indicator, words=words)
                date_box(asked.date)


def places(asked: ProfileQuestion) -> dict[str, str]:
    """Codes and words of the Place box."""
    whole = "All of England" if asked.system == ENGLAND else "The whole system"
    registry = opened_pack.registry()
    found = possible.places(registry, asked.system, on=asked.date)
    words = {"": whole} | {one.id: f"{'– ' * (one.tier == 'neighbourhood')}{one.short_name}" for one in found}
    if asked.place in registry and asked.place not in words:
        words[asked.place] = registry[asked.place].short_name
    return words


def areas(asked: ProfileQuestion) -> dict[str, str]:
    """Codes and words of the Area box: the footprint itself, its teams, councils and MSOAs; any other may be typed."""
    words = _areas(asked.system, asked.place, asked.date)
    return words if asked.area in words else words | {asked.area: subject(asked.area, asked.date).name}


@lru_cache(maxsize=128)
def _areas(system: str, place: str, on: str) -> dict[str, str]:
    registry, code = opened_pack.registry(), place or system
    words = {"": WHOLE["place" if place else "england" if system == ENGLAND else "system"]}
    if code == ENGLAND:
        return words | described("ctyua23").sort_values("name")["name"].to_dict()
    inside = subject(code, on).members
    if code in registry:
        words |= {one.id: one.short_name for one in registry.children(code, on) if not one.kind}
    for kind, word in (("ctyua23", "council"), ("lad22", "district"), ("msoa11", "MSOA")):
        names = described(kind)["name"]
        held = [one for one, extent in extents.areas_of(kind).items() if len(extent & inside) * 2 > len(extent)]
        held = [one for one in held if one in names.index and one not in words]
        words |= {one: f"{names[one]} ({word})" for one in sorted(held, key=names.get)}
    return words
