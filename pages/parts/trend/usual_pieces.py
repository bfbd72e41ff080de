"""Everything the view of usual variation puts on the trend page.

Lives here: which piece is made by which function of `charts`. Not here: any number or word.
"""

from __future__ import annotations

from urllib.parse import urlencode

from charts import empty
from charts.frame import head
from charts.markup import text
from charts.source_line import source_line
from charts.trend import programmes, trend_card
from charts.usual import usual_card, usual_figure, usual_picture, usual_table, usual_words
from pages.parts.showing.map_component import base_path
from pages.parts.trend import trend_usual
from pages.parts.trend.trend_selection import TrendSelection


def head_of(chosen: TrendSelection) -> str:
    """Headline, sentence and subtitle."""
    shown = trend_usual.evidence(chosen)
    return head.head_html(usual_words.finding(shown), usual_words.lead(shown), under=usual_words.subtitle(shown))


def sheet_of(chosen: TrendSelection, *, panel: str) -> str:
    """Figure, card, paragraph, programmes, the method panel and the table."""
    shown = trend_usual.evidence(chosen)
    drawn, query = usual_figure.figure(shown), urlencode({"page": "trend", **vars(chosen)})
    saving = trend_card.saving(f"{base_path()}/r/trend.svg?{query}", name=usual_picture.picture_name(shown))
    start = usual_figure.axis_start(shown)
    source = (f'<p class="he-src">{text(start)}</p>' if start else "") + source_line(
        shown.trend.sources, method_href="#method", tail=""
    )
    box = empty.empty_box("No chart of usual variation", usual_words.lead(shown))
    figure = f'<figure aria-label="Usual variation">{drawn or box}{saving if drawn else ""}{source}</figure>'
    card = f'<div class="he-side">{usual_card.card(shown)}</div>'
    said = usual_words.paragraph(shown)
    paragraph = f'<p class="he-paragraph">{text(said)}</p>' if said else ""
    return figure + card + paragraph + programmes.panel(shown.trend) + panel + usual_table.table(shown)
