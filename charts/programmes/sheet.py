"""The sheet of the programmes page: what is promised by when, then every programme with its reach.

Lives here: how the pieces are put together. Not here: words (`words`), the file (`numbers`).
"""

from __future__ import annotations

from charts.empty import empty_box
from charts.marks import mark
from charts.markup import text
from charts.programmes import words
from charts.programmes.figures import DONE, STOPPED, Deliverable, ProgrammeBoard, Shown
from equity.comparing.comparison import Comparison

MARKS = {DONE: Comparison.BETTER, STOPPED: Comparison.NOT_COMPARED}


def sheet(board: ProgrammeBoard) -> str:
    """The whole sheet."""
    if not board.programmes:
        return empty_box(words.finding(board), words.lead(board))
    cards = "".join(_programme(one) for one in board.programmes)
    rest = f'<p class="hp-rest">{board.elsewhere} more of other places are in this pack.</p>' if board.elsewhere else ""
    return f'{_deliverables(board)}<div class="hp-list">{cards}</div>{rest}'


def _deliverables(board: ProgrammeBoard) -> str:
    items = board.deliverables
    if not items:
        return ""
    rows = "".join(_item(item) for item in items)
    return (
        '<div class="he-scroll" tabindex="0" role="region" aria-label="Deliverables">'
        '<table class="he-table hp-items"><caption>Deliverables, soonest first</caption><thead><tr>'
        '<th scope="col">What</th><th scope="col">Programme</th><th scope="col">Status</th><th scope="col">Due</th>'
        f'<th scope="col">Status last looked at</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _item(item: Deliverable) -> str:
    shape = Comparison.WORSE if item.overdue else MARKS.get(item.status, Comparison.SIMILAR)
    said = f"{item.status}, overdue" if item.overdue else item.status
    old = " class=hp-old" if item.old else ""
    return (
        f'<tr><th scope="row">{text(item.title)}</th><td>{text(item.programme)}</td>'
        f'<td><span class="he-badge">{mark(shape)}{text(said)}</span></td><td>{text(words.due_words(item))}</td>'
        f"<td{old}>{text(words.age_words(item))}</td></tr>"
    )


def _programme(one: Shown) -> str:
    reach = "".join(
        f"<li><b>{item.count:,}</b> {text(item.who)}"
        f"<small>{text(item.period)}. Quality: {text(item.quality)}</small></li>"
        for item in one.reach
    )
    none = '<p class="hp-none">No count of its reach is recorded.</p>'
    counted = f'<ul class="hp-reach">{reach}</ul>' if reach else none
    links = "".join(f'<a href="{text(href)}" target="_self">Trend: {text(name)}</a>' for name, href in one.measures)
    about = f"<p>{text(one.about)}</p>" if one.about else ""
    note = f'<p class="hp-note">{text(one.note)}</p>' if one.note else ""
    return (
        f'<section class="hp-one" aria-labelledby="hp-{text(one.id)}"><h2 id="hp-{text(one.id)}">{text(one.name)}</h2>'
        f'<p class="hp-where">{text(one.place)}, {text(words.dates_words(one))}. {text(one.lies)}</p>'
        f'<p class="hp-where">Owner: {text(one.owner)} ({text(one.owner_kind)})</p>{about}{counted}{note}'
        f'<p class="hp-go">{links}</p>'
        f'<p class="he-src">Source: <a href="{text(one.url)}">{text(one.source)}</a></p></section>'
    )
