"""A refresh taken into use: fetched, built, compared and switched under one root, or the reason why not.

Lives here: joining `data.live.refreshing` and `data.snapshots`. Not here: either of them; the command line
(`data.refresh`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.fetching.session import Told, silent
from data.live.declared import LiveSource
from data.live.refreshing import Downloads, Report, refreshed
from data.snapshots.places import Root
from data.snapshots.publishing import Beyond, publish

DOWNLOADS = "downloads"  # in a root: files of publishers, kept between refreshes


class NothingNew(RuntimeError):  # noqa: N818 - no fault, the end of a refresh
    """No source brought anything that the pack does not have."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("nothing new")


@dataclass(frozen=True)
class Renewed:
    """The end of a refresh: what became of the sources, and which snapshot is the current one ("" without any).

    `switched` says whether a new pack is served; `waits` holds what the new pack changes beyond the limits: it waits
    for somebody's word.
    """

    report: Report
    snapshot: str = ""
    switched: bool = False
    waits: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The whole of it in plain sentences."""
        if self.waits:
            return [*self.report.lines(), "The new pack waits for somebody's word:", *self.waits]
        if self.switched:
            return [*self.report.lines(), f"The new pack is served from now on: {self.snapshot}."]
        return self.report.lines()


def open_folder(root: Path, otherwise: Path) -> Path:
    """Folder of the pack that a root serves; another one before its first snapshot."""
    place = Root(Path(root))
    current = place.current()
    return place.pack(current) if current else Path(otherwise)


def renewed(
    sources: Sequence[LiveSource],
    *,
    root: Path,
    first: Path,
    told: Told = silent,
    downloads: Downloads | None = None,
) -> Renewed:
    """Refresh the pack that a root serves from these sources.

    Parameters
    ----------
    sources : sequence of LiveSource
        What to fetch.
    root : Path
        The root of the snapshots.
    first : Path
        The pack to begin with where the root has no snapshot yet.
    told : callable
        Is told how far it is.
    downloads : Downloads, optional
        Where files are kept, `downloads/` in the root unless given.

    Raises
    ------
    Busy
        If another refresh is at work.
    FileFaults
        If the open pack is broken or synthetic, or the new one has faults that its sources do not have.
    """
    reports: list[Report] = []
    kept = downloads or Downloads(Path(root) / DOWNLOADS)

    def build(to: Path) -> None:
        report = refreshed(sources, pack=open_folder(root, first), downloads=kept, to=to, told=told)
        reports.append(report)
        if report.built is None:
            raise NothingNew(report)

    try:
        done = publish(Path(root), build)
    except NothingNew as end:
        return Renewed(end.report, Root(Path(root)).current())
    except Beyond as question:
        return Renewed(reports[-1], Root(Path(root)).current(), waits=tuple(question.comparison.beyond))
    return Renewed(reports[-1], done.snapshot, done.switched)
