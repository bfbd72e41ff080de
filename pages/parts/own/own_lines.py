"""Which areas a line takes in: by the centre of their homes, by their postcodes, by land.

Lives here: the rules that the opened pack has tables for, and the areas they give. Not here: the geometry
(`geo.assignment`), what is done with the areas (`own.own_taking`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely

from geo.assignment import by_area, by_half, by_homes, by_point, shares_inside, to_metres
from geo.homes import area_centres, square_middles
from pages.parts import opened_pack
from pages.parts.answering.own.own_areas import described, outlines, type_words, types

WITH_HOMES, WITHOUT = ("centre", "postcodes", "share", "area"), ("point", "area")
NAMED = 3
BEYOND = "in the sea, or beyond England"
TOLD = 0.05  # of a shape outside the areas: more is said
SLIVER = 0.001  # of a feature: less inside is nothing but a border drawn a little differently


def rules() -> tuple[str, ...]:
    """Keys of `geo.own.RULES` that this pack can follow, the usual one first."""
    pack = opened_pack.pack()
    return WITH_HOMES if pack.has_lookup("homes") and pack.has_lookup("centres") else WITHOUT


def inside(shape: shapely.Geometry, area_type: str, *, rule: str) -> dict[str, float]:
    """Areas of a type that a line takes in, each with its share.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        EPSG:27700.
    area_type : str
    rule : str
        One of `rules`.

    Raises
    ------
    ValueError
        The rule goes by postcodes, and areas that the line touches have none in this pack: how many, and which.
    """
    codes = list(described(area_type).index)
    if rule in ("centre", "point"):
        return by_point(shape, codes, points=centres(area_type) if rule == "centre" else points(area_type))
    listed, shapes = outlines(area_type)
    touched = by_area(shape, listed, outlines=shapes)
    if rule == "area":
        return touched
    homes = _homes(area_type)
    unknown = sorted(set(touched) - homes.known)
    if unknown:
        words, some = type_words(area_type), ", ".join(unknown[:NAMED])
        raise ValueError(
            f"This pack has the postcodes of its places only: {len(unknown):,} of the {len(touched):,} areas ({words}) "
            f"that the line touches have none ({some}{' ...' if len(unknown) > NAMED else ''}); choose the rule by "
            "centre of homes, or a line within the places"
        )
    shares = by_homes(shape, homes.owner, points=homes.points, homes=homes.postcodes)
    return by_half(shares) if rule == "postcodes" else shares


def outside_words(shape: shapely.Geometry, parts: Mapping[int, shapely.Geometry]) -> str:
    """How much of a shape lies in the sea or another country, and which features wholly; "" where next to nothing does.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        EPSG:27700.
    parts : mapping of number to Polygon or MultiPolygon
        The features it is made of.
    """
    kinds = types()
    _, areas = outlines(min(kinds, key=lambda kind: len(kinds[kind])))  # the largest: all types cover the same land
    outside = 1 - float(shares_inside(np.array([shape], dtype=object), outlines=areas)[0])
    # only what is no larger than all that lies outside can lie there wholly: most files need no second look
    doubtful = {number: part for number, part in parts.items() if part.area * (1 - SLIVER) <= outside * shape.area}
    inside_of = shares_inside(np.array([*doubtful.values()], dtype=object), outlines=areas)
    wholly = [str(number) for number, share in zip(doubtful, inside_of, strict=True) if share < SLIVER]
    said = f"{outside:.0%}".replace("%", " %") + f" of the shape lies outside the areas ({BEYOND}). "
    words = said if outside > TOLD else ""
    if wholly:
        more = f" and {len(wholly) - NAMED:,} more" if len(wholly) > NAMED else ""
        one = "Feature {} lies" if len(wholly) == 1 else "Features {} lie"
        words += one.format(", ".join(wholly[:NAMED]) + more) + " wholly outside. "
    return words


@lru_cache(maxsize=8)
def points(area_type: str) -> np.ndarray:
    """A point inside every area of a type, in metres (EPSG:27700), in the order of `described`."""
    table = described(area_type)
    return shapely.get_coordinates(to_metres(shapely.multipoints(table[["lon", "lat"]].to_numpy(float))))


@lru_cache(maxsize=8)
def centres(area_type: str) -> np.ndarray:
    """The middle of the postcodes of every area of a type, in metres; a point inside where an area has none."""
    lsoas = _lsoas()
    found = area_centres(opened_pack.pack().lookup("centres"), lsoas[f"{area_type}cd"], postcodes=lsoas["postcodes"])
    middle = found.reindex(described(area_type).index).to_numpy()
    return np.where(np.isnan(middle), points(area_type), middle)


def _lsoas() -> pd.DataFrame:
    """The larger areas and postcodes of every LSOA, by its code."""
    return opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd", drop=False)


@dataclass(frozen=True, eq=False)
class _Homes:
    """Squares with postcodes, each with its area of a type (the best fit for wards; none where some are not here)."""

    owner: pd.Categorical
    points: np.ndarray
    postcodes: np.ndarray

    @property
    def known(self) -> frozenset[str]:
        """Areas all of whose homes are here."""
        return frozenset(self.owner.categories)


@lru_cache(maxsize=1)
def _squares() -> tuple[np.ndarray, pd.Index, np.ndarray, np.ndarray]:
    """Every square's LSOA by number, those LSOAs, its middle in metres, and its postcodes."""
    squares = opened_pack.pack().lookup("homes")
    number, lsoas = pd.factorize(squares["lsoa11cd"])
    return number, lsoas, square_middles(squares), squares["postcodes"].to_numpy()


@lru_cache(maxsize=8)
def _homes(area_type: str) -> _Homes:
    """The squares of areas all of whose LSOAs have their postcodes in this pack."""
    number, lsoas, points, postcodes = _squares()
    areas = _lsoas()[f"{area_type}cd"]
    whole = pd.Series(areas.index.isin(lsoas)).groupby(areas.to_numpy()).all()
    mine = areas.reindex(lsoas)
    owners = pd.Categorical(mine.where(mine.isin(set(whole.index[whole]))))
    return _Homes(pd.Categorical.from_codes(owners.codes[number], owners.categories), points, postcodes)
