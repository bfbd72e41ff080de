"""The board: every measure of the three lenses on one footprint, in the order shown.

    BoardQuestion -> board_rows (figure, benchmark, parts) + series (five years, trend) + resident_fifths (gap) -> Board

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
from data.catalogue import Indicator
from data.schema import ValueType
from equity.comparing.fifths import LEAST, MOST
from pages.parts import opened_pack
from pages.parts.answering import (
    deprivation_groups,
    extents,
    groups,
    reach_shares,
    released_cells,
    resident_fifths,
    values,
)
from pages.parts.answering.members import footprint_membership
from pages.parts.answering.own import own_known
from pages.parts.answering.relevant_ages import relevant
from pages.parts.answering.series import TODAY
from pages.parts.answering.view import measure_of
from pages.parts.asking import address, selection
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.board import board_choices, board_lines, board_own, board_question, board_rows
from pages.parts.board.board_found import Found
from pages.parts.board.board_question import BoardQuestion, subject_id

CACHED = 128
BLOCK = "msoa11"  # what a footprint is said to be made of


def board(asked: BoardQuestion) -> Board:
    """The board of a question."""
    return _board(replace(asked, density=board_question.BALCONY, level="", sort="", order=""))


@lru_cache(maxsize=CACHED)
def _board(asked: BoardQuestion) -> Board:
    indicator, system, place, on = asked.indicator, asked.system, asked.place, asked.date
    order = [one for one in opened_pack.pack().indicators.values() if one.lens in LENSES]
    made = [(one, tile(one.id, asked)) for one in order]
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
        until=asked.until,
        beside=board_choices.compares(system, place, on=on).get(asked.compare, "") if asked.compare else "",
    )


def _rank(tile: Tile, *, leads: bool) -> tuple[bool, bool, bool]:
    """The measure that was asked for first; counts, which grow with the people, last; own figures before others'."""
    return not leads, tile.measure.value_type == ValueType.COUNT, not tile.own


def name_of(asked: BoardQuestion) -> str:
    """Name of the footprint."""
    code = subject_id(asked)
    if own_known.is_own(code):
        return own_known.footprint(code).name
    return "England" if code == ENGLAND else opened_pack.registry()[code].short_name


def _system_name(asked: BoardQuestion) -> str:
    return "England" if asked.system == ENGLAND else opened_pack.registry()[asked.system].short_name


@lru_cache(maxsize=CACHED)
def _made_of(code: str) -> str:
    """ "28 MSOAs in Norfolk and Suffolk"; counties are left out where there are many."""
    if own_known.is_own(code):
        return board_own.made_of(code)
    table = opened_pack.pack().lookup("lsoa11")
    inside = table[table["lsoa11cd"].isin(resident_fifths.lsoas(code))]
    if code == ENGLAND:
        return f"{inside[f'{BLOCK}cd'].nunique():,} MSOAs"
    whole = int((footprint_membership(BLOCK).members(code) > 0.5).sum())
    counted = inside[f"{groups.COUNTY_TYPE}cd"].value_counts()
    names = [extents.names_of(groups.COUNTY_TYPE)[county] for county in counted.index]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    if joined == opened_pack.registry()[code].short_name:
        return f"{whole:,} MSOAs"
    return f"{whole:,} MSOAs" + (f" in {joined}" if len(names) <= 4 else f" in {len(names)} upper-tier authorities")


def tile(indicator_id: str, asked: BoardQuestion) -> Tile | Absent:
    """One measure on the footprint of a question, or why it has no figure."""
    usual = board_question.BALCONY
    return _tile(indicator_id, replace(asked, indicator="", density=usual, level="", sort="", order=""))


def figure(indicator_id: str, asked: BoardQuestion) -> tuple[str, Found]:
    """The period and the figure of a tile alone, without its line and its fifths."""
    usual = board_question.BALCONY
    chosen, rows, _ = _figure(indicator_id, replace(asked, indicator="", density=usual, level="", sort="", order=""))
    return chosen.period, rows


@lru_cache(maxsize=4096)
def _figure(indicator_id: str, asked: BoardQuestion) -> tuple[Selection, Found, bool]:
    """The map's view of a measure on the footprint, its figure, and whether it comes too late to be shown."""
    whole = board_question.view_of(replace(asked, place=""), indicator_id)  # the same for every place of a system
    chosen = replace(whole, place=asked.place)
    late = not board_choices.in_time(chosen.period, asked.until)
    return chosen, Found() if late else board_rows.found(chosen, against=against_of(asked)), late


