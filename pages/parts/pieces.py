"""Everything a view puts on the page, made once per view and kept: a rerun only hands it over.

Lives here: which piece is made by which function of `charts`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from charts import card, head, method, sentences, source_line
from charts.inline_images import with_images
from charts.markup import text
from pages.parts import facts, map_view, opened_pack, selection, view
from pages.parts.map_component import base_path
from pages.parts.selection import Selection

CACHED = 256
METHOD_ANCHOR = "#method"


@dataclass(frozen=True)
class Pieces:
    """HTML, addresses and the map's header of one view."""

    head: str
    card: str
    sources: str
    paragraph: str
    method: str
    map_header: dict
    csv: str
    table: str
    parameters: dict[str, str]


@lru_cache(maxsize=CACHED)
def pieces(chosen: Selection) -> Pieces:
    """Make the pieces of a view."""
    shown = view.shown(chosen)
    evidence = shown.evidence
    query = map_view.view_query(shown)
    return Pieces(
        head=head.head(evidence),
        card=with_images(card.card(evidence)),
        sources=source_line.source_line(evidence.sources, method_href=METHOD_ANCHOR),
        paragraph=f'<p class="he-paragraph">{text(sentences.paragraph(evidence))}</p>',
        method=_method(shown),
        map_header=map_view.header(shown),
        csv=f"{base_path()}/r/view.csv?{query}",
        table=f"view/{opened_pack.pack().digest}/table?{query}",
        parameters=selection.plain(chosen),
    )


def _method(shown: view.View) -> str:
    indicator = shown.indicator
    source = opened_pack.pack().sources[indicator.source]
    measure = method.Method(
        name=indicator.name,
        definition=indicator.definition,
        value_type=indicator.value_type,
        cautions=(*indicator.cautions, *indicator.notes.values()),
        source=vars(source),
        extra=facts.footprint_facts(shown.selection),
    )
    return method.method_html(measure)
