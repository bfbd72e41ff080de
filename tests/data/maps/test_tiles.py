"""Tiles come out of the file as they went in."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from data.maps.tiles import TileFile


def written(path: Path, compression: Compression, content: bytes) -> Path:
    """A PMTiles file with one tile at 1/1/0."""
    with path.open("wb") as file:
        writer = Writer(file)
        writer.write_tile(zxy_to_tileid(1, 1, 0), content)
        header = {"tile_type": TileType.MVT, "tile_compression": compression, "min_zoom": 0, "max_zoom": 1}
        header |= {"min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 1, "max_lat_e7": 1}
        writer.finalize(header | {"center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0}, {})
    return path


@pytest.mark.parametrize(
    ("compression", "encoding"), [(Compression.GZIP, "gzip"), (Compression.BROTLI, "br"), (Compression.NONE, "")]
)
def test_tile_and_its_encoding(tmp_path: Path, compression: Compression, encoding: str) -> None:
    content = gzip.compress(b"tile", mtime=0)
    tiles = TileFile(written(tmp_path / "a.pmtiles", compression, content))
    assert tiles.tile(1, 1, y=0) == content
    assert tiles.encoding == encoding
    assert tiles.tile(1, 1, y=0) == content


def test_place_without_a_tile_is_none(tmp_path: Path) -> None:
    assert TileFile(written(tmp_path / "a.pmtiles", Compression.GZIP, b"x")).tile(1, 0, y=0) is None
