"""Builds the full England pack from a folder of published files, beside or instead of the one that is there.

    python -m data.build --from ../shared/data --to build/england [--only source,...]

Lives here: the order of the work, putting embedded and new observations together, the atomic switch, progress.
Not here: what is read and how (`data.england`, `data.sources`), map files (`python -m geo.display`, its own process).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from data.catalogue import Source, read_sources, write_sources
from data.embedded import REVIEWED as EMBEDDED
from data.embedded import Step, digest
from data.england import areas as england_areas
from data.england.measures import REPLACED, steps
from data.pack import open_pack
from data.schema import KEY_COLUMNS, OBSERVATION_COLUMNS
from data.sources.source import Imported
from data.stamp import content_digest, leave_stamp
from data.validation import Fault, FileFaults, PackFaults
from data.writing import observations_frame, write_areas, write_lookup, write_observations, write_pack_toml

REVIEWED = Path(__file__).parent / "england"
CARD = {"id": "england", "title": "England: full pack", "version": "1.0", "synthetic": False}
REDRAWN = ("msoa11",)  # drawn anew beside the new types: more areas have a reader's name than in the embedded pack
COPIED = ("lookups", "boundaries", "footprints", "map", "context")


@dataclass
class Work:
    """One build: where from, where to, what is asked for, and what was said on the way."""

    source: Path
    folder: Path
    only: tuple[str, ...] = ()
    quiet: bool = False
    report: list[str] = field(default_factory=list)

    def progress(self, items: Sequence, words: str) -> tqdm:
        """The items under a progress bar."""
        return tqdm(items, desc=words, disable=self.quiet, leave=True)


def build(source: Path, target: Path, *, only: Sequence[str] = (), quiet: bool = False) -> list[str]:
    """Build the pack in a folder beside the target, check it, and put it in the target's place.

    Parameters
    ----------
    source : Path
        Folder of the published files.
    target : Path
        Folder of the pack; a pack that is there is replaced at the very end, whole.
    only : sequence of str
        Ids of sources to read anew; the observations of all others are taken from the pack that is there, or from the
        embedded one.
    quiet : bool
        No progress bars.

    Returns
    -------
    list of str
        In plain words, what was repaired, carried over or left out.

    Raises
    ------
    FileFaults
        With every fault of a file that cannot be used, or of the finished pack. Nothing is changed then.
    """
    source, target = Path(source), Path(target)
    if not source.is_dir():
        raise FileFaults([Fault(str(source), "there is no such folder")])
    with beside(target) as folder:
        work = Work(source, folder, tuple(only), quiet)
        previous = target if (target / "observations.parquet").is_file() else EMBEDDED
        copy_embedded(work)
        places = add_geography(work)
        done = read_steps(work, wanted_steps(work, places))
        write_measures(work, done, previous)
        write_texts(work, done)
        draw(work, [*REDRAWN, *places.polygons])
        open_pack(folder)
        leave_stamp(content_digest(folder), folder=folder)
    return work.report


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new folder beside the target that takes its place if all goes well, and vanishes if not."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = target.with_name(f".{target.name}.{os.getpid()}.new")
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
        if target.exists():
            target.replace(old)
        folder.replace(target)
    finally:
        if old.exists() and not target.exists():
            old.replace(target)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def copy_embedded(work: Work) -> None:
    """The embedded geography, as it is: lookups, boundaries, footprints, map files."""
    for name in COPIED:
        if (EMBEDDED / name).is_dir():
            shutil.copytree(EMBEDDED / name, work.folder / name)


def add_geography(work: Work) -> england_areas.Geography:
    """Areas, boundaries and lookups of the new area types, written into the pack."""
    bar = work.progress(range(3), "areas and boundaries")
    places = england_areas.geography(work.source, EMBEDDED)
    bar.update()
    for area_type, frame in places.polygons.items():
        path = work.folder / "boundaries" / f"{area_type}.parquet"
        frame[["area_code", "geometry"]].to_parquet(path, index=False, compression="zstd", compression_level=9)
    bar.update()
    write_areas(places.areas, work.folder)
    for name, frame in places.lookups.items():
        write_lookup(frame, work.folder, name)
    bar.update()
    bar.close()
    work.report.extend(places.report)
    return places


def wanted_steps(work: Work, places: england_areas.Geography) -> list[Step]:
    """The steps asked for; a name that is no source is a fault."""
    every = steps(work.source, small=places.lookups["lsoa21"], areas=places.areas)
    unknown = sorted(set(work.only) - {step.source for step in every})
    if unknown:
        known = ", ".join(step.source for step in every)
        raise FileFaults([Fault("--only", f"no such source; known are {known}", values=tuple(unknown))])
    wanted = [step for step in every if not work.only or step.source in work.only]
    absent = [path for step in wanted for path in step.files if not Path(path).is_file()]
    if absent:
        raise FileFaults([Fault(str(path), "the file is missing") for path in absent])
    return wanted


def read_steps(work: Work, wanted: Sequence[Step]) -> list[tuple[Step, Imported]]:
    """Read every source; the faults of all of them are raised together."""
    done, faults = [], []
    bar = work.progress(wanted, "sources")
    for step in bar:
        bar.set_postfix_str(step.source)
        try:
            read = step.read()
        except FileFaults as error:
            faults.extend(error.faults)
            continue
        done.append((step, Imported(observations_frame(read.frame), read.report, read.notes)))
        work.report.extend(f"{step.source}: {line}" for line in read.report)
    if faults:
        raise FileFaults(faults)
    return done


def write_measures(work: Work, done: Sequence[tuple[Step, Imported]], previous: Path) -> None:
    """Observations of the pack: what was read now, and what of the previous pack it does not replace."""
    fresh = pd.concat([read.frame for _, read in done], ignore_index=True)
    kept = pd.read_parquet(previous / "observations.parquet").astype(OBSERVATION_COLUMNS)
    given = set(fresh["indicator_id"].unique())
    whole = (given if previous != EMBEDDED else set()) - merged_ids(done) | (given & set(REPLACED))
    kept = kept[~kept["indicator_id"].isin(whole)]
    together = pd.concat([fresh, kept], ignore_index=True)
    again = together.duplicated(list(KEY_COLUMNS), keep="first")
    if again.any():
        work.report.append(f"{again.sum():,} embedded rows replaced by the same rows of a fuller table")
    write_observations(together[~again], work.folder)


def merged_ids(done: Sequence[tuple[Step, Imported]]) -> set[str]:
    """Indicators whose rows are added to what the embedded pack has, not put in its place."""
    return {name for step, read in done if step.adds for name in read.frame["indicator_id"].unique()}


def write_texts(work: Work, done: Sequence[tuple[Step, Imported]]) -> None:
    """indicators.toml, sources.toml and pack.toml: embedded texts, with those of the full pack in their place."""
    texts = [(folder / "indicators.toml").read_text(encoding="utf-8") for folder in (EMBEDDED, REVIEWED)]
    (work.folder / "indicators.toml").write_text(merged_toml(*texts), encoding="utf-8", newline="\n")
    sources = {**read_sources(EMBEDDED / "sources.toml"), **stamped(work, done)}
    write_sources(sources, work.folder)
    defaults = read_defaults(EMBEDDED / "pack.toml")
    built = max(source.retrieved for source in sources.values()) + "T00:00:00+00:00"
    write_pack_toml(work.folder, pack={**CARD, "built": built, **defaults})
