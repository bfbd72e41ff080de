"""The card's link to the same view with three years pooled, where its value is withheld; and back to one year.

Lives here: when it is offered, its words and address. Not here: the pool (`values`), whether it may be shown.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from charts.words import period_words
from data.schema import Status
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.view import View
from pages.parts.asking import address, possible, selection
from pages.parts.asking.selection import Selection


def pooling(shown: View) -> tuple[str, str]:
    """Words and address of the view with three years pooled, where the card's value is withheld; or of one year."""
    chosen = shown.selection
    years = values.years_of(shown.indicator, chosen.period)
    if years:
        return f"Show {period_words(years[-1])} alone", _at(chosen, years[-1])
    every = possible.pooled_years(opened_pack.pack(), shown.indicator)
    pool = next((pool for pool, years in every.items() if chosen.period in years), "")
    row = shown.evidence.selected_row
    small = shown.refused or (row is not None and row.status == Status.SUPPRESSED)
    withheld = small or any(one.status == Status.SUPPRESSED for one in shown.evidence.rows)
    if not withheld or pool not in possible.pools(opened_pack.pack(), shown.indicator, types=(chosen.area_type,)):
        return "", ""
    return f"Pool 3 years: {period_words(pool).partition(' (')[0]}", _at(chosen, pool)


def _at(chosen: Selection, period: str) -> str:
    usual = selection.landing()
    return f"./?{urlencode(address.query(selection.plain(replace(chosen, period=period)), usual))}"
