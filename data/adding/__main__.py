"""`python -m data.adding <file> --settings <toml>`: add an indicator of your own to a pack, or only check it.

Lives here: the command's words. Not here: what it does (`data.adding.candidate`, `data.adding.kept`).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data.adding.areas import Areas
from data.adding.candidate import Candidate, Choices, candidate, opened
from data.adding.cell_fault import CellFault, faults_csv
from data.adding.kept import OwnIndicators
from data.adding.settings import settings_of, template
from data.catalogue import read_toml
from data.pack import open_pack
from data.validation import FileFaults

EMBEDDED = Path(__file__).parents[1] / "pack" / "embedded"
NOT_ADDED = "Nothing was added."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 where the file was added or could be, 1 where something is wrong, each fault in a line."""
    asked = _parser().parse_args(arguments)
    asked.pack = asked.pack or Path(os.environ.get("PACK") or EMBEDDED)
    if asked.template:
        print(template(), end="")
        return 0
    if not asked.file or not asked.settings:
        print("Give a file and --settings <toml>; --template prints one to fill in.", file=sys.stderr)
        return 1
    try:
        made = _candidate(asked)
    except (FileFaults, OSError) as error:
        print(f"{error}\n{NOT_ADDED}", file=sys.stderr)
        return 1
    _tell(made)
    if made.faults:
        if asked.faults:
            asked.faults.write_bytes(faults_csv(made.faults))
        print("\n".join([f"{len(made.faults)} faults:", *map(str, made.faults), NOT_ADDED]), file=sys.stderr)
        return 1
    if asked.check:
        print("No faults. Without --check it would be added.")
        return 0
    try:
        OwnIndicators(asked.pack).keep(made.added)
    except FileFaults as error:
        print(f"{error}\n{NOT_ADDED}", file=sys.stderr)
        return 1
    print(f"Added: {made.added.indicator.name} ({made.added.indicator.id}). Open pages show it with their next step.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.adding", description=__doc__.split("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, help="CSV, XLSX or ODS")
    parser.add_argument("--settings", type=Path, help="TOML with [indicator] and, if wanted, [sheet]")
    parser.add_argument(
        "--pack", type=Path, default=Path(os.environ.get("PACK") or EMBEDDED), help="folder of the pack"
    )
    parser.add_argument("--check", action="store_true", help="say what is wrong, add nothing")
    parser.add_argument("--faults", type=Path, help="write the faults to this CSV")
    parser.add_argument("--template", action="store_true", help="print a settings file to fill in")
    return parser


def _candidate(asked: argparse.Namespace) -> Candidate:
    """The candidate with the faults of settings and choices."""
    document = read_toml(asked.settings)
    settings, faults = settings_of(document)
    table = document.get("sheet", {})
    known = {"sheet": str, "header": int, "measured": str, "period": str, "area_type": str, "indicator": str}
    faults += [CellFault(0, f"[sheet] {name}", str(table[name]), "is no choice") for name in table if name not in known]
    choices = Choices(**{name: kind(table[name]) for name, kind in known.items() if name in table})
    one = opened(asked.file.name, asked.file.read_bytes(), choices=choices)
    made = candidate(one, choices=choices, settings=settings, areas=Areas(open_pack(asked.pack)), today=date.today())
    if not faults:
        return made
    return Candidate(made.reading, (*faults, *made.faults), made.coverage, made.small, None)


def _tell(made: Candidate) -> None:
    """What was found and repaired."""
    for line in (*made.reading.report, *(f"Coverage: {one.words()}" for one in made.coverage)):
        print(line)
    if len(made.small):
        print(f"{len(made.small)} rows hold counts of 1 to 7: the rule for small numbers decides what is shown.")


if __name__ == "__main__":
    sys.exit(main())
