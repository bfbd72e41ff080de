"""One page of the table with what turns it: caption, rows sorted as asked, and buttons for the other pages."""

from __future__ import annotations

from charts.evidence import Evidence
from charts.markup import text
from charts.tables import PAGE, Order, area_table
from charts.words import level_words, period_words


def table_page(evidence: Evidence, order: Order) -> str:
    """One page of the table as HTML; a page beyond the last shows the last."""
    areas = len(evidence.inside)
    last = max(0, (areas - 1) // PAGE)
    page = min(order.page, last)
    caption = f"All {areas:,} {level_words(evidence.area_type)[1]}, {period_words(evidence.period)}"
    table = area_table(evidence, caption=caption, order=Order(order.sort, order.descending, page))
    return table + (_pager(page, last, areas) if last else "")


def _pager(page: int, last: int, areas: int) -> str:
    first_row, last_row = page * PAGE + 1, min((page + 1) * PAGE, areas)
    return (
        f'<nav class="he-pager" aria-label="Pages of the table">{_button("Back", page - 1, page > 0)}'
        f"<span>{text(f'{first_row:,} to {last_row:,} of {areas:,}')}</span>"
        f"{_button('Next', page + 1, page < last)}</nav>"
    )


def _button(words: str, page: int, possible: bool) -> str:
    off = "" if possible else " disabled"
    return f'<button type="button" data-page="{page}"{off}>{words}</button>'
