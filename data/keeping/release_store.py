"""What readers were shown of own footprints, kept with the pack: `own/released.jsonl`, one release or refusal a line.

Lives here: reading it when it has changed, adding to it whole or not at all, and holding it while somebody is judged,
also over several server processes. Not here: what follows from it (`equity.release`). Only who was asked for, of what,
and the answer are kept, never a count. The file is no part of the pack's checked content.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from data.keeping.own_place import own_folder
from data.validation import Fault, FileFaults

FILE = Path("own") / "released.jsonl"
FIRST_LINE = {"released": 1}
FOLDER_VARIABLE = "RELEASE_LEDGER"  # a folder for the file where the pack's own cannot be written to
FORGETFUL = (
    "This pack cannot be written to, so what was shown of own footprints is remembered only until this server "
    f"restarts. Whoever runs it can name a folder in {FOLDER_VARIABLE}."
)
_SHUT = (errno.EROFS, errno.EACCES, errno.EPERM)


@dataclass(frozen=True)
class Answer:
    """One answer to a reader.

    Attributes
    ----------
    indicator_id, period, sex, age, category : str
        Of what.
    members : tuple of str
        Codes of the building blocks asked for, sorted.
    shown : bool
        False if it was refused.
    small : tuple of str
        Refused: the blocks that were said to hold a small count together.
    offered : tuple of str
        Refused: members of the footprint that was named instead.
    """

    indicator_id: str
    period: str
    sex: str
    age: str
    category: str
    members: tuple[str, ...]
    shown: bool = True
    small: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    @property
    def segment(self) -> tuple[str, str, str, str]:
        """(period, sex, age, category)."""
        return self.period, self.sex, self.age, self.category


_LISTS = ("members", "small", "offered")
_FIELDS = {item.name for item in fields(Answer)}


class ReleaseStore:
    """The answers of one pack, shared by every process that opens its folder.

    A `role` that sees more than the public has a file of its own, so that what it was shown never stands among what
    the public was shown.
    """

    def __init__(self, folder: str | Path, *, role: str = "") -> None:
        kept = Path(os.environ.get(FOLDER_VARIABLE) or own_folder(folder))
        self.path = kept / (f"{FILE.stem}-{role}{FILE.suffix}" if role else FILE.name)
        self.notice = ""  # what readers must be told; "" while everything is kept
        self._answers: tuple[Answer, ...] = ()
        self._seen: tuple[int, ...] | None = None
        self._lock = threading.RLock()

    def answers(self) -> tuple[Answer, ...]:
        """Every answer, oldest first; the file is read again only if it has changed.

        Raises
        ------
        FileFaults
            The file is there and is not what was written: nothing may be shown until somebody has looked at it.
        """
        with self._lock:
            if self.notice:
                return self._answers
            try:
                stamp = self._stamp()
                if stamp != self._seen:
                    self._answers = () if stamp is None else _read(self.path)
                    self._seen = stamp
            except (OSError, UnicodeDecodeError) as error:
                raise _fault(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
            return self._answers

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else is judged or added meanwhile, in this process or another."""
        with self._lock, contextlib.ExitStack() as open_files:
            if not self.notice:
                try:
                    self.path.parent.mkdir(exist_ok=True)
                    lock = open_files.enter_context(open(self.path.with_name(".lock-released"), "w"))
                    fcntl.flock(lock, fcntl.LOCK_EX)
                except OSError as error:
                    self._forgetful(error)
            yield

    def add(self, answer: Answer) -> None:
        """Keep one more answer (only while `held`); an answer that is kept already is not kept twice.

        Raises
        ------
        FileFaults
            It cannot be kept, so it must not be given.
        """
        known = self.answers()
        if answer in known:
            return
        if self.notice:
            self._answers = (*known, answer)
            return
        spare = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        lines = [json.dumps(line, ensure_ascii=False) for line in (FIRST_LINE, *map(asdict, (*known, answer)))]
        try:
            spare.write_text("\n".join(lines) + "\n", encoding="utf-8")
            spare.replace(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                spare.unlink()
            raise _fault(f"cannot be written to ({error.strerror or error})") from error
        self._answers, self._seen = (*known, answer), self._stamp()

    def _stamp(self) -> tuple[int, ...] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _forgetful(self, error: OSError) -> None:
        """A folder that may never be written to: memory, and readers are told; anything else is a fault."""
        named = os.environ.get(FOLDER_VARIABLE)
        if error.errno not in _SHUT or named:
            raise _fault(f"cannot be written to ({error.strerror or error})") from error
        self._answers = self.answers()  # what an earlier, writable day has left
        self.notice = FORGETFUL


def _read(path: Path) -> tuple[Answer, ...]:
    first, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
    answers = []
    for number, line in enumerate([first, *lines], 1):
        try:
            found = json.loads(line)
        except ValueError as error:
            raise _fault("is no list of answers", number) from error
        if number == 1:
            if found != FIRST_LINE:
                raise _fault("does not begin as such a file does", number)
            continue
        answers.append(_answer(found, number))
    return tuple(answers)


def _answer(found: object, number: int) -> Answer:
    if not isinstance(found, dict) or set(found) != _FIELDS:
        raise _fault("is no answer", number)
    lists = [found.pop(name) for name in _LISTS]
    whole = all(isinstance(codes, list) and all(isinstance(code, str) for code in codes) for codes in lists)
    texts = all(isinstance(value, str) for name, value in found.items() if name != "shown")
    if not (whole and texts and isinstance(found["shown"], bool) and lists[0]):
        raise _fault("is no answer", number)
    return Answer(**found, **dict(zip(_LISTS, map(tuple, lists), strict=True)))


def _fault(words: str, row: int | None = None) -> FileFaults:
    advice = "; until it is mended or put back nothing is shown of measures with small counts"
    return FileFaults([Fault(str(FILE), words + advice, row=row)])
