"""The figures of the view at an address, ready to leave the server: asked for by every export.

Lives here: from path and query to the page's own HTML, and that read out. Not here: reading (`charts.taking`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import parse_qsl

from charts.frame import fingertips
from charts.gradient import sheet as gradient_sheet
from charts.taking.taken import Taken
from pages.parts import opened_pack
from pages.parts.asking import address
from pages.parts.board import board_pieces, board_question
from pages.parts.compare import pieces as compare_pieces
from pages.parts.compare import question as compare_question
from pages.parts.gradient import gradient_pieces, gradient_view
from pages.parts.gradient import question as gradient_question
from pages.parts.misfit import misfit_pieces, two_sets
from pages.parts.profile import profile_pieces, profile_question
from pages.parts.programmes import pieces as programmes_pieces
from pages.parts.programmes import question as programmes_question
from pages.parts.signals import cards as signal_cards
from pages.parts.signals import pieces as signal_pieces
from pages.parts.signals import question as signal_question
from pages.parts.similar import pieces as similar_pieces
from pages.parts.similar import question as similar_question
from pages.parts.tier import tier_pieces, tier_question
from pages.parts.trend import trend_pieces, trend_selection

Query = Mapping[str, str]
Made = tuple[str, str, str]  # which view of the page, its head, its sheet
NOTHING = "There is no figure here to take away; the page says why."


def taken(path: str, query: str, *, figure: str = "", leading: bool = False, room: bool = False) -> tuple[Taken, ...]:
    """Every figure of the view at an address.

    Parameters
    ----------
    path : str
        "/compare".
    query : str
        As in the address.
    figure : str
        The name of one figure, "" for all, the leading one first.
    leading : bool
        The leading figure alone: nothing is made of what stands below the first screen.
    room : bool
        Drawn for a slide: tiles and tables with fewer words in larger letters.

    Raises
    ------
    ValueError
        In one plain sentence, where the view has no such figure.
    """
    from charts.taking import reading  # these load lxml, which no page needs
    from pages.parts.taking import maps, own_maps

    if opened_pack.state().faults:
        raise ValueError("The pack cannot be opened; the page says why.")
    page = path.strip("/")
    asked = dict(parse_qsl(query, keep_blank_values=True))
    if page in ("", "map"):
        return _named((maps.area_map(asked, _blank(f"/?{query}" if query else "/")),), figure)
    if page == "footprints":
        return _named((own_maps.footprint_map(asked, _blank(f"/{page}?{query}" if query else f"/{page}")),), figure)
    if page not in PAGES:
        raise ValueError(f"There are no figures to take away at /{page}.")
    first = leading or figure == page
    view, head, sheet = (FIRST_SCREEN.get(page, PAGES[page]) if first else PAGES[page])(asked)
    sheet = fingertips.recoloured(sheet) if asked.get(address.PALETTE) == address.FINGERTIPS else sheet
    shown = reading.ShownPage(
        page, view, head, sheet, address=f"/{page}?{query}" if query else f"/{page}", made_on=today(),
        synthetic=opened_pack.pack().synthetic,
    )  # fmt: skip
    found = reading.read(shown, figure="" if page == "misfit" else figure, leading=leading, room=room)
    if page == "misfit" and found:
        found = (maps.two_set_map(asked, found[0]), *found)
    return _named(found, figure)


def method(path: str, query: Query) -> tuple[str, ...]:
    """What the method panel of the view at an address says, a line each; nothing where a page has none to read."""
    from charts.taking import reading, tree

    if path not in PAGES:
        return ()
    return reading.notes_of(tree.tree(PAGES[path](query)[2]))


def _named(found: tuple[Taken, ...], figure: str) -> tuple[Taken, ...]:
    kept = tuple(one for one in found if figure in ("", one.name))
    if not kept:
        raise ValueError(NOTHING)
    return kept


def _blank(address: str) -> Taken:
    """A figure of which only the day, the address and the nature are known."""
    return Taken(
        name="", title="", sentence="", svg="", plain_svg="", width=0, height=0, alt="", columns=(), rows=(),
        source="", licence="", period="", taken_on=today(), notes=(), address=address,
        synthetic=opened_pack.pack().synthetic,
    )  # fmt: skip


def today() -> str:
    """ISO day of an export."""
    return date.today().isoformat()


def _board(query: Query) -> Made:
    made = board_pieces.pieces(board_question.asked_by(query))
    return "", made.head, made.sheet


def _compare(query: Query) -> Made:
    asked = compare_question.asked_by(query)
    made = compare_pieces.pieces(asked)
    return asked.view, made.head, made.sheet


def _area(query: Query) -> Made:
    made = profile_pieces.pieces(profile_question.asked_by(query))
    return "", made.head, made.sheet


def _gradient(query: Query) -> Made:
    asked = gradient_question.asked_by(query)
    made = gradient_pieces.pieces(asked)
    below = gradient_sheet.below(gradient_view.further(asked)) if asked.indicator else ""
    return "", made.head, made.sheet + below


def _gradient_first(query: Query) -> Made:
    asked = gradient_question.asked_by(query)
    made = gradient_pieces.pieces(asked)
    return "", made.head, made.sheet + gradient_sheet.same_numbers(gradient_view.evidence(asked))


def _similar(query: Query) -> Made:
    made = similar_pieces.pieces(similar_question.asked_by(query))
    return "", made.head, made.sheet


def _signals(query: Query) -> Made:
    every, refused = signal_cards.kept()
    made = signal_pieces.pieces(signal_question.asked_by(query), every, refused=refused, today=today())
    return "", made.head, made.sheet


def _programmes(query: Query) -> Made:
    made = programmes_pieces.pieces(programmes_question.asked_by(query), today())
    return "", made.head, made.sheet


def _trend(query: Query) -> Made:
    chosen = trend_selection.asked_by(query)
    made = trend_pieces.pieces(chosen)
    return chosen.view, made.head, made.sheet


def _tier(query: Query) -> Made:
    asked, _ = tier_question.resolved(address.named(query, tier_question.landing()))
    made = tier_pieces.pieces(asked)
    return "", made.head, made.body


def _misfit(query: Query) -> Made:
    made = misfit_pieces.pieces(two_sets.asked_by(query))
    return "", made.head, f"{made.card}{made.table}{made.joint}{made.below}"


PAGES: dict[str, Callable[[Query], Made]] = {
    "board": _board,
    "compare": _compare,
    "area": _area,
    "gradient": _gradient,
    "similar": _similar,
    "signals": _signals,
    "programmes": _programmes,
    "trend": _trend,
    "tier": _tier,
    "misfit": _misfit,
}
FIRST_SCREEN = {"gradient": _gradient_first}  # for the leading figure, where the rest takes long
