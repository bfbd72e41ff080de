"""The empty app on the same kind of server as ours (`uvicorn tests.bench.empty_app:app`)."""

import streamlit as st

app = st.App("tests/bench/empty.py")
