"""A deck as a file: saved views in an order, each with a title and notes; read, checked as a whole, written.

The file is JSON: `form` ("health-equity-deck"), `version` (1), `title`, `pack` (`id`, `version` and `title` of the pack
the deck was made with) and `steps`, each with `page` (its path, "" for the map), `query` (of its address), `title` and
`notes`.
Lives here: that form and every fault of a file in words. Not here: whether a step can be shown (`deck_steps`).
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

FORM, VERSION = "health-equity-deck", 1
MOST_STEPS, MOST_BYTES = 200, 1_000_000
Short = Annotated[str, StringConstraints(strict=True, max_length=200)]
Long = Annotated[str, StringConstraints(strict=True, max_length=5_000)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DeckPack(_Part):
    """The pack a deck was made with."""

    id: Short = ""
    version: Short = ""
    title: Short = ""


class Step(_Part):
    """One saved view: the page's path, the address's query, what the presenter calls it, and the notes."""

    page: Short
    query: Long = ""
    title: Short = ""
    notes: Long = ""

    @field_validator("query")
    @classmethod
    def _without_mark(cls, query: str) -> str:
        return query.removeprefix("?")


class Deck(_Part):
    """Steps in their order."""

    form: Literal["health-equity-deck"] = FORM
    version: Literal[1] = VERSION
    title: Short = ""
    pack: DeckPack = DeckPack()
    steps: Annotated[tuple[Step, ...], Field(max_length=MOST_STEPS)] = ()


class DeckFaults(ValueError):  # noqa: N818
    """Every fault of a deck file, in words; `faults` holds one sentence each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_deck(content: bytes | str) -> Deck:
    """Return the deck of a file's content.

    Raises
    ------
    DeckFaults
        With every fault of the file: nothing of a faulty file is taken.
    """
    if len(content) > MOST_BYTES:
        raise DeckFaults((f"The file is larger than {MOST_BYTES // 1_000_000} MB, which no deck is.",))
    try:
        document = json.loads(content.decode("utf-8-sig") if isinstance(content, bytes) else content)
    except (UnicodeDecodeError, RecursionError):
        raise DeckFaults(("The file is not text in UTF-8, so it is not a deck.",)) from None
    except json.JSONDecodeError as error:
        raise DeckFaults((f"The file is not JSON: line {error.lineno}, column {error.colno}.",)) from None
    return checked(document)


def checked(document: object) -> Deck:
    """Return the deck of a document already read as JSON.

    Raises
    ------
    DeckFaults
        With every fault.
    """
    if not isinstance(document, dict) or document.get("form") != FORM:
        raise DeckFaults((f"The file does not say that it is a deck (“form” is not “{FORM}”).",))
    if document.get("version") != VERSION or isinstance(document["version"], bool):
        said = _shown(document.get("version"))
        raise DeckFaults((f"The deck has version {said}; this product reads version {VERSION}.",))
    if "steps" not in document:
        raise DeckFaults(("The deck has no list called “steps”.",))
    try:
        return Deck.model_validate_json(json.dumps(document))
    except ValidationError as error:
        raise DeckFaults(tuple(_words(fault) for fault in error.errors())) from None


def text(deck: Deck) -> str:
    """The content of a deck's file; `read_deck` of it gives the same deck."""
    return json.dumps(deck.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def _words(fault: dict) -> str:
    """A fault with the place it stands at."""
    where, kind, about = fault["loc"], fault["type"], fault.get("ctx", {})
    if where and where[0] == "steps" and len(where) > 1:
        place = f"Step {where[1] + 1}"
        rest = where[2:]
    else:
        place, rest = "The deck", where
    name = " ".join(f"“{part}”" for part in rest)
    said = {
        "missing": f"has no {name}",
        "extra_forbidden": f"has {name}, which a deck does not know",
        "string_type": f"has a {name} that is not text: {_shown(fault['input'])}",
        "string_too_long": f"has a {name} of {len(str(fault['input']))} letters; at most {about.get('max_length')} fit",
        "too_long": f"has {about.get('actual_length')} steps; at most {MOST_STEPS} fit",
    }.get(kind, f"has a {name} in another form than a deck's: {_shown(fault['input'])}" if name else "is not an entry")
    return f"{place} {said}."


def _shown(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 40 else f"{said[:40]} ..."
