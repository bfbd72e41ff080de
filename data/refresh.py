"""Fetches what publishers brought out since the pack was built and makes a new pack of it.

    python -m data.refresh [source ...] --into <root>
    python -m data.refresh --list

Lives here: the command line. Not here: the sources (`data.live`), fetching (`data.fetching`), taking a new pack into
use and keeping the old ones (`data.snapshots`).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from data.fetching.session import Progress
from data.live.publishing import renewed
from data.live.refreshing import Downloads
from data.live.register import named, sources
from data.snapshots.locking import Busy
from data.validation import FileFaults

EMBEDDED = Path(__file__).parent / "pack" / "embedded"


class Bar:
    """Progress on the command line: one bar for every source."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._bar: tqdm | None = None
        self._source, self._quiet = "", quiet

    def __call__(self, progress: Progress) -> None:
        """Show how far it is."""
        if self._bar is None or progress.source != self._source:
            self.close()
            self._source = progress.source
            self._bar = tqdm(desc=progress.source or "new pack", disable=self._quiet, unit="")
        self._bar.set_postfix_str(progress.words)
        self._bar.total = progress.of or None
        self._bar.n = progress.done
        self._bar.refresh()

    def close(self) -> None:
        """Leave the last bar as it is."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def listing() -> str:
    """Every source in lines: id, what it is, how often, what it feeds."""
    return "\n".join(
        f"{source.id:24} {source.publisher}: {source.title}\n{'':24} {source.cadence}; feeds {', '.join(source.feeds)}"
        for source in sources().values()
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line: refresh and say what came; 1 if a source failed or was refused."""
    parser = argparse.ArgumentParser(prog="python -m data.refresh", description="Fetch new figures into a new pack.")
    parser.add_argument("sources", nargs="*", metavar="source", help="ids, or fingertips:<indicator>:<area type>")
    parser.add_argument("--into", type=Path, help="root of the snapshots; made if it is not there")
    parser.add_argument("--pack", type=Path, default=None, help="the pack to begin with (PACK, else the embedded one)")
    parser.add_argument("--downloads", type=Path, help="folder of the fetched files (<root>/downloads)")
    parser.add_argument("--list", action="store_true", help="list the sources and end")
    options = parser.parse_args(arguments)
    if options.list:
        print(listing())
        return 0
    if options.into is None:
        parser.error("--into <root> is needed")
    bar = Bar()
    try:
        wanted = [named(name) for name in options.sources] or list(sources().values())
        first = options.pack or Path(os.environ.get("PACK") or EMBEDDED)
        kept = Downloads(options.downloads) if options.downloads else None
        done = renewed(wanted, root=options.into, first=first, told=bar, downloads=kept)
    except (FileFaults, Busy) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        bar.close()
    print("\n".join(done.lines()))
    return 0 if done.report.good else 1


if __name__ == "__main__":
    raise SystemExit(main())
