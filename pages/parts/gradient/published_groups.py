"""Groups of people as their publisher gives them, for England and the councils that a footprint lies in.

Lives here: which rows of the pack are an axis, in which period and for whom. Not here: groups made of small areas
(`group_axes`), words (`charts.gradient.published`), the gate (`answering.values`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow
from charts.gradient import published
from charts.gradient.published import Published
from data.catalogue import Indicator
from data.schema import AREA_TYPES, Level, Polarity, Status
from equity.disclosure import RULES
from equity.inequality.axes import is_unknown
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import extents, values
from pages.parts.answering.extents import ENGLAND_CODE
from pages.parts.answering.released_cells import area_row
from pages.parts.answering.releasing import protected
from pages.parts.answering.resident_fifths import lsoas
from pages.parts.answering.series import FIELDS
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection

LEVELS = (Level.COUNTRY, Level.UPPER_TIER)
MOST_COUNCILS = 4  # of a footprint that lies in more, England alone is shown
LEAST_SHARE = 0.02  # of a footprint's small areas that lie in a council it is said to lie in
ORDER = ("sex", "age", "ethnicity", "religion", "sexuality")
SEGMENT = ["period", "sex", "age", "category"]
KEYS = ["area_type", *SEGMENT]


@lru_cache(maxsize=256)
def axes_of(indicator_id: str) -> pd.DataFrame:
    """Segments that are groups along one axis: `KEYS`, `axis`, `group`; a row each, empty for most measures."""
    pack = opened_pack.pack()
    own, index = pack.indicators[indicator_id], pack.store.segment_index
    kinds = [kind for kind in pack.store.area_types(indicator_id) if AREA_TYPES[kind] in LEVELS]
    rows = index[(index["indicator_id"] == indicator_id) & index["area_type"].isin(kinds)]
    usual = {"sex": own.default_sex, "age": own.default_age, "category": own.default_category}
    other = {name: rows[name] != value for name, value in usual.items()}
    rows = rows[sum(other.values()) == 1] if len(rows) else rows
    named = rows["category"].str.partition(":").reindex(columns=range(3), fill_value="")
    column = np.select([rows["sex"] != usual["sex"], rows["age"] != usual["age"]], ["sex", "age"], "category")
    axis = np.where(column == "category", named[0], column)
    group = np.select([column == "sex", column == "age"], [rows["sex"], rows["age"]], named[2])
    found = rows[KEYS].assign(axis=axis, group=group)
    return found[(found["group"] != "") & (found["axis"] != "")].reset_index(drop=True)


def has_groups(indicator_id: str) -> bool:
    """Whether the pack has a published table of a measure by group."""
    return not axes_of(indicator_id).empty


@lru_cache(maxsize=256)
def published_groups(indicator_id: str, footprint: str, *, on: str) -> tuple[Published, ...]:
    """Every axis in its newest period with a value, England first, then the councils the footprint lies in."""
    found = axes_of(indicator_id)
    made = []
    for axis in sorted(found["axis"].unique(), key=_rank):
        for code, name, kinds in _areas(found["area_type"].unique(), footprint, on=on):
            rows = found[(found["axis"] == axis) & found["area_type"].isin(kinds)]
            made.append(_newest(indicator_id, rows, code=code, name=name))
    return _one_by_title([one for one in made if one is not None])


def _rank(axis: str) -> tuple[int, str]:
    """Deprivation first, then what everybody has, then what a service has."""
    if published.is_deprivation(axis):
        return 0, f"{axis.partition('_')[0]} {published.edition_of(axis)} {axis}"
    place = next((at for at, one in enumerate(ORDER, 1) if f"{axis}_".startswith(f"{one}_")), len(ORDER) + 1)
    return place, axis


def _one_by_title(made: list[Published]) -> tuple[Published, ...]:
    """Of axes that are the same but for their edition the newest."""
    newest: dict[tuple[str, str], Published] = {}
    for one in made:
        key = (one.title, one.area)
        if key not in newest or period_days(one.period).end >= period_days(newest[key].period).end:
            newest[key] = one
    return tuple(newest.values())


def _areas(kinds: np.ndarray, footprint: str, *, on: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """England, and the upper-tier authorities that a footprint lies in: code, name, kinds of area."""
    country = tuple(kind for kind in kinds if AREA_TYPES[kind] == Level.COUNTRY)
    found = [(ENGLAND_CODE, "England", country)] if country else []
    held = next((kind for kind, start, end in extents.UPPER_TIER if start <= on and on <= (end or on)), "")
    if footprint == ENGLAND or not held:
        return found
    inside, home = lsoas(footprint), {}
    for code, members in extents.areas_of(held).items():
        if len(members & inside) > LEAST_SHARE * len(inside):
            home[code] = len(members & inside)
    if len(home) > MOST_COUNCILS:
        return found
    names, own = extents.names_of(held), tuple(kind for kind in kinds if AREA_TYPES[kind] == Level.UPPER_TIER)
    return found + [(code, names[code], own) for code, _ in Counter(home).most_common()]


def _newest(indicator_id: str, rows: pd.DataFrame, *, code: str, name: str) -> Published | None:
    """The axis of an area in the newest period in which a group has a value."""
    for period in sorted(rows["period"].unique(), key=lambda one: period_days(one).end, reverse=True):
        for _, segments in rows[rows["period"] == period].groupby("area_type", sort=True):
            made = _axis(indicator_id, segments, code=code, name=name)
            if made is not None:
                return made
    return None


def _axis(indicator_id: str, segments: pd.DataFrame, *, code: str, name: str) -> Published | None:
    indicator, first = opened_pack.pack().indicators[indicator_id], segments.iloc[0]
    axis, kind, period = (str(first[key]) for key in ("axis", "area_type", "period"))
    groups = {str(row.group): (row.sex, row.age, row.category) for row in segments.itertuples()}
    if axis == "age":
        groups = {band: segment for band, segment in groups.items() if not _holds_another(band, groups)}
    usual = (indicator.default_sex, indicator.default_age, indicator.default_category)
    frame = _released(indicator_id, kind, code)
    wanted = pd.MultiIndex.from_tuples([(period, *segment) for segment in (*groups.values(), usual)])
    frame = frame.reindex(wanted).set_axis([*groups, ""])
    frame = frame.assign(status=frame["status"].fillna("missing"), **frame[["note", "reason"]].fillna(""))
    names = {group: published.group_of(axis, group, ages=indicator.default_age) for group in groups}
    told = [area_row(frame, group, name=name, role="group") for group, name in names.items()]
    unknown = dict(zip(groups, is_unknown(list(groups)) | _unsaid(groups), strict=True))
    known = [row for row in told if not unknown[row.code] and (row.has_value or row.status == Status.SUPPRESSED)]
    if len(known) < 2 or not any(row.has_value for row in known):
        return None
    everyone = area_row(frame, "", name="Everyone", role="everyone")
    ordered = axis in ("age", "sex") or published.is_deprivation(axis)
    return Published(
        axis=axis,
        title=published.title_of(axis),
        area=name,
        period=period,
        rows=tuple(sorted(known, key=_place(axis, indicator, ordered=ordered))),
        everyone=everyone if everyone.has_value else None,
        unknown=_share([row for row in told if unknown[row.code]], known, axis=axis),
        ordered=ordered,
        note=published.note_of(axis),
    )


@lru_cache(maxsize=512)
def _released(indicator_id: str, kind: str, code: str) -> pd.DataFrame:
    """Released rows of one area: index period, sex, age, category."""
    indicator = opened_pack.pack().indicators[indicator_id]
    rows = opened_pack.pack().store.observations(indicator.id, area_type=kind, area_code=code)
    rows = rows.set_index(SEGMENT)[[*FIELDS, "status", "note"]].astype(dict.fromkeys(FIELDS, "float64"))
    if RULES[indicator.release_rule].secondary and len(rows):
        found = [protected.rows(_view(indicator, kind, one), (code,)) for one in rows.index]
        return pd.concat(found).set_axis(rows.index)[[*FIELDS, "status", "note", "reason"]]
    return values.for_readers(rows.assign(reason=""), indicator)


def _view(indicator: Indicator, kind: str, segment: tuple[str, str, str, str]) -> Selection:
    """The map's view of one group."""
    return Selection(
        indicator.id, ENGLAND, "", AREA_TYPES[kind], kind, "", *segment, extents.UPPER_TIER[-1][1], "level", "", ""
    )


