"""The few lines of the document that fetch the panel "Share this view" when its button is pressed.

Lives here: those lines. Not here: the panel (`static/share`), the button (`showing.navigation`).
"""

from __future__ import annotations

import hashlib
from functools import cache

from charts.sharing.share_style import panel_css
from data import browser_code
from pages.parts.showing.map_component import base_path

_WHEN = """
{ globalThis.heShare = { css: "CSS" };
addEventListener("click", ({ target }) => { const button = target.closest?.("button[data-share]");
if (button) import("LIB/share.bundle.mjs").then((one) => one.sharing(button)).catch(() => {}); }); }"""


@cache
def css_address() -> str:
    """Where the panel's style sheet is, named by its content."""
    return f"{base_path()}/r/share.css?v={hashlib.sha256(panel_css().encode()).hexdigest()[:12]}"


def script() -> str:
    """The lines as a `<script>` element."""
    library = f"{base_path()}/r/lib/{browser_code.version()}"
    return f"<script>{_WHEN.replace('LIB', library).replace('CSS', css_address())}</script>"
