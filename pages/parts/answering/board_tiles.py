"""The board: every measure of the three lenses on one footprint, in the order shown.

    BoardQuestion -> board_rows (figure, benchmark, parts) + series (five years, trend) + board_fifths (gap) -> Board

Lives here: that order, which tile comes first, and the caches. Not here: any formula (`equity`), wording
(`charts.board`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from charts.board.lenses import LENSES, Absent, Board, Fifths, Tile
from charts.coverage import coverage_words
from charts.evidence import AreaRow, SourceItem
from charts.trend_evidence import Line, Point
from data.catalogue import Indicator
from data.schema import ValueType
from equity.comparing.fifths import LEAST, MOST
from equity.comparing.trend import Direction, Trend, recent_trend
from geo.periods import middle
from pages.parts import opened_pack
from pages.parts.answering import board_fifths, board_reach, board_rows, deprivation_groups, extents, groups, values
from pages.parts.answering.board_published import row_series
from pages.parts.answering.board_rows import Found
from pages.parts.answering.members import footprint_membership
from pages.parts.answering.series import TODAY, periods
from pages.parts.answering.view import measure_of
from pages.parts.asking import address, board_question, selection
from pages.parts.asking.board_question import BoardQuestion, subject_id
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection

CACHED = 128
YEARS = 5  # of the strategic view
BLOCK = "msoa11"  # what a footprint is said to be made of


def board(asked: BoardQuestion) -> Board:
    """The board of a question."""
    return _board(asked.indicator, asked.system, asked.place, asked.date)


@lru_cache(maxsize=CACHED)
def _board(indicator: str, system: str, place: str, on: str) -> Board:
    asked = BoardQuestion(indicator, system, place, on, board_question.BALCONY, "", "", "")
    order = [one for one in opened_pack.pack().indicators.values() if one.lens in LENSES]
    made = [(one, _tile(one.id, system, place, on)) for one in order]
    tiles = [(one, tile) for one, tile in made if isinstance(tile, Tile)]
    ranked = sorted(tiles, key=lambda pair: _rank(pair[1], leads=pair[0].id == indicator))
    lenses = list(LENSES)
    return Board(
        name=name_of(asked),
        kind="place" if place else "country" if system == ENGLAND else "system",
        system="" if not place else _system_name(asked),
        on=on,
        tiles=tuple(sorted((tile for _, tile in ranked), key=lambda tile: lenses.index(tile.lens))),
        absent=tuple(sorted((t for _, t in made if isinstance(t, Absent)), key=lambda one: lenses.index(one.lens))),
        words=_made_of(subject_id(asked)),
    )


def _rank(tile: Tile, *, leads: bool) -> tuple[bool, bool, bool]:
    """The measure that was asked for first; counts, which grow with the people, last; own figures before others'."""
    return not leads, tile.measure.value_type == ValueType.COUNT, not tile.own


def name_of(asked: BoardQuestion) -> str:
    """Name of the footprint."""
    code = subject_id(asked)
    return "England" if code == ENGLAND else opened_pack.registry()[code].short_name


def _system_name(asked: BoardQuestion) -> str:
    return "England" if asked.system == ENGLAND else opened_pack.registry()[asked.system].short_name


@lru_cache(maxsize=CACHED)
def _made_of(code: str) -> str:
    """ "28 MSOAs in Norfolk and Suffolk"; counties are left out where there are many."""
    table = opened_pack.pack().lookup("lsoa11")
    inside = table[table["lsoa11cd"].isin(board_fifths.lsoas(code))]
    if code == ENGLAND:
        return f"{inside[f'{BLOCK}cd'].nunique():,} MSOAs"
    whole = int((footprint_membership(BLOCK).members(code) > 0.5).sum())
    counted = inside[f"{groups.COUNTY_TYPE}cd"].value_counts()
    names = [extents.names_of(groups.COUNTY_TYPE)[county] for county in counted.index]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    if joined == opened_pack.registry()[code].short_name:
        return f"{whole:,} MSOAs"
    return f"{whole:,} MSOAs" + (f" in {joined}" if len(names) <= 4 else f" in {len(names)} upper-tier authorities")


@lru_cache(maxsize=4096)
def _tile(indicator_id: str, system: str, place: str, on: str) -> Tile | Absent:
    """One measure on the footprint, or why it has no figure."""
    asked = BoardQuestion(indicator_id, system, place, on, board_question.BALCONY, "", "", "")
    whole = board_question.view_of(replace(asked, place=""), indicator_id)  # the same for every place of a system
    chosen = replace(whole, place=place)
    indicator = board_reach.reach(indicator_id) or opened_pack.pack().indicators[indicator_id]
    rows = board_rows.found(chosen)
    if not rows.rows:
        return Absent(indicator.lens, indicator.name, indicator.id, rows.reason, indicator.short_name)
    lines = () if indicator.name != opened_pack.pack().indicators[indicator_id].name else _lines(chosen, rows)
    return Tile(
        lens=indicator.lens,
        measure=measure_of(indicator),
        period=chosen.period,
        rows=rows.rows,
        own=rows.own,
        fifths=fifths(chosen, indicator, rows=rows),
        benchmark=rows.benchmark,
        benchmark_word=word_of(rows.benchmark),
        parts=rows.parts,
        lines=lines,
        cumulative="by {period}" in indicator.period_phrase,
        coverage=rows.covers or (coverage_words(rows.rows[0]) if rows.own else ""),
        kind=rows.kind,
        cautions=indicator.cautions,
        source=source_of(indicator, derived=rows.own and bool(rows.rows[0].members)),
        where=_links(chosen, rows),
    )


