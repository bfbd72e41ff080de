"""A new pack takes the old one's place: built beside it, checked, compared, switched; or put aside and said why.

Lives here: the order of these steps, what is left of a refresh that was killed, how many snapshots are kept.
Not here: building a pack (`data.build`, `data.live`), its rules (`data.pack`), the comparison (`comparing`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.england.programs import footprints_checked
from data.pack import Pack, open_pack
from data.snapshots.comparing import Comparison, compared, limits
from data.snapshots.journal import entries, noted
from data.snapshots.locking import in_use, working
from data.snapshots.places import SPARE, Root, kept_for_good, whole_folder_kept
from data.validation import FileFaults

KEPT = 5  # how many snapshots stay
Build = Callable[[Path], object]


class Beyond(RuntimeError):  # noqa: N818 - a question, not a fault
    """The new pack differs by more than the limits allow: it waits in `held/` until somebody accepts it."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        super().__init__("\n".join(["the new pack waits for somebody's word:", *comparison.beyond]))


class Outdated(RuntimeError):  # noqa: N818 - a question, not a fault
    """The pack that waits was held against another snapshot than the one that is served now."""

    def __init__(self, base: str, current: str) -> None:
        super().__init__(
            f"the pack that waits was built on {base}, but {current} has been served since: publishing it would undo "
            "what is newer. Refresh again, and the new pack is held against what is served now"
        )


@dataclass(frozen=True)
class Published:
    """The end of a publication: the current snapshot, what changed, and whether anything did."""

    snapshot: str
    comparison: Comparison | None
    switched: bool


def whole(folder: Path) -> Pack:
    """Open a finished pack by all its rules, those of its footprints too.

    Raises
    ------
    FileFaults
        With every fault.
    """
    pack = open_pack(folder)
    footprints_checked(pack.geography)
    return pack


def publish(
    root: Path, build: Build, *, accept: bool = False, keep: int = KEPT, door: Callable[[Path], Pack] = whole
) -> Published:
    """Build a pack beside the current one and put it in its place.

    Parameters
    ----------
    root : Path
        The root of the snapshots; made if it is not there.
    build : callable
        Gets the path of a folder that is not there yet and makes a whole pack of it.
    accept : bool
        Switch whatever the comparison says.
    keep : int
        How many snapshots stay; those that are shown to somebody stay besides.
    door : callable
        Opens the finished pack, or raises every fault it has.

    Raises
    ------
    Busy
        If another refresh is at work.
    FileFaults
        With every fault of the new pack, or whatever `build` raised. The old pack is served as before.
    Beyond
        If the new pack differs by more than the limits allow. It waits in `held/`.
    """
    place = Root(Path(root))
    with working(place):
        _cleared(place)
        fresh = place.snapshots / f"{SPARE}new.{os.getpid()}"
        try:
            build(fresh)
            done = _taken_in(place, fresh, new=door(fresh), accept=accept)
        except FileFaults as error:
            noted(place, "refused", faults=[str(fault) for fault in error.faults][:20])
            raise
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        _pruned(place, keep)
        return done


def accept_held(root: Path, *, keep: int = KEPT) -> Published:
    """Publish the pack that waits in `held/`: somebody has looked at what it changes.

    Raises
    ------
    FileNotFoundError
        If none waits.
    Outdated
        If another snapshot is served by now than when it was put aside.
    """
    place = Root(Path(root))
    with working(place):
        _cleared(place)
        if not place.held.is_dir():
            raise FileNotFoundError("no pack waits here")
        base = next((one.get("base") for one in reversed(entries(place)) if one.get("what") == "held"), None)
        if base is not None and base != place.current():
            raise Outdated(base, place.current())
        done = _taken_in(place, place.held, new=open_pack(place.held), accept=True)
        _pruned(place, keep)
        return done


def restore(root: Path, snapshot: str) -> None:
    """Make a snapshot that is kept the current one again; it is checked before.

    Raises
    ------
    FileNotFoundError
        If there is no such snapshot.
    PackFaults
        If it is no longer whole.
    """
    place = Root(Path(root))
    with working(place):
        _cleared(place)
        if snapshot not in place.ids():
            raise FileNotFoundError(f"no snapshot {snapshot}; there are {', '.join(place.ids()) or 'none'}")
        open_pack(place.pack(snapshot))
        before = place.current()
        place.switch(snapshot)
        noted(place, "restored", snapshot=snapshot, before=before)


def _taken_in(place: Root, fresh: Path, *, new: Pack, accept: bool) -> Published:
    """A finished folder becomes the current snapshot, or waits, or is the same as what is there."""
    current = place.current()
    old = _old(place, current)
    if old is not None and old.digest == new.digest:
        noted(place, "unchanged", snapshot=current)
        shutil.rmtree(fresh, ignore_errors=True)
        return Published(current, None, False)
    comparison = None
    if old is not None:
        usual, single = limits(place)
        comparison = compared(old, new, usual=usual, single=single)
        if comparison.beyond and not accept:
            shutil.rmtree(place.held, ignore_errors=True)
            fresh.replace(place.held)
            noted(place, "held", base=current, beyond=list(comparison.beyond))
            raise Beyond(comparison)
    whole_folder_kept(fresh)
    snapshot = _id(place, new)
    fresh.replace(place.pack(snapshot))
    kept_for_good(place.snapshots)
    place.switch(snapshot)
    changed = comparison.document() if comparison else {}
    noted(place, "published", snapshot=snapshot, before=current, accepted=accept, **changed)
    return Published(snapshot, comparison, True)


def _old(place: Root, current: str) -> Pack | None:
    """The current pack, None where there is none or it is broken: then there is nothing to compare with."""
    try:
        return open_pack(place.pack(current)) if current else None
    except FileFaults as error:
        noted(place, "broken", snapshot=current, faults=[str(fault) for fault in error.faults][:20])
        return None


def _id(place: Root, pack: Pack) -> str:
    """When it was published, and what it holds; later than every other, whatever the clock says."""
    now = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    last = max(place.ids(), default="")[: len(now)]
    number = 0
    while (name := f"{max(now, last)}-{number:02d}-{pack.digest[:8]}") <= max(place.ids(), default=""):
        number += 1
    return name


def _cleared(place: Root) -> None:
    """What a killed refresh has left is taken away: everything half-made has a name of its own."""
    place.snapshots.mkdir(parents=True, exist_ok=True)
    left = [path for path in place.snapshots.iterdir() if path.name.startswith(SPARE)]
    left += place.folder.glob(".current.*")
    for path in left:
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() and not path.is_symlink() else path.unlink()
    if left:
        noted(place, "cleared", left=sorted(path.name for path in left))


def _pruned(place: Root, keep: int) -> None:
    """Only the newest stay, with the current one and those that somebody is shown."""
    ids = place.ids()
    wanted = {*ids[-keep:], place.current(), *in_use(place)}
    for name in [name for name in ids if name not in wanted]:
        gone = place.snapshots / f"{SPARE}gone.{name}"
        place.pack(name).replace(gone)  # first out of sight, whole
        shutil.rmtree(gone, ignore_errors=True)
        noted(place, "let go", snapshot=name)
