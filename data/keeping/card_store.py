"""The response cards of a pack: signal, action, owner, reach, next check, status; one card a line in `own/cards.jsonl`.

Lives here: reading the file, changing it whole or not at all, also when two readers save at once, and taking a deletion
back. Not here: what a signal is (`equity.change`), forms (`pages.parts.signals`). A pack may come with cards of its own
(`cards.jsonl` beside `pack.toml`): they stand until the first change, which keeps them all in the reader's file.
`CARDS=<folder>` names another place where the pack cannot be written to. The file is no part of the checked content.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path

from data.keeping.own_place import own_folder
from data.validation import Fault, FileFaults

FILE = Path("own") / "cards.jsonl"
GIVEN = "cards.jsonl"
FOLDER_VARIABLE = "CARDS"
FIRST_LINE = {"cards": 1}
STATUSES = ("open", "under way", "done", "no action needed")
ADVICE = f"nothing was changed; whoever runs the server can name a folder in {FOLDER_VARIABLE}"
BROKEN = "; until it is mended or put back no card can be shown or kept"
CHANGED = "this card was changed by somebody else meanwhile: look at it again and repeat what you want to change"
GONE = "there is no such card any more"
LONGEST = 1000  # letters of a text


@dataclass(frozen=True)
class Card:
    """What is being done about one signal.

    Attributes
    ----------
    id : str
        Small letters, digits and "-".
    indicator_id, area_code, level, period : str
        The signal it answers: measure, area, kind of area ("msoa"), latest period.
    title, signal : str
        Area and measure in words; the signal's sentence as it stood when the card was made, of released figures.
    action, owner, reach : str
        In the readers' words.
    next_check : str
        ISO date.
    status : str
        One of `STATUSES`.
    changed : int
        How often the card was changed; a change of an older one is refused.
    removed : bool
    """

    id: str
    indicator_id: str
    area_code: str
    level: str
    period: str
    title: str
    signal: str
    action: str
    owner: str
    reach: str
    next_check: str
    status: str
    changed: int = 0
    removed: bool = False


_KINDS = {item.name: {"changed": int, "removed": bool}.get(item.name, str) for item in fields(Card)}


class CardStore:
    """The cards of one pack, shared by every process that opens its folder."""

    def __init__(self, folder: str | Path, *, role: str = "") -> None:
        kept = Path(os.environ.get(FOLDER_VARIABLE) or own_folder(folder))
        self.path = kept / (f"{FILE.stem}-{role}{FILE.suffix}" if role else FILE.name)  # signals hold figures
        self.given = Path(folder) / GIVEN

    def cards(self) -> tuple[Card, ...]:
        """Every card, removed ones too, oldest first.

        Raises
        ------
        FileFaults
            The file is there and is not what was written.
        """
        for path in (self.path, self.given):
            try:
                return _read(path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                continue
            except (OSError, UnicodeDecodeError) as error:
                raise _fault(f"cannot be read: {getattr(error, 'strerror', None) or error}{BROKEN}") from error
        return ()

    def keep(self, card: Card) -> Card:
        """Add a card, or put it in the place of its earlier state.

        Raises
        ------
        FileFaults
            A text is too long or empty, the date is none, somebody else changed the card, or nothing can be written.
        """
        if words := card_fault(card):
            raise _fault(words)
        return self._change(card.id, lambda before: _successor(card, before))

    def remove(self, card_id: str) -> Card:
        """Take a card out of sight; `restore` brings it back."""
        return self._change(card_id, lambda before: _marked(before, removed=True))

    def restore(self, card_id: str) -> Card:
        """Bring a removed card back."""
        return self._change(card_id, lambda before: _marked(before, removed=False))

    def _change(self, card_id: str, change: Callable[[Card | None], Card]) -> Card:
        """Replace one card by what `change` makes of it; the old file stays whole until the new one is."""
        spare = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path.with_name(".lock-cards"), "w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)  # readers who save at once come one after the other
                known = {card.id: card for card in self.cards()}
                known[card_id] = change(known.get(card_id))
                lines = [json.dumps(line, ensure_ascii=False) for line in (FIRST_LINE, *map(asdict, known.values()))]
                spare.write_text("\n".join(lines) + "\n", encoding="utf-8")
                spare.replace(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                spare.unlink()
            raise _fault(f"cannot be written to ({error.strerror or error}): {ADVICE}") from error
        return known[card_id]


def card_fault(card: Card) -> str:
    """Why a card cannot be kept, in words; "" if it can."""
    for name, label in (("action", "the action"), ("owner", "the owner")):
        if not getattr(card, name).strip():
            return f"{label} is missing"
    long = [name for name in ("action", "owner", "reach") if len(getattr(card, name)) > LONGEST]
    if long:
        return f"the {long[0]} has more than {LONGEST:,} letters"
    if card.status not in STATUSES:
        return f"the status must be one of {', '.join(STATUSES)}"
    return "" if _is_day(card.next_check) else "the next check must be a date such as 2026-11-21"


def _successor(card: Card, before: Card | None) -> Card:
    """The card as it is kept; it must come from the state that is kept now."""
    if before is not None and before.changed != card.changed:
        raise _fault(CHANGED)
    return replace(card, changed=card.changed + 1)


def _marked(card: Card | None, *, removed: bool) -> Card:
    if card is None:
        raise _fault(GONE)
    return replace(card, removed=removed, changed=card.changed + 1)


def _read(text: str) -> tuple[Card, ...]:
    cards: dict[str, Card] = {}
    for number, line in enumerate(text.splitlines() or [""], 1):
        try:
            found = json.loads(line)
        except ValueError as error:
            raise _fault(f"is no list of cards{BROKEN}", number) from error
        if number == 1:
            if found != FIRST_LINE:
                raise _fault(f"does not begin as such a file does{BROKEN}", number)
            continue
        fits = isinstance(found, dict) and set(found) == set(_KINDS)
        if not fits or any(type(found[name]) is not kind for name, kind in _KINDS.items()):
            raise _fault(f"is no card{BROKEN}", number)
        card = Card(**found)
        if card.id in cards or card_fault(card):
            raise _fault(f"is no card: {card_fault(card) or 'it stands there twice'}{BROKEN}", number)
        cards[card.id] = card
    return tuple(cards.values())


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _fault(words: str, row: int | None = None) -> FileFaults:
    return FileFaults([Fault(str(FILE), words, row=row)])
