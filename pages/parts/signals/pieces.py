"""Everything the signals page puts on its page, made once per question and state of the cards.

Lives here: which piece is made by which function of `charts.signals`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from charts.frame.head import head_html
from charts.signals import sheet, words
from charts.signals.cards import card_list
from data.keeping.card_store import Card
from pages.parts.asking import address
from pages.parts.showing.map_component import base_path
from pages.parts.signals import answer, cards, question
from pages.parts.signals.question import SignalQuestion

CACHED = 64
NO_CARD = "There is no such response card, or its signal is not in this list."


@dataclass(frozen=True)
class SignalPieces:
    """HTML, addresses and the open card of one question."""

    head: str
    sheet: str
    csv: str
    card: Card | None
    notices: tuple[str, ...]


@lru_cache(maxsize=CACHED)
def pieces(asked: SignalQuestion, every: tuple[Card, ...], *, refused: str, today: str) -> SignalPieces:
    """Make the pieces of a question.

    Parameters
    ----------
    every : tuple of Card
        All cards of the pack.
    refused : str
        Why cards cannot be shown, "" if they can.
    today : str
        ISO date.
    """
    board = answer.board(asked)
    marks = {one.code: _href(asked, cards.hrefs_key(asked, board, cards=every, code=one.code)) for one in board.signals}
    rows = cards.rows(every, today=today, href=lambda name: _href(asked, name))
    listed = card_list(rows, download=f"{base_path()}/r/cards.csv", refused=refused)
    card = cards.card_of(asked, board, cards=every)
    csv = f"{base_path()}/r/signals.csv?{urlencode(_query(replace(asked, card='')))}"
    return SignalPieces(
        head=head_html(words.finding(board), words.lead(board), under=words.subtitle(board)),
        sheet=sheet.sheet(board, cards=listed, marks={} if refused else marks),
        csv=csv if board.signals else "",
        card=card,
        notices=(NO_CARD,) if asked.card and card is None else (),
    )


def _href(asked: SignalQuestion, card: str) -> str:
    return f"./signals?{urlencode(_query(replace(asked, card=card)))}"


def _query(asked: SignalQuestion) -> dict[str, str]:
    return address.query(question.parameters(asked), question.landing())
