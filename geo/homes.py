"""Where people live, as far as postcodes tell: squares of 100 m with their postcodes, and the centre of an LSOA's.

Lives here: both tables, made of Code-Point Open's points. Pure, metres, EPSG:27700. Not here: reading
(`geo.making.packages`), which areas a line takes in (`geo.assignment`).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

SQUARE = 100  # metres; the pack has no room for finer
STEP = 10  # metres, of the centres


def homes(located: pd.DataFrame, *, lsoas: Collection[str]) -> pd.DataFrame:
    """`lookups/homes.parquet`: postcodes by square.

    Parameters
    ----------
    located : DataFrame
        One row per postcode: easting, northing (metres), lsoa11cd.
    lsoas : collection of str
        LSOAs 2011 to keep.

    Returns
    -------
    DataFrame
        lsoa11cd, x, y (south-west corner of the square, in units of `SQUARE`), postcodes (how many); sorted.
    """
    kept = located[located["lsoa11cd"].isin(set(lsoas))]
    places = {"x": kept["easting"] // SQUARE, "y": kept["northing"] // SQUARE}
    found = kept[["lsoa11cd"]].assign(**places).groupby(["lsoa11cd", "x", "y"]).size().rename("postcodes").reset_index()
    return found.astype({"x": "int32", "y": "int32", "postcodes": "int16"})


def centres(located: pd.DataFrame) -> pd.DataFrame:
    """`lookups/centres.parquet`: the middle of each LSOA's postcodes.

    Parameters
    ----------
    located : DataFrame
        As for `homes`.

    Returns
    -------
    DataFrame
        lsoa11cd, x, y (mean of the postcodes, in units of `STEP` metres); one row per LSOA that has a postcode, sorted.
    """
    middle = located.groupby("lsoa11cd")[["easting", "northing"]].mean() / STEP
    return middle.round().astype("int32").set_axis(["x", "y"], axis=1).reset_index()


def area_centres(centres: pd.DataFrame, areas: pd.Series, *, postcodes: pd.Series) -> pd.DataFrame:
    """The middle of the homes of larger areas.

    Parameters
    ----------
    centres : DataFrame
        As `centres` gives it.
    areas, postcodes : Series
        The area and the number of postcodes of each LSOA, by lsoa11cd.

    Returns
    -------
    DataFrame
        x, y in metres, by area; the mean of its LSOAs' centres, each as often as it has postcodes.
    """
    known = centres.set_index("lsoa11cd")
    homes = postcodes.reindex(known.index).astype("float64")
    sums = pd.DataFrame({"x": known["x"] * homes, "y": known["y"] * homes, "homes": homes})
    total = sums.groupby(areas.reindex(known.index).to_numpy()).sum()
    return total[["x", "y"]].div(total["homes"], axis=0) * STEP


def square_middles(homes: pd.DataFrame) -> np.ndarray:
    """The middle of every square of `homes`, in metres: array of shape (n, 2)."""
    return (homes[["x", "y"]].to_numpy("float64") + 0.5) * SQUARE
