"""Who may add figures on this server.

Lives here: the one rule. Not here: what is added. `OWN_DATA=allow` or `OWN_DATA=refuse` decides; without it only a
reader on the server's own machine may.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

VARIABLE = "OWN_DATA"
HERE = ("localhost", "127.0.0.1", "::1")
PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip")


def allowed() -> bool:
    """Whether the reader of this page may add figures."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return may_add(os.environ.get(VARIABLE, ""), url=st.context.url or "", ip=st.context.ip_address, headers=headers)


def may_add(said: str, *, url: str, ip: str | None, headers: Mapping[str, str]) -> bool:
    """Whether somebody may add figures.

    Parameters
    ----------
    said : str
        What the environment says: "allow", "refuse" or nothing.
    url : str
        The address the reader sees.
    ip : str or None
        Where the reader's machine is; None for the server's own.
    headers : mapping
        Of the request, names in small letters: one that was passed on by another server does not come from here.
    """
    if said in ("allow", "refuse"):
        return said == "allow"
    at_home = (urlsplit(url).hostname or "") in HERE and (ip is None or ip in HERE)
    return not said and at_home and not any(name in headers for name in PASSED_ON)
