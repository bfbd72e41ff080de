"""A pack: one folder with everything that a page shows, opened whole or refused with every fault.

Lives here: opening, and the typed way to each file of the folder. Not here: the rules of each
file (`data.pack_checks`, `data.store_checks`, `data.catalogue`, `data.programmes`) or writing (`data.writing`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from data.catalogue import Indicator, Source, read_indicators, read_sources, read_toml
from data.maps.names import Names, read_names
from data.pack_checks import areas_faults, document_faults, files_faults, pack_card_faults
from data.pack_nature import geography_folder, nature_faults
from data.programmes import FILE as PROGRAMMES
from data.programmes import Programme, programmes_faults, read_programmes
from data.schema import AREA_COLUMNS
from data.source_rules import with_source_rules
from data.stamp import content_digest, is_stamped, leave_stamp
from data.store import Store
from data.store_checks import observation_faults
from data.validation import Fault, FileFaults, PackFaults, collected


@dataclass(frozen=True)
class Pack:
    """An opened pack. Build one with `open_pack`.

    Attributes
    ----------
    defaults
        The landing view: `indicator`, `level`, `system`, `place`, `period` and others, without the prefix `default_`.
    digest
        First 12 hex digits of the sha256 of what was checked.
    """

    folder: Path
    card: Mapping[str, object]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    digest: str
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    added: tuple[Path, ...] = ()  # tables of the indicators that readers added (`data.adding.merged`)

    @property
    def id(self) -> str:
        return str(self.card["id"])

    @property
    def title(self) -> str:
        return str(self.card["title"])

    @property
    def version(self) -> str:
        return str(self.card["version"])

    @property
    def built(self) -> str:
        return str(self.card["built"])

    @property
    def synthetic(self) -> bool:
        return bool(self.card["synthetic"])

    @cached_property
    def geography(self) -> Path:
        """Folder of areas, lookups, footprints, boundaries and map: another pack's where the card names one."""
        return geography_folder(self.folder, self.card)

    @cached_property
    def defaults(self) -> dict[str, str]:
        prefix = "default_"
        return {key.removeprefix(prefix): str(value) for key, value in self.card.items() if key.startswith(prefix)}

    @cached_property
    def store(self) -> Store:
        return Store(self.folder / "observations.parquet", *self.added)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """One row per area type and code, columns `schema.AREA_COLUMNS`. Shared: never change it."""
        return pd.read_parquet(self.geography / "areas.parquet").astype(AREA_COLUMNS)

    @cached_property
    def footprints(self) -> dict | list:
        """The document of `footprints/footprints.json` as it stands."""
        return _json(self.geography / "footprints" / "footprints.json")

    @cached_property
    def manifest(self) -> dict:
        """The document of `map/manifest.json` as it stands."""
        return _json(self.geography / "map" / "manifest.json")

    def lookup(self, name: str) -> pd.DataFrame:
        """A table of `lookups/`. Shared: never change it.

        Raises
        ------
        PackFaults
            If the pack has no such lookup.
        """
        cached = self._lookups.get(name)
        if cached is None:
            path = self.geography / "lookups" / f"{name}.parquet"
            if not path.is_file():
                raise PackFaults([Fault(f"lookups/{name}.parquet", "the file is missing")])
            cached = self._lookups[name] = pd.read_parquet(path)
        return cached

    def has_lookup(self, name: str) -> bool:
        """Whether the pack has this table of `lookups/`."""
        return (self.geography / "lookups" / f"{name}.parquet").is_file()

    @cached_property
    def _lookups(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def _names(self) -> dict[tuple[str, str], Names]:
        return {}

    def map_file(self, name: str) -> Path:
        """Path of a file of `map/`; a name with a folder in it is refused.

        Raises
        ------
        PackFaults
            If there is no such file.
        """
        path = self.geography / "map" / name
        if path.name != name or name.startswith(".") or not path.is_file():
            raise PackFaults([Fault(f"map/{name}", "the file is missing")])
        return path

    def names(self, area_type: str, scope: str) -> Names:
        """Codes, names, districts, points and bounds of a layer, in the order of its feature ids.

        Raises
        ------
        PackFaults
            If the pack has no such layer, or its names cannot be read.
        """
        key = (area_type, scope)
        if key not in self._names:
            layer = self.manifest["layers"].get(area_type, {}).get(scope)
            if layer is None:
                raise PackFaults([Fault("map/manifest.json", f"no layer {area_type} for {scope}")])
            self._names[key] = read_names(self.geography / "map", layer["names"])
        return self._names[key]


def open_pack(folder: str | Path) -> Pack:
    """Open a pack, checking everything in it; what was checked once and has not changed is not checked again.

    Raises
    ------
    PackFaults
        With every fault of every file. A broken pack raises nothing else.
    """
    folder = Path(folder)
    faults: list[Fault] = []
    card = collected(faults, lambda: read_toml(folder / "pack.toml")) if (folder / "pack.toml").is_file() else None
    faults = files_faults(folder, geography_folder(folder, card)) + faults
    if card is not None:
        faults += pack_card_faults(card)
    read = {"indicators": read_indicators, "sources": read_sources}
    texts = {name: _read(folder / f"{name}.toml", reader, faults) for name, reader in read.items()}
    programmes = _programmes(folder, geography_folder(folder, card), texts["indicators"], faults)
    if faults:
        raise PackFaults(faults + _content_faults(folder, texts["indicators"], texts["sources"], card))
    digest = _digest(folder, geography_folder(folder, card))
    if not is_stamped(folder, digest):
        faults = _content_faults(folder, texts["indicators"], texts["sources"], card)
        if faults:
            raise PackFaults(faults)
        leave_stamp(digest)
    indicators = with_source_rules(texts["indicators"], texts["sources"])
    return Pack(folder, card, indicators, texts["sources"], digest[:12], programmes)


def _programmes(
    folder: Path, geography: Path, indicators: Mapping[str, Indicator], faults: list[Fault]
) -> dict[str, Programme]:
    """What was done in the pack's places, looked at whenever a pack is opened: the file is small and may be absent."""
    found = _read(folder / PROGRAMMES, read_programmes, faults)
    areas = areas_faults(geography)[0] if found else None
    if areas is not None and indicators:
        faults += programmes_faults(found, indicators=indicators, areas=frozenset(areas["area_code"]))
    return found


def _digest(folder: Path, geography: Path) -> str:
    try:
        return content_digest(folder, geography)
    except OSError as error:
        raise PackFaults([Fault(str(error.filename or folder), f"cannot be read: {error.strerror}")]) from error


def _read(path: Path, reader: object, faults: list[Fault]) -> dict:
    """A catalogue file, or {} with its faults noted; a missing file was noted before."""
    return (collected(faults, lambda: reader(path)) or {}) if path.is_file() else {}


def _content_faults(
    folder: Path, indicators: Mapping[str, Indicator], sources: Mapping[str, Source], card: Mapping | None
) -> list[Fault]:
    """Faults of the tables and documents, as far as they are there to be read."""
    geography = geography_folder(folder, card)
    faults = document_faults(geography, indicators=indicators, sources=sources, card=card or {})
    faults += nature_faults(folder, card=card or {}, sources=sources)
    areas, found = areas_faults(geography)
    faults += found
    observations = folder / "observations.parquet"
    if observations.is_file() and areas is not None and indicators:
        faults += observation_faults(observations, indicators=indicators, areas=areas)
    return faults


def _json(path: Path) -> dict | list:
    return json.loads(path.read_bytes())


__all__ = ["FileFaults", "Names", "Pack", "PackFaults", "open_pack"]
