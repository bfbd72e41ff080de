"""What a pack says of the files that were fetched for it: `live.toml`.

Lives here: reading and writing it, which file fed which figures. Not here: the sources' texts
(`sources.toml`), fetching.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.catalogue import read_toml
from data.entry_text import quoted
from data.fetching.record import Kept as KeptFile
from data.fetching.record import write_whole
from data.validation import FileFaults

FILE = "live.toml"
KEYS = ("name", "url", "sha256", "bytes", "retrieved", "title")


@dataclass(frozen=True)
class Kept:
    """What one source brought to a pack: when, which files, and which periods of which indicators they fed.

    `source` is its id in `sources.toml`.
    """

    id: str
    source: str
    retrieved: str
    period: str = ""
    files: tuple[KeptFile, ...] = ()
    feeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read(folder: Path) -> dict[str, Kept]:
    """What was fetched for a pack, by id of the live source; nothing where it has no such file, or a broken one."""
    try:
        document = read_toml(Path(folder) / FILE)
        return {name: _kept(name, told) for name, told in document.items()}
    except (FileFaults, TypeError, KeyError, AttributeError):
        return {}


def _kept(name: str, told: dict) -> Kept:
    files = tuple(KeptFile(**{key: item[key] for key in KEYS}) for item in told.get("files", []))
    feeds = {key: tuple(periods) for key, periods in told.get("feeds", {}).items()}
    return Kept(name, told["source"], told["retrieved"], told.get("period", ""), files, feeds)


def fed_by(folder: Path, indicator: str, *, period: str) -> Kept | None:
    """What brought the figures of an indicator and period to a pack; None where they came with the pack itself."""
    return next((kept for kept in read(folder).values() if period in kept.feeds.get(indicator, ())), None)


def write(kept: Mapping[str, Kept], folder: Path) -> None:
    """Write `live.toml`, sorted by id."""
    blocks = []
    for name in sorted(kept):
        item = kept[name]
        lines = [f"[{name}]", *(f"{key} = {quoted(getattr(item, key))}" for key in ("source", "retrieved", "period"))]
        for file in item.files:
            lines.append(f"[[{name}.files]]")
            lines += [
                f"{key} = {value if isinstance(value := getattr(file, key), int) else quoted(value)}" for key in KEYS
            ]
        if item.feeds:
            lines.append(f"[{name}.feeds]")
            lines += [f"{key} = [{', '.join(map(quoted, item.feeds[key]))}]" for key in sorted(item.feeds)]
        blocks.append("\n".join(lines) + "\n")
    write_whole(Path(folder) / FILE, "\n".join(blocks).encode())
