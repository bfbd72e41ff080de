"""Builds the full England pack from a folder of published files, beside or instead of the one that is there.

    python -m data.build --from ../shared/data --to build/england [--only source,...]

Lives here: the order of the work, putting embedded and new observations together, the atomic switch, progress.
Not here: what is read and how (`data.england`, `data.sources`), map files (`data.england.programs`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from data.embedded import REVIEWED as EMBEDDED
from data.embedded import Step
from data.england.areas import geography
from data.england.measures import ADDED_TO, steps
from data.england.programs import drawing, footprints_checked, footprints_shared, homes_written
from data.england.texts import write_texts
from data.lineage import read_lineage
from data.pack import open_pack
from data.schema import AREA_COLUMNS, KEY_COLUMNS, OBSERVATION_COLUMNS
from data.stamp import content_digest, leave_stamp
from data.validation import Fault, FileFaults
from data.writing import observations_frame, write_areas, write_lookup, write_observations

GEOGRAPHY = ("lookups", "boundaries", "footprints", "map", "context")


@dataclass
class Work:
    """One build: where from, where to, which pack is built upon, what is asked for, and what was said on the way."""

    source: Path
    folder: Path
    base: Path
    only: tuple[str, ...] = ()
    quiet: bool = False
    report: list[str] = field(default_factory=list)

    @property
    def keeps_geography(self) -> bool:
        """Whether only measures are read anew, on the areas of the full pack that is there."""
        return bool(self.only) and self.base != EMBEDDED


def build(source: Path, target: Path, *, only: Sequence[str] = (), quiet: bool = False) -> list[str]:
    """Build the pack in a folder beside the target, check it, and put it in the target's place.

    Parameters
    ----------
    source : Path
        Folder of the published files.
    target : Path
        Folder of the pack; a pack that is there is replaced at the very end, whole.
    only : sequence of str
        Ids of sources to read anew; everything else is taken from the pack that is there, or from the embedded one.
    quiet : bool
        No progress bars.

    Returns
    -------
    list of str
        In plain words, what was repaired, carried over or left out.

    Raises
    ------
    FileFaults
        With every fault of the files that cannot be used, or of the finished pack. The target is unchanged then.
    """
    source, target = Path(source), Path(target)
    if not source.is_dir():
        raise FileFaults([Fault(str(source), "there is no such folder")])
    full = only and (target / "lookups" / "lsoa21.parquet").is_file()
    with beside(target) as folder:
        work = Work(source, folder, target if full else EMBEDDED, tuple(only), quiet)
        with tqdm(total=5, desc="full pack", unit="step", disable=quiet) as bar:
            advanced(bar, copied_geography, work=work)
            advanced(bar, added_geography, work=work)
            with drawing(work.folder, wanted=not work.keeps_geography) as drawn:
                advanced(bar, measures, work=work)
                bar.set_postfix_str("drawn")
                drawn()
                bar.update()
            advanced(bar, checked, work=work)
    return work.report


def advanced(bar: tqdm, phase: Callable[[Work], None], *, work: Work) -> None:
    """Do one phase of the work under the bar."""
    bar.set_postfix_str(phase.__name__.replace("_", " "))
    phase(work)
    bar.update()


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


def copied_geography(work: Work) -> None:
    """The geography of the pack that is built upon, as it is."""
    for name in GEOGRAPHY:
        if (work.base / name).is_dir():
            shutil.copytree(work.base / name, work.folder / name)
    shutil.copyfile(work.base / "areas.parquet", work.folder / "areas.parquet")


def added_geography(work: Work) -> None:
    """Areas, boundaries and lookups of the new area types."""
    if work.keeps_geography:
        return
    places = geography(work.source, EMBEDDED)
    for area_type, frame in places.polygons.items():
        path = work.folder / "boundaries" / f"{area_type}.parquet"
        frame[["area_code", "geometry"]].to_parquet(path, index=False, compression="zstd", compression_level=9)
    write_areas(places.areas, work.folder)
    for name, frame in places.lookups.items():
        write_lookup(frame, work.folder, name=name)
    homes_written(work.folder)
    footprints_shared(work.folder)
    work.report.extend(places.report)


def measures(work: Work) -> None:
    """Observations of the pack, its indicators, sources and card."""
    wanted = wanted_steps(work)
    frames = read_steps(work, wanted)
    fresh = pd.concat(frames, ignore_index=True)
    whole = set(fresh["indicator_id"].unique()) - ADDED_TO
    kept = pd.read_parquet(work.base / "observations.parquet").astype(OBSERVATION_COLUMNS)
    kept = pd.concat([kept, read_lineage(work.base)], axis=1)
    together = pd.concat([fresh, kept[~kept["indicator_id"].isin(whole)]], ignore_index=True)
    again = together.duplicated(list(KEY_COLUMNS), keep="first")
    if again.any():
        work.report.append(f"{again.sum():,} rows that were there replaced by the same rows of a fuller table")
    write_observations(together[~again], work.folder)
    present = set(together["indicator_id"].unique())
    write_texts(
        work.folder, base=work.base, embedded=EMBEDDED, files={s.source: s.files for s in wanted}, present=present
    )


def wanted_steps(work: Work) -> list[Step]:
    """The steps asked for; a name that is no source, and every file that is not there, is a fault."""
    areas = pd.read_parquet(work.folder / "areas.parquet").astype(AREA_COLUMNS)
    every = steps(work.source, work.folder / "lookups", areas=areas)
    known = [step.source for step in every]
    faults = [
        Fault("--only", f"no such source; known are {', '.join(known)}", values=(name,))
        for name in work.only
        if name not in known
    ]
    wanted = [step for step in every if not work.only or step.source in work.only]
    absent = [path for step in wanted for path in step.files if not Path(path).is_file()]
    faults += [Fault(str(path), "the file is missing") for path in absent]
    if faults:
        raise FileFaults(faults)
    return wanted


def read_steps(work: Work, wanted: Sequence[Step]) -> list[pd.DataFrame]:
    """Observations of every source; the faults of all of them are raised together."""
    frames, faults = [], []
    bar = tqdm(wanted, desc="sources", leave=False, disable=work.quiet)
    for step in bar:
        bar.set_postfix_str(step.source)
        try:
            read = step.read()
        except FileFaults as error:
            faults.extend(error.faults)
            continue
        frames.append(observations_frame(read.frame))
        work.report.extend(f"{step.source}: {line}" for line in read.report)
    if faults:
        raise FileFaults(faults)
    return frames


def checked(work: Work) -> None:
    """The finished pack passes the doors that every reader's goes through, and says so."""
    open_pack(work.folder)
    work.report.extend(footprints_checked(work.folder))
    leave_stamp(content_digest(work.folder), folder=work.folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line: build the pack and say what was repaired or left out."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description="Build the full England pack.")
    parser.add_argument("--from", dest="source", type=Path, required=True, help="folder of the published files")
    parser.add_argument("--to", dest="target", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--only", default="", help="only these sources, parted by commas")
    options = parser.parse_args(arguments)
    try:
        report = build(options.source, options.target, only=tuple(filter(None, options.only.split(","))))
    except FileFaults as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join([*report, f"{options.target} is ready"]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