def word_of(benchmark: AreaRow | None) -> str:
    """What a benchmark is called beside its value."""
    return "" if benchmark is None else "the system" if benchmark.role == "system" else benchmark.name


def fifths(chosen: Selection, indicator: Indicator, *, rows: Found) -> Fifths:
    """The most and the least deprived fifth of the footprint, from sums of counts; else the reason."""
    own = opened_pack.pack().indicators[chosen.indicator]
    far = indicator.value_type != own.value_type
    source = board_fifths.OLD if far else own.building_block
    if not rows.own or indicator.value_type == ValueType.COUNT or not (far or values.summable(own, source)):
        words = "A count has no gap: it grows with the people." if indicator.value_type == ValueType.COUNT else ""
        return Fifths(reason=words or _not_summed(rows))
    code = chosen.place or chosen.system
    cut = board_fifths.cut(code, source)
    if cut.members is None:
        return Fifths(reason=cut.reason)
    above = board_fifths.parents(code)
    frame = deprivation_groups.figures(own, cut.members, source=source, segment=chosen.segment, above=above)
    most, least = (
        board_rows.fifth_row(frame, fifth, name=f"{word} deprived fifth")
        for fifth, word in ((MOST, "Most"), (LEAST, "Least"))
    )
    reason = next((row.reason for row in (most, least) if not row.has_value), "")
    return Fifths(most, least, cut.of, reason or ("" if most.has_value and least.has_value else "Withheld."))


def _not_summed(rows: Found) -> str:
    if rows.kind:
        return f"Published by {rows.kind} only, so there is no value for the footprint or its fifths."
    return board_fifths.NOT_SUMMED


def _lines(chosen: Selection, rows: Found) -> tuple[Line, ...]:
    """Series of the first rows and of the benchmark, on today's members, over the newest five years."""
    if len(periods(chosen.indicator)) == 1:
        return tuple(_point_alone(row, chosen.period) for row in rows.rows[:1])
    drawn = rows.rows if len(rows.rows) <= 2 else _ends(rows.rows)
    wanted = [(row, role) for row, role in zip(drawn, ("first", "second"), strict=False)]
    if rows.benchmark is not None:
        wanted.append((rows.benchmark, "benchmark"))
    told = [(row, role, *_told(chosen.indicator, row.code, chosen.area_type, chosen.date)) for row, role in wanted]
    ends = [points[-1].day for _, role, _, points in told if role != "benchmark" and points]
    if not ends:
        return ()
    first = f"{int(max(ends)[:4]) - YEARS}{max(ends)[4:]}"
    return tuple(
        Line(
            row.code,
            row.name,
            role,
            tuple(point for point in points if first < point.day <= max(ends)),
            trend,
            row.compared,
        )
        for row, role, trend, points in told
    )


def _ends(rows: tuple[AreaRow, ...]) -> tuple[AreaRow, ...]:
    """The lowest and the highest of many."""
    return min(rows, key=lambda row: row.value), max(rows, key=lambda row: row.value)


def _point_alone(row: AreaRow, period: str) -> Line:
    """The line of a measure with one period: its value."""
    numbers = (row.value, row.lower_ci, row.upper_ci, row.numerator, row.denominator)
    point = Point(period, middle(period), *numbers, status=row.status, standing=row.name)
    trend = Trend(Direction.NOT_CALCULATED, reason="one period.")
    return Line(row.code, row.name, "first", (point,), trend, row.compared)


@lru_cache(maxsize=4096)
def _told(indicator_id: str, code: str, area_type: str, on: str) -> tuple[Trend, tuple[Point, ...]]:
    """The trend of a row's series, and its points that have a value."""
    frame = row_series(indicator_id, code, area_type=area_type, on=on)
    known = frame[frame["value"].notna()]
    columns = known[["value", "lower_ci", "upper_ci", "numerator", "denominator", "status"]].to_numpy().tolist()
    points = tuple(
        Point(str(period), middle(str(period)), *numbers, status=str(status))
        for period, (*numbers, status) in zip(known.index, columns, strict=True)
    )
    return recent_trend(frame, opened_pack.pack().indicators[indicator_id].value_type), points


def source_of(indicator: Indicator, *, derived: bool) -> SourceItem:
    """Where a measure's numbers are from."""
    source = opened_pack.pack().sources[indicator.source]
    return SourceItem(source.publisher, source.title, source.published, derived=derived, licence=source.licence)


def _links(chosen: Selection, rows: Found) -> tuple[tuple[str, str], ...]:
    """Map and trend of the measure on the same footprint."""
    shared = {name: getattr(chosen, name) for name in address.SHARED if name != "own"}
    ahead = address.query(shared, {name: selection.landing()[name] for name in shared})
    areas = {name: row.code for name, row in zip(("area", "second"), rows.rows, strict=False)}
    line = areas | ({} if len(areas) > 1 else {"second": "none"}) | {"footprint": TODAY}
    shown = selection.NO_AREA if not rows.kind else rows.rows[0].code
    return (
        ("Map", f"./?{urlencode(ahead | {'area': shown})}"),
        ("Trend", f"./trend?{urlencode(shared | line)}"),
    )
