"""Where the numbers are from, in one small line.

Lives here: the source line. Not here: what a source is in a pack (`data.catalogue`).
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.evidence import SourceItem
from charts.markup import text
from charts.words import period_words

# To the page of definitions; a script of the document takes measure, place and date along
# (`serving.document.front_page`).
MEANING = '<a class="he-along" href="./sources" target="_self">What this means</a>'
# To the list of the page's numbers with file and row; a script takes the page's question along (`origin_routes`).
ORIGINS = '<a class="he-origins" href="./r/origins" target="_self">Where is this number from?</a>'


def source_text(items: Sequence[SourceItem]) -> str:
    """ "Source: NHS England, COVID-19 Vaccinations, 8 July 2021; percentages derived. OGL v3.0."; licences once."""
    if not items:
        return ""
    sentences = [_item(item) for item in items]
    licences = list(dict.fromkeys(item.licence for item in items if item.licence))
    return "Source: " + " ".join([*sentences, *[f"{licence}." for licence in licences]])


def source_line(
    items: Sequence[SourceItem], *, method_href: str = "", tail: str = "", links_first: bool = False
) -> str:
    """The source line under a figure.

    Parameters
    ----------
    items : sequence of SourceItem
        Publications in the order of their weight.
    method_href : str
        Where "Method and limits" leads; left out if empty.
    tail : str
        A last sentence, such as the footprint's confidence.
    links_first : bool
        The links before the sentences: where a long source would push them below the first screen.
    """
    words = text(" ".join(part for part in (source_text(items), tail) if part))
    method = f'<a href="{text(method_href)}" target="_self">Method and limits</a> ' if method_href else ""
    links = f"{method}{MEANING} {ORIGINS}"
    inside = f'<span class="he-links">{links}</span> {words}' if links_first else f"{words} {links}"
    return f'<p class="he-src">{inside}</p>'


def _item(item: SourceItem) -> str:
    named = ", ".join(part for part in (item.publisher, item.title, period_words(item.published)) if part)
    derived = "; derived" if item.derived else ""
    note = f"; {item.note}" if item.note else ""
    return f"{named}{derived}{note}."
