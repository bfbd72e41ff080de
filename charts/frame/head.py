"""The head of a page: the finding, one sentence, the statistical subtitle.

Lives here: three lines of HTML. Not here: what they say (`charts.sentences`).
"""

from __future__ import annotations

from charts.evidence import Evidence
from charts.markup import text
from charts.sentences import finding, lead, subtitle


def head(evidence: Evidence) -> str:
    """The head of a view, made from its released numbers."""
    return head_html(finding(evidence), lead(evidence), under=subtitle(evidence))


def head_html(title: str, sentence: str, *, under: str = "") -> str:
    """A head from three texts; empty ones leave their line out."""
    lines = [f"<h1>{text(title)}</h1>"]
    if sentence:
        lines.append(f'<p class="he-lead">{text(sentence)}</p>')
    if under:
        lines.append(f'<p class="he-sub">{text(under)}</p>')
    return f'<div class="he-head">{"".join(lines)}</div>'
