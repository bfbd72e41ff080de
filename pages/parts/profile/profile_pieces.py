"""Everything the profile puts on its page, made once per question and kept: head, sheet, file address.

Lives here: which piece is made by which function of `charts.profile`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from charts import county_context as county_panel
from charts.county_context import CountyContext
from charts.evidence import Measure
from charts.frame.head import head_html
from charts.profile import profile_sheet, words
from pages.parts.answering import county_context
from pages.parts.answering.own import own_known
from pages.parts.asking import address
from pages.parts.asking.possible import ENGLAND
from pages.parts.profile import answer, figures, profile_question
from pages.parts.profile.profile_question import ProfileQuestion
from pages.parts.showing.map_component import base_path

TODAY = "today"
CACHED = 128


@dataclass(frozen=True)
class ProfilePieces:
    """HTML and addresses of one question."""

    head: str
    sheet: str
    csv: str
    parameters: dict[str, str]


@lru_cache(maxsize=CACHED)
def pieces(asked: ProfileQuestion) -> ProfilePieces:
    """Make the pieces of a question."""
    shown = answer.profile(asked)
    parameters = profile_question.parameters(asked)
    query = urlencode(address.query(parameters, profile_question.landing()))
    return ProfilePieces(
        head_html(words.finding(shown), words.lead(shown), under=words.subtitle(shown, asked.show)),
        profile_sheet.sheet(shown, show=asked.show, county=_county(asked)),
        f"{base_path()}/r/area.csv?{query}",
        parameters,
    )


def _county(asked: ProfileQuestion) -> str:
    found = in_county(asked)
    return county_panel.panel(*found) if found is not None else ""


def in_county(asked: ProfileQuestion) -> tuple[CountyContext, Measure] | None:
    """The district in its county and system, for the measure picked out; None where there is nothing around it."""
    if asked.code == ENGLAND or own_known.is_own(asked.code):
        return None
    rows = figures.gathered(asked.code, asked.date)
    known = rows[rows["value"].notna() & rows["lower_ci"].notna()]
    if known.empty:
        return None
    indicator = asked.indicator if asked.indicator in known.index else str(known.index[0])
    period = str(known.at[indicator, "period"])
    found = county_context.context(indicator, asked.code, period=period, footprint=TODAY, on=asked.date)
    return (found, figures.measure(indicator)) if found is not None else None
