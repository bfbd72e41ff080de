"""How do I bring our own figures, and how fresh is the rest?"""

import streamlit as st

from charts import empty
from charts.adding import words
from pages.parts.adding import exchanging, freshness, listing, permission, taking
from pages.parts.showing import frame

frame.top(words.head(), download="")

with st.container(key="owndata"):
    allowed = permission.allowed()
    st.html(empty.refused_box("Who may add figures", words.ALLOWED if allowed else words.CLOSED))
    with st.container(key="ownlisted"):  # what it says comes and goes; the place of the file stays
        listing.listing(allowed=allowed)
    if allowed:
        taking.taking()
    st.html(words.also())
    exchanging.exchanging(allowed=allowed)
    st.html(freshness.freshness())
