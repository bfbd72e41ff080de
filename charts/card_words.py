"""The words of the card: a sentence with people in it and the label and value rows, for every kind of value.

Lives here: what is said about one area. Not here: the card's HTML (`charts.map.card`) or sentences about many areas.
"""

from __future__ import annotations

from charts.coverage import coverage_words, rank_words, split_words
from charts.evidence import AreaRow, Evidence, Measure
from charts.states import state
from charts.words import about, count_text, period_phrase, period_words, sentence_case, value_text
from data.schema import POOL, Polarity, Status, ValueType


def card_sentence(measure: Measure, row: AreaRow, *, period: str) -> str:
    """One sentence about the people behind the value; counts to the nearest ten, the whole in full.

    "About 4,270 of 9,573 people aged 16 and over on the NHS register had no first dose by 8 July 2021."
    """
    if not row.has_value:
        return row.reason if POOL in period and row.reason else state(row.status).words
    when = period_phrase(measure, period)
    if measure.value_type == ValueType.PROPORTION:
        return _proportion_sentence(measure, row, when)
    if measure.value_type in (ValueType.CRUDE_RATE, ValueType.DSR, ValueType.COUNT):
        return _events_sentence(measure, row, when, pooled=POOL in period)
    return f"{measure.noun} was {value_text(row.value, measure)} {when}."


def _proportion_sentence(measure: Measure, row: AreaRow, when: str) -> str:
    if not row.has_counts:
        return f"Published as a percentage only: the number of people {when} is not in this pack."
    people = measure.people_short or measure.people or "people"
    behind = bool(measure.complement) and measure.polarity == Polarity.HIGH_IS_GOOD
    count = row.denominator - row.numerator if behind else row.numerator
    phrase, opposite = (
        (measure.complement, measure.numerator_name) if behind else (measure.numerator_name, measure.complement)
    )
    whole = count_text(row.denominator)
    if count <= 0 and opposite:
        return f"All {whole} {people} {opposite} {when}."
    if count >= row.denominator:
        return f"All {whole} {people} {phrase} {when}."
    number = "None" if count <= 0 else sentence_case(about(count))
    return f"{number} of {whole} {people} {phrase} {when}."


def _events_sentence(measure: Measure, row: AreaRow, when: str, *, pooled: bool) -> str:
    events = measure.numerator_name or "events"
    if measure.value_type == ValueType.COUNT and row.numerator != row.numerator:
        return f"There were {about(row.value)} {events} {when}."
    if row.numerator != row.numerator:
        return f"Published as a rate only: the number of {events} {when} is not in this pack."
    people = measure.people_short or measure.people or "people"
    among = "" if row.denominator != row.denominator else f" among {count_text(row.denominator)} {people}"
    among += " (those of each year added up)" if among and pooled else ""
    number = "no" if row.numerator == 0 else about(row.numerator)
    return f"There were {number} {events}{among} {when}."


def card_rows(evidence: Evidence, row: AreaRow) -> list[tuple[str, str]]:
    """Label and value rows: exact counts, rank, coverage, further facts; period where no sentence says it."""
    measure = evidence.measure
    rows = _count_rows(measure, row)
    if row.has_value and measure.value_type != ValueType.COUNT:
        rows.append((_among(evidence), rank_words(evidence)))
    if row.status == Status.ESTIMATED:
        rows.append(("Estimated", coverage_words(row) or "put together from parts of areas"))
    elif coverage_words(row):
        rows.append(("Covers", coverage_words(row)))
    rows += _split(evidence.measure, row)
    if not row.has_value:
        rows.append(("Period", period_words(evidence.period)))
    return [*rows, *evidence.facts]


def whole_rows(evidence: Evidence, row: AreaRow) -> list[tuple[str, str]]:
    """Rows of a footprint's own card: its counts, those of its parts (which add up to them), and what it covers."""
    counts = _count_rows(evidence.measure, row)
    parts = [part for part in evidence.rows if part.role == "part" and row.role == "place"]
    if counts and parts:
        counts = [counts[0], *((part.name, _part_counts(evidence.measure, part)) for part in parts)]
    covered = [("Covers", coverage_words(row))] if coverage_words(row) else []
    return [*counts, *covered, *_split(evidence.measure, row)]


def _split(measure: Measure, row: AreaRow) -> list[tuple[str, str]]:
    words = split_words(row, measure)
    return [("In any case", words)] if words else []


def _part_counts(measure: Measure, part: AreaRow) -> str:
    """Counts of one part as its whole gives them: "70,310 of 90,250"; the reason where they are withheld."""
    if not part.has_value:
        return state(part.status).label
    with_people = measure.value_type == ValueType.PROPORTION and part.has_counts
    return (
        f"{count_text(part.numerator)} of {count_text(part.denominator)}" if with_people else count_text(part.numerator)
    )


def note_words(measure: Measure, row: AreaRow) -> list[str]:
    """The texts of the row's notes, in order; an id without a text stands for itself."""
    return [measure.notes.get(note, note) for note in row.note.split(";") if note]


def _count_rows(measure: Measure, row: AreaRow) -> list[tuple[str, str]]:
    counted = sentence_case(measure.numerator_name) or "Count"
    if not row.has_value:
        return []
    if measure.value_type == ValueType.PROPORTION and row.has_counts:
        rows = [(counted, f"{count_text(row.numerator)} of {count_text(row.denominator)}")]
        rest = row.denominator - row.numerator
        return [*rows, (sentence_case(measure.complement), count_text(rest))] if measure.complement else rows
    rows = [(counted, count_text(row.numerator))] if row.numerator == row.numerator else []
    if row.denominator == row.denominator and measure.value_type != ValueType.COUNT:
        rows.append((sentence_case(measure.people) or "People", count_text(row.denominator)))
    return rows


def _among(evidence: Evidence) -> str:
    """Which areas the rank is among: those in view, whatever they are compared with."""
    if evidence.within:
        return "In the place"
    return "In England" if evidence.scope_name == "England" else "In the system"
