"""What every importer declares and what it hands back.

Lives here: the two small records that all files of `data.sources` share.
Not here: any publisher's format (one file each) or the door that collects faults (`data.validation`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Publication:
    """One regular publication: who, where, how often, and the function that reads it.

    Attributes
    ----------
    id : str
        Name for `--only` and for `sources.toml`.
    cadence : str
        How often the publisher brings it out, in words.
    formats : tuple of str
        File endings that `parser` reads.
    parser : callable
        Takes a path, returns `Imported`; raises `data.validation.FileFaults` with every fault of the file.
    """

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    cadence: str
    formats: tuple[str, ...]
    parser: Callable[..., Imported]


@dataclass(frozen=True)
class Imported:
    """A frame and, in plain words, everything that was repaired, converted or left out on the way.

    `notes` explains the note ids of the frame where the file itself has the texts.
    """

    frame: pd.DataFrame
    report: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


OGL = "Open Government Licence v3.0"
OGL_OS = "Open Government Licence v3.0; contains OS data (c) Crown copyright and database right"
