"""Answers for the addresses below `/r/view`: the same released view as the page, asked for by the same parameters.

Lives here: turning a query into a view and a view into bytes. Not here: HTTP (`routes`) or the numbers (`view`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from charts.files import csv_export
from charts.map import hover
from charts.table_page import table_page
from charts.tables import Order
from charts.trend import small_words, trend_table
from charts.usual import usual_table
from pages.parts import opened_pack
from pages.parts.answering import age_standardised, view
from pages.parts.answering.own import own_outline
from pages.parts.asking import resolution
from pages.parts.asking.selection import Selection
from pages.parts.serving import first_picture
from pages.parts.serving.routes import ViewError
from pages.parts.showing import map_view, pieces
from pages.parts.trend import trend_all, trend_selection, trend_usual, trend_view

BLOCK = 256


def values(query: Mapping[str, str]) -> bytes:
    """Return one block of released rows as JSON columns, for hover: texts ready to show, in the scope's code order."""
    shown = _shown(query)
    block = _number(query.get("block", "0"))
    codes = shown.codes[block * BLOCK : (block + 1) * BLOCK]
    if not codes:
        raise ViewError(404, f"This view has no block {block}.")
    frame = shown.evidence.frame.reindex(list(codes))
    columns = hover.hover_columns(shown.evidence, frame)
    return json.dumps({"block": block, "columns": columns}, ensure_ascii=False, separators=(",", ":")).encode()


def plane(query: Mapping[str, str]) -> bytes:
    """Return the class of every area for the period in the query: one byte each."""
    shown = _shown(query)
    if query.get("period") != shown.evidence.period:
        raise ViewError(404, f"This measure has no figures for {query.get('period', '')}.")
    return shown.classes.tobytes()


def scene(query: Mapping[str, str]) -> bytes:
    """Return what stands around the areas as JSON: outlines, land, towns."""
    return json.dumps(map_view.scene(_chosen(query)), ensure_ascii=False, separators=(",", ":")).encode()


def first(query: Mapping[str, str]) -> bytes:
    """Return the script that draws the picture of the view before any other program runs."""
    return first_picture.script(_chosen(query)).encode()


def table(query: Mapping[str, str]) -> bytes:
    """Return one page of the table as HTML, sorted as asked (`sort`, `descending`, `page`, `selected`)."""
    shown = _shown(query)
    order = Order(query.get("sort", "need"), query.get("descending") == "1", _number(query.get("page", "0")))
    evidence = replace(shown.evidence, selected=query.get("selected", ""))
    return table_page(evidence, order).encode()


def method(query: Mapping[str, str]) -> bytes:
    """Return how the numbers of the view were made, what to be careful with, and their source, as HTML."""
    return pieces.method_words(_shown(query)).encode()


def knows(digest: str) -> bool:
    """Whether an address is of the pack as it is, or as it was before readers added or took out an indicator."""
    return digest in opened_pack.served()


def outline(name: str) -> bytes:
    """Return outline or names of an own footprint, as the map has those of the pack's own places."""
    _whole()
    found = own_outline.content(name)
    if found is None:
        raise ViewError(404, "This pack has no such own footprint.")
    return found


def csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the bytes of exactly what the page shows."""
    if query.get("page") == "trend":
        _whole()
        chosen = trend_selection.asked_by(query)
        if chosen.view == trend_selection.USUAL:
            shown = trend_usual.evidence(chosen)
            return usual_table.csv_name(shown), usual_table.csv_bytes(shown)
        if chosen.view == trend_selection.ALL:
            many = trend_all.evidence(chosen)
            return small_words.csv_name(many), trend_table.csv_bytes(*(one.trend for one in many.shown))
        trend = trend_view.evidence(chosen)
        return trend_table.csv_name(trend), trend_table.csv_bytes(trend)
    shown = _shown(query)
    standardised = age_standardised.age_standardised(shown.selection)
    return csv_export.csv_name(shown.evidence), csv_export.csv_bytes(shown.evidence, standardised)


def _shown(query: Mapping[str, str]) -> view.View:
    return view.shown(_chosen(query))


def _whole() -> None:
    if opened_pack.state().faults:
        raise ViewError(503, "The pack cannot be opened; the page says why.")


def _chosen(query: Mapping[str, str]) -> Selection:
    _whole()
    return resolution.asked_by(query)


def _number(text: str) -> int:
    if not text.isdigit():
        raise ViewError(400, "The block must be a whole number.")
    return int(text)
