"""Everything the page puts on itself, made once per question and kept: head, sheet, file address.

Lives here: which piece is made by which function of `charts.similar`. Not here: any number or word.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from charts.frame.head import head_html
from charts.similar import file as csv_file
from charts.similar import sheet, words
from charts.similar.point_map import point_map
from pages.parts.answering.programmes import cached
from pages.parts.asking import address
from pages.parts.showing.map_component import base_path
from pages.parts.similar import comparing, outlines, question
from pages.parts.similar.question import COMPARE, LEARN, NEXT, SimilarQuestion

CACHED = 64


@dataclass(frozen=True)
class SimilarPieces:
    """HTML and addresses of one question."""

    head: str
    sheet: str
    csv: str
    parameters: dict[str, str]


@cached(CACHED)
def pieces(asked: SimilarQuestion) -> SimilarPieces:
    """Make the pieces of a question."""
    shown = comparing.similar(asked)
    parameters = question.parameters(asked)
    csv = f"{base_path()}/r/similar.csv?{urlencode(address.query(parameters, question.landing()))}"
    finding, lead = {
        NEXT: (words.next_finding, words.next_lead),
        LEARN: (words.learn_finding, words.learn_lead),
    }.get(asked.view, (words.finding, words.lead))
    listed = {NEXT: shown.worse, LEARN: shown.better}.get(asked.view, ())
    ground = (
        "" if shown.reason else point_map(shown, outlines.rings(), listed=frozenset(one.row.code for one in listed))
    )
    if asked.view == COMPARE:
        body = sheet.compare(shown, ground)
    else:
        body = sheet.finder(shown, ground, learn=asked.view == LEARN, alike=bool(asked.order))
    return SimilarPieces(head_html(finding(shown), lead(shown), under=words.subtitle(shown)), body, csv, parameters)


def file(asked: SimilarQuestion) -> tuple[str, bytes]:
    """File name and bytes of the comparison."""
    shown = comparing.similar(asked)
    return csv_file.csv_name(shown), csv_file.csv_bytes(shown)
