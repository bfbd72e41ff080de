"""Age bands: which of an indicator's bands share out its ages without gap or overlap, and a standard in those bands.

Lives here: the years of a band's label, the choice of bands, the collapse of a standard population. Not here: the
standards themselves (`data.standard_population`), standardising (`equity.values.direct_rate`).
"""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np
import pandas as pd

OPEN = 120  # nobody is this old: the end of an open band
OLDEST = 90  # hardly anybody is older: where an open band ends when years of age are counted
ALL_AGES = ("all", "all ages", "")
_SHAPES = (
    (re.compile(r"(\d+)\s*\+"), lambda found: (int(found[1]), OPEN)),
    (re.compile(r"(\d+)\s*[-–]\s*(\d+)"), lambda found: (int(found[1]), int(found[2]) + 1)),
    (re.compile(r"(?:<|under )\s*(\d+)"), lambda found: (0, int(found[1]))),
    (re.compile(r"(\d+) months?"), lambda found: (int(found[1]) // 12, int(found[1]) // 12 + 1)),
    (re.compile(r"(\d+)(?: years?)?"), lambda found: (int(found[1]), int(found[1]) + 1)),
)


def age_years(label: str) -> tuple[int, int] | None:
    """First year of age in a band, and the first after it; None for a label that names no ages.

    Examples
    --------
    >>> age_years("16-24"), age_years("80+"), age_years("under 19"), age_years("5 years"), age_years("adults")
    ((16, 25), (80, 120), (0, 19), (5, 6), None)
    >>> age_years("24 months")
    (2, 3)
    """
    words = label.strip().lower()
    if words in ALL_AGES:
        return 0, OPEN
    for shape, years in _SHAPES:
        if found := shape.fullmatch(words):
            start, end = years(found)
            return (start, end) if start < end else None
    return None


def sharing_bands(labels: Collection[str], whole: str) -> tuple[str, ...]:
    """Bands that share out the ages of the whole, youngest first; of nested ones the finest.

    Parameters
    ----------
    labels : collection of str
        Every band there is, the whole itself among them or not.
    whole : str
        "16+", "all", "under 19".

    Returns
    -------
    tuple of str
        At least two bands, or none: where they leave a gap or would overlap there is nothing to standardise with.

    Examples
    --------
    >>> sharing_bands(["16+", "16-24", "25-64", "65+", "65-79", "80+"], "16+")
    ('16-24', '25-64', '65-79', '80+')
    """
    span = age_years(whole)
    if span is None:
        return ()
    known = {label: years for label in labels if (years := age_years(label)) is not None}
    ways: dict[int, tuple[str, ...]] = {span[0]: ()}  # bands that lead from the youngest age to this one, most of them
    for label, (start, end) in sorted(known.items(), key=lambda item: (item[1], item[0])):
        if start in ways and end <= span[1]:
            longer = (*ways[start], label)
            if len(longer) > len(ways.get(end, ())):
                ways[end] = longer
    found = ways.get(span[1], ())
    return found if len(found) > 1 else ()


def nearest_bands(labels: Collection[str], part: str) -> tuple[str, ...]:
    """The bands whose ages together are most like those of a group, youngest first.

    Parameters
    ----------
    labels : collection of str
        Every band there is, nested ones too.
    part : str
        The ages of the group: "16+", "5 years".

    Returns
    -------
    tuple of str
        Neighbouring bands without overlap, of all such the ones with the greatest number of common years of age over
        years in either (Jaccard 1901; ages above 90 left out), and of those the fewest; none where that is all ages, or
        the group names no ages.

    Examples
    --------
    >>> stored = ["all", "0-15", "16-64", "65+", "85+"]
    >>> nearest_bands(stored, "18+"), nearest_bands(stored, "5 years"), nearest_bands(stored, "80+")
    (('16-64', '65+'), ('0-15',), ('85+',))
    >>> nearest_bands(stored, "2+")
    ()
    """
    known = {label: years for label in labels if (years := age_years(label)) is not None}
    if age_years(part) is None or not known:
        return ()
    best = max(_fewest(known), key=lambda way: (likeness(way, part), -len(way), way))
    return best if likeness(best, part) > likeness(["all"], part) else ()


def _fewest(known: dict[str, tuple[int, int]]) -> list[tuple[str, ...]]:
    """For every first and last year that neighbouring bands lead between, the fewest bands that do."""
    ways: dict[tuple[int, int], tuple[str, ...]] = {}
    ordered = sorted(known.items(), key=lambda item: (item[1], item[0]))
    for first in {years[0] for years in known.values()}:
        reached: dict[int, tuple[str, ...]] = {first: ()}
        for label, (start, end) in ordered:
            longer = (*reached[start], label) if start in reached else None
            if longer and (end not in reached or len(longer) < len(reached[end])):
                reached[end] = longer
        ways |= {(first, end): way for end, way in reached.items() if way}
    return list(ways.values())


def likeness(bands: Collection[str], part: str) -> float:
    """Years of age in neighbouring bands and in a group, over years in either: 1 where they are the same."""
    years = [age_years(label) for label in (*bands, part)]
    *spans, (first, last) = [(low, min(high, max(OLDEST, low + 1))) for low, high in years]
    start, end = spans[0][0], spans[-1][1]
    return max(0, min(end, last) - max(start, first)) / (max(end, last) - min(start, first))


def collapsed(standard: pd.Series, bands: Collection[str]) -> pd.Series:
    """People of a standard population in other bands.

    Parameters
    ----------
    standard : Series
        People by first year of age of each band; the last band is open.
    bands : collection of str
        Labels that name ages.

    Returns
    -------
    Series
        People by label, in the order given. A band of the standard that is cut counts by years of age, as if spread
        evenly; the open one is not cut: it belongs to the band in which it begins.

    Raises
    ------
    ValueError
        For a label that names no ages.
    """
    first = standard.index.to_numpy()
    last = np.append(first[1:], first[-1] + 1)  # the open band weighs as its first year
    out = {}
    for label in bands:
        years = age_years(label)
        if years is None:
            raise ValueError(f"{label!r} names no ages")
        inside = np.clip(np.minimum(last, years[1]) - np.maximum(first, years[0]), 0, None)
        out[label] = float((inside / (last - first)) @ standard.to_numpy(dtype=float))
    return pd.Series(out, dtype="float64")
