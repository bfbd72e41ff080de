"""The tables of postcodes and homes of a pack: `python -m geo.home_files --pack packs/england` for all of England.

Lives here: writing both as small as they can be, and completing a pack that has the list of England's postcodes with
those made since then and with every square of homes. Not here: what the tables say (`geo.homes`, `geo.making.tables`),
the order of the embedded pack's build (`geo.build`), which starts of the full one (`data.england.programs`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from geo.boundaries import read_boundaries
from geo.homes import homes
from geo.making import packages
from geo.making.tables import postcode_lookup
from geo.making.wards import located

LOOKUPS = "lookups"
SORTED = {"lsoa11cd": "DELTA_BYTE_ARRAY", "x": "DELTA_BINARY_PACKED", "y": "DELTA_BINARY_PACKED"}


def write_postcodes(frame: pd.DataFrame, pack: Path) -> None:
    """Write the postcodes: each as what it adds to the one before, in one row group, half the size of plain text."""
    _write(frame, pack, "postcodes", listed=["lsoa11cd"], encoding={"postcode": "DELTA_BYTE_ARRAY"})


def write_homes(frame: pd.DataFrame, pack: Path) -> None:
    """Write the squares of homes."""
    steps = {name: SORTED[name] for name in ("x", "y")}
    _write(frame, pack, "homes", listed=["lsoa11cd", "postcodes"], encoding=steps)


def write_centres(frame: pd.DataFrame, pack: Path) -> None:
    """Write the centre of every LSOA's homes."""
    _write(frame, pack, "centres", listed=False, encoding=SORTED)


def _write(frame: pd.DataFrame, pack: Path, name: str, *, listed: list[str] | bool, encoding: dict[str, str]) -> None:
    path = pack / LOOKUPS / f"{name}.parquet"
    options = {"use_dictionary": listed, "column_encoding": encoding, "row_group_size": len(frame)}
    frame.to_parquet(path, index=False, compression="zstd", compression_level=19, **options)


def complete(pack: Path) -> None:
    """Give a pack the postcodes made since its list, and every square of homes in England.

    Parameters
    ----------
    pack : Path
        Its `lookups/postcodes.parquet` holds the list, `boundaries/lsoa11.parquet` where new postcodes lie.
    """
    listed = pd.read_parquet(pack / LOOKUPS / "postcodes.parquet")
    lsoas = read_boundaries(pack, "lsoa11").rename(columns={"area_code": "lsoa11cd"})
    placed = located(packages.code_point(), listed, lsoas=lsoas)
    write_postcodes(postcode_lookup(placed, listed, lsoas=lsoas["lsoa11cd"]), pack)
    write_homes(homes(placed, lsoas=lsoas["lsoa11cd"]), pack)


def main(arguments: list[str] | None = None) -> int:
    """Command line: `python -m geo.home_files --pack <folder>`."""
    parser = argparse.ArgumentParser(description="Write the postcodes and homes of all England into a pack.")
    parser.add_argument("--pack", type=Path, required=True, help="folder of the pack")
    complete(parser.parse_args(arguments).pack)
    return 0


if __name__ == "__main__":  # pragma: no cover
    raise SystemExit(main())