@lru_cache(maxsize=4096)
def _tile(indicator_id: str, asked: BoardQuestion) -> Tile | Absent:
    indicator = reach_shares.reach(indicator_id) or opened_pack.pack().indicators[indicator_id]
    chosen, rows, late = _figure(indicator_id, asked)
    if not rows.rows:
        reason = f"No figure for a time up to the end of {asked.until}." if late else rows.reason
        return Absent(indicator.lens, indicator.name, indicator.id, reason, indicator.short_name)
    lines = (
        ()
        if indicator.name != opened_pack.pack().indicators[indicator_id].name
        else board_lines.lines(chosen, rows, until=asked.until)
    )
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
        where=_links(chosen, rows, asked.until),
    )


def against_of(asked: BoardQuestion) -> str:
    """What a reader chose to compare with: "" the usual, "england", or a place's id."""
    if asked.compare == board_choices.PARENT:
        return board_choices.parent_place(asked.place, asked.date)
    return asked.compare


def word_of(benchmark: AreaRow | None) -> str:
    """What a benchmark is called beside its value."""
    return "" if benchmark is None else "the system" if benchmark.role == "system" else benchmark.name


def fifths(chosen: Selection, indicator: Indicator, *, rows: Found) -> Fifths:
    """The most and the least deprived fifth of the footprint, from sums of counts; else the reason."""
    own = opened_pack.pack().indicators[chosen.indicator]
    far = indicator.value_type != own.value_type
    source = resident_fifths.OLD if far else own.building_block
    if not rows.own or indicator.value_type == ValueType.COUNT or not (far or values.summable(own, source)):
        words = "A count has no gap: it grows with the people." if indicator.value_type == ValueType.COUNT else ""
        return Fifths(reason=words or _not_summed(rows))
    if own_known.is_own(chosen.place):
        return Fifths(reason=board_own.NO_FIFTHS)
    code = chosen.place or chosen.system
    cut = resident_fifths.cut(code, source, ages=relevant(own.id))
    if cut.members is None:
        return Fifths(reason=cut.reason)
    above = resident_fifths.parents(code)
    frame = deprivation_groups.figures(own, cut.members, source=source, segment=chosen.segment, above=above)
    most, least = (
        released_cells.fifth_row(frame, fifth, name=f"{word} deprived fifth")
        for fifth, word in ((MOST, "Most"), (LEAST, "Least"))
    )
    reason = next((row.reason for row in (most, least) if not row.has_value), "")
    return Fifths(most, least, cut.of, reason or ("" if most.has_value and least.has_value else "Withheld."))


def _not_summed(rows: Found) -> str:
    if rows.kind:
        return f"Published by {rows.kind} only, so there is no value for the footprint or its fifths."
    return resident_fifths.NOT_SUMMED


def source_of(indicator: Indicator, *, derived: bool) -> SourceItem:
    """Where a measure's numbers are from."""
    source = opened_pack.pack().sources[indicator.source]
    return SourceItem(source.publisher, source.title, source.published, derived=derived, licence=source.licence)


def _links(chosen: Selection, rows: Found, until: str) -> tuple[tuple[str, str], ...]:
    """Map and trend of the measure on the same footprint; the map of the same period."""
    if own_known.is_own(chosen.place):
        kept = ("indicator", "system", "date")
        return board_own.links({name: getattr(chosen, name) for name in kept}, chosen.place)
    shared = {name: getattr(chosen, name) for name in address.SHARED if name != "own"}
    ahead = address.query(shared, {name: selection.landing()[name] for name in shared})
    areas = {name: row.code for name, row in zip(("area", "second"), rows.rows, strict=False)}
    line = areas | ({} if len(areas) > 1 else {"second": "none"}) | {"footprint": TODAY}
    shown = selection.NO_AREA if not rows.kind else rows.rows[0].code
    ahead |= {"period": chosen.period} if until else {}
    return (
        ("Map", f"./?{urlencode(ahead | {'area': shown})}"),
        ("Trend", f"./trend?{urlencode(shared | line)}"),
    )
