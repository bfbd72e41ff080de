"""Everything a trend puts on its page, made once per selection and kept.

Lives here: which piece is made by which function of `charts`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from charts import (
    county_context,
    empty,
    head,
    method,
    trend_card,
    trend_figure,
    trend_picture,
    trend_table,
    trend_words,
)
from charts.markup import text
from charts.trend import programmes
from pages.parts import opened_pack
from pages.parts.answering import trend_view
from pages.parts.asking import trend_selection
from pages.parts.asking.trend_selection import TrendSelection
from pages.parts.showing.map_component import base_path

CACHED = 64


@dataclass(frozen=True)
class TrendPieces:
    """HTML and addresses of one trend."""

    head: str
    sheet: str
    csv: str
    parameters: dict[str, str]


@lru_cache(maxsize=CACHED)
def pieces(chosen: TrendSelection) -> TrendPieces:
    """Make the pieces of a trend."""
    evidence = trend_view.evidence(chosen)
    finding, lead = trend_words.finding(evidence), trend_words.lead(evidence)
    query = urlencode({"page": "trend", **vars(chosen)})
    drawn = trend_figure.figure(evidence)
    saving = trend_card.saving(f"{base_path()}/r/trend.svg?{query}", name=trend_picture.picture_name(evidence))
    figure = (
        f'<figure aria-label="Trend">{drawn or empty.empty_box("No series to draw", lead)}{saving if drawn else ""}'
        f"{trend_card.source(evidence, method_href='#method')}</figure>"
    )
    card = f'<div class="he-side">{trend_card.card(evidence)}</div>'
    paragraph = f'<p class="he-paragraph">{text(trend_words.paragraph(evidence))}</p>'
    around = "".join(county_context.panel(one, evidence.measure) for one in evidence.around)
    around = f'<div class="he-arounds">{around}</div>' if around else ""
    panel = f'<details class="he-panel" id="method"><summary>Method and limits</summary>{_method(chosen)}</details>'
    return TrendPieces(
        head=head.head_html(finding, lead, under=trend_words.subtitle(evidence)),
        sheet=figure + card + paragraph + programmes.panel(evidence) + around + panel + trend_table.table(evidence),
        csv=f"{base_path()}/r/view.csv?{query}",
        parameters=trend_selection.plain(chosen),
    )


def _method(chosen: TrendSelection) -> str:
    indicator = opened_pack.pack().indicators[chosen.indicator]
    return method.method_html(
        method.Method(
            name=indicator.name,
            definition=indicator.definition,
            value_type=indicator.value_type,
            cautions=(*indicator.cautions, *indicator.notes.values()),
            source=vars(opened_pack.pack().sources[indicator.source]),
            extra=trend_words.METHOD,
        )
    )
