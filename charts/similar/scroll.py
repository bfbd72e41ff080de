"""A box in which a wide table may scroll sideways, by keyboard too. Lives here: that box. Not here: any table."""

from __future__ import annotations

from charts.markup import text


def scrolled(table: str, *, label: str) -> str:
    """The table in its box."""
    return f'<div class="he-scroll" role="region" tabindex="0" aria-label="{text(label)}">{table}</div>'
