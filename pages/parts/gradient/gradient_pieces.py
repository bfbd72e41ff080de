"""Everything the gradient puts on its page, made once per question and kept: head, sheet, file address.

Lives here: which piece is made by which function of `charts.gradient`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from charts.empty import empty_box
from charts.frame.head import head_html
from charts.gradient import sheet, words
from charts.gradient.evidence import SAME_AGES
from pages.parts.asking import address
from pages.parts.gradient import gradient_view, question
from pages.parts.gradient.question import GradientQuestion
from pages.parts.showing.map_component import base_path

CACHED = 128
NO_TITLE = "Nothing here can be split by deprivation"
NO_BOX = "Counts by small area (LSOA or MSOA) are split by deprivation as soon as a measure has them."


@dataclass(frozen=True)
class GradientPieces:
    """HTML and addresses of one question."""

    head: str
    sheet: str
    csv: str
    notices: tuple[str, ...]
    parameters: dict[str, str]


@lru_cache(maxsize=CACHED)
def pieces(asked: GradientQuestion) -> GradientPieces:
    """Make the pieces of a question."""
    parameters = question.parameters(asked)
    if not asked.indicator:
        box = empty_box("No gradient to draw", NO_BOX, link=("Show the measures on the map", "./"))
        return GradientPieces(head_html(NO_TITLE, ""), box, "", (), parameters)
    shown = gradient_view.evidence(asked)
    query = urlencode(address.query(parameters, question.landing()))
    refused = asked.ages == SAME_AGES and shown.ages != SAME_AGES
    return GradientPieces(
        head=head_html(words.finding(shown), words.lead(shown), under=words.subtitle(shown)),
        sheet=sheet.sheet(shown, further=f"{base_path()}/r/gradient.html?{query}"),
        csv=f"{base_path()}/r/gradient.csv?{query}",
        notices=(f"Ages are shown as they are. {shown.no_ages}".strip(),) if refused else (),
        parameters=parameters,
    )
