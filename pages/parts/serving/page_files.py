"""Files of single pages below `/r/`: what the page shows, by the page's own parameters.

Lives here: their addresses. Not here: the map page's file (`view_api`), what is in a file (`charts`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from charts.board import floor, numbers
from charts.gradient import numbers as gradient_numbers
from charts.gradient import sheet as gradient_sheet
from charts.misfit import misfit_matrix, misfit_tables
from charts.profile import numbers as profile_numbers
from charts.programmes import numbers as programme_numbers
from charts.programmes import template
from charts.signals import cards as card_list
from charts.signals import numbers as signal_numbers
from charts.sources.listing import Entry, entry_csv, listing_csv
from charts.tables import Order
from charts.tier import tier_table
from charts.trend import trend_picture
from charts.usual import usual_picture
from pages.parts import opened_pack
from pages.parts.asking import address
from pages.parts.board import board_floor, board_question, board_tiles
from pages.parts.compare import pieces as compare_pieces
from pages.parts.compare import question as compare_question
from pages.parts.gradient import gradient_view
from pages.parts.gradient import question as gradient_question
from pages.parts.misfit import border_sets, misfit_pieces, two_borders, two_sets
from pages.parts.own import own_pieces
from pages.parts.profile import answer, profile_pieces, profile_question
from pages.parts.programmes import adding
from pages.parts.programmes import answer as programmes_answer
from pages.parts.programmes import question as programmes_question
from pages.parts.showing.map_component import base_path
from pages.parts.signals import answer as signal_answer
from pages.parts.signals import cards as signal_cards
from pages.parts.signals import question as signal_question
from pages.parts.similar import pieces as similar_pieces
from pages.parts.similar import question as similar_question
from pages.parts.sources import pieces as sources_pieces
from pages.parts.sources import question as sources_question
from pages.parts.taking import files as taking_files
from pages.parts.tier import tier_pieces, tier_question
from pages.parts.tier.tier_split import tiers
from pages.parts.trend import trend_selection, trend_usual, trend_view

KEPT_OUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def misfit_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the pairs of two sets of borders."""
    asked = two_sets.asked_by(query)
    named = "-".join(border_sets.kind_of(kind).id for kind in (asked.aset, asked.bset))
    content = misfit_tables.csv_bytes(two_borders.answer(asked).misfit, misfit_pieces.sources())
    return f"boundary-misfit-{named}.csv", content


def misfit_rows(query: Mapping[str, str]) -> tuple[str, bytes]:
    """The matrix or the pairs of two sets of borders as HTML, sorted as asked (`sort`, `descending`, `page`)."""
    page = query.get("page", "0")
    order = misfit_matrix.Order(
        query.get("sort", ""), query.get("descending") != "0", int(page) if page.isdecimal() else 0
    )
    shown = two_borders.answer(two_sets.asked_by(query)).misfit
    return "misfit.html", misfit_matrix.table(shown, order).encode()


def tier_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the levels of a measure."""
    defaults = tier_question.landing()
    asked, _ = tier_question.resolved(address.named(query, defaults))
    content = tier_table.csv_bytes(tiers(asked), tier_pieces.source_of(asked.indicator))
    return f"which-tier-{asked.indicator}-{asked.system}.csv", content


def board_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the board as it stands: tiles, or the table of the areas."""
    asked = board_question.asked_by(query)
    name = numbers.csv_name(board_tiles.name_of(asked), asked.density)
    if asked.density == board_question.FLOOR:
        return name, floor.floor_csv(board_floor.floor(asked))
    return name, numbers.csv_bytes(board_tiles.board(asked))


def sources_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of a list or an entry of the definitions page."""
    asked = sources_question.asked_by(query)
    found = sources_pieces.answer(asked)
    named = "-".join(part for part in (asked.show, *_entry_named(asked)) if part)
    content = entry_csv(found) if isinstance(found, Entry) else listing_csv(found)
    return f"definitions-{named}.csv", content


def _entry_named(asked: sources_question.SourcesQuestion) -> tuple[str, ...]:
    return {"measure": (asked.indicator,), "sources": (asked.source,), "footprints": (asked.footprint,)}.get(
        asked.show, ()
    )


def gradient_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of every number of the gradient page; no bytes where no measure has deprivation groups."""
    asked = gradient_question.asked_by(query)
    if not asked.indicator:
        return "gradient.csv", b""
    shown = gradient_view.further(asked)
    return gradient_numbers.csv_name(shown), gradient_numbers.csv_bytes(shown)


