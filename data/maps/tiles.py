"""Vector tiles out of one PMTiles file, tile by tile.

Lives here: a reader that keeps the file mapped in memory. Not here: addresses (`serving.routes`) or how the tiles
were made (`geo.display`).
"""

from __future__ import annotations

import mmap
from pathlib import Path
from threading import Lock

from pmtiles.reader import Reader
from pmtiles.tile import Compression

ENCODINGS = {Compression.GZIP: "gzip", Compression.BROTLI: "br", Compression.NONE: "", Compression.UNKNOWN: ""}


class TileFile:
    """One PMTiles file, opened at the first question."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader: Reader | None = None
        self._lock = Lock()
        self.encoding = ""

    def _open(self) -> Reader:
        with self._lock:
            if self._reader is None:
                with self.path.open("rb") as file:
                    view = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                reader = Reader(lambda offset, length: view[offset : offset + length])
                self.encoding = ENCODINGS[reader.header()["tile_compression"]]
                self._reader = reader
        return self._reader

    def tile(self, z: int, x: int, *, y: int) -> bytes | None:
        """The tile as stored (see `encoding`), or None where the file has none."""
        return self._open().get(z, x, y)
