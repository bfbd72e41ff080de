"""The selected area's card: name, value with interval, mark and words, sentence with people, dots, rows.

Lives here: the HTML of one card for every kind of value and status. Not here: its words (`charts.card_words`) or the
figure inside it (`charts.map.dot_rows`).
"""

from __future__ import annotations

from dataclasses import replace

from charts.card_words import card_rows, card_sentence, note_words, whole_rows
from charts.evidence import AreaRow, Evidence
from charts.map.dot_rows import dot_rows
from charts.marks import badge, comparison_words, swatch
from charts.markup import text
from charts.states import state
from charts.words import interval_text, level_words, sentence_case, value_text
from data.schema import Status, ValueType
from equity.comparing.comparison import Comparison

ROLE_WORDS = {"place": "Place", "system": "System", "country": "Country"}
CLEAR = '<button type="button" class="he-clear" data-clear>Clear</button>'  # static/map/evidence.mjs acts on it
LONG_VALUE = 9  # characters; longer values are set smaller so that the interval stays beside them


def card(evidence: Evidence, *, profile: str = "", board: str = "", pooling: tuple[str, str] = ("", "")) -> str:
    """The card of the selected area, or a prompt to choose one.

    Parameters
    ----------
    evidence : Evidence
        Its `selected` code decides whose card it is.
    profile : str
        Address of the profile of the same area; "" for no link.
    board : str
        Address of the board of the card's footprint; "" where the card is of no footprint.
    pooling : (str, str)
        Words and address of the same view with three years pooled, or with one alone; empty for no link.
    """
    row = evidence.selected_row
    if row is None:
        return _whole_card(evidence, profile, board=board, pooling=pooling)
    parts = [
        CLEAR,
        _name(row, evidence, profile, around="" if board else _board_around(row, evidence)),
        _value(row, evidence),
        _judgement(row, evidence),
        f'<p class="he-sent">{text(card_sentence(evidence.measure, row, period=evidence.period))}</p>',
        _pooling(pooling),
        dot_rows(evidence),
        _listed(card_rows(evidence, row)),
        *[f'<p class="he-note">Note: {text(words)}</p>' for words in note_words(evidence.measure, row)],
        *_gaps(evidence),
        _way(board),
    ]
    return f'<section class="he-card" aria-label="Selected area" tabindex="-1">{"".join(parts)}</section>'


def _way(board: str) -> str:
    """To every measure of the footprint; measure and date come along (`serving.document.front_page`)."""
    link = f'<a class="he-along" href="{text(board)}" target="_self">Open the board: every measure of it</a>'
    return f'<p class="he-onboard">{link}</p>' if board else ""


def _pooling(link: tuple[str, str]) -> str:
    """To the same view over three years, or back."""
    words, href = link
    return f'<p class="he-onboard"><a href="{text(href)}" target="_self">{text(words)}</a></p>' if words else ""


def _whole_card(evidence: Evidence, profile: str, *, board: str, pooling: tuple[str, str]) -> str:
    """With no area selected: the place, else the system, else England; and how to select one."""
    one, _ = level_words(evidence.area_type)
    hint = f"No {one} is selected: choose one on the map or in the Area box."
    row = next((row for row in evidence.rows if row.has_value), None)
    if row is None:
        name, reason = next(iter(evidence.gaps), (f"No {one} selected", ""))
        words = f"{reason} Choose one on the map or in the Area box to see its value here.".strip()
        return empty_card(name, words, more=_pooling(pooling))
    itself = evidence.benchmark is not None and evidence.benchmark.code == row.code
    parts = [
        _name(replace(row, kind=row.kind or ROLE_WORDS.get(row.role, " ")), evidence, profile),
        _value(row, evidence),
        "" if itself else _judgement(row, evidence),
        f'<p class="he-sent">{text(card_sentence(evidence.measure, row, period=evidence.period))}</p>',
        _pooling(pooling),
        dot_rows(evidence),
        _listed(whole_rows(evidence, row)),
        *_gaps(evidence),
        f'<p class="he-note">{text(hint)}</p>',
        _way(board),
    ]
    return f'<section class="he-card" aria-label="Place" tabindex="-1">{"".join(parts)}</section>'


