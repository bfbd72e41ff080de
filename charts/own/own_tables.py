"""Tables of the footprint page: members, then and now, and the file of codes.

Lives here: HTML tables and the CSV of members. Not here: the summary card (`charts.own.own_card`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.files.csv_file import csv_file
from charts.markup import text
from charts.own.own_summary import BASIS_WORDS, OwnSummary, likeness_words, percent
from charts.words import count_text, period_words

PAGE = 200  # members shown; the file has all
CSV_COLUMNS = ("area_code", "area_type", "area_name", "share", "footprint_id", "footprint_name")


@dataclass(frozen=True)
class Member:
    """One area of a footprint."""

    code: str
    name: str
    district: str
    county: str
    share: float
    residents: float  # NaN where not known


@dataclass(frozen=True)
class Step:
    """One line of a footprint's past and future."""

    when: str
    what: str
    name: str
    share: float  # NaN where there is none


def members_table(members: Sequence[Member], *, title: str) -> str:
    """The members as a table: the first 200, and how many more the file has."""
    rows = "".join(
        f'<tr><th scope="row">{text(one.name)}</th><td class="he-d">{text(one.code)}</td>'
        f'<td class="he-d">{text(one.district)}</td><td class="he-d">{text(one.county)}</td>'
        f'<td class="he-r">{text(percent(one.share))}</td><td class="he-r">{_count(one.residents)}</td></tr>'
        for one in members[:PAGE]
    )
    own = (("Area", ""), ("Code", "he-d"), ("District", "he-d"), ("County", "he-d"))
    head = _head(*own, ("Inside", "he-r"), ("Residents", "he-r"))
    more = len(members) - PAGE
    note = f'<p class="he-note">and {more:,} more: the CSV file has all.</p>' if more > 0 else ""
    table = f'<table class="he-table"><caption>{text(title)}</caption><thead><tr>{head}</tr></thead>'
    return _scroll(f"{table}<tbody>{rows}</tbody></table>", "Table of members") + note


def then_and_now(steps: Sequence[Step], own: OwnSummary, *, of: str = "") -> str:
    """What came before, which systems and places it belonged to and when, what came after; and its nearest likeness.

    Parameters
    ----------
    steps : sequence of Step
    own : OwnSummary
    of : str
        The footprint the steps are of, where the present one was made from it.
    """
    title = f"Then and now: {of}, from which this one was made" if of else "Then and now"
    rows = "".join(
        f'<tr><th scope="row">{text(one.when)}</th><td>{text(one.what)}</td><td>{text(one.name)}</td>'
        f'<td class="he-r">{text(percent(one.share)) if one.share == one.share else ""}</td></tr>'
        for one in steps
    )
    head = _head(("When", ""), ("What", ""), ("Footprint", ""), ("Share of area", "he-r"))
    table = (
        _scroll(
            f'<table class="he-table he-own-past"><caption>{text(title)}</caption><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table>",
            "Then and now",
        )
        if steps
        else '<h2 class="he-own-title">Then and now</h2><p class="he-paragraph">No dated changes are known: it is '
        "no footprint of the register.</p>"
    )
    return f'{table}<p class="he-paragraph">{text(likeness_words(own))}</p>{_overlap(own)}'


def _overlap(own: OwnSummary) -> str:
    like = own.like
    if like is None or like.only_own == like.only_other == 0:
        return ""
    cells = (
        ("In both", like.both),
        ("Only in this footprint", like.only_own),
        (f"Only in {like.name}", like.only_other),
    )
    inside = "".join(f"<div><dt>{text(name)}</dt><dd>{count_text(count)}</dd></div>" for name, count in cells)
    return f'<dl class="he-dl he-own-like" aria-label="Compared by {BASIS_WORDS[like.basis]}">{inside}</dl>'


def day_words(start: str, end: str) -> str:
    """A span of dates in words: "1 July 2022 to 31 March 2026", "from 1 April 2026"."""
    if start and end:
        return f"{period_words(start)} to {period_words(end)}"
    if start:
        return f"from {period_words(start)}"
    return f"to {period_words(end)}" if end else "always"


def members_csv(members: Sequence[Member], *, area_type: str, footprint: tuple[str, str]) -> bytes:
    """All members as a file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run.

    Parameters
    ----------
    members : sequence of Member
    area_type : str
    footprint : (id, name)
    """
    return csv_file(CSV_COLUMNS, [(one.code, area_type, one.name, one.share, *footprint) for one in members])


def _count(residents: float) -> str:
    return count_text(residents) if residents == residents else "not known"


def _head(*columns: tuple[str, str]) -> str:
    return "".join(f'<th scope="col" class="{look}">{text(name)}</th>' for name, look in columns)


def _scroll(table: str, label: str) -> str:
    return f'<div class="he-scroll" role="region" aria-label="{text(label)}" tabindex="0">{table}</div>'
