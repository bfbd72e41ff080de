"""Map files of a pack as a browser may take them: stored as brotli, rewrapped as gzip for the few that cannot.

Lives here: which file answers for a name, and the shapes in one. Not here: addresses (`serving.routes`) or making them
(`geo.display`).
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

import brotli
import numpy as np
import shapely

SAFE_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\Z")


def stored(folder: Path, name: str, *, suffix: str) -> Path | None:
    """The file `map/<name><suffix>` of a pack, or None when there is none or the name is not a plain file name."""
    path = folder / "map" / (name + suffix)
    return path if SAFE_NAME.match(name) and path.is_file() else None


@lru_cache(maxsize=64)
def gzipped(path: Path) -> bytes:
    """The content of a brotli file, as gzip."""
    return gzip.compress(brotli.decompress(path.read_bytes()), 6, mtime=0)


@lru_cache(maxsize=8)
def shapes(folder: Path, name: str) -> np.ndarray:
    """The shapes of a GeoJSON file of the map (EPSG:4326), in the order of its ids."""
    text = brotli.decompress((folder / "map" / f"{name}.br").read_bytes()).decode()
    return shapely.get_parts(shapely.from_geojson(text))
