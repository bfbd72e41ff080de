"""What is our footprint, then and now? Build one from a list, a file or a circle; see its size, parts and past."""

import streamlit as st

from charts import empty, own_summary, own_tables
from pages.parts.answering import own_areas
from pages.parts.asking import address, own_controls, own_work, resolution, selection
from pages.parts.showing import frame, own_map, own_pieces

defaults = own_work.landing()
asked = address.read(defaults)
work, notices = own_work.opened(asked)
chosen, others = resolution.resolved(selection.landing() | own_work.shared(asked))
_, broken = own_areas.saved()
shown = own_pieces.summary(work.present, chosen)

frame.top(own_summary.own_head(shown), download="")

own_controls.start_controls(work, asked["way"])
own_controls.view_controls(chosen)

with st.container(key="own_controls"):
    own_controls.way_controls(work, asked["way"])
    own_map.own_map(work.present, shown, chosen=chosen, below=own_controls.room_above(work, asked["way"]))
    own_controls.member_controls(work)
    own_controls.detail_controls(work.present)
    own_controls.keep_controls(own_pieces.files(work.present), letters=work.letters)

with st.container(key="own_side"):
    st.html(own_pieces.card(shown, chosen))

with st.container(key="own_tables"):
    if work.present.members:
        st.html(own_pieces.then_and_now(work.present, shown, start=work.start))
        st.html(own_tables.members_table(own_pieces.members(work.present), title="Members"))
    else:
        st.html(empty.empty_box("No members yet", "The areas of the footprint are listed here."))

frame.notices((*notices, *others, *((broken,) if broken else ())))

address.write(asked | {"own": work.letters, "start": work.start if asked["start"] else ""}, defaults)
