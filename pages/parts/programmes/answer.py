"""The programmes of a footprint: those that run in it, around it or in a part of it, by their first day.

Lives here: which programmes concern a footprint, and their records as the page shows them. Not here: reading
(`data.programmes`), where they lie (`answering.programmes`), words (`charts.programmes`).
"""

from __future__ import annotations

from urllib.parse import urlencode

from charts.programmes.figures import Deliverable, ProgrammeBoard, Reach, Shown
from data.programmes import Programme
from pages.parts import opened_pack
from pages.parts.answering import extents, programmes
from pages.parts.answering.own import own_known
from pages.parts.answering.programmes import Lies
from pages.parts.asking.possible import ENGLAND
from pages.parts.programmes import question
from pages.parts.programmes.question import ProgrammesQuestion

LIES = {
    Lies.SAME: "",
    Lies.AROUND: "It covers more than {name}.",
    Lies.PART: "It covers a part of {name}.",
}


def board(asked: ProgrammesQuestion, *, today: str) -> ProgrammeBoard:
    """The programmes of a question, as they stand on a day."""
    name, members = _name(asked), _members(asked)
    found = [(one, programmes.lies(one, members)) for one in programmes.recorded()]
    here = [(one, how) for one, how in found if how != Lies.APART]
    shown = tuple(_shown(one, LIES[how].format(name=name), asked=asked, today=today) for one, how in here)
    return ProgrammeBoard(name, today, shown, elsewhere=len(found) - len(here))


def shown(one: Programme, asked: ProgrammesQuestion, *, today: str) -> Shown:
    """One programme as it stands on a day, wherever it lies."""
    return _shown(one, "", asked=asked, today=today)


def _name(asked: ProgrammesQuestion) -> str:
    code = asked.place or asked.system
    if own_known.is_own(code):
        return own_known.footprint(code).name
    return "England" if code == ENGLAND else opened_pack.registry()[code].short_name


def _members(asked: ProgrammesQuestion) -> frozenset[str]:
    """Small areas of the footprint."""
    code = asked.place or asked.system
    if own_known.is_own(code):
        return own_known.lsoas(code)
    if code == ENGLAND:
        return extents.areas_of("ctry")[extents.ENGLAND_CODE]
    return extents.footprints()[code]


def _shown(one: Programme, lies: str, *, asked: ProgrammesQuestion, today: str) -> Shown:
    known = opened_pack.pack().indicators
    shared = question.parameters(asked)
    texts = {key: getattr(one, key) for key in ("id", "name", "owner", "owner_kind", "start", "end", "about", "note")}
    return Shown(
        **texts,
        source=one.source,
        url=one.url,
        place=programmes.place_words(one),
        lies=lies,
        reach=tuple(Reach(item.who, item.count, item.period, item.quality) for item in one.reach),
        deliverables=tuple(
            Deliverable(one.name, item.title, item.due, item.status, item.updated, today) for item in one.deliverables
        ),
        measures=tuple(
            (known[code].short_name, f"./trend?{urlencode(shared | {'indicator': code, 'area': one.places[0]})}")
            for code in one.indicators
        ),
    )
