"""A file on its way: what was asked for, what has come of it, the limits it must keep, its unpacking.

Lives here: the answer's head and body, the part that can be taken up again, gzip. Not here: tries and redirects
(`data.fetching.transfer`).
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

import httpx

from data.fetching.kinds import Kind, oddity, type_fits
from data.fetching.manners import AGAIN
from data.fetching.record import Kept, keep, write_whole
from data.fetching.refusals import LATER, TELL, NotFetched
from data.fetching.session import Session

PIECE = 1 << 16
GONE = {
    401: "the server asks for a password",
    403: "the server does not let us in",
    404: "there is no such file any more",
    410: "there is no such file any more",
}


@dataclass(frozen=True)
class Asked:
    """What is asked for: address, name here, kind, and the title on the publisher's page."""

    url: str
    name: str
    kind: Kind
    title: str = ""


@dataclass(frozen=True)
class Fetched:
    """A file that is here, and whether it is another one than before."""

    path: Path
    kept: Kept
    new: bool


@dataclass
class Part:
    """The beginning of a file that is on its way, with the mark that says it is still the same file."""

    path: Path
    mark: str = ""
    encoding: str = ""

    @property
    def size(self) -> int:
        """Bytes that are here."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def note(self) -> Path:
        """Where the mark lies between runs."""
        return self.path.with_name(self.path.name + ".json")

    def drop(self) -> None:
        """Begin again."""
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
        self.mark = self.encoding = ""


def acceptable(asked: Asked, session: Session, *, response: httpx.Response, part: Part) -> None:
    """Refuse an answer that is no file, or not the file that was begun."""
    code = response.status_code
    if code in AGAIN:
        words = "the server is asked too often" if code == 429 else f"the server has a fault of its own ({code})"
        pause = session.manners.asked_to_wait(response.headers.get("retry-after"))
        raise NotFetched(asked.url, words, then=LATER, again=True, pause=pause)
    if code in (412, 416) or (code == 206 and _starts(response) != part.size):
        part.drop()
        raise NotFetched(asked.url, "the file changed on the way", then=LATER, again=True)
    if code not in (200, 206):
        raise NotFetched(asked.url, GONE.get(code, f"the server answers {code}"), then=TELL)
    if not type_fits(asked.kind, response.headers.get("content-type", "")):
        said = response.headers.get("content-type", "").split(";")[0]
        raise NotFetched(asked.url, f"the server sent {said[:60]} instead of {asked.kind.words}", then=TELL)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched(asked.url, f"the file is packed in a way that was not asked for ({encoding[:20]})", then=TELL)


def _starts(response: httpx.Response) -> int:
    """Where a part that was sent begins, -1 if that cannot be read."""
    said = response.headers.get("content-range", "")
    try:
        return int(said.split(" ")[1].split("-")[0])
    except (IndexError, ValueError):
        return -1


def taken(asked: Asked, session: Session, *, response: httpx.Response, part: Part, deadline: float) -> None:
    """Write what comes to the part, within the limits; a whole answer begins it anew."""
    if response.status_code == 200:
        part.drop()
        mark = response.headers.get("etag", "")
        part.mark = mark if mark and not mark.startswith("W/") else response.headers.get("last-modified", "")
        part.encoding = response.headers.get("content-encoding", "").strip().lower()
        note = {"url": asked.url, "mark": part.mark, "encoding": part.encoding}
        write_whole(part.note, json.dumps(note).encode())
    expected = int(length) if (length := response.headers.get("content-length", "")).isdigit() else 0
    size, of = part.size, part.size + expected
    _within(asked, session, max(size, of))
    with part.path.open("ab") as handle:
        for piece in response.iter_raw():
            handle.write(piece)
            size += len(piece)
            _within(asked, session, size)
            session.tell(f"fetching {asked.name}", size, of=of)
            if session.manners.clock() > deadline:
                raise NotFetched(asked.url, "the file comes too slowly", then=LATER)
    if expected and size != of:
        raise NotFetched(asked.url, f"only {size:,} of {of:,} bytes came", then=LATER, again=True)


def _within(asked: Asked, session: Session, size: int) -> None:
    if size > session.manners.biggest:
        words = f"the file is larger than the {session.manners.biggest / 1e6:,.0f} MB that are taken"
        raise NotFetched(asked.url, words, then=TELL)


def placed(asked: Asked, session: Session, *, response: httpx.Response, part: Part, before: Kept | None) -> Fetched:
    """Unpack, look at and keep a file that came whole."""
    packed = "gzip" in part.encoding
    spare = part.path.with_name(f".{asked.name}.new")
    try:
        if packed:
            _unpacked(part.path, spare, asked=asked, session=session)
        else:
            part.path.replace(spare)
        odd = oddity(asked.kind, spare)
        if odd:
            raise NotFetched(asked.url, f"{odd} came instead of {asked.kind.words}", then=TELL)
        marks = {
            "etag": response.headers.get("etag", ""),
            "last_modified": response.headers.get("last-modified", ""),
            "retrieved": session.manners.now().isoformat(timespec="seconds"),
        }
        kept = keep(spare, session.folder / asked.name, kept={"url": asked.url, "title": asked.title, **marks})
    finally:
        spare.unlink(missing_ok=True)
        part.drop()
    same = before is not None and before.sha256 == kept.sha256
    return Fetched(session.folder / asked.name, kept, new=not same)


def _unpacked(packed: Path, to: Path, *, asked: Asked, session: Session) -> None:
    """Unpack gzip piece by piece; one that grows beyond the limit, or ends early, is refused."""
    engine, size = zlib.decompressobj(wbits=31), 0
    with packed.open("rb") as source, to.open("wb") as target:
        try:
            while piece := source.read(PIECE):
                while piece:
                    out = engine.decompress(piece, PIECE * 16)
                    target.write(out)
                    size += len(out)
                    if size > session.manners.unpacked:
                        limit = session.manners.unpacked / 1e6
                        raise NotFetched(asked.url, f"the file unpacks to more than {limit:,.0f} MB", then=TELL)
                    piece = engine.unconsumed_tail
            target.write(engine.flush())
        except zlib.error as problem:
            raise NotFetched(asked.url, "the packed file is damaged", then=LATER) from problem
    if engine.unused_data:
        raise NotFetched(asked.url, "the packed file is damaged", then=LATER)
    if not engine.eof:
        raise NotFetched(asked.url, "the packed file ends too early", then=LATER)
