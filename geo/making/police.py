"""Police areas as whole upper-tier councils, from the reviewed list.

Lives here: the list as a table, and every fault of it. Not here: comparing borders (`geo.misfit`), writing
(`geo.build`).
"""

from __future__ import annotations

import tomllib

import pandas as pd

AREA_TYPE = "ctyua21"
SMALL_WORDS = ("and", "of")


def police_areas(text: str, areas: pd.DataFrame) -> pd.DataFrame:
    """Police area of every upper-tier council.

    Parameters
    ----------
    text : str
        `geo/register/police.toml`.
    areas : DataFrame
        One row per area with `area_code`, `area_type`, `name`; every upper-tier council of England among them.

    Returns
    -------
    DataFrame
        One row per council, sorted by its code: `ctyua21cd, police_area, name`.

    Raises
    ------
    ValueError
        With every council that is unknown, in two police areas, or in none.

    References
    ----------
    Police Act 1996, Schedule 1 (police areas).
    """
    rows = areas[areas["area_type"] == AREA_TYPE]
    councils = dict(zip(rows["name"], rows["area_code"], strict=True))
    listed = [(area, council) for area, entry in tomllib.loads(text).items() for council in entry["councils"]]
    frame = pd.DataFrame(listed, columns=["police_area", "council"])
    faults = [f"{one}: no upper-tier council of England" for one in frame["council"] if one not in councils]
    faults += [f"{one}: in two police areas" for one in frame.loc[frame["council"].duplicated(), "council"]]
    faults += [f"{one}: in no police area" for one in sorted(set(councils) - set(frame["council"]))]
    if faults:
        raise ValueError("police.toml: " + "; ".join(faults))
    frame[f"{AREA_TYPE}cd"] = frame["council"].map(councils)
    frame["name"] = frame["police_area"].map(area_name)
    return frame.sort_values(f"{AREA_TYPE}cd", ignore_index=True)[[f"{AREA_TYPE}cd", "police_area", "name"]]


def area_name(area: str) -> str:
    """The name of a police area from its id: "avon-and-somerset" is Avon and Somerset."""
    return " ".join(word if word in SMALL_WORDS else word.capitalize() for word in area.split("-"))
