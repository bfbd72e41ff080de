"""The response cards: the list under the signals, and the file.

Lives here: one row per card as HTML and as CSV. Not here: keeping them (`data.keeping.card_store`), the form.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.files.csv_file import csv_file
from charts.markup import text
from charts.signals.figures import CardRow
from charts.words import period_words

HEADS = ("Signal", "Action", "Owner", "Reach", "Next check", "Status", "")
COLUMNS = (
    "card", "indicator_id", "area_code", "level", "period", "title", "signal", "action", "owner", "reach",
    "next_check", "overdue", "status",
)  # fmt: skip
NONE_YET = "None yet. Each signal has a link to write one: who does what, for how many, and when it is looked at again."


def card_list(cards: Sequence[CardRow], *, download: str, refused: str = "") -> str:
    """The list.

    Parameters
    ----------
    cards : sequence of CardRow
        In the order shown.
    download : str
        Address of the file.
    refused : str
        Why the cards cannot be shown; "" if they can.
    """
    head = '<h2 id="cards">Response cards</h2>'
    if refused:
        return f'{head}<p role="alert">{text(refused)}</p>'
    if not cards:
        return f"{head}<p>{NONE_YET}</p>"
    rows = "".join(_row(card) for card in cards)
    heads = "".join(f'<th scope="col">{one or "<span class=he-unseen>Change</span>"}</th>' for one in HEADS)
    late = sum(card.overdue for card in cards)
    word = "card" if len(cards) == 1 else "cards"
    number = f"{len(cards)} {word}, {late} overdue"
    return (
        f'{head}<p>{number}. <a href="{text(download)}" download>Download the cards</a></p>'
        '<div class="he-scroll" tabindex="0" role="region" aria-label="Response cards">'
        f'<table class="he-table hs-cardtable"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(card: CardRow) -> str:
    late = card.overdue
    due = period_words(card.next_check) + (" (overdue)" if late else "")
    went = f'<a href="{text(card.href)}" target="_self" aria-label="Change the card: {text(card.title)}">Change</a>'
    return (
        f'<tr><th scope="row"><b>{text(card.title)}</b><small>{text(card.signal)}</small></th>'
        f"<td>{text(card.action)}</td><td>{text(card.owner)}</td><td>{text(card.reach)}</td>"
        f"<td{' class=hs-late' if late else ''}>{text(due)}</td><td>{text(card.status)}</td><td>{went}</td></tr>"
    )


def cards_csv(cards: Sequence[CardRow]) -> bytes:
    """The file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run as a formula."""
    rows = [
        (
            card.id, card.indicator_id, card.area_code, card.level, card.period, card.title, card.signal, card.action,
            card.owner, card.reach, card.next_check, "yes" if card.overdue else "no", card.status,
        )
        for card in cards
    ]  # fmt: skip
    return csv_file(COLUMNS, rows)
