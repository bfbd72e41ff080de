"""The controls of the footprint page: where to start from, adding and removing, the card's fields, keeping and files.

Lives here: widgets and their labels. Not here: the measure and the date (`own.own_measured`), what a button does
(`own_taking`, `own_editing`), the state (`own_work`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from charts import empty
from charts.own.own_summary import OWNER_WORDS
from charts.words import sentence_case
from data.schema import Tier
from geo.own import OWNERS, OwnFootprint
from pages.parts.answering.own import own_areas
from pages.parts.asking import address
from pages.parts.own import own_editing, own_features, own_lines, own_taking, own_work
from pages.parts.own.own_work import Work

RULE_WORDS = {
    "centre": "Areas whose centre of homes lies inside",
    "postcodes": "Areas with at least half of their postcodes inside",
    "share": "Cut areas, each counted by its share of postcodes inside",
    "point": "Areas whose own point lies inside",
    "area": "Cut areas, each counted by its share of land inside",
}
HOMES = "Homes are where postcodes are (Code-Point Open, to 100 m). Their centre is the middle of an area's postcodes."
NO_HOMES = (
    "By postcodes is not offered: this pack does not say where they are. An area's own point is a point inside it, not "
    "weighted by where people live."
)
FILE_KINDS = ["geojson", "json", "gpkg", "zip", "csv", "txt", "toml"]
UPLOAD_MB = 100
ALL_FEATURES = "All features as one area"


def start_controls(work: Work, way: str) -> None:
    """Where to start from; of a footprint of the register, which."""
    words = own_work.WAYS
    shown = address.show("way", way if way in words else "existing")
    with st.container(key="own_start", horizontal=True, gap=None):
        st.segmented_control("Start from", list(words), default=shown, key="way", format_func=words.get, required=True)
        if way not in FIELDS:
            _existing(work)


def way_controls(work: Work, way: str) -> None:
    """The fields of the way chosen, and what the last action said; always one box, so that the map keeps its place."""
    with st.container(key="own_take"):
        FIELDS.get(way, lambda: None)()
        _said(work)


def room_above(work: Work, way: str) -> int:
    """Pixels above the map's picture and below it, on a wide screen."""
    faults = len(work.said.faults) if work.said else -1
    return 300 + HEIGHTS.get(way, 0) + (0 if faults < 0 else 30 if not faults else 90 + 20 * faults)


def _existing(work: Work) -> None:
    known = own_work.known_footprints()
    first = address.show("start", work.start)
    options = list(known)
    index = options.index(first) if first in known else 0
    st.selectbox("Footprint", options, index=index, key="start", format_func=lambda one: known.get(one, one))


def _codes() -> None:
    with st.container(horizontal=True):
        st.text_area(
            "Codes or postcodes, with anything between them; or a GeoJSON polygon",
            key="own_text",
            height=72,
            placeholder="E01026581, E01026582 ...",
        )
        st.button("Use these", key="own_use_text", on_click=own_taking.take_text, type="primary")
    if own_areas.postcodes() is None:
        _note("This pack has no postcode lookup: area codes only.")


def _file() -> None:
    st.file_uploader(
        "GeoJSON, GeoPackage, zipped shapefile, CSV of codes, or a footprint exported here; up to 100 MB",
        type=FILE_KINDS,
        key="own_file",
        max_upload_size=UPLOAD_MB,
    )
    _rule()
    shapes = own_taking.upload_shapes()
    with st.container(horizontal=True):
        if shapes is not None:
            choices, words = [own_features.ALL, *own_features.offered(shapes)], {own_features.ALL: ALL_FEATURES}
            st.selectbox("Features", choices, key="own_feature", format_func=lambda one: words.get(one, one))
        st.button("Use this file", key="own_use_file", on_click=own_taking.take_file, type="primary")
    if shapes is not None and (missing := own_features.unlisted(shapes)):
        _note(missing)


def _circle() -> None:
    with st.container(horizontal=True):
        st.text_input("Centre: postcode, or latitude, longitude", key="own_centre", placeholder="52.6083, 1.7305")
        st.number_input("Radius, km", 0.1, 200.0, 5.0, 0.5, key="own_radius")
        st.button("Draw circle", key="own_use_circle", on_click=own_taking.take_circle, type="primary")
    _rule()


