"""The footprint's areas drawn small, once per age band or period, on one scale.

Lives here: which shapes of the map's own files are drawn and their classes. Not here: drawing (`charts.gradient`),
release (`answering.releasing.protected`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import shapely

from charts.evidence import AreaRow
from charts.gradient.evidence import SmallMap, SmallMaps
from charts.words import age_words, period_words, sentence_case
from data.maps.map_files import shapes
from data.schema import AREA_TYPES
from equity.breaks import class_breaks, class_index
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, groups, pooled_ages, reach_shares, released_cells
from pages.parts.answering.members import footprint_membership
from pages.parts.answering.own import own_known
from pages.parts.answering.releasing import protected
from pages.parts.answering.relevant_ages import relevant
from pages.parts.answering.values import for_readers, summed
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.gradient.question import GradientQuestion, ages, periods

WIDTH, HEIGHT = 190.0, 150.0
MOST = 16  # maps
ONE = "One {by} in this pack, so one map would be the map page’s."
NO_ENGLAND = "All of England has too many areas for small maps: choose a system or a place."
NO_OWN = "Small maps are drawn of the register’s footprints; the map page draws an own one."
NO_TIMES = "Times of small areas are on the map page."


@lru_cache(maxsize=64)
def small_maps(asked: GradientQuestion) -> SmallMaps:
    """The maps of a question, or the reason why there are none."""
    source = deprivation_groups.source_of(asked.indicator)
    if reach_shares.reach(asked.indicator) is not None:
        return SmallMaps(reason=NO_TIMES)
    if own_known.is_own(asked.place):
        return SmallMaps(reason=NO_OWN)
    if asked.system == ENGLAND and not asked.place:
        return SmallMaps(reason=NO_ENGLAND)
    by, segments = _segments(asked)
    if len(segments) < 2:
        return SmallMaps(by=by, reason=ONE.format(by="age band" if by == "age" else by))
    codes, drawn, size, outline = _drawing(asked.footprint, asked.system, source)
    if not codes:
        return SmallMaps(by=by, reason="The pack has no shapes of these areas.")
    indicator = opened_pack.pack().indicators[asked.indicator]
    frames = [protected.rows(_areas(asked, source, segment), codes) for _, segment in segments]
    known = np.concatenate([frame["value"].to_numpy("float64") for frame in frames])
    breaks = class_breaks(known, decimals=indicator.decimals)
    maps = tuple(
        SmallMap(
            title,
            _whole(asked, segment),
            tuple(class_index(frame, breaks, decimals=indicator.decimals).tolist()),
            tuple(frame["value"].astype("float64").tolist()),
        )
        for (title, segment), frame in zip(segments, frames, strict=True)
    )
    names = tuple(groups.area_names(source).reindex(list(codes)).fillna("").tolist())
    return SmallMaps(by, maps, drawn, names, outline, size, tuple(breaks))


def _segments(asked: GradientQuestion) -> tuple[str, list[tuple[str, tuple[str, str, str, str]]]]:
    """Titles and segments of the maps: the finest age bands of the period, or every period of the age band."""
    period, sex, age, category = asked.segment
    indicator = opened_pack.pack().indicators[asked.indicator]
    source = deprivation_groups.source_of(asked.indicator)
    usual = (period, sex, indicator.default_age, category)
    bands = pooled_ages.bands_of(indicator, source, segment=usual)
    had = [one for one in periods(asked.indicator) if age in ages(asked.indicator, one)]
    if (asked.maps == "period" and len(had) > 1) or len(bands) < 2:
        return "period", [(period_words(one), (one, sex, age, category)) for one in had[-MOST:]]
    titles = [sentence_case(age_words(band).removeprefix("aged ")) for band in bands]
    return "age", [(title, (period, sex, band, category)) for title, band in zip(titles, bands, strict=True)]


def _areas(asked: GradientQuestion, source: str, segment: tuple[str, str, str, str]) -> Selection:
    period, sex, age, category = segment
    level = AREA_TYPES[source]
    system, place, on = asked.system, asked.place, asked.date
    return Selection(asked.indicator, system, place, level, source, "", period, sex, age, category, on, "level", "", "")


def _whole(asked: GradientQuestion, segment: tuple[str, str, str, str]) -> AreaRow:
    """The footprint's own value."""
    indicator = opened_pack.pack().indicators[asked.indicator]
    source = deprivation_groups.source_of(asked.indicator)
    members = footprint_membership(source, ages=relevant(indicator.id))
    frame = for_readers(summed(indicator, members, source=source, segment=segment), indicator)
    return replace(released_cells.fifth_row(frame, asked.footprint, name="Footprint"), code=asked.footprint)


@lru_cache(maxsize=32)
def _drawing(footprint: str, system: str, source: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple, str]:
    """Codes of the footprint's areas, a path each, the drawing's size and the outline around them."""
    order = deprivation_groups.ordered(footprint, source)
    layer = opened_pack.pack().manifest["layers"].get(source, {}).get(system, {})
    if order is None or layer.get("kind") != "geojson":
        return (), (), (WIDTH, HEIGHT), ""
    names = opened_pack.pack().names(source, system)
    places = [names.position[code] for code in order.index if code in names.position]
    found = shapes(opened_pack.pack().geography, layer["file"])[places]
    west, south, east, north = shapely.total_bounds(found)
    narrow = np.cos(np.radians((south + north) / 2))
    scale = min((WIDTH - 4) / ((east - west) * narrow), (HEIGHT - 4) / (north - south))

    def placed(degrees: np.ndarray) -> np.ndarray:
        x, y = (degrees[:, 0] - west) * narrow * scale + 2, (north - degrees[:, 1]) * scale + 2
        return np.column_stack([x, y])

    flat = shapely.transform(found, placed)
    size = (float((east - west) * narrow * scale + 4), float((north - south) * scale + 4))
    outline = _path(shapely.union_all(flat, grid_size=0.01))
    return tuple(names.codes[place] for place in places), tuple(_path(one) for one in flat), size, outline


def _path(shape: shapely.Geometry) -> str:
    """A path on a grid of half a pixel; rings too small to see are left out, but never all of a shape."""
    rings = [np.round(shapely.get_coordinates(ring) * 2) / 2 for ring in shapely.get_rings(shapely.get_parts(shape))]
    drawn = [_ring(points) for points in rings]
    return "".join(one for one in drawn if one) or _ring(max(rings, key=len), least=1)


def _ring(points: np.ndarray, *, least: int = 3) -> str:
    kept = points[np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))]
    if len(kept) <= least:
        return ""
    return "M" + " ".join(f"{x:g},{y:g}" for x, y in kept[:-1]) + "Z"
