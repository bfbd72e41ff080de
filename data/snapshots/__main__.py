"""The command line of snapshots.

    python -m data.snapshots list|compare|accept|restore|publish <root> [...]

Lives here: arguments and words. Not here: the work (`data.snapshots.publishing`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from data.keeping.own_place import OWN
from data.pack import open_pack
from data.snapshots.comparing import compared, limits
from data.snapshots.journal import entries
from data.snapshots.locking import Busy, in_use
from data.snapshots.places import SPARE, Root
from data.snapshots.publishing import KEPT, Beyond, Outdated, accept_held, publish, restore
from data.validation import FileFaults


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command and say what was done; 1 if it could not be, 2 if the new pack waits for a word."""
    given = _parser().parse_args(arguments)
    try:
        lines = _COMMANDS[given.command](given)
    except Beyond as waits:
        print(f"{waits}\npython -m data.snapshots accept {given.root} publishes it all the same", file=sys.stderr)
        return 2
    except (Busy, FileFaults, FileNotFoundError, Outdated) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.snapshots", description="Packs that follow one another.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (
        ("list", "what is kept, which is served, and what happened last"),
        ("compare", "what differs between two snapshots (the current one and the one that waits, if not named)"),
        ("accept", "publish the pack that waits for somebody's word"),
        ("restore", "serve an earlier snapshot again"),
        ("publish", "publish a pack that was built elsewhere"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("root", type=Path, help="the root folder")
        if name == "compare":
            command.add_argument("snapshots", nargs="*", help="two ids")
        if name == "restore":
            command.add_argument("snapshot", help="its id")
        if name in ("accept", "publish"):
            command.add_argument("--keep", type=int, default=KEPT, help=f"how many snapshots stay ({KEPT})")
        if name == "publish":
            command.add_argument("--from", dest="source", type=Path, required=True, help="the finished pack")
            command.add_argument("--accept", action="store_true", help="whatever it changes")
    return parser


def _list(given: argparse.Namespace) -> list[str]:
    root = Root(given.root)
    current, used = root.current(), in_use(root)
    lines = []
    for name in root.ids():
        said = [words for words, holds in (("current", name == current), ("shown to readers", name in used)) if holds]
        lines.append(f"{name}{'  ' + ', '.join(said) if said else ''}")
    lines += ["a new pack waits: compare, then accept"] if root.held.is_dir() else []
    lines += [
        f"{one.get('when')}  {one.get('what')}  {one.get('snapshot', '')}".rstrip() for one in entries(root)[-10:]
    ]
    return lines or ["nothing has been published here yet"]


def _compare(given: argparse.Namespace) -> list[str]:
    root = Root(given.root)
    if len(given.snapshots) not in (0, 2):
        raise FileNotFoundError("name two snapshots, or none")
    first, second = (root.pack(name) for name in given.snapshots) if given.snapshots else _ends(root)
    usual, single = limits(root)
    found = compared(open_pack(first), open_pack(second), usual=usual, single=single)
    beyond = ["", "beyond the limits:", *found.beyond] if found.beyond else []
    return [*found.words(), *beyond]


def _ends(root: Root) -> tuple[Path, Path]:
    """The current pack and the one that waits, else the two newest."""
    if root.held.is_dir() and root.current():
        return root.pack(root.current()), root.held
    if len(root.ids()) < 2:
        raise FileNotFoundError("there are no two snapshots to compare")
    first, second = root.ids()[-2:]
    return root.pack(first), root.pack(second)


def _accept(given: argparse.Namespace) -> list[str]:
    return [f"{accept_held(given.root, keep=given.keep).snapshot} is served now"]


def _restore(given: argparse.Namespace) -> list[str]:
    restore(given.root, given.snapshot)
    return [f"{given.snapshot} is served again"]


def _publish(given: argparse.Namespace) -> list[str]:
    def copied(folder: Path) -> None:
        shutil.copytree(given.source, folder, ignore=shutil.ignore_patterns(OWN, "checked.txt"))

    done = publish(given.root, copied, accept=given.accept, keep=given.keep)
    told = _own_things(given.source, Root(given.root))
    if not done.switched:
        return ["nothing has changed: the current snapshot stays", *told]
    return [*(done.comparison.words() if done.comparison else []), f"{done.snapshot} is served now", *told]


def _own_things(source: Path, root: Root) -> list[str]:
    """What readers kept with a pack that stood alone comes along, once; what is kept here is never touched."""
    old, here = source / OWN, root.folder / OWN
    if not old.is_dir() or not any(old.iterdir()) or (here.is_dir() and here.resolve() == old.resolve()):
        return []
    if here.is_dir() and any(here.iterdir()):
        return [
            f"what readers kept in {old} was left there, since this installation has its own: take measures, own "
            "footprints and programmes over with python -m data.adding --export and --take-in"
        ]
    spare = root.folder / f"{SPARE}{OWN}.{os.getpid()}"
    shutil.copytree(old, spare)
    if here.is_dir():
        here.rmdir()
    spare.replace(here)
    return [f"what readers kept in {old} came along"]


_COMMANDS = {"list": _list, "compare": _compare, "accept": _accept, "restore": _restore, "publish": _publish}

if __name__ == "__main__":
    raise SystemExit(main())