def _holds_another(band: str, bands: dict[str, object]) -> bool:
    """Whether another band lies wholly inside this one."""
    low, high = _ends(band)
    return any((low, high) != (start, end) and low <= start and end <= high for start, end in map(_ends, bands))


def _ends(band: str) -> tuple[float, float]:
    digits = [int(part) for part in "".join(one if one.isdigit() else " " for one in band).split()] or [0]
    if band.endswith("+"):
        return digits[0], float("inf")
    return (0, digits[0] - 1) if band.startswith("under") else (digits[0], digits[-1])


def _unsaid(groups: dict[str, object]) -> np.ndarray:
    """Groups of those who did not say: publishers word it in many ways."""
    return np.array([any(word in one.lower() for word in ("not to say", "don't know", "no answer")) for one in groups])


def _share(gone: list[AreaRow], known: list[AreaRow], *, axis: str) -> float:
    """Share of people of unknown group; nobody's sex, age or council is unknown where no such group is published."""
    people = [row.denominator for row in (*gone, *known)]
    if not gone:
        return 0.0 if published.is_deprivation(axis) else float("nan")
    return sum(row.denominator for row in gone) / sum(people) if all(one > 0 for one in people) else float("nan")


def _place(axis: str, indicator: Indicator, *, ordered: bool) -> Callable[[AreaRow], tuple[object, ...]]:
    """How groups are sorted: by their order, else the one that needs attention first; without a value last."""
    down = -1 if indicator.polarity == Polarity.LOW_IS_GOOD else 1

    def place(row: AreaRow) -> tuple[object, ...]:
        if axis == "sex":
            return (row.name,)
        if ordered:
            return _ends(row.code)
        return (not row.has_value, down * row.value if row.has_value else 0.0, row.name)

    return place
