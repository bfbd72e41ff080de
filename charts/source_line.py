"""Where the numbers are from, in one small line.

Lives here: the source line. Not here: what a source is in a pack (`data.catalogue`).
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.evidence import SourceItem
from charts.markup import text
from charts.words import period_words

# To the page of definitions; a script of the document takes measure, place and date along (`serving.front_page`).
MEANING = '<a class="he-along" href="./sources" target="_self">What this means</a>'

# The usual licence by its usual short name; files and pictures have it in full.
OGL = ("Open Government Licence", '<abbr title="Open Government Licence">OGL</abbr>')


def source_text(items: Sequence[SourceItem]) -> str:
    """ "Source: NHS England, COVID-19 Vaccinations, 8 July 2021; percentages derived. OGL v3.0."; licences once."""
    if not items:
        return ""
    sentences = [_item(item) for item in items]
    licences = list(dict.fromkeys(item.licence for item in items if item.licence))
    return "Source: " + " ".join([*sentences, *[f"{licence}." for licence in licences]])


def source_line(items: Sequence[SourceItem], *, method_href: str = "", tail: str = "") -> str:
    """The source line under a figure.

    Parameters
    ----------
    items : sequence of SourceItem
        Publications in the order of their weight.
    method_href : str
        Where "Method and limits" leads; left out if empty.
    tail : str
        A last sentence, such as the footprint's confidence.
    """
    words = " ".join(part for part in (source_text(items), tail) if part)
    link = f' <a href="{text(method_href)}" target="_self">Method and limits</a>' if method_href else ""
    return f'<p class="he-src">{text(words).replace(*OGL)}{link} {MEANING}</p>'


def _item(item: SourceItem) -> str:
    named = ", ".join(part for part in (item.publisher, item.title, period_words(item.published)) if part)
    derived = "; derived" if item.derived else ""
    note = f"; {item.note}" if item.note else ""
    return f"{named}{derived}{note}."
