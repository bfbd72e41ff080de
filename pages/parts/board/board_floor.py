"""The dance floor: the latest figures of a footprint's wards, MSOAs or neighbourhoods, sorted on the server.

Lives here: which levels have figures, the released cells of every measure at a level, and the order of the rows. Not
here: the rows' making (`values`, `groups`, `reach_shares`), the footprint's own figures (`board_tiles`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from charts.board.lenses import LENSES, Column, Floor, FloorRow
from charts.evidence import AreaRow, area_rows
from data.schema import AREA_TYPES, FOOTPRINT_TYPES, LEVEL_NAMES, Level, Polarity, Status
from equity.comparing.comparison import COMPARABLE
from pages.parts import opened_pack
from pages.parts.answering import groups, reach_shares, values
from pages.parts.answering.judging import judged_areas
from pages.parts.answering.members import OLD, area_membership, reachable
from pages.parts.answering.releasing import protected
from pages.parts.answering.view import measure_of
from pages.parts.asking import possible
from pages.parts.asking.possible import ENGLAND, SUMMED_TYPE
from pages.parts.asking.selection import Selection
from pages.parts.board import board_choices, board_question, board_rows
from pages.parts.board.board_question import FLOOR_LEVELS, NAME, BoardQuestion
from pages.parts.board.board_tiles import against_of, figure, name_of, source_of, word_of

MOST_ROWS = 200
CACHED = 64


@dataclass(frozen=True, eq=False)
class Cells:
    """One measure at a level: its column, and a released row per area."""

    column: Column
    frame: pd.DataFrame


def floor(asked: BoardQuestion) -> Floor:
    """The dance floor of a question; what cannot be had as asked falls back to the usual level and order."""
    levels = levels_of(asked)
    wanted = (asked.level,) if asked.level in levels else tuple(levels)
    level = next((one for one in wanted if _cells(_plain(asked), one)), next(iter(wanted), str(Level.MSOA)))
    cells = _cells(_plain(asked), level)
    sorts = [one.column.measure.indicator_id for one in cells]
    sort = next((one for one in (asked.sort, asked.indicator, *sorts) if one in (NAME, *sorts)), NAME)
    codes = _ordered(cells, sort, last_first=bool(asked.order))
    whole = tuple(_whole(one, asked) for one in cells)
    return Floor(
        name=name_of(asked),
        on=asked.date,
        area_type=_type_of(asked, level),
        columns=tuple(one.column for one in cells),
        rows=_rows(cells, codes[:MOST_ROWS]),
        total=len(codes),
        whole=whole,
        sort=sort,
        last_first=bool(asked.order),
        loaded=tuple(lens for lens in LENSES if any(m.lens == lens for m in opened_pack.pack().indicators.values())),
    )


def _whole(one: Cells, asked: BoardQuestion) -> AreaRow:
    """The footprint's own figure of the column's period, as on the balcony."""
    period, found = figure(one.column.measure.indicator_id, asked)
    if not found.own or not found.rows or period != one.column.period:
        return AreaRow("", "", status=Status.MISSING)
    return found.rows[0]


def levels_of(asked: BoardQuestion) -> dict[str, str]:
    """Codes and words of the levels that have areas in the footprint and measures, the one with most measures first.

    Levels with a single area come last: there is nothing to compare in one row.
    """
    counted = {level: _able(_plain(asked), str(level)) for level in FLOOR_LEVELS}
    ordered = sorted((level for level in FLOOR_LEVELS if counted[level][1]), key=lambda one: counted[one], reverse=True)
    return {str(level): LEVEL_NAMES[level] for level in ordered}


@lru_cache(maxsize=4 * CACHED)
def _able(asked: BoardQuestion, level: str) -> tuple[bool, int]:
    """Whether a level has several areas in the footprint, and how many measures it can have; no figure is made."""
    kind, views = _views(asked, level)
    if not views:
        return False, 0
    codes = tuple(opened_pack.pack().names(kind, asked.system).codes)
    areas = int(groups.drawn(views[0], codes).sum())
    return areas > 1, len(views) if areas else 0


def sorts_of(shown: Floor) -> dict[str, str]:
    """Codes and words of the columns a table can be sorted by, the current one first."""
    words = {column.measure.indicator_id: column.measure.short_name for column in shown.columns} | {NAME: "Name"}
    return {shown.sort: words[shown.sort]} | words


def _plain(asked: BoardQuestion) -> BoardQuestion:
    """What the cells depend on."""
    return replace(asked, indicator="", density="", level="", sort="", order="")


@lru_cache(maxsize=CACHED)
def _cells(asked: BoardQuestion, level: str) -> tuple[Cells, ...]:
    """Every measure with a figure at a level inside the footprint, lens after lens, on one kind of area."""
    made = [_measure(view, asked) for view in _views(asked, level)[1]]
    return tuple(one for one in made if one.frame["value"].notna().any())


@lru_cache(maxsize=4 * CACHED)
def _views(asked: BoardQuestion, level: str) -> tuple[str, tuple[Selection, ...]]:
    """The kind of area that most measures have at a level, and their views of it, lens after lens."""
    pack = opened_pack.pack()
    order = [one for lens in LENSES for one in pack.indicators.values() if one.lens == lens]
    views = [_in_time(_view(asked, one.id, level), asked.until) for one in order]
    kinds = Counter(view.area_type for view in views if view is not None)
    if not kinds:
        return "", ()
    kind = kinds.most_common(1)[0][0]
    return kind, tuple(view for view in views if view is not None and view.area_type == kind)


def _view(asked: BoardQuestion, indicator_id: str, level: str) -> Selection | None:
    """The map's view of a measure at a level, narrowed to the place; None where it has none."""
    pack = opened_pack.pack()
    found = possible.levels(pack, pack.indicators[indicator_id], scope=asked.system)
    if Level(level) in found:
        whole = board_question.view_of(replace(asked, place=""), indicator_id, level=level)
        return replace(whole, place=asked.place, inside="place" if asked.place else "")
    kind = "wd25" if level == Level.WARD else SUMMED_TYPE.get(Level(level), "")
    if reach_shares.reach(indicator_id) is None or asked.system not in pack.manifest["layers"].get(kind, {}):
        return None
    usual = board_question.view_of(replace(asked, place=""), indicator_id)
    return replace(usual, place=asked.place, inside="place" if asked.place else "", area_type=kind, level=Level(level))


