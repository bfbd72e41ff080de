"""Change over time on the page: the two groups in every period, and the comparison of changes with its checks.

Lives here: the section. Not here: its figures (`change_figure`), its sentences (`charts.saying.similar_change`).
"""

from __future__ import annotations

from charts.markup import text
from charts.similar.found import Similar


def change(shown: Similar) -> str:
    """The section; a sentence where there is nothing to compare."""
    if shown.over_time is None:
        return _section(f"<p>{text(shown.no_time)}</p>")
    return _section("")


def _section(inside: str) -> str:
    return f'<section class="hs-section hs-change"><h2>Change over time</h2>{inside}</section>'
