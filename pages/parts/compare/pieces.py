"""Everything the comparison puts on its page, made once per question and kept: head, sheet, card, boxes, addresses.

Lives here: which piece is made by which function of `charts.compare`. Not here: any number or word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from charts import sentences
from charts.compare import (
    box_figure,
    files,
    funnel_figure,
    heat_table,
    heat_words,
    locator,
    points_table,
    ranked,
    scatter_figure,
    sheet,
    words,
)
from charts.compare.chosen_card import chosen_card
from charts.compare.compared import Areas
from charts.evidence import SourceItem
from charts.frame.head import head_html
from charts.saying.judged import judged_words
from charts.tables import Order, ordered_codes, sorted_codes
from equity.comparing.comparison import Comparison
from pages.parts.asking import address
from pages.parts.asking.selection import NO_AREA
from pages.parts.compare import answers, heat, question, views
from pages.parts.compare.geometry import shapes
from pages.parts.compare.question import BOX, DESCENDING, FUNNEL, HEAT, RANKED, SCATTER, CompareQuestion
from pages.parts.showing.map_component import base_path

CACHED = 128
MANY_AREAS, ENDS = 400, 15  # above it the Area box offers the ends of the ranking and takes a typed name or code
AREA_WORDS = {"": "Greatest need", NO_AREA: "None chosen"}


@dataclass(frozen=True)
class Pieces:
    """HTML, boxes and addresses of one question."""

    head: str
    sheet: str
    card: str
    csv: str
    order: str
    areas: dict[str, str]
    notices: tuple[str, ...]
    parameters: dict[str, str]


@dataclass(frozen=True)
class _Picture:
    """What one view shows: its three lines, the figure, the table below, its sources."""

    lines: tuple[str, str, str]
    figure: str
    below: str
    sources: tuple[SourceItem, ...] = ()


@lru_cache(maxsize=CACHED)
def pieces(asked: CompareQuestion) -> Pieces:
    """Make the pieces of a question."""
    found, (made, drawn) = answers.shown(asked), _picture(answers.key(asked))
    finding, lead, under = made.lines
    parameters = question.parameters(asked)
    query = urlencode(address.query(parameters | {"area": parameters["area"]}, question.landing()))
    code = found.areas.evidence.selected
    return Pieces(
        head=head_html(finding, lead, under=under),
        sheet=drawn,
        card=chosen_card(found.areas, code, extra=(_judged(found.areas, code), _about(asked, found.areas, code))),
        csv=f"{base_path()}/r/compare.csv?{query}",
        order=f"{asked.sort},{int(asked.order == DESCENDING)}" if asked.sort else "",
        areas=_areas(found.areas, asked.selection.area),
        notices=found.notices,
        parameters=parameters,
    )


@lru_cache(maxsize=CACHED)
def _picture(asked: CompareQuestion) -> tuple[_Picture, str]:
    """Head and sheet of a question without its chosen area."""
    areas = answers.general(asked).areas
    made = {RANKED: _ranked, HEAT: _heat, FUNNEL: _funnel, BOX: _box, SCATTER: _scatter}[asked.view](asked, areas)
    small = locator.locator(areas, shapes(*_scope(asked), codes=tuple(areas.drawn)))
    sources = made.sources or areas.evidence.sources
    return made, sheet.sheet(areas, made.figure, below=made.below, locator=small, sources=sources)


def _scope(asked: CompareQuestion) -> tuple[str, str]:
    return asked.selection.area_type, asked.selection.system


def _ranked(asked: CompareQuestion, areas: Areas) -> _Picture:
    lines = (words.finding(areas), words.lead(areas), words.subtitle(areas))
    return _Picture(lines, _turning(asked, ranked.ranked_table(areas, Order())), "")


def _heat(asked: CompareQuestion, areas: Areas) -> _Picture:
    found = heat.heat(asked)
    lines = tuple(made(areas, found) for made in (heat_words.finding, heat_words.lead, heat_words.subtitle))
    sources = tuple(dict.fromkeys(one.source for one in found.columns if one.source is not None))
    table = _turning(asked, heat_table.heat_table(found, Order(sort=""))) + heat_words.heat_key(found)
    return _Picture(lines, table, "", sources)


def _funnel(asked: CompareQuestion, areas: Areas) -> _Picture:
    found = views.funnel_view(asked)
    under = sentences.subtitle(areas.evidence)  # a funnel compares with its own average
    lines = (funnel_figure.funnel_finding(areas, found), funnel_figure.funnel_lead(areas, found), under)
    table = _turning(asked, points_table.points_table(areas, Order(), funnel=found))
    return _Picture(lines, funnel_figure.funnel_figure(areas, found), table)


def _box(asked: CompareQuestion, areas: Areas) -> _Picture:
    found = views.box_view(asked)
    lines = (box_figure.box_finding(areas, found), box_figure.box_lead(areas, found), words.subtitle(areas))
    return _Picture(lines, box_figure.box_figure(areas, found), box_figure.box_table(areas, found))


def _scatter(asked: CompareQuestion, areas: Areas) -> _Picture:
    found = views.scatter_view(asked)
    lines = (
        scatter_figure.scatter_finding(areas, found),
        scatter_figure.scatter_lead(areas, found),
        words.subtitle(areas),
    )
    table = _turning(asked, points_table.points_table(areas, Order(), scatter=found))
    sources = (*areas.evidence.sources, *([found.source] if found.source else []))
    return _Picture(lines, scatter_figure.scatter_figure(areas, found), table, tuple(dict.fromkeys(sources)))


def _turning(asked: CompareQuestion, table: str) -> str:
    """A table that the server sorts and pages (`static/map/sorting.mjs`)."""
    plain = question.parameters(replace(asked, sort="", order=""))
    query = urlencode(address.query(plain, question.landing()))
    return f'<div class="hc-turning" data-rows="{base_path()}/r/compare.html?{query}">{table}</div>'


def table(asked: CompareQuestion, order: Order, *, area: str = "") -> str:
    """One page of the view's table, sorted as asked: with an area the page that it stands on."""
    areas = answers.general(asked).areas
    if area:
        order = replace(order, page=_page_of(asked, areas, order, area=area))
    if asked.view == HEAT:
        return heat_table.heat_table(heat.heat(asked), order)
    if asked.view == FUNNEL:
        return points_table.points_table(areas, order, funnel=views.funnel_view(asked))
    if asked.view == SCATTER:
        return points_table.points_table(areas, order, scatter=views.scatter_view(asked))
    return ranked.ranked_table(areas, order)


