"""Everything the definitions page shows, made once per question and kept: head, sheet, file.

Lives here: which list or entry answers, and its head. Not here: what stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from charts.frame.head import head_html
from charts.sources import meaning, sheet
from charts.sources.listing import Entry, Listing, searched
from charts.words import period_words
from pages.parts import opened_pack
from pages.parts.asking import address
from pages.parts.showing.map_component import base_path
from pages.parts.sources import changes, measures, origins, question, register
from pages.parts.sources.question import SourcesQuestion

CACHED = 256


@dataclass(frozen=True)
class SourcesPieces:
    """HTML and address of one question."""

    head: str
    sheet: str
    csv: str


@lru_cache(maxsize=CACHED)
def pieces(asked: SourcesQuestion) -> SourcesPieces:
    """Make the pieces of a question."""
    found = answer(asked)
    csv = f"{base_path()}/r/sources.csv?{urlencode(address.query(vars(asked), question.landing()))}"
    if isinstance(found, Entry):
        return SourcesPieces(_entry_head(asked, found), sheet.entry_sheet(found), csv)
    return SourcesPieces(_list_head(asked, found), sheet.list_sheet(found), csv)


def answer(asked: SourcesQuestion) -> Entry | Listing:
    """The entry or the list that was asked for."""
    if asked.show == question.MEASURE:
        return measures.entry(asked.indicator)
    if asked.show == question.SOURCES and asked.source:
        return origins.entry(asked.source)
    if asked.show == question.FOOTPRINTS and asked.footprint:
        return register.entry(asked.footprint)
    if asked.show == question.WORDS:
        return sheet.glossary(asked.find)
    made = {
        question.MEASURES: measures.every,
        question.SOURCES: origins.every,
        question.FOOTPRINTS: register.every,
        question.CHANGES: changes.every,
    }
    return searched(made[asked.show](), asked.find)


def _entry_head(asked: SourcesQuestion, found: Entry) -> str:
    pack = opened_pack.pack()
    if asked.show == question.MEASURE:
        one = pack.indicators[asked.indicator]
        under = f"{meaning.LENSES[one.lens]}; {pack.sources[one.source].publisher}"
        return head_html(found.name, found.lead, under=under)
    if asked.show == question.SOURCES:
        return head_html(found.name, found.lead, under=pack.sources[asked.source].licence)
    confidence = opened_pack.registry()[asked.footprint].confidence
    return head_html(found.name, found.lead, under=register.CONFIDENCE.get(confidence, confidence))


def _list_head(asked: SourcesQuestion, found: Listing) -> str:
    title, lead = _list_words(asked, found.total)
    pack = opened_pack.pack()
    under = f"{pack.title}, version {pack.version}, built {period_words(pack.built[:10])}"
    if asked.find:
        under = f"{len(found.rows):,} of {found.total:,} hold “{asked.find}”. {under}"
    return head_html(title, lead, under=under)


def _list_words(asked: SourcesQuestion, total: int) -> tuple[str, str]:
    if asked.show == question.MEASURES:
        return (
            f"{total:,} measures, each with its definition",
            "Choose one to read what it counts, how, and from where.",
        )
    if asked.show == question.SOURCES:
        return f"Every number comes from one of {total:,} sources", "Choose one to see its licence, dates and checksum."
    if asked.show == question.FOOTPRINTS:
        sure = sum(one.confidence == "confirmed" for one in opened_pack.registry())
        return (
            f"{total:,} footprints, {sure:,} with a confirmed boundary",
            "Each with dates, owner, confidence and source.",
        )
    if asked.show == question.CHANGES:
        return _changes_words(total)
    return (
        "The words of these pages, in plain English",
        "The same meaning opens wherever a word is underlined with dots.",
    )


def _changes_words(total: int) -> tuple[str, str]:
    days = [one.day for one in changes.happened() if one.kind == "System"]
    most = sorted(set(days), key=days.count)[-2:]
    named = " and ".join(period_words(day) for day in sorted(most))
    lead = f"Most changes of systems came on {named}. A figure over time says where its borders changed."
    return f"{total:,} times an area began or ended", lead
