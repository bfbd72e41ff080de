"""Usual variation as a picture to keep: title, sentence, subtitle, figure, verdicts, source, licence and day.

Lives here: which words stand on the sheet. Not here: the sheet (`charts.trend.trend_picture`), the figure.
"""

from __future__ import annotations

from pathlib import PurePath

from charts.sheet_words import Block, heading
from charts.theme import INK
from charts.trend.programmes import programmes_words
from charts.trend.trend_picture import DRAWN, closing, put_together
from charts.usual.usual_evidence import UsualEvidence
from charts.usual.usual_figure import axis_start, drawing, drawn_height
from charts.usual.usual_table import csv_name
from charts.usual.usual_words import finding, lead, paragraph, subtitle


def picture(evidence: UsualEvidence, *, made_on: str) -> str:
    """The whole picture as a standalone SVG; "" where there is no chart."""
    if not evidence.charted:
        return ""
    said = [paragraph(evidence)]
    said += [f"Target set by: {evidence.target_source}."] if evidence.target_source else []
    said += [f"Footprint. {evidence.trend.footprint_note}"] if evidence.trend.footprint_note else []
    said += [f"Programme. {words}" for words in programmes_words(evidence.trend)]
    return put_together(
        (finding(evidence), f"{subtitle(evidence)}. {lead(evidence)}"),
        heading(finding(evidence), lead(evidence), under=subtitle(evidence)),
        figure=(drawing(evidence, width=DRAWN, linked=False), drawn_height(evidence, width=DRAWN)),
        below=[Block(tuple(said), 15, INK), closing(evidence.trend, made_on, start=axis_start(evidence))],
    )


def picture_name(evidence: UsualEvidence) -> str:
    """A file name like that of the rows, without its ending."""
    return PurePath(csv_name(evidence)).stem
