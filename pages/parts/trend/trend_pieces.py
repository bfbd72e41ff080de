"""Everything a trend puts on its page, made once per selection and kept.

Lives here: which piece is made by which function of `charts`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from charts import county_context, empty, method
from charts.frame import head
from charts.markup import text
from charts.saying import judged
from charts.trend import programmes, trend_card, trend_figure, trend_picture, trend_table, trend_words
from charts.usual import usual_words
from pages.parts import opened_pack
from pages.parts.answering.programmes import cached
from pages.parts.showing.map_component import base_path
from pages.parts.trend import small_pieces, trend_selection, trend_view, usual_pieces
from pages.parts.trend.trend_selection import TrendSelection

CACHED = 64


@dataclass(frozen=True)
class TrendPieces:
    """HTML and addresses of one trend."""

    head: str
    sheet: str
    csv: str
    parameters: dict[str, str]


@cached(CACHED)
def pieces(chosen: TrendSelection) -> TrendPieces:
    """Make the pieces of a trend, in the view that is asked for."""
    panel = f'<details class="he-panel" id="method"><summary>Method and limits</summary>{_method(chosen)}</details>'
    if chosen.view == trend_selection.USUAL:
        made = usual_pieces.head_of(chosen), usual_pieces.sheet_of(chosen, panel=panel)
    elif chosen.view == trend_selection.ALL:
        made = small_pieces.head_of(chosen), small_pieces.sheet_of(chosen)
    else:
        made = _head(chosen), _sheet(chosen, panel)
    csv = f"{base_path()}/r/view.csv?{urlencode({'page': 'trend', **vars(chosen)})}"
    return TrendPieces(*made, csv=csv, parameters=trend_selection.plain(chosen))


def _head(chosen: TrendSelection) -> str:
    evidence = trend_view.evidence(chosen)
    finding, lead = trend_words.finding(evidence), trend_words.lead(evidence)
    return head.head_html(finding, lead, under=trend_words.subtitle(evidence))


def _sheet(chosen: TrendSelection, panel: str) -> str:
    """Figure, card, paragraph, programmes, counties, the method panel and the table."""
    evidence = trend_view.evidence(chosen)
    query = urlencode({"page": "trend", **vars(chosen)})
    drawn = trend_figure.figure(evidence)
    saving = trend_card.saving(f"{base_path()}/r/trend.svg?{query}", name=trend_picture.picture_name(evidence))
    box = empty.empty_box("No series to draw", trend_words.lead(evidence))
    source = trend_card.source(evidence, method_href="#method")
    figure = f'<figure aria-label="Trend">{drawn or box}{saving if drawn else ""}{source}</figure>'
    card = f'<div class="he-side">{trend_card.card(evidence)}</div>'
    paragraph = f'<p class="he-paragraph">{text(trend_words.paragraph(evidence))}</p>'
    around = "".join(county_context.panel(one, evidence.measure) for one in evidence.around)
    around = f'<div class="he-arounds">{around}</div>' if around else ""
    listed = programmes.panel(evidence)
    return figure + card + paragraph + listed + around + panel + trend_table.table(evidence)


def _method(chosen: TrendSelection) -> str:
    indicator = opened_pack.pack().indicators[chosen.indicator]
    return method.method_html(
        method.Method(
            name=indicator.name,
            definition=indicator.definition,
            value_type=indicator.value_type,
            cautions=(*indicator.cautions, *indicator.notes.values()),
            source=vars(opened_pack.pack().sources[indicator.source]),
            extra=(("Better, similar, worse", judged.METHOD), *trend_words.METHOD, usual_words.METHOD),
        )
    )
