"""A page's head and sheet read out as figures to take away, with their words, numbers and sources.

Lives here: `read`. Not here: making the page (`pages.parts.taking`), which parts are figures (`parts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from charts import sheet_words
from charts.taking import flow, sheet
from charts.taking.fewer import fewer
from charts.taking.parts import PARTS, Part
from charts.taking.runs import picture_size
from charts.taking.taken import Taken
from charts.taking.tree import table_text, tree, words

DRAWN, IN_ROOM = 1000.0, 780.0  # pixels across for what has no width of its own; the same where letters are large
_LICENCE = re.compile(r"Open Government Licence v\d\.\d|OGL v\d\.\d|CC[ -]BY[^.;]*|[A-Z][^.;:]*[Ll]icen[cs]e[^.;:]*")


@dataclass(frozen=True)
class ShownPage:
    """A page as its reader has it.

    Attributes
    ----------
    path : str
        "compare".
    view : str
        Which of its views is shown.
    head, sheet : str
        HTML.
    address : str
        Path and query.
    made_on : str
        ISO day of the export.
    source, notes : str, tuple of str
        Where they are not on the sheet.
    synthetic : bool
    """

    path: str
    view: str
    head: str
    sheet: str
    address: str
    made_on: str
    source: str = ""
    notes: tuple[str, ...] = ()
    synthetic: bool = False


def read(page: ShownPage, *, figure: str = "", leading: bool = False, room: bool = False) -> tuple[Taken, ...]:
    """The figures of a page, the leading one first (alone, if so asked); those of a name where one is asked for.

    For a `room` tiles and tables have fewer words and larger letters; what is told of them stays the same.
    """
    found = []
    for one, whole in told(page, figure=figure):
        elements = fewer(whole) if room else whole
        svg, width, height = flow.stacked(elements, _room(elements, IN_ROOM if room else DRAWN))
        if height:
            found.append(finished(one, sheet.Figure(svg, width, height)))
        if leading and found:
            break
    return tuple(found)


def told(page: ShownPage, *, figure: str = "") -> Iterator[tuple[Taken, list[HtmlElement]]]:
    """What a page says of each figure, not yet drawn, and the elements to draw it from."""
    head, root = tree(page.head), tree(page.sheet)
    for part in PARTS.get(page.path, ()):
        for name, elements in _pieces(page, part, root):
            if (figure and figure != name) or not elements or (part.whole and not figure):
                continue
            said = _of_its_tiles(_told(page, part, head=head, root=root), elements)
            yield replace(said, name=name, alt=_alt(said, elements)), elements


def _pieces(page: ShownPage, part: Part, root: HtmlElement) -> Iterator[tuple[str, list[HtmlElement]]]:
    """A part's name with what it is made of; of very many tiles several."""
    name = "-".join(one for one in (page.path, part.name.format(view=page.view)) if one)
    elements = [element for where in part.where for element in root.xpath(where)]
    if not part.tiles:
        yield name, elements
        return
    for section in elements:
        tiles = section.xpath("./article")
        for place, start in enumerate(range(0, len(tiles), part.tiles), 1):
            piece = deepcopy(section)
            for at, tile in enumerate(piece.xpath("./article")):
                if not start <= at < start + part.tiles:
                    tile.drop_tree()
            yield f"{name}-{place}", [piece]


def _of_its_tiles(told: Taken, elements: list[HtmlElement]) -> Taken:
    """The table of a page of tiles without the rows of measures that stand on others of its figures."""
    names = {words(one) for top in elements for one in top.xpath(".//article//h3")}
    rows = tuple(row for row in told.rows if row and row[0] in names)
    return replace(told, rows=rows) if rows else told


def _room(elements: list[HtmlElement], most: float) -> float:
    """As wide as the drawing that leads; else as tiles and tables have it."""
    sizes = [
        picture_size(one) for top in elements for one in top.xpath("descendant-or-self::svg[not(ancestor::table)]")
    ]
    large = [width for width, height in sizes if height > flow.LARGE_DRAWING]
    return large[0] if len(large) == 1 else most


def filled(
    told: Taken,
    *,
    name: str,
    words: tuple[str, str, str],
    alt: str,
    table: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]],
    **more: object,
) -> Taken:
    """What is told of a figure that is on no sheet: title, sentence and period, table, `source` and `notes`."""
    title, sentence, period = words
    source = str(more.get("source", ""))
    return replace(
        told, name=name, title=title, sentence=sentence, period=period, alt=alt, columns=table[0], rows=table[1],
        licence=licence_of(source), **more,
    )  # fmt: skip


def finished(told: Taken, drawn: sheet.Figure) -> Taken:
    """What is told of a figure together with its drawing, alone and on a sheet."""
    return replace(
        told,
        svg=sheet.sheet(
            drawn,
            above=sheet_words.heading(told.title, told.sentence, under=told.period),
            below=[sheet.closing(told.source, told.taken_on)],
            alt=told.alt,
            synthetic=told.synthetic,
        ),
        plain_svg=sheet.plain(drawn, alt=told.alt),
        width=drawn.width,
        height=drawn.height,
    )


def _told(page: ShownPage, part: Part, *, head: HtmlElement, root: HtmlElement) -> Taken:
    """Everything but the drawing."""
    said = dict.fromkeys(map(_unlinked, root.xpath(".//p[contains(@class, 'he-src')]")))
    source = page.source or " ".join(one for one in said if one)
    table = root.xpath(part.table or part.where[0])
    tables = [one for one in table if one.tag == "table"] or [one for top in table for one in top.xpath(".//table")]
    columns, rows = table_text(tables[0] if tables else None)
    return Taken(
        name="",
        title=_first(root, part.heading) or _first(head, ".//h1"),
        sentence=_first(root, part.said) if part.said else _first(head, ".//p[contains(@class, 'he-lead')]"),
        svg="", plain_svg="", width=0, height=0, alt="",
        columns=columns, rows=rows,
        source=source, licence=licence_of(source),
        period=_first(head, ".//p[contains(@class, 'he-sub')]"),
        taken_on=page.made_on,
        notes=page.notes or notes_of(root),
        address=page.address,
        synthetic=page.synthetic,
    )  # fmt: skip


def _unlinked(line: HtmlElement) -> str:
    """A source line without its links to other parts of the product."""
    copy = deepcopy(line)
    for link in copy.xpath(".//a"):
        link.drop_tree()
    return words(copy)


def licence_of(source: str) -> str:
    """The licences that a source line names."""
    return "; ".join(dict.fromkeys(one.strip() for one in _LICENCE.findall(source)))


def notes_of(root: HtmlElement) -> tuple[str, ...]:
    """What the method panel says: "Trend: every period is summed over ...", a line each."""
    rows = root.xpath(".//*[@id='method']//dl/div | .//dl[contains(@class, 'he-method')]/div")
    told = [(words(one.find("dt")), words(one.find("dd"))) for one in dict.fromkeys(rows)]
    return tuple(f"{label}: {said}" for label, said in told if said)


def _first(root: HtmlElement, where: str) -> str:
    found = root.xpath(where) if where else []
    return words(found[0]) if found else ""


def _alt(told: Taken, elements: list[HtmlElement]) -> str:
    """What the drawing says of itself; of tiles and tables the finding."""
    own = [one for one in elements if one.xpath("descendant-or-self::svg[@role='img'][not(ancestor::table)]")]
    labels = " ".join(flow.said_by(one) for one in own) if len(own) == 1 else ""
    return labels if 0 < len(labels) < 1200 else f"{told.title}. {told.sentence}".strip()
