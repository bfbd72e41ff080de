"""What stands under the tiles: what changed, how sure we are, what is missing.

Lives here: the three strips in words. Not here: the changes themselves (`charts.board.lenses`), their interval
(`equity.comparing.gap`).
"""

from __future__ import annotations

from charts.board.lenses import LENSES, Board, Change, Tile
from charts.board.words import size_words
from charts.markup import text
from charts.words import mid_sentence, number_text, period_words, value_text
from data.schema import Polarity

MOST_TOLD = 4  # sentences of a strip before the rest is counted
COUNTING = "Intervals cover counting error only, not errors in registers or in the people counted."


def strips(board: Board) -> str:
    """Three sections beside each other."""
    told = {
        "What changed since the previous period": changes(board),
        "How sure we are": sure(board),
        "What is missing": missing(board),
    }
    inside = "".join(
        f"<section><h2>{text(title)}</h2>{''.join(f'<p>{text(words)}</p>' for words in said)}</section>"
        for title, said in told.items()
    )
    return f'<div class="hb-strip">{inside}</div>'


def changes(board: Board) -> list[str]:
    """A sentence per measure with two periods, those that moved the wrong way first; then who has one only."""
    moved = [(tile, tile.changes) for tile in board.tiles if any(c.role != "benchmark" for c in tile.changes)]
    ordered = sorted(moved, key=lambda pair: -_need(pair[0], pair[1]))
    said = [change_words(tile, found) for tile, found in ordered[:MOST_TOLD]]
    if len(ordered) > MOST_TOLD:
        said.append(f"{len(ordered) - MOST_TOLD} more measures changed: the table below has them.")
    still = [tile.measure.short_name for tile in board.tiles if not tile.changes]
    if still:
        said.append(f"One period only: {_joined(still)}.")
    return said or ["No measure has a figure for this footprint."]


def _need(tile: Tile, found: tuple[Change, ...]) -> int:
    """2 where something moved the wrong way beyond chance, 1 where it moved the wrong way, else 0."""
    bad = {Polarity.HIGH_IS_GOOD: -1, Polarity.LOW_IS_GOOD: 1}.get(Polarity(tile.measure.polarity), 0)
    wrong = [one for one in found if one.role != "benchmark" and one.size * bad > 0]
    return 2 if any(one.clear for one in wrong) else 1 if wrong else 0


def change_words(tile: Tile, found: tuple[Change, ...]) -> str:
    """ "MMR since 2023/24: Norfolk up 0.1, Suffolk up 1.2 points; England down 0.2 points." """
    measure, asked = tile.measure, [one for one in found if one.role != "benchmark"]
    since = period_words(asked[0].before.period)
    start = f"{measure.short_name} since {since}:"
    if len(asked) == 1 and tile.own:
        ends = f"{number_text(asked[0].before.value, measure.decimals)} to {value_text(asked[0].after.value, measure)}"
        words = f"{start} {_moved(asked[0], tile)} ({ends}){_chance(asked[0])}"
    else:
        words = f"{start} {', '.join(f'{one.name} {_moved(one, tile)}{_chance(one)}' for one in asked)}"
    other = next((one for one in found if one.role == "benchmark"), None)
    return f"{words}; {other.name} {_moved(other, tile)}." if other else f"{words}."


def _moved(one: Change, tile: Tile) -> str:
    decimals = tile.measure.decimals
    if number_text(one.before.value, decimals) == number_text(one.after.value, decimals):
        return "the same"
    return f"{'up' if one.size > 0 else 'down'} {size_words(one.size, tile.measure)}"


def _chance(one: Change) -> str:
    return {True: ", beyond chance", False: ", within chance"}.get(one.clear, "")


def sure(board: Board) -> list[str]:
    """What the leading tiles rest on, and the first thing to be careful with that no tile before has told."""
    said, told = [], set()
    for tile in [tile for lens in LENSES for tile in board.lead(lens)]:
        rests = f"{tile.coverage}. " if tile.coverage and tile.own else ""
        careful = next((one for one in tile.cautions if one not in told), "")
        told.add(careful)
        if rests or careful:
            said.append(f"{tile.measure.short_name}: {rests}{careful}".strip())
    return [*said[:MOST_TOLD], COUNTING]


def missing(board: Board) -> list[str]:
    """Measures without a figure and lenses without a measure, with the reason."""
    known = {tile.lens for tile in board.tiles} | {one.lens for one in board.absent}
    empty = [f"{title}: no indicator loaded." for lens, title in LENSES.items() if lens not in known]
    told = [f"{one.short_name or one.name}: {mid_sentence(one.reason)}" for one in board.absent]
    room = MOST_TOLD - len(empty)
    said = told[:room] + ([f"{len(told) - room} more measures: the table below says why."] if len(told) > room else [])
    return [*said, *empty] or ["Nothing: every measure of the pack has a figure here."]


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
