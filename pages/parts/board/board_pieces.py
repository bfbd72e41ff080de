"""Everything the board puts on its page, made once per question and kept: head, sheet, boxes, file address.

Lives here: which piece is made by which function of `charts.board`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from charts.board import floor as floor_words
from charts.board import sheet, words
from charts.frame.head import head_html
from data.schema import LEVEL_NAMES
from pages.parts import opened_pack
from pages.parts.asking import address
from pages.parts.board import board_floor, board_question, board_tiles
from pages.parts.board.board_question import FLOOR, BoardQuestion
from pages.parts.showing.map_component import base_path

CACHED = 128


@dataclass(frozen=True)
class BoardPieces:
    """HTML, boxes and addresses of one question."""

    head: str
    sheet: str
    csv: str
    levels: dict[str, str]
    sorts: dict[str, str]
    notices: tuple[str, ...]
    parameters: dict[str, str]


@lru_cache(maxsize=CACHED)
def pieces(asked: BoardQuestion) -> BoardPieces:
    """Make the pieces of a question."""
    parameters = board_question.parameters(asked)
    csv = f"{base_path()}/r/board.csv?{urlencode(address.query(parameters, board_question.landing()))}"
    if asked.density == FLOOR:
        return _floor_pieces(asked, csv, parameters)
    shown = board_tiles.board(asked)
    head = head_html(words.finding(shown), words.lead(shown), under=words.subtitle(shown))
    asked_for = asked.indicator != board_question.landing()["indicator"]
    unable = [one for one in shown.absent if asked_for and one.indicator_id == asked.indicator]
    said = tuple(f"{one.name} has no figure for {shown.name}, so it cannot lead. {one.reason}" for one in unable)
    if asked.indicator not in board_question.measures():
        name = opened_pack.pack().indicators[asked.indicator].name
        said = (f"{name} belongs to no lens: it describes areas. The usual measure leads.",)
    return BoardPieces(head, sheet.balcony(shown), csv, {}, {}, said, parameters)


def _floor_pieces(asked: BoardQuestion, csv: str, parameters: dict[str, str]) -> BoardPieces:
    shown, levels = board_floor.floor(asked), board_floor.levels_of(asked)
    sorts = board_floor.sorts_of(shown)
    head = head_html(
        floor_words.floor_finding(shown), floor_words.floor_lead(shown), under=floor_words.floor_subtitle(shown)
    )
    notices = []
    if asked.level and asked.level not in levels:
        first = next(iter(levels.values()), "none")
        notices.append(f"No measure has figures for {LEVEL_NAMES[asked.level].lower()} here. Showing {first}.")
    if asked.sort and asked.sort not in sorts:
        name = opened_pack.pack().indicators[asked.sort].name
        notices.append(f"{name} is no column here. Sorted by {sorts[shown.sort].lower()}.")
    levels = _first(levels, asked.level)
    return BoardPieces(head, sheet.dance_floor(shown), csv, levels, sorts, tuple(notices), parameters)


def _first(words: dict[str, str], code: str) -> dict[str, str]:
    """The same words, with the one shown in front."""
    return {code: words[code]} | words if code in words else words
