"""What a room does not need of a page's tiles and tables: columns and second lines that make the rest too small.

Lives here: which these are, and a copy without them. Not here: a presenter's style sheet (`charts.presenting`, from the
same list), drawing what is left (`charts.taking.flow`).
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # no page needs to load it
    from lxml.html import HtmlElement

LEFT_OUT = ("he-d", "hc-tenth", "hp-count", "hp-trend", "hp-quiet", "hb-sent", "he-n", "he-along")
SMALL = ("hb-sp", "hb-key", "hb-none", "hb-trend", "hb-gap", "hb-go")
_INSIDE = (
    ".//table[contains(@class,'hp-table')]//td[position()>2]//small",
    ".//table[contains(@class,'ht-table')]//*[self::td or self::th][position()=5]",
    ".//table[contains(@class,'ht-table')]/tbody//th//small",
    ".//table[contains(@class,'ht-table')]//td[last()]//small",
    "descendant-or-self::*[contains(@class,'hs-main')]//table[not(contains(@class,'hs-finder'))]",
    ".//table[contains(@class,'hs-finder')]//*[self::td or self::th][last()]",
    ".//table[contains(@class,'hs-finder')]//th//small",
    "descendant-or-self::*[contains(@class,'hs-tile')]/a",
)


def fewer(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Copies of a figure's elements without what a room does not need; headings over all columns are over the rest."""
    kept = []
    for element in elements:
        root = deepcopy(element)
        if not _named(root, {*LEFT_OUT, *SMALL}):
            _thinned(root)
            kept.append(root)
    return kept


def _named(one: HtmlElement, names: set[str]) -> bool:
    return not names.isdisjoint(one.get("class", "").split())


def _thinned(root: HtmlElement) -> None:
    gone = [one for one in root.iterdescendants() if _named(one, {*LEFT_OUT, *SMALL})]
    for one in gone + [found for where in _INSIDE for found in root.xpath(where)]:
        if one is not root and one.getparent() is not None:
            one.drop_tree()
    for table in root.xpath("descendant-or-self::table"):
        heads = table.xpath("(./thead/tr)[1]/*")
        wide = sum(int(one.get("colspan", 1)) for one in heads)
        for one in table.xpath("./tbody//*[@colspan]"):
            one.set("colspan", str(max(min(int(one.get("colspan")), wide), 1)))
