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
from data.adding.area_words import type_words
from data.adding.areas import Areas
from data.adding.book import KINDS
from data.adding.candidate import Candidate, Opened, candidate, changes, opened, sheet_reading
from data.adding.cell_fault import CellFault, faults_csv
from data.adding.choices import Choices, again
from data.adding.columns import ROLES
from data.adding.fingertips_sheet import indicators_in
from data.adding.setting_words import LABELS
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
            one, choices = _table(name, content, edited)
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


def _table(name: str, content: bytes, edited: Added | None) -> tuple[Opened, Choices]:
    """Sheet, header and columns: found or as they were chosen before, shown, and changed as the reader likes."""
    before = edited.notes.choices if edited else Choices()
    same = bool(edited) and content == edited.original
    first = _opened(name, content, before.sheet, before.header if same else 0)
    sheet, key = first.sheet.name, f"{name}_{edited.folder.name if edited else ''}"
    shown = [one.name for one in first.sheets if one.rows]
    with st.container(horizontal=True, key="own_where"):
        if len(shown) > 1:
            hidden = {one.name for one in first.sheets if one.hidden}
            sheet = st.selectbox(
                "Sheet",
                shown,
                index=shown.index(sheet),
                format_func=lambda one: f"{one} (hidden)" if one in hidden else one,
                key=f"own_sheet_{key}",
            )
        row = before.header if same and sheet == before.sheet else 0
        here = _opened(name, content, sheet, row)
        last = len(here.sheet.rows)
        row = st.number_input("Row of the header", 1, last, here.table.header_row, key=f"own_header_{key}_{sheet}")
    one = _opened(name, content, sheet, int(row))
    table = words.first_rows(
        one.table.header, one.table.rows[:5], caption=f"The first rows of {sheet}, as they were read"
    )
    st.html(table)
    unmoved = same and sheet == before.sheet and row == before.header
    known = again(before, header=one.table.header, same=unmoved, guess=one.columns.roles)
    return _chosen(one, replace(known, sheet=sheet, header=int(row)), f"{key}_{sheet}_{row}")


def _chosen(one: Opened, before: Choices, key: str) -> tuple[Opened, Choices]:
    """The columns as the reader leaves them; of a Fingertips download only which indicator."""
    choices = Choices(sheet=before.sheet, header=before.header)
    if one.fingertips:
        known = list(names := indicators_in(one.table))
        at = known.index(before.indicator) if before.indicator in known else 0
        picked = st.selectbox("Indicator of the download", known, index=at, format_func=names.get, key=f"own_ft_{key}")
        return one, replace(choices, indicator=picked)
    roles = _roles(one, before, key)
    choices = replace(choices, roles=roles)
    made = opened(one.file, one.content, choices=choices) if roles != dict(one.columns.roles) else one
    if made.columns.wide:
        measures = ["value", "numerator"]
        measured = st.selectbox(
            "The columns of periods hold",
            measures,
            index=measures.index(before.measured) if before.measured in measures else 0,
            key=f"own_wide_{key}",
            format_func={"value": "values", "numerator": "counts"}.get,
        )
        choices = replace(choices, measured=measured)
        made = replace(made, columns=replace(made.columns, measured=measured))
    elif "period" not in roles.values():
        asked = "Period of the whole sheet, such as 2023/24"
        choices = replace(choices, period=st.text_input(asked, before.period, key=f"own_period_{key}"))
    kinds = _kinds(made)
    if len(kinds) > 1:
        at = kinds.index(before.area_type) if before.area_type in kinds else 0
        kind = st.selectbox("The areas are", kinds, index=at, format_func=type_words, key=f"own_kind_{key}")
        choices = replace(choices, area_type=kind)
    return made, choices


def _roles(one: Opened, before: Choices, key: str) -> dict[int, str]:
    """A box for every role: the column that was chosen before, else the guess."""
    at = {role: place for place, role in (before.roles or one.columns.roles).items()}
    names = [NONE, *one.table.header]
    roles: dict[int, str] = {}
    with st.container(horizontal=True, key="own_columns"):
        for role, label in ROLES.items():
            index = at[role] + 1 if at.get(role, len(names)) + 1 < len(names) else 0
            found = st.selectbox(
                label, range(len(names)), index=index, format_func=names.__getitem__, key=f"{role}_{key}"
            )
            if found:
                roles[found - 1] = role
    return roles


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
    faults = (*made.faults, *([] if edited else _clash(settings)))
    frame.told(words.found([*made.reading.report, *(f"Coverage: {part.words()}" for part in made.coverage)]))
    if len(made.small) and not (settings.release_rule and not faults):
        st.html(words.small_words(len(made.small)))
    if faults:
        st.html(words.faults_table(_rows(faults), csv=_data(faults_csv(faults))))
        return
    if edited:
        counts = changes(edited.frame, made.added.frame)
        frame.told(words.found([f"{count:,} {what}" for what, count in counts.items() if count]))
    previewing.preview(made.added)
    st.button(
        "Save: show it on every page", key="own_save", type="primary", on_click=_save, args=(made.added, not edited)
    )


def _clash(settings: Settings) -> list[CellFault]:
    """That another indicator has the name already: a newer file is added there, so that nothing is lost unseen."""
    try:
        words = listing.store().clash(settings.indicator_id)
    except FileFaults as error:
        return [CellFault(0, "", "", str(fault)) for fault in error.faults]
    there = "press “Replace by a newer file” beside the other one" if words.startswith("is") else "bring that one back"
    instead = f"Give another name, or {there} in the list above"
    return [CellFault(0, LABELS["name"], settings.name, f"{words}. {instead}")] if words else []


def _rows(faults: tuple[CellFault, ...]) -> list[tuple[str, str, str, str]]:
    return [(str(one.row or ""), one.column, one.value, one.message) for one in faults]


def _data(content: bytes) -> str:
    return f"data:text/csv;base64,{base64.b64encode(content).decode()}"


def _save(added: Added, new: bool) -> None:
    said = f"{added.indicator.name} was added. It stands in the list, and in the box of measures on every page."
    if listing.done(lambda: listing.store().keep(added, new=new), said):
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
