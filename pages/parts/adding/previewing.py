"""The preview of an added indicator before it is saved: map and table of the newest period, as they would be shown.

Lives here: from a candidate to released rows, classes, map and table. Not here: rules (`equity.disclosure`), the map
(`choosing_map`). The figures pass the release gate by the rule that the reader chose.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.adding import words
from charts.map.area_classes import AreaClass
from charts.map.legend import class_labels
from charts.states import state
from charts.theme import PAPER, SECONDARY, class_colours
from charts.words import number_text, period_words
from data.adding.area_words import type_words
from data.adding.version import Added
from equity.breaks import class_breaks, class_index
from equity.result import Reason
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.own import own_areas
from pages.parts.answering.releasing import official_sets
from pages.parts.answering.view import measure_of
from pages.parts.asking import selection
from pages.parts.asking.possible import ENGLAND
from pages.parts.showing import frame
from pages.parts.showing.choosing_map import ChoosingMap, Outline, choosing_map

WITHHELD, NOTHING = 8, 9
TABLE_ROWS = 200


def preview(added: Added) -> None:
    """Draw the map and the table of the finest areas in the newest period."""
    area_type, period, figures = newest(added)
    rows = released(added, figures)
    st.html(words.preview_head(added.indicator.name, period_words(period)))
    if scope := _scope(area_type, set(rows.index)):
        choosing_map(_map(added, rows, (area_type, scope, period)), key="own_preview")
    else:
        st.html(f"<p>This pack draws no map of {type_words(area_type)}; the figures are shown in tables.</p>")
    withheld = rows["reason"].value_counts()
    small, others = (int(withheld.get(str(one), 0)) for one in (Reason.SMALL_COUNT, Reason.SECONDARY))
    frame.told(words.withheld_words(small, others))
    told = [(code, row["name"], *_numbers(added, row)) for code, row in rows.head(TABLE_ROWS).iterrows()]
    heads = ("Code", "Area", f"Value ({added.indicator.unit})", "Count", "Out of")
    st.html(words.first_rows(heads, told, caption=f"{len(rows):,} {type_words(area_type)}, as they would be shown"))


def newest(added: Added) -> tuple[str, str, pd.DataFrame]:
    """Kind of area, period and rows of what is shown first: the kind with the most areas, its newest period."""
    one, frame = added.indicator, added.frame
    usual = (one.default_sex, one.default_age, one.default_category)
    chosen = frame[(frame["sex"] == usual[0]) & (frame["age"] == usual[1]) & (frame["category"] == usual[2])]
    kind = chosen.groupby("area_type")["area_code"].nunique().idxmax()
    rows = chosen[chosen["area_type"] == kind]
    period = rows["period"].max()
    return str(kind), str(period), rows[rows["period"] == period]


def released(added: Added, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows as they would be shown, by area code, those that need attention first."""
    plain = frame.set_index("area_code")[["numerator", "denominator", "value", "lower_ci", "upper_ci"]].astype(
        "float64"
    )
    texts = frame.set_index("area_code")[["status", "note"]].assign(reason="")
    kind = str(frame["area_type"].iloc[0])
    above = official_sets.parents(kind).reindex(plain.index) if kind in own_areas.types() else None
    shown = values.for_readers(plain.join(texts), added.indicator, parents=above)
    known = opened_pack.pack().areas
    names = known[known["area_type"] == kind].set_index("area_code")["name"]
    rows = shown.assign(name=names.reindex(shown.index).to_numpy())
    return rows.sort_values("value", ascending=str(added.indicator.polarity) == "high_is_good", na_position="last")


def _scope(area_type: str, codes: set[str]) -> str:
    """The scope to draw: the landing system where it holds all the areas, else England; "" where there is no map."""
    scopes = opened_pack.pack().manifest["layers"].get(area_type, {})
    home = selection.landing()["system"]
    if home in scopes and codes <= set(opened_pack.pack().names(area_type, home).codes):
        return home
    return ENGLAND if ENGLAND in scopes else ""


def _map(added: Added, rows: pd.DataFrame, where: tuple[str, str, str]) -> ChoosingMap:
    area_type, scope, period = where
    indicator, names = added.indicator, opened_pack.pack().names(area_type, scope)
    breaks = class_breaks(rows["value"].to_numpy(dtype=float), fixed=None, decimals=indicator.decimals)
    found = class_index(rows, breaks, decimals=indicator.decimals)
    classes = found.where(found < WITHHELD, NOTHING).mask(rows["status"] == "suppressed", WITHHELD)
    labels, colours = class_labels(breaks, measure_of(indicator)), class_colours(len(breaks) + 1, indicator.polarity)
    kinds = [AreaClass(place, label, colours[str(place)]) for place, label in enumerate(labels)]
    kinds += [AreaClass(WITHHELD, "Withheld: a small number", PAPER, "rising", SECONDARY)]
    kinds += [AreaClass(NOTHING, "No data", PAPER, "dots", SECONDARY)]
    laid = classes.reindex(list(names.codes), fill_value=NOTHING).to_numpy(dtype="uint8")
    there = [kind for kind in kinds if kind.code in set(laid.tolist())]
    alt = f"{indicator.name}, {period_words(period)}: {len(rows)} {type_words(area_type)} by value."
    outlines = () if scope == ENGLAND else (Outline("system"),)
    return ChoosingMap(area_type, scope, laid, tuple(there), alt, outlines=outlines, height="360px")


def _numbers(added: Added, row: pd.Series) -> tuple[str, str, str]:
    """Value, count and people in text; words where there is none."""
    if pd.isna(row["value"]):
        return state(row["status"]).words, "", "" if pd.isna(row["denominator"]) else f"{row['denominator']:,.0f}"
    counts = ["" if pd.isna(row[name]) else f"{row[name]:,.0f}" for name in ("numerator", "denominator")]
    return (number_text(row["value"], added.indicator.decimals), *counts)
