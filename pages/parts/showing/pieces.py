"""Everything a view puts on the page, made once per view and kept: a rerun only hands it over.

Lives here: which piece is made by which function of `charts`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from charts import method, sentences, source_line, standardised_table
from charts.frame import head
from charts.map import card
from charts.saying import judged
from data.schema import FOOTPRINT_TYPES
from pages.parts import opened_pack
from pages.parts.answering import age_standardised, edges, facts, view
from pages.parts.answering.programmes import cached
from pages.parts.asking import address, selection
from pages.parts.asking.selection import Selection
from pages.parts.showing import map_view
from pages.parts.showing.map_component import base_path
from pages.parts.showing.pooling import pooling

CACHED = 256
METHOD_ANCHOR = "#method"
MANY_AREAS = 1000  # above this the Area box offers the ends of the ranking and takes a typed name or code
AREA_WORDS = {"": "Greatest need", selection.NO_AREA: "None selected"}


@dataclass(frozen=True)
class Pieces:
    """HTML, addresses and the map's header of one view."""

    head: str
    areas: dict[str, str]  # codes and words of the Area box
    card: str  # with the source line under it
    paragraph: str
    map_header: dict
    csv: str
    view: str
    refused: tuple[str, ...]  # notices of the view itself
    parameters: dict[str, str]


@cached(CACHED)
def pieces(chosen: Selection) -> Pieces:
    """Make the pieces of a view."""
    shown = view.shown(chosen)
    evidence = shown.evidence
    query = map_view.view_query(shown)
    return Pieces(
        head=head.head(evidence),
        areas=_areas(shown),
        card=card.card(evidence, profile=_profile(shown), board=_board(shown), pooling=pooling(shown))
        + source_line.source_line(evidence.sources, method_href=METHOD_ANCHOR, links_first=True),
        paragraph=sentences.paragraph(evidence),
        map_header=map_view.header(shown),
        csv=f"{base_path()}/r/view.csv?{query}",
        view=f"view/{opened_pack.pack().digest}/?{query}",
        refused=(shown.refused,) if shown.refused else (),
        parameters=selection.plain(chosen),
    )


def _profile(shown: view.View) -> str:
    """Address of the profile of the selected area, else of the place or system."""
    usual, values = selection.landing(), selection.plain(shown.selection)
    wanted = {name: values[name] for name in address.SHARED} | {"area": shown.evidence.selected}
    return f"./area?{urlencode(address.query(wanted, {name: usual[name] for name in wanted}))}"


def _board(shown: view.View) -> str:
    """Address of the board of the card's footprint: the one selected, or the place that is outlined."""
    chosen, selected = shown.selection, shown.evidence.selected
    if not selected:
        return "./board"
    if chosen.area_type not in FOOTPRINT_TYPES:
        return ""
    asked = {"system": selected, "place": ""} if chosen.area_type == "system" else {"place": selected}
    return f"./board?{urlencode(asked)}"


def _areas(shown: view.View) -> dict[str, str]:
    """Codes and words of the Area box; of very many areas the ends of the ranking, and whichever is chosen."""
    layer = opened_pack.pack().names(shown.selection.area_type, shown.selection.system)
    names = dict(zip(layer.codes, layer.names, strict=True))
    ranked = shown.ranked
    offered = sorted(ranked, key=names.get) if len(ranked) <= MANY_AREAS else [*ranked[:15], *ranked[-15:]]
    chosen = [shown.selection.area] if shown.selection.area in names else []
    return AREA_WORDS | {code: names[code] for code in [*offered, *chosen]}


def _judged(shown: view.View) -> tuple[tuple[str, str], ...]:
    words = judged.judged_words(shown.evidence.measure, shown.evidence.benchmark)
    told = f"{words} {judged.TWO_LIMITS}" if shown.evidence.two_limits else words
    return (("Better, similar, worse", told),) if words else ()


def _of_footprints(selection: Selection) -> tuple[tuple[str, str], ...]:
    """What the drawn footprints cut, how that counts, and where they are from."""
    return (*edges.edge_facts(selection), *facts.shared_out(selection), *facts.footprint_facts(selection))


def method_words(shown: view.View) -> str:
    """The method panel of a view as HTML."""
    indicator = shown.indicator
    source = opened_pack.pack().sources[indicator.source]
    measure = method.Method(
        name=indicator.name,
        definition=indicator.definition,
        value_type=indicator.value_type,
        cautions=(*indicator.cautions, *indicator.notes.values()),
        source=vars(source),
        extra=(*_judged(shown), *_of_footprints(shown.selection)),
    )
    standardised = age_standardised.age_standardised(shown.selection)
    return method.method_html(measure) + standardised_table.standardised_html(standardised, shown.evidence.measure)
