"""Age-standardised values of footprints: what the panel "Method and limits" says of them, as a table.

Lives here: the wording of a standardised value, why there is none, and the table. Not here: how it is made
(`equity.totals.standardised_totals`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.evidence import AreaRow
from charts.markup import text
from charts.own.own_summary import percent
from charts.words import count_text, interval_text, value_text
from equity.result import Reason

REASONS = {
    Reason.STRATUM_SUPPRESSED: "a count of an age band is withheld",
    Reason.STRATUM_MISSING: "an age band has no figures for too many of its areas",
    Reason.STRATUM_WITHOUT_PEOPLE: "an age band has no people",
    Reason.TOO_FEW_EVENTS: "fewer than 10 in all",
    Reason.NUMERATOR_ABOVE_DENOMINATOR: "an age band has more counted than registered",
    Reason.NUMERATOR_NEGATIVE: "an age band has a negative count",
    Reason.NUMERATOR_MISSING: "no counts by age",
}


@dataclass(frozen=True)
class AgeStandardised:
    """Standardised values of the footprints of a view, or why there are none.

    Attributes
    ----------
    rows : tuple of (name, as counted, standardised)
        The standardised row's `reason` is a machine word of `equity.result.Reason`.
    bands : tuple of str
    standard : str
        Name of the standard population, with its publisher and year.
    refused : str
        Why nothing is standardised, a sentence; "" if something is.
    """

    rows: tuple[tuple[str, AreaRow, AreaRow], ...] = ()
    bands: tuple[str, ...] = ()
    standard: str = ""
    refused: str = ""


def value_words(row: AreaRow, measure) -> str:
    """A standardised value with its interval, or why it is withheld."""
    if not row.has_value:
        return f"Withheld: {REASONS.get(row.reason, 'no figures')}"
    limits = interval_text(row.lower_ci, row.upper_ci, measure=measure, unit=False)
    covered = f", covers {percent(row.coverage)}" if row.coverage < 1 else ""
    shared = f", {percent(row.apportioned)} shared out by residents" if row.apportioned >= 0.0005 else ""
    return f"{value_text(row.value, measure)} ({limits}{covered}{shared})"


def how_words(found: AgeStandardised) -> str:
    """How the values are made, a sentence or two."""
    return (
        f"As if every area had the ages of the {found.standard}. Counts and people are added up within each of "
        f"{len(found.bands)} age bands (from {found.bands[0]} to {found.bands[-1]}) over all members of a footprint "
        "and weighed once; values of members are never averaged. A band that cuts a band of the standard takes its "
        "share by years of age."
    )


def standardised_html(found: AgeStandardised | None, measure) -> str:
    """The panel's section: a table of footprints, or one sentence why not; "" where ages do not come into it."""
    if found is None:
        return ""
    title = '<h3 class="he-own-h" id="age-standardised">Age-standardised</h3>'
    if found.refused:
        return f'{title}<p class="he-note">{text(found.refused)}</p>'
    rows = "".join(_row(name, counted, standardised, measure) for name, counted, standardised in found.rows)
    heads: Sequence[tuple[str, str]] = (
        ("Footprint", ""),
        ("As counted", "he-r"),
        ("Age-standardised (95 % interval)", "he-r"),
        ("Counted, all bands", "he-r"),
    )
    head = "".join(f'<th scope="col" class="{kind}">{text(words)}</th>' for words, kind in heads)
    table = f'<table class="he-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    scrolled = f'<div class="he-scroll" tabindex="0" role="region" aria-label="Age-standardised values">{table}</div>'
    return f'{title}<p class="he-note">{text(how_words(found))}</p>{scrolled}'


def _row(name: str, counted: AreaRow, standardised: AreaRow, measure) -> str:
    plain = value_text(counted.value, measure) if counted.has_value else "No value"
    number = count_text(standardised.numerator) if standardised.has_value else ""
    return (
        f'<tr><th scope="row">{text(name)}</th><td class="he-r">{text(plain)}</td>'
        f'<td class="he-r">{text(value_words(standardised, measure))}</td><td class="he-r">{text(number)}</td></tr>'
    )
