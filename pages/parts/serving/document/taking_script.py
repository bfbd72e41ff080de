"""The lines of the document that put "Download figure" beside figures, once the page is calm.

Lives here: those lines. Not here: the links (`static/share/taking.mjs`).
"""

from __future__ import annotations

from data import browser_code
from pages.parts.showing.map_component import base_path

_WHEN = """addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(() =>
import("LIB/taking.bundle.mjs").then((one) => one.taking()).catch(() => {})));"""


def script() -> str:
    """The lines as a `<script>` element."""
    library = f"{base_path()}/r/lib/{browser_code.version()}"
    return f"<script>{_WHEN.replace('LIB', library)}</script>"
