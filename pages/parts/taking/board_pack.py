"""The board pack of a board: the board itself, then map, gradient, comparison, trend and profile of the same place.

Lives here: which views are taken, in which order, with the same measure, place and day; methods, sources, footprints
and cautions of all of them. Not here: the document (`charts.taking.board_pack`), how a view is read (`figures`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from charts.board import strips
from charts.taking import board_pack
from charts.taking.board_pack import BoardPack, Chapter, Part
from charts.taking.taken import Taken
from charts.words import period_words
from pages.parts import opened_pack
from pages.parts.answering import facts
from pages.parts.asking import address, resolution
from pages.parts.board import board_question, board_tiles
from pages.parts.serving.jobs import File, Progress
from pages.parts.taking import figures

# What the contents call it, page, further parameters, the figure ("" is the leading one).
VIEWS = (
    ("The three lenses", "board", {}, "board"),
    ("Where is it worst", "", {}, "map"),
    ("Who is left behind", "gradient", {}, "gradient"),
    ("Which areas differ", "compare", {"view": "ranked"}, "compare-ranked"),
    ("Every measure", "area", {}, "area-spine"),
    ("Is it changing", "trend", {}, "trend"),
)
AUTHOR = "Health equity dashboard"
MEDIA_TYPE = "application/pdf"
EARLIER = "Earlier"  # what the board's table calls the points of a line
EARLIER_NOTE = "Earlier periods are in the Excel workbook of the view."
NO_BOARD = "There is no board to make a pack of; the page says why."


def work(query: Mapping[str, str], *, site: str) -> Callable[[Progress], File]:
    """The making of a pack, to be run as a job.

    Parameters
    ----------
    query : mapping
        The board's own question.
    site : str
        Where this server is, with the slash at its end: links of the pack lead there.
    """

    def make(progress: Progress) -> File:
        pack = gathered(query, site=site, told=lambda done, words: progress.at(done, len(VIEWS) + 1, words=words))
        return File(board_pack.file_name(pack), board_pack.pdf(pack), MEDIA_TYPE)

    return make


def gathered(query: Mapping[str, str], *, site: str, told: Callable[[int, str], None]) -> BoardPack:
    """Everything of the pack; `told` hears before every step how many are done and what comes.

    Raises
    ------
    ValueError
        Where there is no board.
    """
    asked = board_question.asked_by(query)
    shared = {name: value for name, value in query.items() if name in (*address.SHARED, address.PALETTE) and value}
    chapters, absent = [], []
    for place, (name, page, more, figure) in enumerate(VIEWS):
        told(place, f"Drawing: {name.lower()}.")
        question = urlencode((dict(query) if page == "board" else shared) | more)
        try:
            taken = figures.taken(f"/{page}", question, figure="" if page == "board" else figure)
        except ValueError as reason:
            absent.append((name, str(reason)))
            continue
        link = f"{site}{page}?{question}" if question else f"{site}{page}"
        chapters += [_chapter(name, one, link) for one in taken if one.name.startswith(figure) and _kept(one)]
    if not chapters or chapters[0].name != VIEWS[0][0]:
        raise ValueError(NO_BOARD)
    told(len(VIEWS), "Setting the pages.")
    shown = board_tiles.board(replace(asked, density=board_question.BALCONY))
    return BoardPack(shown.name, chapters, _parts(query, chapters, absent, shown), _about(site), AUTHOR)


def _kept(taken: Taken) -> bool:
    """The board's strips are said in words, at the end of the pack."""
    return taken.name != "board-strips"


def _chapter(name: str, taken: Taken, link: str) -> Chapter:
    """A view of the pack; of the board the latest figures, since the lines draw what was before."""
    latest = tuple(row for row in taken.rows if EARLIER not in row[1:2])
    note = EARLIER_NOTE if len(latest) < len(taken.rows) else ""
    return Chapter(_name(name, taken), replace(taken, rows=latest), link, note)


def _name(name: str, taken: Taken) -> str:
    """What the contents call a figure: further tiles of the board have names of their own."""
    if not taken.name.startswith("board-more-"):
        return name
    lens, _, measures = taken.title.partition(": ")
    return f"{lens}: {measures}, part {taken.name.rpartition('-')[2]}"


def _parts(query: Mapping[str, str], chapters: list[Chapter], absent: list, shown: object) -> tuple[Part, ...]:
    told = (
        ("What changed since the previous period", strips.changes(shown)),
        ("How sure we are", strips.sure(shown)),
        ("What is missing", strips.missing(shown)),
    )
    cautions = tuple((name, tuple(("", one) for one in said)) for name, said in told)
    left_out = (("Left out of this pack", tuple(absent)),) if absent else ()
    methods = tuple(
        (name, tuple(map(_split, notes))) for name, notes in _once((c.name, c.taken.notes) for c in chapters)
    )
    return (
        Part("Cautions", (*cautions, *left_out)),
        Part("Footprint and date", (("", _footprint(query)),), fresh=False),
        Part("Methods", methods),
        Part("Sources and licences", (("", _sources(chapters)),), fresh=False),
    )


def _once(said: Iterable[tuple[str, object]]) -> tuple[tuple[str, object], ...]:
    """What is said of several chapters alike stands once, under all their names."""
    names: dict[object, list[str]] = {}
    for name, words in said:
        if words:
            names.setdefault(words, []).append(name)
    return tuple(("; ".join(named), words) for words, named in names.items())


def _split(note: str) -> tuple[str, str]:
    label, _, words = note.partition(": ")
    return (label, words) if words else ("", label)


def _footprint(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    asked = board_question.asked_by(query)
    shared = {name: value for name, value in query.items() if name in address.SHARED}
    known = facts.footprint_facts(resolution.asked_by(shared))
    return (("Footprints as on", period_words(asked.date)), *known)


def _sources(chapters: list[Chapter]) -> tuple[tuple[str, str], ...]:
    return _once((one.name, one.taken.source.partition("Source: ")[2] or one.taken.source) for one in chapters)


def _about(site: str) -> tuple[tuple[str, str], ...]:
    pack = opened_pack.pack()
    return (
        ("Made on", period_words(figures.today())),
        ("Data pack", f"{pack.title}, version {pack.version}, built {period_words(pack.built[:10])}"),
        ("From", site),
    )
