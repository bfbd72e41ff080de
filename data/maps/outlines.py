"""Outlines of a pack's areas as plain shapes, for a page: quick to load, without geopandas.

Lives here: reading `boundaries/<area_type>.parquet`. Not here: making those files (`geo.boundaries`), what is cut or
joined (`geo.assignment`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import shapely

from data.validation import Fault, PackFaults


def read_outlines(folder: str | Path, area_type: str) -> tuple[list[str], np.ndarray]:
    """Codes and outlines (EPSG:27700) of one area type, in the order of the file.

    Raises
    ------
    PackFaults
        If the pack has no boundaries of that type.
    """
    path = Path(folder) / "boundaries" / f"{area_type}.parquet"
    if not path.is_file():
        raise PackFaults([Fault(f"boundaries/{path.name}", "the file is missing")])
    table = pq.read_table(path, columns=["area_code", "geometry"])
    return table["area_code"].to_pylist(), shapely.from_wkb(table["geometry"].to_numpy())
