"""A view as the letters of a short link and back: nothing is kept on the server, the letters hold it all.

The letters are one number, made of smaller ones: the version, the page, then for each parameter its name and its value.
Lives here: that number. Not here: its letters (`letters`), the lists that words stand in (`link_words`), addresses
(`serving.sharing_routes`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from pages.parts.sharing import letters as spelling
from pages.parts.sharing.link_words import NAMES, PAGES, WORDS

VERSION, VERSIONS = 1, 16
MOST_LETTERS = 300  # of a short link; a longer one is neither typed nor read by a telephone from the back of a room
LONGEST_GIVEN = 400  # letters that are looked at, and letters of a text within
_STEP, _KINDS, _DAYS = 64, 8, 1 << 17
_WORD, _CODE, _DAY, _COUNT, _LIST, _SMALL, _FREE, _BYTES = range(_KINDS)
_FIRST_DAY = date(1900, 1, 1)
_SMALL_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_./: "
_FREE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class TooLongError(ValueError):
    """A view that has more to say than a short link holds."""


class WrongLettersError(ValueError):
    """Letters that are no link of ours, with one sentence why."""


class _Writer:
    """Numbers below their bases, put together to one."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, int]] = []

    def put(self, value: int, base: int) -> None:
        self.parts.append((value, base))

    def put_any(self, value: int) -> None:
        """A number without a known base: lists may grow, and what was written stays."""
        while value >= _STEP:
            self.put(_STEP + value % _STEP, 2 * _STEP)
            value = value // _STEP - 1
        self.put(value, 2 * _STEP)

    def number(self) -> int:
        total = 0
        for value, base in reversed(self.parts):
            total = total * base + value
        return total


class _Reader:
    """The numbers of a number, in the order in which they were put."""

    def __init__(self, number: int) -> None:
        self.rest = number

    def take(self, base: int) -> int:
        self.rest, value = divmod(self.rest, base)
        return value

    def take_any(self) -> int:
        value, weight = 0, 1
        while (part := self.take(2 * _STEP)) >= _STEP:
            value += (part - _STEP) * weight
            weight *= _STEP
            value += weight
            if weight > 1 << 64:
                raise WrongLettersError("Its letters say nothing that a page could show.")
        return value + part * weight


def shortened(page: str, parameters: Mapping[str, str]) -> str:
    """Letters of a view.

    Parameters
    ----------
    page
        Path of the page, "" for the map.
    parameters
        Those of its address, in their order.

    Raises
    ------
    TooLongError
        With one sentence, where the letters would be more than `MOST_LETTERS`.
    """
    out = _Writer()
    out.put(VERSION, VERSIONS)
    _put_word(out, page or PAGES[0], PAGES)
    out.put_any(len(parameters))
    for name, value in parameters.items():
        _put_word(out, name, NAMES)
        _put_value(out, value)
    out.put(1, 2)  # so that nothing at the end is lost
    found = spelling.spelled(out.number())
    if len(found) > MOST_LETTERS:
        raise TooLongError(
            f"As a short link this view would have {len(found)} letters, so the full link is given: it holds an own "
            "footprint or a long text."
        )
    return found


def opened(letters: str) -> tuple[str, dict[str, str]]:
    """Page and parameters behind letters.

    Raises
    ------
    WrongLettersError
        With one sentence.
    """
    try:
        given = _Reader(spelling.read(letters[:LONGEST_GIVEN]))
        if given.take(VERSIONS) != VERSION:
            raise WrongLettersError("It was made by a newer edition of this dashboard than this one.")
        page = _take_word(given, PAGES)
        found = {_take_word(given, NAMES): _take_value(given) for _ in range(min(given.take_any(), 100))}
    except WrongLettersError:
        raise
    except (ValueError, OverflowError) as wrong:
        raise WrongLettersError(str(wrong)) from wrong
    if given.rest != 1:
        raise WrongLettersError("A letter is wrong or missing.")
    return "" if page == PAGES[0] else page, found


def address(page: str, parameters: Mapping[str, str]) -> str:
    """Path and query of a view, below the server's base."""
    return f"/{page}" + (f"?{urlencode(parameters)}" if parameters else "")


def _put_word(out: _Writer, word: str, known: Sequence[str]) -> None:
    """Its place in a list counted from one, or nought and the word spelled."""
    out.put_any(known.index(word) + 1 if word in known else 0)
    if word not in known:
        _put_spelled(out, word)


def _take_word(given: _Reader, known: Sequence[str]) -> str:
    place = given.take_any()
    if place == 0:
        return _take_value(given)
    if place > len(known):
        raise WrongLettersError("It was made by a newer edition of this dashboard than this one.")
    return known[place - 1]


def _put_value(out: _Writer, value: str) -> None:
    if "," in value:
        parts = value.split(",")
        out.put(_LIST, _KINDS)
        out.put_any(len(parts))
        for part in parts:
            _put_value(out, part)
    elif value in WORDS:
        out.put(_WORD, _KINDS)
        out.put_any(WORDS.index(value))
    elif re.fullmatch(r"[A-Z][0-9]{8}", value, re.ASCII):
        out.put(_CODE, _KINDS)
        out.put(_CAPITALS.index(value[0]), len(_CAPITALS))
        out.put(int(value[1:]), 10**8)
    elif (days := _days(value)) is not None:
        out.put(_DAY, _KINDS)
        out.put(days, _DAYS)
    elif re.fullmatch(r"0|[1-9][0-9]{0,17}", value, re.ASCII):
        out.put(_COUNT, _KINDS)
        out.put_any(int(value))
    else:
        _put_spelled(out, value)


def _take_value(given: _Reader) -> str:
    kind = given.take(_KINDS)
    if kind == _LIST:
        return ",".join(_take_value(given) for _ in range(_bounded(given)))
    if kind == _WORD:
        return _known(given.take_any())
    if kind == _CODE:
        letter = _CAPITALS[given.take(len(_CAPITALS))]
        return f"{letter}{given.take(10**8):08d}"
    if kind == _DAY:
        return (_FIRST_DAY + timedelta(days=given.take(_DAYS))).isoformat()
    if kind == _COUNT:
        return str(given.take_any())
    if kind == _BYTES:
        return bytes(given.take(256) for _ in range(_bounded(given))).decode()
    alphabet = _SMALL_LETTERS if kind == _SMALL else _FREE_LETTERS
    return "".join(alphabet[given.take(len(alphabet))] for _ in range(_bounded(given)))


def _put_spelled(out: _Writer, text: str) -> None:
    for kind, alphabet in ((_SMALL, _SMALL_LETTERS), (_FREE, _FREE_LETTERS)):
        if set(text) <= set(alphabet):
            out.put(kind, _KINDS)
            out.put_any(len(text))
            for letter in text:
                out.put(alphabet.index(letter), len(alphabet))
            return
    content = text.encode()
    out.put(_BYTES, _KINDS)
    out.put_any(len(content))
    for byte in content:
        out.put(byte, 256)


def _known(place: int) -> str:
    if place >= len(WORDS):
        raise WrongLettersError("It was made by a newer edition of this dashboard than this one.")
    return WORDS[place]


def _bounded(given: _Reader) -> int:
    length = given.take_any()
    if length > LONGEST_GIVEN:
        raise WrongLettersError("A letter is wrong or missing.")
    return length


def _days(value: str) -> int | None:
    """Days since the first one, of a whole date written as we write it; else None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
        return None
    try:
        days = (date.fromisoformat(value) - _FIRST_DAY).days
    except ValueError:
        return None
    return days if 0 <= days < _DAYS else None
