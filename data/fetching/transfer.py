"""One file from one address: asked for again if the way fails, taken up where it broke off, looked at, put in place.

Lives here: tries, redirects, ranges. Not here: addresses (`addresses`), waiting times (`manners`), what comes and its
limits (`coming`), pages of a service (`arcgis`, `nomis`).
"""

from __future__ import annotations

import json
from pathlib import Path

import httpx

from data.fetching.addresses import checked, redirected
from data.fetching.coming import Asked, Fetched, Part, acceptable, placed, taken
from data.fetching.record import Kept, recorded
from data.fetching.refusals import LATER, TELL, NotFetched
from data.fetching.session import Session

REDIRECTS = 5


def fetched(asked: Asked, session: Session) -> Fetched:
    """The file, here and whole; the one that is here already if the server says that it has not changed.

    Raises
    ------
    NotFetched
        In one sentence: what happened, where, what to do. What was here is untouched.
    """
    checked(asked.url, session.hosts, loopback=session.manners.loopback)
    session.folder.mkdir(parents=True, exist_ok=True)
    path = session.folder / asked.name
    kept = recorded(path, url=asked.url)
    part = _begun(path.with_name(asked.name + ".part"), asked.url)
    start, tried = session.manners.clock(), 0
    while True:
        tried += 1
        try:
            return _once(asked, session, kept=kept, part=part, deadline=start + session.manners.total)
        except NotFetched as problem:
            if not problem.again or tried >= session.manners.tries:
                raise
            _wait(session, asked.url, tried=tried, asked_for=problem.pause, deadline=start + session.manners.total)


def _wait(session: Session, url: str, *, tried: int, asked_for: float | None, deadline: float) -> None:
    """Wait before the next try, as long as the server asks for; one that asks for too long is left alone."""
    manners = session.manners
    pause = manners.wait(tried) if asked_for is None else asked_for
    if pause > manners.longest or manners.clock() + pause > deadline:
        raise NotFetched(url, f"the server asks us to come back in {pause:,.0f} seconds", then=LATER)
    session.tell(f"waiting {pause:.0f} s before try {tried + 1}")
    manners.sleep(pause)


def _begun(path: Path, url: str) -> Part:
    """What an earlier run left of this file, if it can be taken up."""
    part = Part(path)
    try:
        note = json.loads(part.note.read_text(encoding="utf-8"))
        if note["url"] == url and part.size:
            return Part(path, str(note["mark"]), str(note["encoding"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    part.drop()
    return part


def _once(asked: Asked, session: Session, *, kept: Kept | None, part: Part, deadline: float) -> Fetched:
    """One try. Raises NotFetched, with `again` where another try may help."""
    headers = dict(kept.marks) if kept else {}
    if part.size and part.mark:
        headers = {"Range": f"bytes={part.size}-", "If-Range": part.mark}
    try:
        response = _answer(asked, session, headers)
        try:
            if response.status_code == 304 and kept:
                part.drop()
                return Fetched(session.folder / asked.name, kept, new=False)
            acceptable(asked, session, response=response, part=part)
            taken(asked, session, response=response, part=part, deadline=deadline)
        finally:
            response.close()
    except httpx.TimeoutException as problem:
        raise NotFetched(asked.url, "the server did not answer in time", then=LATER, again=True) from problem
    except httpx.TransportError as problem:
        raise _broken(asked.url, str(problem), reached=not isinstance(problem, httpx.ConnectError)) from problem
    return placed(asked, session, response=response, part=part, before=kept)


def _broken(url: str, said: str, *, reached: bool) -> NotFetched:
    """What a line that failed means."""
    if "CERTIFICATE" in said:
        return NotFetched(url, "the certificate of the server is not valid", then=TELL)
    if "location header" in said:
        return NotFetched(url, "the server sends us to something that is not an address", then=TELL)
    words = "the line broke off" if reached else "the server cannot be reached from here"
    return NotFetched(url, words, then=LATER, again=True)


def _answer(asked: Asked, session: Session, headers: dict[str, str]) -> httpx.Response:
    """The head of the answer, after at most a few redirects, each of them checked."""
    url = asked.url
    for _ in range(REDIRECTS + 1):
        try:
            request = session.client.build_request("GET", url, headers=headers)
        except httpx.InvalidURL as problem:
            raise NotFetched(url, "this is not an address", then=TELL) from problem
        response = session.client.send(request, stream=True)
        if response.status_code not in (301, 302, 303, 307, 308):
            return response
        response.close()
        url = redirected(url, response.headers.get("location"), hosts=session.hosts, loopback=session.manners.loopback)
    raise NotFetched(asked.url, "the server sends us round in a circle", then=TELL)
