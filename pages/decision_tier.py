"""Which level is right for this decision? The variance of rates by tier, and events per unit."""

import streamlit as st

from pages.parts.asking import address, own_choice
from pages.parts.showing import frame
from pages.parts.tier import tier_pieces, tier_question

defaults = tier_question.landing()
asked, notices = tier_question.resolved(address.read(defaults))
own_choice.settle(asked)
made = tier_pieces.pieces(asked)

frame.top(made.head, download=made.csv)
tier_question.control_row(asked)
st.html(made.body)
frame.notices(notices)

address.write(tier_question.parameters(asked), defaults)