def _in_time(view: Selection | None, until: str) -> Selection | None:
    return view if view is not None and board_choices.in_time(view.period, until) else None


def _measure(view: Selection, asked: BoardQuestion) -> Cells:
    made = reach_shares.reach(view.indicator)
    indicator = made or opened_pack.pack().indicators[view.indicator]
    everyone = tuple(opened_pack.pack().names(view.area_type, view.system).codes)
    if made is None:
        usual = groups.benchmark(replace(view, place="", inside=""))
        beside = board_rows.chosen_benchmark(view, usual, against=against_of(asked)).row
        frame = protected.rows(view, everyone)
    else:
        beside = _reached_benchmark(view, against_of(asked) or view.system)
        frame = _reached(view, everyone)
    frame = frame.assign(**groups.labels(view, everyone))
    frame = frame.assign(compared=judged_areas(frame, beside, indicator=indicator, area_type=view.area_type))
    column = Column(
        lens=indicator.lens,
        measure=measure_of(indicator),
        period=view.period,
        benchmark=beside,
        benchmark_word=word_of(beside),
        source=source_of(indicator, derived=made is not None or view.area_type in FOOTPRINT_TYPES),
    )
    return Cells(column, frame[groups.drawn(view, everyone)])


def _reached(view: Selection, codes: tuple[str, ...]) -> pd.DataFrame:
    """Residents beyond the limit, a row per area of a type."""
    made, kind = reach_shares.reach(view.indicator), view.area_type
    if kind in FOOTPRINT_TYPES:
        frame = reach_shares.of_footprints(view.indicator, view.period)
    elif kind != "wd25" and not reachable(OLD, kind):
        return values.nothing(codes)
    else:
        frame = reach_shares.figures(made, area_membership(OLD, kind), period=view.period)
    found = frame.reindex(list(codes))
    texts = {"status": found["status"].fillna("missing"), "note": found["note"].fillna(""), "reason": ""}
    return found.assign(**texts)


def _reached_benchmark(view: Selection, code: str) -> AreaRow | None:
    found = reach_shares.of_footprints(view.indicator, view.period).loc[code]
    if pd.isna(found["value"]):
        return None
    role = "country" if code == ENGLAND else "system" if code == view.system else "place"
    name = "England" if code == ENGLAND else opened_pack.registry()[code].short_name
    return AreaRow(code, name, role=role, value=float(found["value"]))


def _ordered(cells: tuple[Cells, ...], sort: str, *, last_first: bool) -> list[str]:
    """Codes in the order asked for: by name, or by need in a column; areas that are not ranked come last."""
    if not cells:
        return []
    names = pd.concat([one.frame["name"] for one in cells])
    by_name = names[~names.index.duplicated()].sort_values(kind="stable")
    if sort == NAME:
        return list(by_name.index[::-1] if last_first else by_name.index)
    one = next(cell for cell in cells if cell.column.measure.indicator_id == sort)
    frame = one.frame.reindex(by_name.index)
    able = frame["status"].isin([str(status) for status in COMPARABLE]) & frame["value"].notna()
    rising = (one.column.measure.polarity == Polarity.HIGH_IS_GOOD) != last_first
    ranked = frame[able].sort_values("value", ascending=rising, kind="stable")
    return [*ranked.index, *frame.index[~able]]


def _rows(cells: tuple[Cells, ...], codes: list[str]) -> tuple[FloorRow, ...]:
    """Areas with a cell per column."""
    if not codes:
        return ()
    by_column = []
    for one in cells:
        frame = one.frame.reindex(codes)
        frame = frame.assign(
            status=frame["status"].fillna("missing"), compared=frame["compared"].fillna("not_compared")
        )
        by_column.append(area_rows(frame, codes))
    return tuple(
        FloorRow(code, *_named(rows), tuple(rows))
        for code, rows in zip(codes, zip(*by_column, strict=True), strict=True)
    )


def _named(rows: tuple[AreaRow, ...]) -> tuple[str, str]:
    """Name and district, from whichever column knows them."""
    known = next((row for row in rows if row.name != row.code), rows[0])
    return known.name, known.district


def _type_of(asked: BoardQuestion, level: str) -> str:
    """The kind of area of a level's table."""
    kinds = {kind for kind, own in AREA_TYPES.items() if str(own) == level}
    return _views(_plain(asked), level)[0] or sorted(kinds)[0]
