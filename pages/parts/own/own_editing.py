"""What a reader does to the areas and the card of a footprint: add, remove, change the type, undo, name, save.

Lives here: one function per button; each changes the work, or says in one message what kept it from doing so. Not
here: where areas come from (`own_taking`), the widgets (`own_controls`), what a footprint may hold (`geo.own`).
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.keeping.own_store import change_own
from data.validation import FileFaults
from geo.own import OwnFootprint, converted
from geo.own_text import footprints_of, register_text
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas
from pages.parts.asking import address
from pages.parts.own import own_work
from pages.parts.own.own_taking import faults


def add() -> None:
    """Add the areas chosen in the list, or typed by name or code."""
    work = own_work.work()
    labels = own_areas.labels(work.present.area_type)
    names: dict[str, list[str]] = {}
    for code, name in own_areas.described(work.present.area_type)["name"].items():
        names.setdefault(str(name).casefold(), []).append(code)
    found, unknown = [], []
    for typed in st.session_state.get("own_add", []):
        plain = str(typed).strip()
        codes = [plain.upper()] if plain.upper() in labels else names.get(plain.casefold(), [])
        (found if len(codes) == 1 else unknown).append(codes[0] if len(codes) == 1 else plain)
    if unknown:
        kind = own_areas.type_words(work.present.area_type)
        own_work.said(
            "Nothing was added", [f"“{name}” is not the code or the name of one of the {kind}" for name in unknown]
        )
        return
    _changed(work.present.with_added(found), f"{len(found):,} added.")
    st.session_state["own_add"] = []


def remove() -> None:
    """Remove the areas chosen in the list."""
    gone = list(st.session_state.get("own_remove", []))
    _changed(own_work.work().present.without(gone), f"{len(gone):,} removed.")
    st.session_state["own_remove"] = []


def convert() -> None:
    """Change the area type: the areas that are at least half inside."""
    work, wanted = own_work.work(), str(st.session_state["own_type"])
    present, blocks = work.present, own_areas.blocks
    fresh = converted(present, wanted, blocks=blocks(present.area_type), to=blocks(wanted), sizes=own_areas.sizes())
    _changed(fresh, f"Now {len(fresh.members):,} {own_areas.type_words(wanted)}, each at least half inside.")


def undo() -> None:
    """One step back."""
    work = own_work.work()
    own_work.show(work, work.history.undone())
    work.said = None


def redo() -> None:
    """One step forward again."""
    work = own_work.work()
    own_work.show(work, work.history.redone())
    work.said = None


def describe() -> None:
    """Name, description, tier, owner and dates as typed."""
    fields = ("name", "description", "tier", "owner", "valid_from", "valid_to")
    typed = {field: str(st.session_state.get(f"own_{field}", "")).strip() for field in fields}
    try:
        _changed(replace(own_work.work().present, id=own_work.own_id(typed["name"]), **typed), "Kept.")
    except ValueError as error:
        own_work.said("These details cannot be kept", str(error).split("; "))


def save() -> None:
    """Keep the footprint with the pack; another one of that name is never overwritten."""
    work = own_work.work()
    own = (
        work.present
        if work.present.id.startswith("own-")
        else replace(work.present, id=own_work.own_id(work.present.name))
    )
    try:
        change_own(opened_pack.pack().folder, lambda text: _with(text, own, replaced=work.start))
    except (FileFaults, ValueError) as error:
        own_work.said("The footprint was not saved", faults(error))
        return
    own_work.put(work, own)
    work.start = own.id
    address.ask("start", own.id)
    own_work.said(f"{own.name} is kept with this pack, in own/footprints.toml.")


def _with(text: str, own: OwnFootprint, *, replaced: str) -> str:
    known = {one.id: one for one in footprints_of(text, file="own/footprints.toml")}
    if own.id in known and own.id != replaced and known[own.id] != own:
        raise ValueError(
            f"“{known[own.id].name}” is kept with this pack already: give another name, or start from it to change it"
        )
    return register_text((known | {own.id: own}).values())


def _changed(present: OwnFootprint, words: str) -> None:
    own_work.put(own_work.work(), present)
    own_work.said(words)
