"""Every number of the gradient page as rows: the table at its end and the file are made from the same ones.

Lives here: one row per number shown, as a table and as CSV. Not here: routes, the tables of single sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charts.coverage import coverage_in_full
from charts.evidence import AreaRow, Measure
from charts.files.csv_export import shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.gradient.evidence import NATIONAL, SAME_AGES, GradientEvidence, Ladder
from charts.gradient.methods import row_method
from charts.number_table import number_table
from charts.source_line import source_text
from charts.states import state
from charts.words import count_text, interval_text, number_text, period_words
from data.schema import Status
from equity.comparing.gap import Estimate

HEADS = ("What", "Group", "Value", "95 % interval", "Counted", "Out of", "Note")
RIGHT = (2, 3, 4, 5)
COLUMNS = (
    "what", "group", "ranked_within", "ages", "indicator_id", "indicator", "people", "period", "period_words", "unit",
    "value", "lower_95", "upper_95", "numerator", "denominator", "status", "symbol", "note", "footprint",
    "footprint_as_on", "coverage", "method", "source", "licence",
)  # fmt: skip
WITHIN = {NATIONAL: "England", "own": "the footprint"}


@dataclass(frozen=True)
class Number:
    """One number, or the reason why there is none; `unit` and `decimals` are its own."""

    what: str
    row: AreaRow
    unit: str
    decimals: int
    within: str = ""
    ages: str = ""
    period: str = ""
    note: str = ""


def numbers(shown: GradientEvidence) -> list[Number]:
    """All rows in the order of the page."""
    found = [*_ladder(shown, shown.shown, ages=shown.ages)]
    other = shown.national if shown.shown.lens != NATIONAL else shown.own
    found += _ladder(shown, other, ages="")
    if shown.matched is not None:
        plain = shown.own if shown.shown.lens != NATIONAL else shown.national
        beside, ages = (plain, "") if shown.ages == SAME_AGES else (shown.matched, SAME_AGES)
        found += _ladder(shown, beside, ages=ages)
    return [*found, *_people(shown), *_spread(shown), *_over_time(shown), *_groups(shown), *_published(shown)]


def _people(shown: GradientEvidence) -> Iterator[Number]:
    """Numbers of people, the concentration index, and Core20."""
    people, within = shown.people, WITHIN[shown.shown.lens]
    if not people.reason and people.points:
        shared = {"within": within, "period": shown.period}
        fewer = made("If all groups had the least deprived group's rate", people.fewer)
        yield Number("Difference in people", fewer, unit="people or events", decimals=0, **shared)
        yield Number("Concentration", made("Concentration index", people.index), unit="", decimals=2, **shared)
    for row in shown.core20.rows:
        yield Number("Core20", row, unit="%", decimals=1, note="of residents, mid-2015; IMD 2019")


def _spread(shown: GradientEvidence) -> Iterator[Number]:
    """How unequal the areas are."""
    found = shown.spread
    if found is None or found.reason:
        return
    shared = {"unit": "", "decimals": 3, "period": shown.period, "note": f"over {found.areas:,} areas"}
    yield Number("Inequality of areas", made("Gini index", found.gini), **shared)
    yield Number("Inequality of areas", made("Theil index", found.theil), **shared)
    between = made("Theil, share between fifths", Estimate(found.between))
    yield Number("Inequality of areas", between, **shared)


def _over_time(shown: GradientEvidence) -> Iterator[Number]:
    """Both fifths and their gap in every period but the one above."""
    own = {"unit": shown.measure.unit, "decimals": shown.measure.decimals, "within": WITHIN[shown.shown.lens]}
    for one in (one for one in shown.moments if one.period != shown.period):
        yield from (Number("Fifth", row, period=one.period, **own) for row in (one.most, one.least))
        gap = Estimate(one.gap.value, one.gap.lower, one.gap.upper)
        yield Number("Gap", made("Most minus least deprived fifth", gap), period=one.period, **own)


def _groups(shown: GradientEvidence) -> Iterator[Number]:
    """Every other group with its fifths; an axis without a table says so."""
    own = {"unit": shown.measure.unit, "decimals": shown.measure.decimals, "period": shown.period}
    for axis in shown.axes:
        if not axis.rows:
            yield Number(axis.title, AreaRow("", "None", status=Status.NOT_COLLECTED), note=axis.reason, **own)
        for group in axis.rows:
            yield Number(axis.title, group.whole, **own)
            sides = [row for row in (group.most, group.least) if row is not None]
            yield from (Number(axis.title, row, note=group.whole.name, within=WITHIN["own"], **own) for row in sides)


def _published(shown: GradientEvidence) -> Iterator[Number]:
    """Every published group with its area and period."""
    own = {"unit": shown.measure.unit, "decimals": shown.measure.decimals}
    for one in shown.published:
        for row in (*one.rows, *((one.everyone,) if one.everyone is not None else ())):
            yield Number(f"{one.title}, as published", row, period=one.period, note=one.area, **own)


def _ladder(shown: GradientEvidence, ladder: Ladder, *, ages: str) -> Iterator[Number]:
    """Groups, fifths, gaps and slope of one lens."""
    measure = shown.measure
    ages = "same in every group" if ages == SAME_AGES else "as they are"
    shared = {"within": WITHIN[ladder.lens], "ages": ages, "period": shown.period}
    own = {"unit": measure.unit, "decimals": measure.decimals} | shared
    if not ladder.known:
        yield Number("Groups", AreaRow("", "None", status=Status.MISSING), note=ladder.reason, **own)
        return
    for step in ladder.steps:
        areas = f"{step.areas:,} {'area' if step.areas == 1 else 'areas'}"
        yield Number("Group", step.row, note=step.row.reason or areas, **own)
    fifths = ladder.fifths
    if fifths.known and ladder.number != 5:
        yield from (Number("Fifth", row, **own) for row in (fifths.most, fifths.least))
    gap = Estimate(ladder.gap.value, ladder.gap.lower, ladder.gap.upper) if fifths.known else Estimate()
    yield Number("Gap", made("Most minus least deprived fifth", gap), note=fifths.reason, **own)
    plain = shared | {"unit": "times", "decimals": 2}
    yield Number("Relative gap", made("Most over least deprived fifth", ladder.ratio), **plain)
    ends = "Least minus most deprived end of the line"
    yield Number("Slope index", made(ends, ladder.slope.slope), **own)
    ends = "Least over most deprived end of the line"
    yield Number("Relative index", made(ends, ladder.slope.relative), **plain)


def made(name: str, found: Estimate) -> AreaRow:
    """A row of an estimate; without a value it is missing."""
    status = Status.OK if found.value == found.value else Status.MISSING
    return AreaRow("", name, value=found.value, lower_ci=found.lower, upper_ci=found.upper, status=status)


def numbers_table(shown: GradientEvidence) -> str:
    """The rows as a table."""
    return number_table(HEADS, map(_row_cells, numbers(shown)), right=RIGHT, kind="hg-numbers")


def _row_cells(number: Number) -> tuple[str, ...]:
    row = number.row
    measure = Measure("", "", "", number.unit, "proportion", "none", decimals=number.decimals)
    value = f"{number_text(row.value, number.decimals)} {number.unit}" if row.has_value else state(row.status).label
    limits = ""
    if row.has_value and row.has_interval:
        limits = interval_text(row.lower_ci, row.upper_ci, measure=measure, unit=False)
    within = f"ranked within {number.within}" if number.within else ""
    ages = "same ages" if number.ages.startswith("same") else ""
    period = period_words(number.period)
    note = "; ".join(part for part in (within, ages, period, number.note) if part)
    counts = (_count(row.numerator), _count(row.denominator))
    return (number.what, row.name, value.strip(), limits, *counts, note)


def _count(count: float) -> str:
    return "" if count != count else count_text(count)


def csv_bytes(shown: GradientEvidence) -> bytes:
    """The rows as a file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run."""
    return csv_file(COLUMNS, (_cells(number, shown) for number in [*numbers(shown), *_dots(shown)]))


def _dots(shown: GradientEvidence) -> Iterator[Number]:
    """The areas drawn behind the groups: in the file, not in the table under the figure."""
    own = {"unit": shown.measure.unit, "decimals": shown.measure.decimals, "period": shown.period}
    for dot in shown.shown.dots:
        row = AreaRow("", dot.name, value=dot.value)
        yield Number("Area behind the groups", row, within=WITHIN[shown.shown.lens], note=f"group {dot.group}", **own)


def _cells(number: Number, shown: GradientEvidence) -> dict[str, object]:
    row, found, measure = number.row, state(number.row.status), shown.measure
    return {
        "what": number.what,
        "group": row.name,
        "ranked_within": number.within,
        "ages": number.ages,
        "indicator_id": measure.indicator_id,
        "indicator": measure.name,
        "people": measure.people,
        "period": number.period,
        "period_words": period_words(number.period) if number.period else "",
        "unit": number.unit,
        "value": shown_number(row.value, number.decimals),
        "lower_95": shown_number(row.lower_ci, number.decimals),
        "upper_95": shown_number(row.upper_ci, number.decimals),
        "numerator": _plain(row.numerator),
        "denominator": _plain(row.denominator),
        "status": str(Status(row.status)),
        "symbol": found.symbol,
        "note": number.note or ("" if row.has_value else found.words),
        "footprint": shown.name,
        "footprint_as_on": shown.on,
        "coverage": coverage_in_full(row, measure),
        "method": row_method(number.what, measure.value_type),
        "source": source_text(shown.sources),
        "licence": "; ".join(dict.fromkeys(item.licence for item in shown.sources)),
    }


def _plain(count: float) -> float | int | str:
    return "" if count != count else shown_number(count, 0 if abs(count - round(count)) < 0.05 else 1)


def csv_name(shown: GradientEvidence) -> str:
    """A file name of measure, footprint and period."""
    return plain_name("gradient", shown.measure.indicator_id, shown.name, shown.period)
