"""A page's own HTML, read back: pictures and tables that leave the server are made from what the page shows.

Lives here: parsing, what of it is seen, what of it is said, its tables as text. Not here: drawing it.
"""

from __future__ import annotations

import re
from itertools import groupby

from lxml import html as reader
from lxml.html import HtmlElement

from charts.theme import BACKGROUND_DOT, INK, PAPER

SVG_NAMES = {
    name.lower(): name
    for name in (
        "viewBox", "preserveAspectRatio", "clipPath", "linearGradient", "radialGradient", "patternUnits",
        "patternTransform", "patternContentUnits", "textLength", "lengthAdjust", "clipPathUnits", "gradientUnits",
    )
}  # fmt: skip
# What a wide page does not show, or what cannot be used on paper.
UNSEEN = re.compile(
    r"\b(hc-narrow|hg-narrow|he-trend-narrow|hs-narrow|hp-phone|he-meaning|he-save|he-take|he-actions|hb-go|hs-act|he-links|hp-go|he-wait)\b"
)
SPOKEN = re.compile(r"\bhe-vh\b")


def tree(html: str) -> HtmlElement:
    """The HTML as a tree under one `div`, without programs, phones' drawings and buttons' hidden texts."""
    root = reader.fragment_fromstring(html, create_parent="div")
    for one in list(root.iter()):
        if not isinstance(one.tag, str) or one.tag in ("script", "style") or UNSEEN.search(one.get("class", "")):
            _dropped(one)
    _dressed(root)
    for one in root.iter():
        one.tag = SVG_NAMES.get(one.tag, one.tag)
        for name in [name for name in one.attrib if name in SVG_NAMES]:
            one.set(SVG_NAMES[name], one.attrib.pop(name))
    return root


def has(name: str) -> str:
    """An XPath condition: of this class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _dressed(root: HtmlElement) -> None:
    """What the page's style sheet gives to drawings, put on them; links of drawings are no links on paper."""
    for path in root.xpath(f".//table[{has('hc-ranked')}]//tbody//td//path[not(@fill)]"):
        path.attrib.update({"fill": "none", "stroke": INK, "stroke-width": "1.5"})
    for path in root.xpath(f".//*[{has('hc-areas')}]//path"):
        path.attrib.update({"stroke": PAPER, "stroke-width": ".7"})
    for link in root.xpath(".//svg//a"):
        link.tag = "g"
        link.attrib.clear()
    ring = f'<circle cx="7" cy="7" r="3.6" fill="none" stroke="{BACKGROUND_DOT}"/>'
    for dot in root.xpath(f".//i[{has('hc-dot')}]"):
        _replaced(dot, f'<svg width="14" height="14">{ring}</svg>')
    for sample in root.xpath(".//i[contains(@style, 'background') and not(contains(@style, 'width'))]"):
        colour = re.search(r"background:\s*(#[0-9A-Fa-f]{6})", sample.get("style"))
        if colour:
            _replaced(sample, f'<svg width="22" height="12"><rect width="22" height="12" fill="{colour[1]}"/></svg>')


def _replaced(one: HtmlElement, drawing: str) -> None:
    made = reader.fragment_fromstring(drawing)
    made.tail = one.tail
    one.getparent().replace(one, made)


def _dropped(one: HtmlElement) -> None:
    if one.getparent() is not None:
        one.drop_tree()


def is_spoken(one: HtmlElement) -> bool:
    """Whether it is for screen readers only."""
    return bool(SPOKEN.search(one.get("class", "")))


def words(element: HtmlElement | None, *, spoken: bool = True) -> str:
    """All words of an element in one line; a picture says its label.

    Parameters
    ----------
    element : HtmlElement or None
    spoken : bool
        With the words that only screen readers are told.
    """
    return "" if element is None else _plain(" ".join(_said(element, spoken)))


def _plain(said: str) -> str:
    said = re.sub(r"\s+", " ", said.replace("\u00ad", "")).strip()
    return re.sub(r" ([.,;:])", r"\1", said)


def _said(element: HtmlElement, spoken: bool) -> list[str]:
    if element.tag == "svg":
        return [element.get("aria-label") or ""]
    said = [element.text or ""]
    for one in element:
        inside = [] if is_spoken(one) and not spoken else _said(one, spoken)
        joined = " ".join(inside)
        said += [f" {joined} " if one.tag in ("small", "p", "li", "div", "span", "br", "b") else joined, one.tail or ""]
    return ["".join(said)]


def table_text(table: HtmlElement | None) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and rows of a table as text; a column that holds pictures alone is left out.

    Returns
    -------
    (tuple of str, tuple of tuple of str)
        Every row has as many cells as there are heads; a cell over several columns stands in the first of them.
    """
    if table is None:
        return (), ()
    heads = [_row(row) for row in table.xpath("./thead/tr")]
    body = [_row(row) for row in table.xpath("./tbody/tr | ./tfoot/tr | ./tr")]
    wide = max((len(row) for row in [*heads, *body]), default=0)
    whole = [(*row, *[""] * (wide - len(row))) for row in body]
    columns = tuple(
        _plain(" ".join(part for part, _ in groupby(row[place] for row in _even(heads, wide)) if part))
        for place in range(wide)
    )
    kept = [place for place in range(wide) if any(row[place] for row in whole)]
    return tuple(columns[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in whole)


def _row(row: HtmlElement) -> list[str]:
    cells: list[str] = []
    for cell in row.xpath("./td | ./th"):
        cells += [words(cell), *[""] * (int(cell.get("colspan", 1)) - 1)]
    return cells


def _even(heads: list[list[str]], wide: int) -> list[list[str]]:
    """Rows of heads of equal length; a row under heads that reach down begins after them."""
    made = []
    for row in heads:
        short = wide - len(row)
        made.append([*[""] * short, *row] if made else [*row, *[""] * short])
    return made
