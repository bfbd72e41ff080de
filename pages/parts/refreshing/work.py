"""A refresh as a job of the server: it goes on when the tab that began it is closed, and can be called off by any.

Lives here: the one job of each root, its progress, its report in lines. Not here: the widgets (`section`), jobs as such
(`serving.jobs`), the refresh itself (`data.live.publishing`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from data.fetching.session import Progress
from data.live.declared import LiveSource
from data.live.publishing import DOWNLOADS, renewed
from data.live.refreshing import Downloads
from data.snapshots.locking import Busy
from data.validation import FileFaults
from pages.parts.serving import jobs

AT_WORK = "Another refresh is at work: wait until it has ended, then look again."
FAULTY = "Nothing was changed: the new pack could not be made."
BROKE = "Nothing was changed: something went wrong on the server, which has noted it."
CALLED_OFF = "Called off: nothing was changed. What was fetched is kept, so that the next time is quicker."
_LATEST: dict[Path, str] = {}  # the last job of each root


def begin(wanted: Sequence[LiveSource], *, root: Path, first: Path) -> jobs.Job:
    """Start a refresh of a root, or answer the one that is under way.

    Raises
    ------
    jobs.Busy
        If the server has too much to do.
    """
    now = latest(root)
    if now and now.state in (jobs.WAITING, jobs.RUNNING):
        return now

    def work(progress: jobs.Progress) -> jobs.File:
        lines = refreshed(wanted, progress, root=root, first=first)
        return jobs.File("what-came.json", json.dumps(lines).encode(), "application/json")

    _LATEST[root] = jobs.JOBS.start(work, stays=True)
    return latest(root)


def latest(root: Path) -> jobs.Job | None:
    """The refresh of a root that is under way, or that ended lately."""
    return jobs.JOBS.asked(_LATEST.get(root, ""))


def call_off(root: Path) -> None:
    """End the refresh of a root at its next step.

    It stays "running" until it has ended, so that what is said of it is what happened: once the new pack is being
    taken into use there is no next step, and the report says that it is served.
    """
    now = latest(root)
    if now:
        now.progress.stopped.set()


def refreshed(wanted: Sequence[LiveSource], progress: jobs.Progress, *, root: Path, first: Path) -> list[str]:
    """Refresh; the report, or in plain words why nothing could be done."""
    names = {source.id: source.title for source in wanted}

    def told(step: Progress) -> None:
        name = f"{names.get(step.source, step.source)}: " if step.source else ""
        progress.at(step.done, step.of, words=f"{name}{step.words}")

    try:
        return renewed(wanted, root=root, first=first, told=told, downloads=kept(root)).lines()
    except Busy:
        return [AT_WORK]
    except FileFaults as error:
        return [FAULTY, *map(str, error.faults)]


def report(job: jobs.Job) -> list[str]:
    """What an ended refresh tells, in lines."""
    if job.file:
        return json.loads(job.file.content)
    return [CALLED_OFF if job.state == jobs.CANCELLED else BROKE]


def kept(root: Path) -> Downloads:
    """Where the publishers' files are kept between refreshes."""
    return Downloads(root / DOWNLOADS)
