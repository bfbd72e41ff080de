"""Everything the view of all measures puts on the trend page.

Lives here: which piece is made by which function of `charts`. Not here: any number or word.
"""

from __future__ import annotations

from charts import empty
from charts.frame import head
from charts.source_line import source_line
from charts.trend import small, small_table, small_words
from pages.parts.trend import trend_all
from pages.parts.trend.trend_selection import TrendSelection


def head_of(chosen: TrendSelection) -> str:
    """Headline, sentence and subtitle."""
    shown = trend_all.evidence(chosen)
    return head.head_html(small_words.finding(shown), small_words.lead(shown), under=small_words.subtitle(shown))


def sheet_of(chosen: TrendSelection) -> str:
    """Tiles, the measures without a trend, the table, every source."""
    shown = trend_all.evidence(chosen)
    if not shown.shown:
        return empty.empty_box("No trend to draw", small_words.lead(shown)) + small_table.absent(shown)
    sources = tuple(dict.fromkeys(source for one in shown.shown for source in one.trend.sources))
    return small.tiles(shown) + small_table.absent(shown) + small_table.table(shown) + source_line(sources)
