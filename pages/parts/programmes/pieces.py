"""Everything the programmes page puts on its page, made once per question and day.

Lives here: which piece is made by which function of `charts.programmes`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from charts.frame.head import head_html
from charts.programmes import sheet, words
from pages.parts.answering.programmes import cached
from pages.parts.asking import address
from pages.parts.programmes import answer, question
from pages.parts.programmes.question import ProgrammesQuestion
from pages.parts.showing.map_component import base_path


@dataclass(frozen=True)
class ProgrammesPieces:
    """HTML and address of one question."""

    head: str
    sheet: str
    csv: str


@cached(64)
def pieces(asked: ProgrammesQuestion, today: str) -> ProgrammesPieces:
    """Make the pieces of a question, as on a day."""
    board = answer.board(asked, today=today)
    query = urlencode(address.query(question.parameters(asked), question.landing()))
    return ProgrammesPieces(
        head=head_html(words.finding(board), words.lead(board), under=words.subtitle(board)),
        sheet=sheet.sheet(board),
        csv=f"{base_path()}/r/programmes.csv?{query}" if board.programmes else "",
    )
