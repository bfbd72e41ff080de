"""Shares of areas that a boundary cuts, the slow obvious way: from the published table of residents by age."""

import csv
from collections import defaultdict
from collections.abc import Callable, Collection
from pathlib import Path

FACTS = Path(__file__).parents[2] / "data" / "facts"
ADULTS, CHILDREN, ALL = ("16_59", "60_plus"), ("0_15",), ("total",)


def residents(ages: tuple[str, ...]) -> dict[str, int]:
    """Residents of some ages by LSOA 2011 (mid-2015)."""
    with (FACTS / "population_mid2015_lsoa11.csv").open(encoding="utf-8") as file:
        return {row["lsoa11cd"]: sum(int(row[f"population_{age}"]) for age in ages) for row in csv.DictReader(file)}


def shares(placed: dict[str, str], inside: Callable[[str], float], *, ages: tuple[str, ...]) -> dict[str, float]:
    """Share of every area's residents of some ages that lie inside, areas without any left out.

    `placed` has the area of every LSOA, `inside` says how much of an LSOA lies inside.
    """
    within, everyone = defaultdict(float), defaultdict(int)
    for lsoa, people in residents(ages).items():
        within[placed[lsoa]] += people * inside(lsoa)
        everyone[placed[lsoa]] += people
    return {area: within[area] / everyone[area] for area in everyone if within[area]}


def members(codes: Collection[str]) -> Callable[[str], float]:
    """Whole LSOAs."""
    return lambda lsoa: float(lsoa in codes)
