"""The texts of the full pack: embedded catalogue entries, with those of the full pack in their place.

Lives here: putting reviewed TOML together, stamping sources with the checksums of the files that were read, the card.
Not here: what a catalogue entry must have (`data.catalogue`).
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from data.catalogue import Source, read_sources, write_sources
from data.embedded import digest
from data.programmes import FILE as PROGRAMMES
from data.validation import Fault, FileFaults
from data.writing import write_pack_toml

REVIEWED = Path(__file__).parent
CARD = {"id": "england", "title": "England: full pack", "version": "1.0"}
GEOGRAPHY = "ons_geography"  # the source of outlines and lookups: no indicator names it
TABLE = re.compile(r"^\[([a-z][a-z0-9_]*)", re.MULTILINE)


def write_texts(
    folder: Path, *, base: Path, embedded: Path, files: Mapping[str, Sequence[Path]], present: set[str]
) -> None:
    """Write indicators.toml, sources.toml and pack.toml.

    Parameters
    ----------
    folder : Path
        The pack.
    base, embedded : Path
        The pack it is built upon (its sources are kept) and the embedded one (its texts are kept).
    files : mapping
        Source id -> files that were read.
    present : set of str
        Indicators that have observations: the others' texts are left out.
    """
    texts = [(place / "indicators.toml").read_text(encoding="utf-8") for place in (embedded, REVIEWED)]
    entries = {**toml_entries(texts[0]), **toml_entries(texts[1])}
    text = "\n".join(entries[name] for name in entries if name in present)
    (folder / "indicators.toml").write_text(text, encoding="utf-8", newline="\n")
    if (embedded / PROGRAMMES).is_file():
        shutil.copyfile(embedded / PROGRAMMES, folder / PROGRAMMES)
    reviewed = {**read_sources(embedded / "sources.toml"), **read_sources(REVIEWED / "sources.toml")}
    sources = {**read_sources(base / "sources.toml"), **stamped(reviewed, files)}
    write_sources(sources, folder)
    card = tomllib.loads((embedded / "pack.toml").read_text(encoding="utf-8"))
    defaults = {key: value for key, value in card.items() if key.startswith("default_")}
    built = max(source.retrieved for source in sources.values()) + "T00:00:00+00:00"
    write_pack_toml(folder, pack={**CARD, "built": built, "synthetic": False, **defaults})


def toml_entries(text: str) -> dict[str, str]:
    """The text of every top-level table with its sub-tables, by id, in order; comments before the first are dropped.

    Examples
    --------
    >>> toml_entries("# x\\n[a]\\nb = 1\\n[a.notes]\\nc = 2\\n\\n[d]\\ne = 3\\n")
    {'a': '[a]\\nb = 1\\n[a.notes]\\nc = 2\\n', 'd': '[d]\\ne = 3\\n'}
    """
    starts = [found.start() for found in TABLE.finditer(text)]
    entries: dict[str, str] = {}
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        name = TABLE.match(text, start)[1]
        entries[name] = entries.get(name, "") + text[start:end].strip() + "\n"
    return entries


def stamped(reviewed: Mapping[str, Source], files: Mapping[str, Sequence[Path]]) -> dict[str, Source]:
    """The reviewed sources that were read, with names and checksum of their files; the geography's as reviewed.

    Raises
    ------
    FileFaults
        If a file was read that no reviewed source describes.
    """
    odd = sorted(set(files) - set(reviewed))
    if odd:
        raise FileFaults([Fault("sources.toml", "no such source", values=(name,)) for name in odd])
    out = {GEOGRAPHY: reviewed[GEOGRAPHY]}
    for name, paths in files.items():
        names = "; ".join(Path(path).name for path in paths)
        out[name] = replace(reviewed[name], sha256=digest([Path(path) for path in paths]), file=names)
    return out
