"""The response cards on the page: the pack's store, a new card for a signal, and what readers may write.

Lives here: the one store of this process, the card a link asks for, and the check of written texts. Not here: keeping
(`data.keeping.card_store`), the form (`card_form`), words and rows (`charts.signals.cards`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import lru_cache

from charts.signals import words
from charts.signals.figures import CardRow, SignalBoard
from data.keeping.card_store import STATUSES, Card, CardStore
from data.validation import FileFaults
from equity.release.small_words import LARGEST, small_number
from pages.parts import opened_pack
from pages.parts.signals.question import NEW, SignalQuestion

CLOSED = STATUSES[2:]
TEXTS = tuple(item.name for item in fields(Card) if item.name not in ("changed", "removed"))
WRITTEN = ("action", "owner", "reach", "next_check", "status")
SOON = timedelta(days=28)  # until the next check, unless the reader says otherwise
FEW = f"{LARGEST} or fewer"
SMALL = (
    "“{found}” tells of so few people that somebody might be recognised. Leave the number out or write “a few”; "
    "cards are exported."
)


@lru_cache(maxsize=1)
def store() -> CardStore:
    """The cards of the opened pack."""
    return CardStore(opened_pack.pack().folder, role=opened_pack.role().name)


def kept() -> tuple[tuple[Card, ...], str]:
    """Every card, and why none can be shown ("" if they can)."""
    try:
        return store().cards(), ""
    except FileFaults as refused:
        return (), " ".join(str(fault) for fault in refused.faults)


def rows(every: tuple[Card, ...], *, today: str, href: Callable[[str], str] = lambda _: "") -> tuple[CardRow, ...]:
    """Cards that are not removed, as they are listed: open ones first, those due soonest first."""
    shown = sorted(
        (card for card in every if not card.removed), key=lambda card: (card.status in CLOSED, card.next_check, card.id)
    )
    return tuple(
        CardRow(
            **{name: getattr(card, name) for name in TEXTS},
            overdue=card.status not in CLOSED and card.next_check < today,
            closed=card.status in CLOSED,
            href=href(card.id),
        )
        for card in shown
    )


def card_of(asked: SignalQuestion, board: SignalBoard, *, cards: tuple[Card, ...]) -> Card | None:
    """The card an address asks for: one that is kept, a new one for a signal in the list, or None."""
    known = {card.id: card for card in cards if not card.removed}
    if not asked.card.startswith(NEW):
        return known.get(asked.card)
    code = asked.card.removeprefix(NEW)
    one = next((signal for signal in board.signals if signal.code == code), None)
    if one is None:
        return None
    taken, plain = {card.id for card in cards}, _id(asked, board, code=code)
    if plain in known:
        return known[plain]
    free = next(name for name in (plain, *(f"{plain}-{number}" for number in range(2, 1000))) if name not in taken)
    return Card(
        id=free,
        indicator_id=asked.view.indicator,
        area_code=code,
        level=str(asked.view.level),
        period=board.periods[-1],
        title=f"{one.name}: {board.measure.short_name}",
        signal=words.sentence(board, one),
        action="",
        owner="",
        reach="",
        next_check=(date.today() + SOON).isoformat(),
        status=STATUSES[0],
    )


def hrefs_key(asked: SignalQuestion, board: SignalBoard, *, cards: tuple[Card, ...], code: str) -> str:
    """What `card` is in the address of a signal's card: the kept one of this measure and period, else a new one."""
    plain = _id(asked, board, code=code)
    return plain if any(card.id == plain and not card.removed for card in cards) else f"{NEW}{code}"


def _id(asked: SignalQuestion, board: SignalBoard, *, code: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{asked.view.indicator}-{code}-{board.periods[-1]}".lower()).strip("-")


def written(card: Card, **texts: str) -> Card:
    """The card with what a reader wrote, spaces and line ends made plain; a small reach is said as "7 or fewer"."""
    plain = {name: " ".join(text.split()) for name, text in texts.items()}
    if re.fullmatch(rf"[1-{LARGEST}]", plain.get("reach", "")):
        plain["reach"] = FEW
    return replace(card, **plain)


def unsaved(made: Card, before: Card) -> str:
    """What a reader wrote on a card that could not be kept: the form shows the kept card again, so it is said once."""
    told = [
        f"{name.replace('_', ' ')} “{getattr(made, name)}”"
        for name in WRITTEN
        if getattr(made, name) != getattr(before, name)
    ]
    return f"You had written: {', '.join(told)}." if told else ""


def refusal(card: Card) -> str:
    """Why a card's texts must not be kept: a small number of people in them; "" if they may."""
    for text in (card.action, card.owner, "" if card.reach == FEW else card.reach):
        if found := small_number(text):
            return SMALL.format(found=found)
    return ""