def file(asked: CompareQuestion) -> tuple[str, bytes]:
    """Name and bytes of the file of a view."""
    areas = answers.general(asked).areas
    rows: Mapping[str, Iterator] = {
        RANKED: lambda: files.ranked_rows(areas),
        HEAT: lambda: files.heat_rows(areas, heat.heat(asked)),
        FUNNEL: lambda: files.funnel_rows(areas, views.funnel_view(asked)),
        BOX: lambda: files.box_rows(areas, views.box_view(asked)),
        SCATTER: lambda: files.scatter_rows(areas, views.scatter_view(asked)),
    }
    return files.file_name(areas.evidence, asked.view), files.written(rows[asked.view]())


def _judged(areas: Areas, code: str) -> str:
    """By which test the chosen area was judged, where it was."""
    evidence = areas.evidence
    told = bool(code) and evidence.frame.at[code, "compared"] != str(Comparison.NOT_COMPARED)
    return judged_words(evidence.measure, evidence.benchmark) if told else ""


def _about(asked: CompareQuestion, areas: Areas, code: str) -> str:
    """A sentence of the view about the chosen area."""
    general = replace(answers.key(asked), view=asked.view)
    if asked.view == HEAT:
        return heat_words.area_sentence(heat.heat(general), code)
    if asked.view == FUNNEL:
        return funnel_figure.area_sentence(areas, views.funnel_view(general), code=code)
    if asked.view == BOX:
        return box_figure.area_sentence(areas, views.box_view(general), code=code)
    if asked.view == SCATTER:
        return scatter_figure.area_sentence(views.scatter_view(general), code)
    return ""


def _areas(areas: Areas, asked: str) -> dict[str, str]:
    """Codes and words of the Area box; of very many areas the ends of the ranking, and whichever is chosen."""
    names, codes = areas.evidence.frame["name"].to_dict(), ordered_codes(areas.evidence)
    offered = sorted(codes, key=names.get) if len(codes) <= MANY_AREAS else [*codes[:ENDS], *codes[-ENDS:]]
    chosen = [asked] if asked in names else []
    return AREA_WORDS | {code: names[code] for code in [*offered, *chosen]}


def _page_of(asked: CompareQuestion, areas: Areas, order: Order, *, area: str) -> int:
    """The page of the view's table that an area stands on; the first where it stands on none."""
    if asked.view == HEAT:
        found = heat.heat(asked)
        codes, size = heat_table.heat_codes(found, order), heat_table.page_size(found)
    else:
        codes = sorted_codes(areas.evidence, order)
        size = points_table.PAGE if asked.view in (FUNNEL, SCATTER) else ranked.PAGE
    return codes.index(area) // size if area in codes else 0
