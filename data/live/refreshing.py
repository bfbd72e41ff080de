"""A refresh: fetch what has changed, read it, and build a whole new pack beside the open one.

Lives here: the order of the work and the report. One source that fails spoils nothing: the others go on, and its
earlier figures stay. Not here: fetching (`data.fetching`), how figures join (`data.live.joining`), taking the new pack
into use (`data.snapshots`).
"""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from data.build import beside
from data.catalogue import read_indicators
from data.england.programs import drawing
from data.fetching.coming import Fetched
from data.fetching.manners import Manners
from data.fetching.refusals import NotFetched
from data.fetching.session import Progress, Session, Told, client, silent
from data.live.declared import Fed, LiveSource
from data.live.joining import Brought, copied, is_in, renew
from data.live.texts import catalogue_text
from data.pack import Pack, open_pack
from data.stamp import content_digest, leave_stamp
from data.store_checks import observation_faults
from data.validation import Fault, FileFaults, PackFaults

STATES = ("new", "unchanged", "unused", "failed", "refused")


@dataclass(frozen=True)
class Downloads:
    """Where files are kept between runs, and how they are fetched."""

    folder: Path
    manners: Manners = field(default_factory=Manners)


@dataclass(frozen=True)
class Outcome:
    """What became of one source.

    `state` is "new", "unchanged", "unused" (fetched, but nothing in this pack is of its kind), "failed" (could not be
    fetched) or "refused" (came, but has faults); `words` is one sentence, `lines` say more.
    """

    source: str
    state: str
    words: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What a refresh did. `built` is the folder of the new pack, None where the open one stays as it is."""

    outcomes: tuple[Outcome, ...]
    built: Path | None = None
    notes: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether every source could be fetched and read."""
        return all(outcome.state not in ("failed", "refused") for outcome in self.outcomes)

    def lines(self) -> list[str]:
        """The report in plain sentences."""
        told = [
            line for item in self.outcomes for line in (f"{item.source}: {item.words}", *map(_indented, item.lines))
        ]
        return [*told, *self.notes]


def refreshed(
    sources: Sequence[LiveSource], *, pack: Path, downloads: Path | Downloads, to: Path, told: Told = silent
) -> Report:
    """Fetch the sources and build a new pack of the open one and what is new.

    Parameters
    ----------
    sources : sequence of LiveSource
        What to fetch.
    pack : Path
        The pack that is open. Only read.
    downloads : Path or Downloads
        Folder of the files, kept between runs; each has a `.json` beside it with its address, date and checksum.
    to : Path
        Where the new pack is put, whole and checked; not there if nothing is new or nothing can be used.
    told : callable
        Is told how far it is.

    Raises
    ------
    PackFaults
        If the open pack is broken or synthetic.
    """
    downloads = downloads if isinstance(downloads, Downloads) else Downloads(Path(downloads))
    opened = open_pack(pack)
    if opened.synthetic:
        raise PackFaults([Fault("pack.toml", "a synthetic pack is never refreshed: real and made figures do not mix")])
    with alone(downloads.folder), client(downloads.manners) as asking:
        ready: list[Brought] = []
        outcomes: dict[str, Outcome] = {}
        for source in sources:
            session = Session(source.id, downloads.folder / source.id, source.hosts, asking, downloads.manners, told)
            done = _one(source, opened, session)
            outcomes[source.id] = done if isinstance(done, Outcome) else Outcome(source.id, "new", "")
            ready += [done] if isinstance(done, Brought) else []
        if not ready:
            return Report(tuple(outcomes.values()), notes=(_stays(outcomes),))
        return _built(opened, ready, to=Path(to), outcomes=outcomes, told=told)


def _one(source: LiveSource, pack: Pack, session: Session) -> Outcome | Brought:
    """Fetch and read one source; what goes wrong is told, and touches nothing."""
    files: list[Fetched] = []
    try:
        for remote in source.remotes:
            session.tell("asking the publisher")
            files += remote.fetch(session)
    except NotFetched as problem:
        return Outcome(source.id, "failed", f"{problem.sentence}.")
    except OSError as problem:
        return Outcome(source.id, "failed", f"its files cannot be written here: {problem.strerror or problem}.")
    if is_in(pack, source, files=files):
        return Outcome(source.id, "unchanged", "nothing new since the pack was built.")
    session.tell("reading")
    try:
        fed = source.read([item.path for item in files], pack)
        _checked(fed, pack)
    except FileFaults as problem:
        count = len(problem.faults)
        words = f"what came has {count} fault{'s' * (count > 1)} and is not used; the earlier figures stay."
        lines = tuple(str(fault).replace(f"{session.folder}/", "") for fault in problem.faults)
        return Outcome(source.id, "refused", words, lines)
    if fed.unused:
        return Outcome(source.id, "unused", fed.unused, fed.report)
    return Brought(source, tuple(files), fed)


def _checked(fed: Fed, pack: Pack) -> None:
    """Rows and texts of a source by the rules of the pack, so that one bad source does not spoil the whole.

    Raises
    ------
    FileFaults
        With every fault.
    """
    if fed.frame is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "indicators.toml"
        path.write_text(catalogue_text(pack, [(fed, "publisher")]), encoding="utf-8")
        indicators = read_indicators(path)
    faults = observation_faults(fed.frame, indicators=indicators, areas=pack.areas, file="what came")
    if not len(fed.frame):
        faults = [Fault("what came", "holds no row of an area that is in the pack")]
    if faults:
        raise FileFaults(faults)


def _built(pack: Pack, ready: Sequence[Brought], *, to: Path, outcomes: dict[str, Outcome], told: Told) -> Report:
    """The new pack, whole and checked, or the faults that it would have had."""
    names = ", ".join(item.source.id for item in ready)
    told(Progress("", f"building the new pack from {names}"))
    try:
        with beside(to) as folder:
            copied(pack, folder)
            words = renew(pack, ready, folder=folder)
            drawn = sorted({kind for item in ready for kind in item.fed.outlines})
            with drawing(folder, wanted=bool(drawn), types=drawn) as wait:
                told(Progress("", "checking the new pack"))
                wait()
            open_pack(folder)
            leave_stamp(content_digest(folder, pack.geography if pack.card.get("geography") else None), folder=folder)
    except FileFaults as problem:
        lines = tuple(map(str, problem.faults))
        for item in ready:
            words_for = "read, but the pack made with it has faults, so the open one stays."
            outcomes[item.source.id] = Outcome(item.source.id, "refused", words_for, lines)
        return Report(tuple(outcomes.values()), notes=("The pack stays as it is.",))
    by_source = dict(line.split(": ", 1) for line in words)
    for item in ready:
        said = by_source.get(item.source.id, "outlines and codes renewed")
        outcomes[item.source.id] = Outcome(item.source.id, "new", f"{said}.", item.fed.report)
    return Report(tuple(outcomes.values()), built=to)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder of downloads: two refreshes at once would write into each other's files.

    Raises
    ------
    PackFaults
        If another refresh holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise PackFaults([Fault(str(folder), "another refresh is at work: wait until it has ended")]) from problem
        yield


def _stays(outcomes: dict[str, Outcome]) -> str:
    """Why there is no new pack."""
    wrong = any(outcome.state in ("failed", "refused") for outcome in outcomes.values())
    return "The pack stays as it is." if wrong else "Nothing new: the pack stays as it is."


def _indented(line: str) -> str:
    return f"    {line}"
