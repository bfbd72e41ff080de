"""`python -m data.adding <file> --settings <toml>`: add an indicator of your own to a pack, or only check it.

`--programmes <toml>` adds programmes, `--footprints <toml>` own footprints in the form the footprint page gives.
`--export <zip>` writes everything that readers added, `--take-in <zip>` keeps what another installation exported.
Lives here: the command's words. Not here: what it does (`data.adding.candidate`, `exchange`, `intake`, `beside`).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from data.adding import beside
from data.adding.areas import Areas
from data.adding.candidate import Candidate, candidate, opened
from data.adding.cell_fault import CellFault, faults_csv
from data.adding.exchange import exported
from data.adding.intake import taken_in
from data.adding.kept import OwnIndicators
from data.adding.settings import settings_of, template
from data.adding.sheet_settings import opened_faults, sheet_choices, with_columns
from data.catalogue import read_toml
from data.pack import open_pack
from data.snapshots.places import opened as pack_folder
from data.validation import FileFaults

EMBEDDED = Path(__file__).parents[1] / "pack" / "embedded"
NOT_ADDED = "Nothing was added."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 where it did what was asked or could, 1 where something is wrong, each fault in a line."""
    asked = _parser().parse_args(arguments)
    if asked.template:
        print(template(), end="")
        return 0
    try:
        asked.pack = pack_folder(asked.pack or os.environ.get("PACK") or EMBEDDED)
        if act := next((act for name, act in _ACTS.items() if getattr(asked, name)), None):
            return act(asked)
        if not asked.file or not asked.settings:
            print("Give a file and --settings <toml>; --template prints one to fill in.", file=sys.stderr)
            return 1
        return _add(asked)
    except (FileFaults, OSError) as error:
        print(f"{error}\n{NOT_ADDED}", file=sys.stderr)
        return 1


def _add(asked: argparse.Namespace) -> int:
    made = _candidate(asked)
    _tell(made)
    if made.faults:
        if asked.faults:
            asked.faults.write_bytes(faults_csv(made.faults))
        count = f"{len(made.faults)} fault{'s' * (len(made.faults) > 1)}:"
        print("\n".join([count, *map(str, made.faults), NOT_ADDED]), file=sys.stderr)
        return 1
    if asked.check:
        print("No faults. Without --check it would be added.")
        return 0
    OwnIndicators(asked.pack).keep(made.added, new=not asked.replace)
    print(f"Added: {made.added.indicator.name} ({made.added.indicator.id}). Open pages show it with their next step.")
    return 0


def _export(asked: argparse.Namespace) -> int:
    content = exported(asked.pack, whole=asked.whole)
    spare = asked.export.with_name(f".{asked.export.name}.part")
    spare.write_bytes(content)
    spare.replace(asked.export)
    print(f"Written: {asked.export}, {len(content) / 1e6:,.1f} MB")
    return 0


def _take_in(asked: argparse.Namespace) -> int:
    content = asked.take_in.read_bytes()
    told = taken_in(asked.pack, asked.take_in.name, content=content, replacing=asked.replace)
    print(f"Taken in: {'; '.join(told)}.")
    return 0


def _beside(asked: argparse.Namespace) -> int:
    """Programmes or own footprints of a file."""
    path = asked.programmes or asked.footprints
    keep = beside.add_programmes if asked.programmes else beside.add_footprints
    told = keep(asked.pack, path.name, content=path.read_bytes(), check=asked.check, replacing=asked.replace)
    print(f"{'No faults. It would add' if asked.check else 'Added'}: {', '.join(told)}.")
    return 0


_ACTS = {"export": _export, "take_in": _take_in, "programmes": _beside, "footprints": _beside}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.adding", description=__doc__.split("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, help="CSV, XLSX or ODS")
    parser.add_argument("--settings", type=Path, help="TOML with [indicator] and, if wanted, [sheet]")
    parser.add_argument("--pack", type=Path, help="folder of the pack or of its snapshots (else PACK)")
    parser.add_argument("--check", action="store_true", help="say what is wrong, add nothing")
    parser.add_argument("--replace", action="store_true", help="let it replace one of the same name (id)")
    parser.add_argument("--faults", type=Path, help="write the faults to this CSV")
    parser.add_argument("--template", action="store_true", help="print a settings file to fill in")
    parser.add_argument("--programmes", type=Path, metavar="TOML", help="add programmes (template on the page)")
    parser.add_argument("--footprints", type=Path, metavar="TOML", help="add own footprints, as the page exports them")
    parser.add_argument("--export", type=Path, metavar="ZIP", help="write what readers added, for another installation")
    parser.add_argument("--whole", action="store_true", help="with --export: as a pack that opens by itself")
    parser.add_argument("--take-in", type=Path, metavar="ZIP", help="keep what another installation exported")
    return parser


def _candidate(asked: argparse.Namespace) -> Candidate:
    """The candidate with the faults of settings and choices."""
    document = read_toml(asked.settings)
    settings, faults = settings_of(document)
    choices, more = sheet_choices(document)
    content = asked.file.read_bytes()
    one = opened(asked.file.name, content, choices=choices)
    choices, columns = with_columns(one, choices, document=document)
    faults += [*more, *opened_faults(one, choices), *columns]
    one = opened(asked.file.name, content, choices=choices) if choices.roles else one
    made = candidate(one, choices=choices, settings=settings, areas=Areas(open_pack(asked.pack)), today=date.today())
    if not asked.replace and (clash := OwnIndicators(asked.pack).clash(settings.indicator_id)):
        faults.append(CellFault(0, "Name", settings.name, f"{clash}. Give another name, or --replace to replace it"))
    return replace(made, faults=(*faults, *made.faults), added=None) if faults else made


def _tell(made: Candidate) -> None:
    """What was found and repaired."""
    for line in (*made.reading.report, *(f"Coverage: {one.words()}" for one in made.coverage)):
        print(line)
    if len(made.small):
        print(f"{len(made.small)} rows hold counts of 1 to 7: the rule for small numbers decides what is shown.")


if __name__ == "__main__":
    sys.exit(main())
