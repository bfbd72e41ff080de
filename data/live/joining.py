"""A new pack from the one that is open and what sources brought: figures, texts, outlines, codes.

Lives here: which rows stay and which give way, which source an indicator then names. Not here: fetching and reading
(`data.live.refreshing`), drawing the map (`geo.display`, started through `data.england.programs`).
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from data.catalogue import Source, write_sources
from data.embedded import digest
from data.fetching.coming import Fetched
from data.lineage import read_lineage
from data.live import kept
from data.live.code_lists import joined_codes
from data.live.declared import Fed, LiveSource
from data.live.texts import catalogue_text
from data.pack import Pack
from data.pack_nature import GEOGRAPHY
from data.schema import KEY_COLUMNS, OBSERVATION_COLUMNS
from data.writing import write_lookup, write_observations, write_pack_toml

LEFT = ("own", "checked.txt")  # what readers keep belongs to the installation; the stamp is left anew


@dataclass(frozen=True)
class Brought:
    """A source, its files, and what they bring."""

    source: LiveSource
    files: tuple[Fetched, ...]
    fed: Fed

    @property
    def entry(self) -> str:
        """Its id in `sources.toml`."""
        return f"live_{self.source.id}"

    @property
    def retrieved(self) -> str:
        """When the newest of its files came."""
        return max(item.kept.retrieved for item in self.files)


def copied(pack: Pack, folder: Path) -> None:
    """The open pack in the new folder, without what readers keep with it."""
    shutil.copytree(pack.folder, folder, dirs_exist_ok=True, ignore=lambda _, names: [n for n in names if n in LEFT])
    shutil.rmtree(folder / "own", ignore_errors=True)


def renew(pack: Pack, brought: Sequence[Brought], *, folder: Path) -> list[str]:
    """Put what sources brought into the copy of the pack.

    Returns
    -------
    list of str
        In words, how many rows came, changed and stayed.
    """
    before = pd.read_parquet(pack.folder / "observations.parquet").astype(OBSERVATION_COLUMNS)
    before = pd.concat([before, read_lineage(pack.folder)], axis=1)  # from which file and row, as long as it stays
    frames = [item.fed.frame for item in brought if item.fed.frame is not None and len(item.fed.frame)]
    frames = [with_earlier_notes(frame, before) for frame in frames]
    together = pd.concat([*reversed(frames), before], ignore_index=True)
    rows = together[~together.duplicated(list(KEY_COLUMNS), keep="first")]
    if frames:
        write_observations(rows, folder)
    report = [_words(item, before) for item in brought if item.fed.frame is not None]
    feeds = {item.source.id: _feeds(item) for item in brought}
    text = catalogue_text(pack, [(item.fed, item.entry) for item in brought], owners=_owners(rows, brought))
    (folder / "indicators.toml").write_text(text, encoding="utf-8", newline="\n")
    write_sources({**pack.sources, **{item.entry: source_of(item) for item in brought}}, folder)
    told = {item.source.id: _told(item, feeds[item.source.id]) for item in brought}
    kept.write(_without(kept.read(pack.folder), feeds) | told, folder)
    _write_geography(pack, brought, folder=folder)
    built = max(item.retrieved for item in brought)
    elsewhere = {GEOGRAPHY: str(pack.geography)} if pack.card.get(GEOGRAPHY) else {}
    write_pack_toml(folder, pack={**pack.card, "built": built, **elsewhere})
    return report


def with_earlier_notes(frame: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Rows that come without a note keep the note of the row that they replace: what was reviewed is not forgotten."""
    keys = list(KEY_COLUMNS)
    noted = before.loc[before["note"] != "", [*keys, "note"]]
    old = frame[keys].merge(noted, on=keys, how="left")["note"].fillna("").to_numpy()
    return frame.assign(
        note=frame["note"].mask((frame["note"] == "").to_numpy(), old).astype(OBSERVATION_COLUMNS["note"])
    )


