"""Where do our partners' borders disagree? Two sets of borders in people: finding, map, matrix, core and fringe."""

import streamlit as st

from pages.parts.asking import address
from pages.parts.misfit import misfit_map, misfit_pieces, two_borders, two_set_controls, two_sets
from pages.parts.showing import frame
from pages.parts.showing.choosing_map import choosing_map
from pages.parts.showing.sheet_component import sheet

defaults = two_sets.landing()
asked, notices = two_sets.resolved(address.read(defaults))
answer = two_borders.answer(asked)
made = misfit_pieces.pieces(asked)

frame.top(made.head, download=made.csv)
two_set_controls.control_row(asked)

choosing_map(misfit_map.misfit_map(asked, answer), key="misfit_map")
st.html(made.card)
sheet(made.table, key="misfit_table", kind="hm-table hm-matrix")
two_set_controls.joint_box(asked)
st.html(made.joint)
st.html(made.below)
frame.notices(notices)

address.write(asked.parameters(), defaults)
