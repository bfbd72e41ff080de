"""Everything the misfit page says about a question, made once: head, card, tables, sources, address of the file.

Lives here: which piece is made by which function of `charts`. Not here: any number or word of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from charts.evidence import SourceItem
from charts.frame.head import head_html
from charts.markup import text
from charts.misfit import misfit_matrix, misfit_tables, misfit_words
from charts.source_line import source_line
from pages.parts import opened_pack
from pages.parts.asking import address
from pages.parts.misfit import two_borders, two_sets
from pages.parts.misfit.two_sets import TwoSets
from pages.parts.showing.map_component import base_path

PEOPLE_SOURCE = "mhclg_population2015"
METHOD = (
    "People are counted by LSOA 2011; an LSOA that a ward cuts is shared out by its postcodes, in whole people. "
    "The fit pairs every unit with the unit of the other set that has most of its people, and averages the share "
    "inside these pairs over both directions; for two footprints it is the share of everyone in either who is in both "
    "(van Dongen 2000; Jaccard 1912). Units of a whole set that have nobody in common with the other set are left out. "
    "Upper-tier councils are also the borders of social care; police areas are whole upper-tier councils of 2021 "
    "(Police Act 1996, Schedule 1)."
)
JOINT_HEAD = "<h2>Joint boundary</h2>"
JOINT_EMPTY = "Choose one footprint on each side, or add footprints here, to see their core and fringe."
FLOWS = (
    "From boundaries alone: the pack has no figures of where patients of the hospital live, so these are the people "
    "of the catchment as drawn, not its patients."
)


@dataclass(frozen=True)
class Pieces:
    """HTML and addresses of one question."""

    head: str
    card: str
    table: str
    joint: str
    below: str
    csv: str


@lru_cache(maxsize=128)
def pieces(asked: TwoSets) -> Pieces:
    """Make the pieces of a question."""
    answer = two_borders.answer(asked)
    shown = answer.misfit
    query = urlencode(address.query(asked.parameters(), two_sets.landing()))
    pairs = misfit_words.pairs_sentence(shown)
    return Pieces(
        head=head_html(misfit_words.finding(shown), misfit_words.lead(shown), under=misfit_words.subtitle(shown)),
        card=misfit_tables.tiles(shown),
        table=f"{_paragraph(pairs)}{_rows(shown, query)}{JOINT_HEAD}",
        joint=f'<div class="hm-table hm-joint">{_joint(answer)}</div>',
        below=f'<div class="hm-table hm-below">{_catchments(answer)}{source_line(sources(), tail=METHOD)}</div>',
        csv=f"{base_path()}/r/misfit.csv?{query}",
    )


def _paragraph(words: str) -> str:
    return f"<p>{text(words)}</p>" if words else ""


def _rows(shown: misfit_words.Misfit, query: str) -> str:
    """The table whose heads sort it; the server answers each order at the address it carries."""
    address = text(f"{base_path()}/r/misfit.html?{query}")
    return f'<div class="het hm-rows" data-rows="{address}">{misfit_matrix.table(shown)}</div>' if shown.cells else ""


def _joint(answer: two_borders.Answer) -> str:
    if answer.joint is None:
        return _paragraph(JOINT_EMPTY)
    names, people, basis = answer.joint
    noun = misfit_words.BASES[basis][0]
    sentence = misfit_words.joint_sentence(names, people, noun=noun)
    return _paragraph(sentence) + misfit_tables.joint_table(names, people, noun=noun)


def _catchments(answer: two_borders.Answer) -> str:
    tables = [misfit_tables.catchment_table(name, rows, people=people) for name, people, rows in answer.catchments]
    return "".join(tables) + (f'<p class="he-note">{text(FLOWS)}</p>' if tables else "")


def sources() -> list[SourceItem]:
    """Where the people are from."""
    source = opened_pack.pack().sources.get(PEOPLE_SOURCE)
    if source is None:
        return []
    return [SourceItem(source.publisher, source.title, source.published, licence=source.licence)]