def compare_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the comparison as it stands."""
    return compare_pieces.file(compare_question.asked_by(query))


def compare_rows(query: Mapping[str, str]) -> tuple[str, bytes]:
    """One page of the comparison's table, sorted (`sort`, `descending`): `page`, or that of the area `find`."""
    page = query.get("page", "0")
    order = Order(query.get("sort", ""), query.get("descending") == "1", int(page) if page.isdecimal() else 0)
    asked = compare_question.asked_by({name: one for name, one in query.items() if name not in ("sort", "order")})
    return "compare.html", compare_pieces.table(asked, order, area=query.get("find", "")).encode()


def similar_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of a comparison with similar places."""
    return similar_pieces.file(similar_question.asked_by(query))


def area_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the profile of an area as it stands."""
    asked = profile_question.asked_by(query)
    shown = answer.profile(asked)
    content = profile_numbers.csv_bytes(shown, asked.show, county=profile_pieces.in_county(asked))
    return profile_numbers.csv_name(shown), content


def gradient_below(query: Mapping[str, str]) -> tuple[str, bytes]:
    """What stands below the gradient's first screen, as HTML; no bytes where nothing does."""
    asked = gradient_question.asked_by(query)
    return "gradient.html", gradient_sheet.below(gradient_view.further(asked)).encode() if asked.indicator else b""


def trend_svg(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the picture of a trend; no bytes where nothing is drawn."""
    chosen = trend_selection.asked_by(query)
    if chosen.view == trend_selection.USUAL:
        shown = trend_usual.evidence(chosen)
        return f"{usual_picture.picture_name(shown)}.svg", usual_picture.picture(shown, made_on=_today()).encode()
    trend = trend_view.evidence(chosen)
    return f"{trend_picture.picture_name(trend)}.svg", trend_picture.picture(trend, made_on=_today()).encode()


def _today() -> str:
    return date.today().isoformat()


def programmes_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the programmes of a footprint."""
    found = programmes_answer.board(programmes_question.asked_by(query), today=_today())
    return programme_numbers.csv_name(found), programme_numbers.csv_bytes(found)


def programmes_template(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the file in which programmes are recorded, to fill in."""
    return template.NAME, adding.template_file()


def signals_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the list of signals."""
    found = signal_answer.board(signal_question.asked_by(query))
    return signal_numbers.csv_name(found), signal_numbers.csv_bytes(found)


def cards_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the response cards; no bytes where they cannot be read."""
    every, refused = signal_cards.kept()
    return "response-cards.csv", b"" if refused else card_list.cards_csv(signal_cards.rows(every, today=_today()))


FILES: dict[str, Callable[[Mapping[str, str]], tuple[str, bytes]]] = {
    "area.csv": area_csv,
    "board.csv": board_csv,
    "figure.png": taking_files.figure_png,
    "figure.svg": taking_files.figure_svg,
    "footprint.csv": own_pieces.figures_csv,
    "gradient.csv": gradient_csv,
    "compare.csv": compare_csv,
    "compare.html": compare_rows,
    "gradient.html": gradient_below,
    "misfit.csv": misfit_csv,
    "misfit.html": misfit_rows,
    "sources.csv": sources_csv,
    "similar.csv": similar_csv,
    "cards.csv": cards_csv,
    "programmes.csv": programmes_csv,
    "programmes-template.toml": programmes_template,
    "signals.csv": signals_csv,
    "tier.csv": tier_csv,
    "trend.svg": trend_svg,
}
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".toml": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def routes() -> list[Route]:
    """One route per file; they stand before the catch-all of `routes.routes`."""
    return [Route(f"{base_path()}/r/{name}", _answer(made), methods=["GET", "HEAD"]) for name, made in FILES.items()]


def _answer(made: Callable[[Mapping[str, str]], tuple[str, bytes]]) -> Callable[[Request], Response]:
    return answered(lambda request: made(dict(request.query_params)))


def answered(made: Callable[[Request], tuple[str, bytes]]) -> Callable[[Request], Response]:
    """An endpoint that sends a file; in words where the pack is broken or there is nothing to send."""

    def answer(request: Request) -> Response:
        if opened_pack.state().faults:
            words = "The pack cannot be opened; the page says why."
            return PlainTextResponse(words, status_code=503, headers=KEPT_OUT)
        name, content = made(request)
        if not content:
            return PlainTextResponse("There is nothing to draw here; the page says why.", 404, headers=KEPT_OUT)
        safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
        kind = PurePath(name).suffix
        headers = {} if kind == ".html" else {"Content-Disposition": f'attachment; filename="{safe}"'}
        return Response(content, media_type=MEDIA_TYPES[kind], headers=KEPT_OUT | headers)

    return answer
