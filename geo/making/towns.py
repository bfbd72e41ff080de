"""Where the names of towns stand on a map.

Lives here: turning the reviewed list of town names and postcode districts into label points. Pure.
Not here: which towns are listed (`register/towns.toml`), choosing towns for a map (`geo.making.layers`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.making.areas import lon_lat

CELL = 400  # metres: a town centre's postcodes lie this close


def listed_towns(register: Mapping[str, Mapping[str, Mapping]]) -> pd.DataFrame:
    """The register as a table: name, district, rank; in the order of the file.

    Raises
    ------
    ValueError
        If a name stands twice or a rank is not 1 to 4; all are named.
    """
    rows = [(name, town["district"], town["rank"]) for part in register.values() for name, town in part.items()]
    out = pd.DataFrame(rows, columns=["name", "district", "rank"])
    twice = out.loc[out["name"].duplicated(), "name"].tolist()
    ranks = out.loc[~out["rank"].isin([1, 2, 3, 4]), "name"].tolist()
    if twice or ranks:
        raise ValueError(f"towns.toml: names that stand twice: {twice}; ranks other than 1 to 4: {ranks}")
    return out


def densest(points: np.ndarray, cell: int = CELL) -> np.ndarray:
    """Middle of the densest cluster of points: array of shape (2,), metres.

    The cluster is the square cell with most points counting its eight neighbours; ties go to the south-west.
    """
    columns, counts = np.unique(np.floor(points / cell).astype("int64"), axis=0, return_counts=True)
    own = {tuple(c): n for c, n in zip(columns.tolist(), counts.tolist(), strict=True)}
    steps = (-1, 0, 1)
    around = [sum(own.get((x + i, y + j), 0) for i in steps for j in steps) for x, y in columns.tolist()]
    centre = (columns[int(np.argmax(around))] + 0.5) * cell
    near = np.abs(points - centre).max(axis=1) <= 1.5 * cell
    return np.median(points[near], axis=0)


def town_points(towns: pd.DataFrame, code_point: pd.DataFrame) -> pd.DataFrame:
    """Label points of towns.

    Parameters
    ----------
    towns : DataFrame
        name, district, rank.
    code_point : DataFrame
        postcode (no spaces), easting, northing.

    Returns
    -------
    DataFrame
        name, district, rank, easting, northing (EPSG:27700), lon, lat; sorted by rank and name.

    Raises
    ------
    ValueError
        If a district has no postcodes.
    """
    placed = code_point.assign(district=code_point["postcode"].str.slice(stop=-3))
    placed = placed[placed["district"].isin(towns["district"])]
    groups = placed.groupby("district")[["easting", "northing"]]
    middles = {district: densest(group.to_numpy("float64")) for district, group in groups}
    unknown = sorted(set(towns["district"]) - set(middles))
    if unknown:
        raise ValueError(f"towns.toml: postcode districts without postcodes: {', '.join(unknown)}")
    points = np.array([middles[district] for district in towns["district"]])
    out = towns.copy()
    out[["easting", "northing"]] = points
    out[["lon", "lat"]] = lon_lat(points)
    return out.sort_values(["rank", "name"], ignore_index=True)
