"""Blocks of a page below and beside each other: headings, paragraphs, lists, tiles, bars, drawings and tables.

Lives here: the layout of blocks. Not here: lines (`charts.taking.runs`), tables (`cells`), the sheet around (`sheet`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from charts.taking import runs
from charts.taking.cells import table_drawing
from charts.taking.runs import Look
from charts.taking.tree import has, is_spoken, words
from charts.theme import ACCENT, PAPER, ROW_RULE, RULE, SECONDARY

GAP, INSET, BAR = 18.0, 14.0, 12.0
LOOKS = {
    "h2": Look(17, bold=True), "h3": Look(14.5, bold=True), "h4": Look(14, bold=True), "figcaption": Look(13.5),
    "summary": Look(14, bold=True), "small": Look(12, fill=SECONDARY), "dt": Look(13, fill=SECONDARY),
}  # fmt: skip
CLASS_LOOKS = {
    "hb-per": Look(12.5, fill=SECONDARY), "hb-v": Look(14, fill=SECONDARY), "hb-none": Look(12.5, fill=SECONDARY),
    "hb-gt": Look(12.5, fill=SECONDARY), "hb-trend": Look(13), "hb-sent": Look(13.5), "he-note": Look(13),
    "hc-cut": Look(13, fill=SECONDARY), "he-eyebrow": Look(13, fill=SECONDARY), "hp-under": Look(12.5, fill=SECONDARY),
    "he-big": Look(30, bold=True), "hs-v": Look(14, fill=SECONDARY),
}  # fmt: skip
LARGE = {"hb-v": 26.0, "hs-v": 26.0}  # the letters of a value in bold
BLOCKS = {"div", "section", "article", "figure", "p", "ul", "ol", "li", "table", "h2", "h3", "h4", "dl", "dt", "dd",
          "details", "aside", "figcaption"}  # fmt: skip
LARGE_DRAWING = 200.0  # pixels: one that is higher leads, and words keep to its width
ICON = 32.0  # pixels: a drawing that is no higher stands in a line of words
GRIDS = {"hb-lens": 0, "hb-further": 4, "hs-tiles": 3, "hb-strip": 3, "hg-maps": 5, "hp-pair": 2}
TILES = ("hb-tile", "hs-tile", "he-card")
KEYS = ("hc-keys", "hc-marks", "hp-key", "hb-marks", "hg-legend", "he-keys")
Drawn = tuple[str, float, float]


def stacked(elements: Sequence[HtmlElement], width: float) -> Drawn:
    """Blocks below each other, as SVG from 0,0 with its width and height.

    Parameters
    ----------
    elements : sequence of HtmlElement
        From `tree.tree`.
    width : float
        Pixels across for words and tiles; a drawing or a table may be wider or narrower.
    """
    out, y, wide = [], 0.0, 0.0
    for place, one in enumerate(elements):
        svg, across, down = block(one, width)
        if not down:
            continue
        y += _above(one) if place and y else 0.0
        out.append(f'<g transform="translate(0,{y:.1f})">{svg}</g>' if y else svg)
        y, wide = y + down, max(wide, across)
    return "".join(out), wide, y


def _above(one: HtmlElement) -> float:
    return {"h2": 16.0, "h3": 10.0, "table": 10.0, "svg": 8.0, "figure": 10.0, "section": 22.0}.get(one.tag, 6.0)


def block(one: HtmlElement, width: float) -> Drawn:
    """One block as SVG from 0,0 with its width and height; nothing of what is folded away or not seen."""
    kinds = one.get("class", "").split()
    if is_spoken(one) or one.tag in ("details", "caption") or "he-src" in kinds:
        return "", 0.0, 0.0
    if one.tag == "svg":
        return _picture(one, width)
    if one.tag == "table":
        return table_drawing(one, most=width)
    if "hb-bars" in kinds:
        return _bars(one, width)
    if any(kind in KEYS for kind in kinds):
        return _keys(one, width)
    if "hb-lenses" in kinds:
        return _lenses(one, width)
    if any(kind in GRIDS for kind in kinds):
        return _grid(one, width, next(GRIDS[kind] for kind in kinds if kind in GRIDS))
    if any(kind in TILES for kind in kinds):
        return _tile(one, width)
    if any(_is_block(child) for child in one.iterdescendants()):
        return stacked(list(one), width)
    return _paragraph(one, kinds, width)


def _is_block(one: HtmlElement) -> bool:
    return one.tag in BLOCKS or (one.tag == "svg" and runs.picture_size(one)[1] > ICON)


def _paragraph(one: HtmlElement, kinds: list[str], width: float) -> Drawn:
    look = next((CLASS_LOOKS[kind] for kind in kinds if kind in CLASS_LOOKS), LOOKS.get(one.tag, Look(14)))
    found = runs.pieces(one, look)
    large = next((LARGE[kind] for kind in kinds if kind in LARGE), 0.0)
    if large:
        found = [runs.Piece(p.word, Look(large, bold=True), p.picture) if p.look.bold else p for p in found]
    if one.tag == "li" and found and found[0].picture is None:
        found = [runs.Piece("•", look), *found]
    made = runs.lines(found, width)
    across = max((runs.length(line) for line in made), default=0.0)
    return runs.written(made, at=(0, 0), width=width), across, runs.height_of(made)


def _picture(svg: HtmlElement, width: float) -> Drawn:
    across, down = runs.picture_size(svg)
    if across > width:
        across, down = width, down * width / across
    return runs.drawn(svg, at=(0, 0), size=(across, down)), across, down


def _bars(one: HtmlElement, width: float) -> Drawn:
    """Rows of name, bar and value."""
    out, y = [], 0.0
    name_wide, value_wide = width * 0.4, width * 0.24
    most = width - name_wide - value_wide - 8
    for row in one.xpath("./li"):
        bar = row.xpath(".//i/@style")
        share = re.search(r"width:\s*([\d.]+)%", bar[0]) if bar else None
        colour = re.search(r"background:\s*(#[0-9A-Fa-f]{6})", bar[0]) if bar else None
        named = runs.lines(runs.pieces(row.xpath("./span")[0], Look(12.5)), name_wide - 4)
        value = runs.lines(runs.pieces(row.xpath("./b")[0], Look(12.5, bold=True)), value_wide)
        high = max(20.0, runs.height_of(named), runs.height_of(value))
        out.append(runs.written(named, at=(0, y + (high - runs.height_of(named)) / 2), width=name_wide))
        if share and colour:
            long = most * float(share[1]) / 100
            out.append(
                f'<rect x="{name_wide:.1f}" y="{y + (high - BAR) / 2:.1f}" width="{long:.1f}" height="{BAR:g}" '
                f'fill="{colour[1]}"/>'
            )
        top = y + (high - runs.height_of(value)) / 2
        out.append(runs.written(value, at=(width - value_wide, top), width=value_wide, anchor="end"))
        y += high
    return "".join(out), width, y


def _keys(one: HtmlElement, width: float) -> Drawn:
    """Items of a key beside each other, in as many lines as they need."""
    out, x, y, high, wide = [], 0.0, 0.0, 0.0, 0.0
    for item in one:
        if is_spoken(item):
            continue
        made = runs.lines(runs.pieces(item, Look(12.5)), width)
        across = max((runs.length(line) for line in made), default=0.0)
        if x and x + across > width:
            x, y, high = 0.0, y + high + 2, 0.0
        out.append(runs.written(made, at=(x, y), width=width))
        x, high, wide = x + across + GAP, max(high, runs.height_of(made)), max(wide, x + across)
    return "".join(out), wide, y + high


def _tile(one: HtmlElement, width: float, *, height: float = 0.0) -> Drawn:
    """A framed block; at least as high as those beside it."""
    inside, _, down = stacked(list(one), width - 2 * INSET)
    down = max(down + 2 * INSET, height)
    empty = "hb-empty" in one.get("class", "").split()
    dashed = ' stroke-dasharray="4 3"' if empty else ""
    top = "" if empty else f'<path d="M0,1.5H{width:.1f}" stroke="{ACCENT}" stroke-width="3"/>'
    return (
        f'<rect x=".5" y=".5" width="{width - 1:.1f}" height="{down - 1:.1f}" fill="{PAPER}" stroke="{RULE}"{dashed}/>'
        f'{top}<g transform="translate({INSET:g},{INSET:g})">{inside}</g>',
        width,
        down,
    )


def _grid(one: HtmlElement, width: float, columns: int) -> Drawn:
    """A heading, then blocks beside each other, those of a row equally high."""
    heads = [child for child in one if child.tag in ("h2", "h3")]
    rest = [child for child in one if child not in heads and not is_spoken(child)]
    above, _, y = stacked(heads, width)
    columns = min(columns or len(rest), max(len(rest), 1))
    each = (width - GAP * (columns - 1)) / columns
    out, y = [above], y + (8 if heads else 0)
    for start in range(0, len(rest), columns):
        row = rest[start : start + columns]
        high = max(block(child, each)[2] for child in row)
        for place, child in enumerate(row):
            tile = any(kind in TILES for kind in child.get("class", "").split())
            svg = _tile(child, each, height=high)[0] if tile else block(child, each)[0]
            out.append(f'<g transform="translate({place * (each + GAP):.1f},{y:.1f})">{svg}</g>')
        y += high + GAP
    return "".join(out), width, max(y - GAP, 0.0)


def _lenses(one: HtmlElement, width: float) -> Drawn:
    """The lenses of the board: each as many columns as it has leading tiles, all equally high."""
    lenses = [child for child in one if child.tag == "section"]
    spans = [max(len(lens.xpath(f"./*[{has('hb-tile')}]")), 1) for lens in lenses]
    each = (width - GAP * (sum(spans) - 1)) / sum(spans)
    sizes = [each * span + GAP * (span - 1) for span in spans]
    heads = [
        runs.lines(runs.pieces(lens.xpath("./h2")[0], LOOKS["h2"]), size)
        for lens, size in zip(lenses, sizes, strict=True)
    ]
    above = max(runs.height_of(head) for head in heads) + 10
    tiles = [lens.xpath(f"./*[{has('hb-tile')}]") for lens in lenses]
    high = max(block(tile, each)[2] for own in tiles for tile in own)
    out, x = [], 0.0
    for head, size, own in zip(heads, sizes, tiles, strict=True):
        out.append(runs.written(head, at=(x, above - 10 - runs.height_of(head)), width=size))
        out.append(f'<path d="M{x:.1f},{above - 5:.1f}h{size:.1f}" stroke="{ROW_RULE}"/>')
        for tile in own:
            out.append(f'<g transform="translate({x:.1f},{above:.1f})">{_tile(tile, each, height=high)[0]}</g>')
            x += each + GAP
    return "".join(out), width, above + high


def said_by(element: HtmlElement) -> str:
    """What a drawing says of itself, else its words: the picture in words."""
    labels = element.xpath("descendant-or-self::svg/@aria-label")
    return " ".join(dict.fromkeys(labels)) or words(element)