def _gaps(evidence: Evidence) -> list[str]:
    """Footprints of the view without a value, and why."""
    return [f'<p class="he-note">{text(name)}: no value. {text(reason)}</p>' for name, reason in evidence.gaps]


def empty_card(title: str, words: str, *, more: str = "") -> str:
    """A card of the same size that says what to do; `more` is HTML under it."""
    return (
        f'<section class="he-card he-card-empty" aria-label="Selected area"><h2>{text(title)}</h2>'
        f'<p class="he-sent">{text(words)}</p>{more}</section>'
    )


def _name(row: AreaRow, evidence: Evidence, profile: str, *, around: str = "") -> str:
    kind = row.kind or _kind(row, evidence)
    link = f' <a href="{text(profile)}" target="_self">Area profile</a>' if profile else ""
    return f'<h2>{text(row.name)}</h2><p class="he-eyebrow">{text(kind)}{link}{around}</p>'


def _board_around(row: AreaRow, evidence: Evidence) -> str:
    """To the board of the place, else the system, that a small area lies in; it comes along in the address."""
    around = next((one for one in evidence.rows if one.role in ("place", "system")), None)
    if around is None:
        return ""
    label = f"Board of {around.name}"
    return f' <a class="he-along" href="./board" target="_self" aria-label="{text(label)}">Board</a>'


def _kind(row: AreaRow, evidence: Evidence) -> str:
    one, _ = level_words(evidence.area_type)
    around = [name for name in (row.district, row.county) if name and name != row.name]
    return sentence_case(one) + (f" in {', '.join(dict.fromkeys(around))}" if around else "")


def _value(row: AreaRow, evidence: Evidence) -> str:
    if not row.has_value:
        label = state(row.status, not_ranked=evidence.measure.not_ranked).label
        sample = swatch(state(row.status).class_code, width=33, height=21)
        return f'<div class="he-val">{sample}<span class="he-big he-big-words">{text(label)}</span></div>'
    measure = evidence.measure
    words = value_text(row.value, measure)
    number, unit = words, ""
    if len(words) > LONG_VALUE:
        number, unit = value_text(row.value, measure, unit=False), measure.unit
    lines = [unit] if unit else []
    if row.has_interval:
        limits = interval_text(row.lower_ci, row.upper_ci, measure=measure, unit=not unit)
        lines += [f"95 % interval {limits}"] if unit else ["95 % interval", limits]
    beside = "<br>".join(text(line) for line in lines)
    return f'<div class="he-val"><span class="he-big">{text(number)}</span><span class="he-ci">{beside}</span></div>'


def _judgement(row: AreaRow, evidence: Evidence) -> str:
    """Mark and words; a withheld value has its hatch beside the big words already."""
    if not row.has_value:
        return ""
    found, benchmark = state(row.status, not_ranked=evidence.measure.not_ranked), evidence.benchmark
    inside = badge(Comparison.NOT_COMPARED)
    if found.class_code is not None:
        inside = f'<span class="he-badge">{swatch(found.class_code)}{text(found.label)}</span>'
    elif benchmark is not None and benchmark.has_value and evidence.measure.value_type != ValueType.COUNT:
        estimated = " (estimated)" if row.status == Status.ESTIMATED else ""
        inside = badge(row.compared, comparison_words(row.compared, benchmark.name) + estimated)
    return f'<p class="he-judge">{inside}</p>'


def _listed(pairs: list[tuple[str, str]]) -> str:
    inside = "".join(f"<div><dt>{text(label)}</dt><dd>{text(words)}</dd></div>" for label, words in pairs)
    return f'<dl class="he-dl">{inside}</dl>' if pairs else ""
