"""Adding an indicator from a file, step by step: file, sheet and columns, what the figures are, preview, save.

Lives here: the widgets in their order. Not here: reading (`data.adding`), the boxes of settings (`describing`), the
preview (`previewing`), what was added (`listing`).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache

import streamlit as st

from charts.adding import words
from charts.empty import error_box
from data.adding.areas import Areas, type_words
from data.adding.book import KINDS
from data.adding.candidate import Candidate, Choices, Opened, candidate, changes, opened, sheet_reading
from data.adding.cell_fault import CellFault, faults_csv
from data.adding.columns import ROLES
from data.adding.fingertips_sheet import indicators_in
from data.adding.settings import Settings
from data.adding.version import Added
from data.validation import FileFaults
from pages.parts import opened_pack
from pages.parts.adding import describing, listing, previewing
from pages.parts.showing import frame

NONE = "no column"
FILE = "own_file"


def taking() -> None:
    """Draw the steps as far as they can be taken."""
    edited = _edited()
    label = f"Change: {edited.indicator.name}" if edited else "Add an indicator from a file"
    with st.expander(label, expanded=True):
        kinds = [kind.removeprefix(".") for kind in KINDS]
        upload = st.file_uploader("The sheet (CSV, Excel or OpenDocument)", type=kinds, key=FILE)
        name, content = (upload.name, upload.getvalue()) if upload else ("", b"")
        if edited and not upload:
            name, content = edited.notes.file, edited.original
        if not content:
            st.html("<p>Any usual sheet will do: titles, notes and totals are left out, and every fault is named.</p>")
            return
        try:
            one, choices = _table(name, content)
        except FileFaults as faulty:
            st.html(error_box("This file cannot be read", [str(fault) for fault in faulty.faults]))
            return
        above = st.container(key="own_sheet_faults")
        settings = describing.described(_first(one, choices, edited), name=name)
        if settings is None:
            with above:
                _at_once(one, choices)
            return
        _judged(one, choices, settings, edited)


def _edited() -> Added | None:
    """The indicator whose settings or figures are being changed."""
    name = st.session_state.get(listing.EDITED, "")
    try:
        return listing.store().added()[0].get(name) if name else None
    except FileFaults:
        return None


def _table(name: str, content: bytes) -> tuple[Opened, Choices]:
    """Sheet, header and columns: found, shown, and changed as the reader likes."""
    first = _opened(name, content, "", 0)
    sheet, header = first.sheet.name, 0
    shown = [one.name for one in first.sheets if one.rows]
    with st.container(horizontal=True, key="own_where"):
        if len(shown) > 1:
            hidden = {one.name for one in first.sheets if one.hidden}
            sheet = st.selectbox(
                "Sheet",
                shown,
                index=shown.index(sheet),
                format_func=lambda one: f"{one} (hidden)" if one in hidden else one,
                key=f"own_sheet_{name}",
            )
        here = _opened(name, content, sheet, 0)
        last = len(here.sheet.rows)
        header = st.number_input("Row of the header", 1, last, here.table.header_row, key=f"own_header_{name}_{sheet}")
    one = _opened(name, content, sheet, int(header))
    st.html(
        words.first_rows(one.table.header, one.table.rows[:5], caption=f"The first rows of {sheet}, as they were read")
    )
    return _chosen(one, Choices(sheet=sheet, header=int(header)), f"{name}_{sheet}_{header}")


def _chosen(one: Opened, choices: Choices, key: str) -> tuple[Opened, Choices]:
    """The columns as the reader leaves them; of a Fingertips download only which indicator."""
    if one.fingertips:
        known = indicators_in(one.table)
        picked = st.selectbox("Indicator of the download", list(known), format_func=known.get, key=f"own_ft_{key}")
        return one, replace(choices, indicator=picked)
    at = {role: place for place, role in one.columns.roles.items()}
    names = [NONE, *one.table.header]
    roles: dict[int, str] = {}
    with st.container(horizontal=True, key="own_columns"):
        for role, label in ROLES.items():
            index = at[role] + 1 if role in at else 0
            found = st.selectbox(
                label, range(len(names)), index=index, format_func=names.__getitem__, key=f"{role}_{key}"
            )
            if found:
                roles[found - 1] = role
    choices = replace(choices, roles=roles)
    made = opened(one.file, one.content, choices=choices) if roles != dict(one.columns.roles) else one
    if made.columns.wide:
        measured = st.selectbox(
            "The columns of periods hold",
            ["value", "numerator"],
            key=f"own_wide_{key}",
            format_func={"value": "values", "numerator": "counts"}.get,
        )
        choices = replace(choices, measured=measured)
        made = replace(made, columns=replace(made.columns, measured=measured))
    elif "period" not in roles.values():
        choices = replace(
            choices, period=st.text_input("Period of the whole sheet, such as 2023/24", key=f"own_period_{key}")
        )
    kinds = _kinds(made)
    if len(kinds) > 1:
        kind = st.selectbox("The areas are", kinds, format_func=type_words, key=f"own_kind_{key}")
        choices = replace(choices, area_type=kind)
    return made, choices


def _kinds(one: Opened) -> list[str]:
    """The kinds of area that know every code which the kind that fits best knows."""
    place = one.columns.of("area_code")
    if place is None:
        return []
    counts = areas().possible(sorted({row[place] for row in one.table.rows}))
    best = max(counts.values(), default=0)
    return [kind for kind, count in counts.items() if count == best]


def _first(one: Opened, choices: Choices, edited: Added | None) -> Settings:
    """What the boxes of settings hold at first."""
    if edited:
        return describing.settings_of(edited)
    name = indicators_in(one.table).get(choices.indicator, "") if one.fingertips else ""
    return replace(Settings(), name=name) if name else Settings()


def _at_once(one: Opened, choices: Choices) -> None:
    """What the sheet says by itself, and its faults, before anything is asked of the reader."""
    reading = sheet_reading(one, choices=choices, areas=areas())
    frame.told(words.found([*reading.report]))
    if reading.faults:
        st.html(words.faults_table(_rows(reading.faults), csv=_data(faults_csv(reading.faults))))


def _judged(one: Opened, choices: Choices, settings: Settings, edited: Added | None) -> None:
    """Every fault, or the preview and the button."""
    made = _candidate(one, choices, settings)
    frame.told(words.found([*made.reading.report, *(f"Coverage: {part.words()}" for part in made.coverage)]))
    if len(made.small) and not (settings.release_rule and not made.faults):
        st.html(words.small_words(len(made.small)))
    if made.faults:
        st.html(words.faults_table(_rows(made.faults), csv=_data(faults_csv(made.faults))))
        return
    if edited:
        counts = changes(edited.frame, made.added.frame)
        frame.told(words.found([f"{count:,} {what}" for what, count in counts.items() if count]))
    previewing.preview(made.added)
    st.button("Save: show it on every page", key="own_save", type="primary", on_click=_save, args=(made.added,))


def _rows(faults: tuple[CellFault, ...]) -> list[tuple[str, str, str, str]]:
    return [(str(one.row or ""), one.column, one.value, one.message) for one in faults]


def _data(content: bytes) -> str:
    return f"data:text/csv;base64,{base64.b64encode(content).decode()}"


def _save(added: Added) -> None:
    said = f"{added.indicator.name} was added. It stands in the list, and in the box of measures on every page."
    if listing.done(lambda: listing.store().keep(added), said):
        st.session_state.pop(listing.EDITED, None)


@lru_cache(maxsize=1)
def areas() -> Areas:
    """The areas of the opened pack."""
    return Areas(opened_pack.pack())


@lru_cache(maxsize=6)
def _opened(name: str, content: bytes, sheet: str, header: int) -> Opened:
    return opened(name, content, choices=Choices(sheet=sheet, header=header))


def _candidate(one: Opened, choices: Choices, settings: Settings) -> Candidate:
    """The candidate, made once while nothing of it changes."""
    key = (one.file, hash(one.content), str(choices), tuple(asdict(settings).items()), str(one.columns))
    kept: Mapping | None = st.session_state.get("_own_candidate")
    if not kept or kept[0] != key:
        made = candidate(one, choices=choices, settings=settings, areas=areas(), today=date.today())
        kept = st.session_state["_own_candidate"] = (key, made)
    return kept[1]
