"""What the bench drives: for each scope the addresses of both apps and the measures the changes go round.

Lives here: reading from the pack which measures have figures for (nearly) every area of a scope.
Not here: driving and judging.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from tests.bench.budgets import DISTRICT, LSOA, MSOA, ONE_SYSTEM

NEARLY_ALL = 0.9
MOST_MEASURES = 3
SYSTEM, SYSTEM_CODE = "sys-nw-icb", "E54000022"
LEVELS = {
    LSOA: ("lsoa", "lsoa11"),
    MSOA: ("msoa", "msoa11"),
    DISTRICT: ("district", "lad22"),
    ONE_SYSTEM: ("lsoa", "lsoa11"),
}


@dataclass(frozen=True)
class Scope:
    """One row of addresses.

    Attributes
    ----------
    ours, peer : str
        Query of each app's landing view, on the first measure.
    measures : tuple of str
        Names in the Measure box; every change goes to one the window has not shown before.
    """

    name: str
    ours: str
    peer: str
    measures: tuple[str, ...]


def scopes(pack: Path) -> dict[str, Scope]:
    """Every scope for which the pack has at least two measures."""
    names = {key: table["name"] for key, table in tomllib.loads((pack / "indicators.toml").read_text()).items()}
    rows = pd.read_parquet(pack / "observations.parquet", columns=["indicator_id", "area_code", "area_type"])
    lookup = pd.read_parquet(pack / "lookups" / "lsoa11.parquet", columns=["lsoa11cd", "icb22cd"])
    inside = set(lookup.loc[lookup["icb22cd"] == SYSTEM_CODE, "lsoa11cd"])
    found = {}
    for scope, (level, area_type) in LEVELS.items():
        near = scope == ONE_SYSTEM
        of_type = rows[rows["area_type"] == area_type]
        of_type = of_type[of_type["area_code"].isin(inside)] if near else of_type
        areas = (
            len(inside)
            if near
            else len(pd.read_parquet(pack / "boundaries" / f"{area_type}.parquet", columns=["area_code"]))
        )
        counts = of_type.groupby("indicator_id", observed=True)["area_code"].nunique()
        full = sorted(counts.index[counts >= NEARLY_ALL * areas])[:MOST_MEASURES]
        if len(full) >= 2:
            ours = {"indicator": full[0], "system": SYSTEM if near else "england", "level": level, "area": "none"}
            peer = {"area_type": area_type, "indicators": ",".join(full)} | ({"system": SYSTEM_CODE} if near else {})
            found[scope] = Scope(scope, "?" + urlencode(ours), "?" + urlencode(peer), tuple(names[key] for key in full))
    return found


def stepping(pack: Path) -> str:
    """Address of the view with the most areas among those with several periods; "" if there is none."""
    rows = pd.read_parquet(pack / "observations.parquet", columns=["indicator_id", "area_code", "area_type", "period"])
    rows = rows[rows["area_type"].isin(("lsoa11", "msoa11", "ctyua18", "ctyua21"))]
    counts = rows.groupby(["indicator_id", "area_type"], observed=True).agg(
        {"period": "nunique", "area_code": "nunique"}
    )
    several = counts[counts["period"] > 1].sort_values("area_code")
    if several.empty:
        return ""
    indicator, area_type = several.index[-1]
    level = {"lsoa11": "lsoa", "msoa11": "msoa"}.get(area_type, "upper_tier")
    return "?" + urlencode({"indicator": indicator, "system": "england", "level": level, "area": "none"})
