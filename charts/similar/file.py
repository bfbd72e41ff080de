"""The file of the page: every number of the comparison as a row.

Lives here: rows and their columns. Not here: routes.
"""

from __future__ import annotations

from charts.coverage import coverage_in_full
from charts.evidence import AreaRow
from charts.files.csv_export import shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.marks import comparison_words
from charts.method import measure_method
from charts.saying.similar_places import REASONS
from charts.similar.found import NAN, Neighbour, OverTime, Similar
from charts.similar.mix_part import as_mix
from charts.source_line import source_text
from charts.states import state
from charts.words import period_words, sentence_case
from data.schema import Status
from equity.similar.change import Change
from equity.similar.level import Group
from equity.similar.reasons import Withheld

COLUMNS = (
    "row", "area_code", "area_name", "district", "county", "rank", "distance", "far", "most_like", "period",
    "indicator_id", "indicator", "unit", "value", "lower_95", "upper_95", "numerator", "denominator", "difference",
    "difference_lower_95", "difference_upper_95", "people", "compared", "status", "matched_on", "before", "after",
    "note", "coverage", "compared_place", "looked_in", "method", "source", "licence",
)  # fmt: skip


def csv_bytes(shown: Similar) -> bytes:
    """The rows as a file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run."""
    return csv_file(COLUMNS, rows(shown))


def csv_name(shown: Similar) -> str:
    """A file name of measure and place."""
    return plain_name("similar", "places", shown.measure.indicator_id, shown.name)


def rows(shown: Similar) -> list[dict[str, object]]:
    """One row per number shown: both groups, the difference, every area, every figure matched on, every period."""
    found = [_together(shown, "Chosen areas together", shown.level.chosen), *_difference(shown)] if shown.level else []
    found += [_area(row, shown, "Chosen area") for row in shown.parts]
    found += [_neighbour(place, one, shown) for place, one in enumerate(shown.neighbours, 1)]
    found += [_area(one.row, shown, "Taken out by the reader") for one in shown.taken_out]
    found += [_likeness(item) for item in shown.likeness]
    found += _periods(shown)
    return [_shared(shown) | row for row in found] or [
        _shared(shown) | {"row": "Nothing to compare", "note": shown.reason}
    ]


def _shared(shown: Similar) -> dict[str, object]:
    measure = shown.measure
    return {
        "period": shown.period,
        "indicator_id": measure.indicator_id,
        "indicator": measure.name,
        "unit": measure.unit,
        "compared_place": shown.name,
        "looked_in": shown.where,
        "method": measure_method(measure.value_type),
        "source": source_text(shown.sources),
        "licence": "; ".join(dict.fromkeys(item.licence for item in shown.sources)),
    }


def _together(shown: Similar, what: str, group: Group) -> dict[str, object]:
    decimals = shown.measure.decimals
    return {
        "row": what,
        "area_name": shown.name if group is shown.level.chosen else f"{group.areas} similar areas",
        "value": shown_number(group.value, decimals),
        "lower_95": shown_number(group.lower_ci, decimals),
        "upper_95": shown_number(group.upper_ci, decimals),
        "numerator": _count(group.numerator),
        "denominator": _count(group.denominator),
        "note": f"{group.without_value} areas without a value" if group.without_value else "",
        "coverage": f"{group.areas:,} of {group.areas + group.without_value:,} areas",
    }


def _difference(shown: Similar) -> list[dict[str, object]]:
    level = shown.level
    others = _together(shown, "Similar areas together", level.comparators)
    decimals = shown.measure.decimals if level.kind == "difference" else 2
    difference = {
        "row": f"{sentence_case(level.kind)}, chosen and similar areas",
        "area_name": shown.name,
        "difference": shown_number(level.estimate, decimals),
        "difference_lower_95": shown_number(level.lower_between, decimals),
        "difference_upper_95": shown_number(level.upper_between, decimals),
        "compared": comparison_words(shown.own.compared) if shown.told else "",
        "note": level.reason or "limits with the area as the unit",
    }
    return [others, difference]


