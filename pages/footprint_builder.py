"""What is our footprint, then and now? Build one from a list, a file or a circle; see its size, parts and past."""

import streamlit as st

from charts import empty
from charts.own import own_summary
from pages.parts.answering.own import own_areas
from pages.parts.asking import address
from pages.parts.own import own_controls, own_map, own_measured, own_pieces, own_work
from pages.parts.showing import frame

asked = address.read(own_work.landing())
work, notices = own_work.opened(asked)
chosen, _ = own_measured.chosen(asked)
_, broken = own_areas.saved()
shown = own_pieces.summary(work.present, chosen)

frame.top(own_summary.own_head(shown), download="")

own_controls.start_controls(work, asked["way"])
controls = st.container(key="controls", horizontal=True, gap=None)
building, side, tables, foot = (st.container(key=f"own_{part}") for part in ("controls", "side", "tables", "foot"))
with controls:
    said = (*notices, *((broken,) if broken else ()))
    own_measured.view_controls(chosen.date, card=side, foot=foot, notices=said)

with building:
    own_controls.way_controls(work, asked["way"])
    room = own_controls.room_above(work, asked["way"])
    own_map.own_map(work.present, shown, chosen=chosen, near=own_work.begun(work.start), below=room)
    own_controls.member_controls(work)
    own_controls.detail_controls(work.present)
    own_controls.keep_controls(own_pieces.files(work.present), letters=work.letters)

with tables:
    if work.present.members:
        st.html(own_pieces.then_and_now(work.present, shown, start=work.start))
        st.html(own_pieces.members_table(work.present))
    else:
        st.html(empty.empty_box("No members yet", "The areas of the footprint are listed here."))