def source_of(item: Brought) -> Source:
    """The entry of `sources.toml`: which files, from where, when, with which checksum."""
    paths = [file.path for file in item.files]
    return Source(
        id=item.entry,
        publisher=item.source.publisher,
        title=item.source.title,
        url=item.source.url,
        licence=item.source.licence,
        attribution=item.source.attribution,
        published=item.retrieved[:10],
        retrieved=item.retrieved[:10],
        sha256=digest(paths),
        vintage=item.source.vintage,
        file="; ".join(path.name for path in paths),
    )


def is_in(pack: Pack, source: LiveSource, *, files: Sequence[Fetched]) -> bool:
    """Whether exactly these files are in the pack already."""
    entry = pack.sources.get(f"live_{source.id}")
    return entry is not None and entry.sha256 == digest([file.path for file in files])


def _words(item: Brought, before: pd.DataFrame) -> str:
    """How many rows of a source are new, other than before, and as before."""
    keys, values = list(KEY_COLUMNS), ["numerator", "denominator", "value", "status"]
    fresh = item.fed.frame
    both = fresh[[*keys, *values]].merge(
        before[[*keys, *values]], on=keys, how="left", suffixes=("", "_old"), indicator=True
    )
    there = both["_merge"] == "both"
    same = pd.Series(True, index=both.index)
    for name in values:
        old = both[f"{name}_old"]
        same &= (both[name] == old).fillna(False) | (both[name].isna() & old.isna())
    changed = int((there & ~same).sum())
    counts = f"{int((~there).sum()):,} new rows, {changed:,} changed, {int((there & same).sum()):,} as before"
    return f"{item.source.id}: {counts}"


def _feeds(item: Brought) -> dict[str, tuple[str, ...]]:
    """Indicator -> periods that the source brought."""
    if item.fed.frame is None:
        return {}
    groups = item.fed.frame.groupby("indicator_id")["period"].unique()
    return {str(name): tuple(sorted(map(str, periods))) for name, periods in groups.items()}


def _without(earlier: Mapping[str, kept.Kept], feeds: Mapping[str, Mapping]) -> dict[str, kept.Kept]:
    """What earlier refreshes told, without the periods that a source of this one brought anew."""
    taken = {(name, period) for fed in feeds.values() for name, periods in fed.items() for period in periods}
    out = {}
    for key, item in earlier.items():
        left = {n: tuple(p for p in periods if (n, p) not in taken) for n, periods in item.feeds.items()}
        out[key] = replace(item, feeds={name: periods for name, periods in left.items() if periods})
    return out


def _told(item: Brought, feeds: Mapping[str, tuple[str, ...]]) -> kept.Kept:
    newest = max((period for periods in feeds.values() for period in periods), default="")
    return kept.Kept(item.source.id, item.entry, item.retrieved, newest, tuple(f.kept for f in item.files), feeds)


def _owners(rows: pd.DataFrame, brought: Sequence[Brought]) -> dict[str, str]:
    """Indicator -> entry in `sources.toml`, for those all of whose rows one source brought."""
    owners = {}
    counts = rows["indicator_id"].value_counts()
    for item in brought:
        if item.fed.frame is not None:
            brings = item.fed.frame["indicator_id"].value_counts()
            owners |= {str(name): item.entry for name, count in brings.items() if counts.get(name) == count}
    return owners


def _write_geography(pack: Pack, brought: Sequence[Brought], *, folder: Path) -> None:
    """Outlines, lookups and the record of codes that sources brought."""
    for item in brought:
        for area_type, frame in item.fed.outlines.items():
            path = folder / "boundaries" / f"{area_type}.parquet"
            frame[["area_code", "geometry"]].to_parquet(path, index=False, compression="zstd", compression_level=9)
        for name, frame in item.fed.lookups.items():
            write_lookup(frame, folder, name=name)
    lists: dict[str, dict[str, set[str]]] = {}
    for item in brought:
        for kind, days in item.fed.codes.items():
            lists.setdefault(kind, {}).update(days)
    if lists and pack.has_lookup("codes"):
        write_lookup(joined_codes(pack.lookup("codes"), lists), folder, name="codes")