def _area(row: AreaRow, shown: Similar, what: str) -> dict[str, object]:
    decimals = shown.measure.decimals
    return {
        "row": what,
        "area_code": row.code,
        "area_name": row.name,
        "district": row.district,
        "county": row.county,
        "value": shown_number(row.value, decimals),
        "lower_95": shown_number(row.lower_ci, decimals),
        "upper_95": shown_number(row.upper_ci, decimals),
        "numerator": _count(row.numerator),
        "denominator": _count(row.denominator),
        "status": state(row.status).label,
        "coverage": coverage_in_full(row, shown.measure),
    }


def _neighbour(place: int, one: Neighbour, shown: Similar) -> dict[str, object]:
    decimals = shown.measure.decimals if not shown.level or shown.level.kind == "difference" else 2
    return _area(one.row, shown, "Similar area") | {
        "rank": place,
        "distance": shown_number(one.distance, 3),
        "far": "yes" if one.far else "no",
        "most_like": one.like,
        "difference": shown_number(one.difference, decimals),
        "difference_lower_95": shown_number(one.lower, decimals),
        "difference_upper_95": shown_number(one.upper, decimals),
        "people": shown_number(round(one.people) if one.people == one.people else NAN, 0),
        "compared": comparison_words(one.row.compared, shown.name),
        "note": f"already there: {', '.join(one.programmes)}" if one.programmes else "",
    }


def _likeness(item) -> dict[str, object]:
    return {
        "row": "Matched on" if item.used else "Not matched on",
        "matched_on": item.words,
        "unit": item.unit,
        "period": item.year,
        "value": shown_number(item.chosen, 2),
        "before": shown_number(item.before, 3),
        "after": shown_number(item.after, 3),
        "source": item.source,
    }


def _mix(shown: Similar, over: OverTime) -> list[dict[str, object]]:
    """The mix of similar areas in every period, then who is in it."""
    if over.mix is None or over.mix.status != Status.OK:
        return []
    made, names = as_mix(over), {one.row.code: one.row.name for one in shown.neighbours}
    values = [
        {"row": "Mix of similar areas in a period", "period": period, "note": period_words(period)}
        | {"value": shown_number(value, shown.measure.decimals)}
        for period, value in zip(made.periods, made.similar, strict=True)
    ]
    shares = [
        {
            "row": "Share of the mix",
            "area_code": code,
            "area_name": names.get(code, code),
            "value": f"{100 * share:.1f}",
        }
        for code, share in over.mix.weights.items()
    ]
    return values + shares


def _periods(shown: Similar) -> list[dict[str, object]]:
    over, decimals = shown.over_time, shown.measure.decimals
    if over is None:
        return []
    lines = (("Chosen areas in a period", over.chosen), ("Similar areas in a period", over.similar))
    found = [
        {"row": what, "period": period, "value": shown_number(value, decimals), "note": period_words(period)}
        for what, line in lines
        for period, value in zip(over.periods, line, strict=True)
    ]
    found += _mix(shown, over)
    if over.checks is not None:
        words = "periods from this one on, less those before; the area is the unit"
        found.append(_change("Difference of the changes", over.checks.change, over.start, (decimals, words)))
    if over.unmoved is not None and over.checks is not None and over.checks.unmoved is not None:
        rounded, words = over.unmoved.decimals, f"should not have moved: {over.unmoved.name}"
        found.append(_change("The same for another measure", over.checks.unmoved, over.start, (rounded, words)))
    return found


def _change(what: str, change: Change, start: str, told: tuple[int, str]) -> dict[str, object]:
    decimals, words = told
    return {
        "row": what,
        "period": start,
        "difference": shown_number(change.estimate, decimals),
        "difference_lower_95": shown_number(change.lower_ci, decimals),
        "difference_upper_95": shown_number(change.upper_ci, decimals),
        "note": REASONS[Withheld(change.reason)] if change.reason in set(Withheld) and change.reason else words,
    }


def _count(count: float) -> float | int | str:
    return "" if count != count else shown_number(count, 0 if abs(count - round(count)) < 0.05 else 1)