def _rule() -> None:
    """How a line takes in areas."""
    rules = own_lines.rules()
    st.selectbox("Which areas does the line take in?", rules, key="own_rule", format_func=RULE_WORDS.get)
    _note(HOMES if "centre" in rules else NO_HOMES)


def member_controls(work: Work) -> None:
    """Area type, adding, removing, undo and redo."""
    present, labels = work.present, own_areas.labels(work.present.area_type)
    with st.container(horizontal=True):
        types = list(own_areas.types())
        _set("own_type", present.area_type)
        st.selectbox("Made of", types, key="own_type", format_func=own_areas.type_words, on_change=own_editing.convert)
        _button("Undo", own_editing.undo, possible=bool(work.history.past))
        _button("Redo", own_editing.redo, possible=bool(work.history.future))
    with st.container(horizontal=True):
        st.multiselect(
            "Add areas: choose, or type a name or code",
            own_areas.near(present),
            key="own_add",
            format_func=lambda code: labels.get(code, code),
            accept_new_options=True,
            placeholder="Name or code",
        )
        _button("Add", own_editing.add)
    with st.container(horizontal=True):
        st.multiselect(
            "Remove areas",
            list(present.members),
            key="own_remove",
            format_func=lambda code: labels.get(code, code),
            placeholder="Name or code of a member",
        )
        _button("Remove", own_editing.remove, possible=bool(present.members))


def _button(label: str, act: Callable[[], None], *, possible: bool = True) -> None:
    st.button(label, key=f"own_{label.lower()}_button", on_click=act, disabled=not possible)


def detail_controls(present: OwnFootprint) -> None:
    """Name, description, tier, owner and dates, kept together by one button."""
    with st.expander("Name, tier, owner and dates"):
        for field in ("name", "description", "tier", "owner", "valid_from", "valid_to"):
            _set(f"own_{field}", str(getattr(present, field)))
        st.text_input("Name", key="own_name")
        st.text_area("Description", key="own_description", height=72)
        with st.container(horizontal=True):
            st.selectbox("Tier", [str(tier) for tier in Tier], key="own_tier", format_func=sentence_case)
            st.selectbox("Owner", OWNERS, key="own_owner", format_func=lambda one: sentence_case(OWNER_WORDS[one]))
            st.text_input("Valid from", key="own_valid_from", placeholder="2026-04-01 or empty")
            st.text_input("Valid to", key="own_valid_to", placeholder="2026-03-31 or empty")
        st.button("Keep these details", key="own_describe", on_click=own_editing.describe)


def keep_controls(files: Mapping[str, tuple[str, str, Callable[[], bytes]]], *, letters: str) -> None:
    """Keeping with the pack, the files, and what the address holds.

    Parameters
    ----------
    files
        Label to (file name, media type, its content when asked for).
    letters
        What the address says of the footprint.
    """
    with st.container(horizontal=True):
        st.button("Keep with this pack", key="own_save", on_click=own_editing.save, type="primary")
        for label, (name, kind, content) in files.items():
            st.download_button(label, content, file_name=name, mime=kind, key=f"own_{label}", on_click="ignore")
    if letters == own_work.LOCAL:
        _note("Too long for a link: the address does not hold this footprint. Download its file to share it.")
    else:
        _note("The address of this page holds the footprint: copy it to share or come back.")


def _said(work: Work) -> None:
    """What the last action says, where it was done."""
    if work.said is None:
        return
    if work.said.faults:
        st.html(empty.error_box(work.said.title, work.said.faults, advice="Nothing was changed."))
    else:
        st.html(f'<p class="he-own-share" role="status">{empty.text(work.said.title)}</p>')


def _note(words: str) -> None:
    st.html(f'<p class="he-own-share">{empty.text(words)}</p>')


def _set(key: str, value: str) -> None:
    """Let a field show what the footprint says, unless the reader is typing something else into it."""
    before = f"_{key}_shown"
    if st.session_state.get(before) != value or key not in st.session_state:
        st.session_state[key] = st.session_state[before] = value


FIELDS: dict[str, Callable[[], None]] = {"codes": _codes, "file": _file, "circle": _circle}
HEIGHTS = {"codes": 102, "file": 200, "circle": 150}  # pixels their fields take
