"""The empty app that reruns are compared with: one line of text."""

import streamlit as st

st.write("Empty")
