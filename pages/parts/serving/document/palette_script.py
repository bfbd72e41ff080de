"""The few lines of the document that put Fingertips colours on and off: from the address, by the menu's button.

Lives here: those lines. Not here: the colours (`charts.frame.fingertips`).
"""

from __future__ import annotations

import json

from charts.frame.fingertips import map_colours
from pages.parts.asking.address import FINGERTIPS, PALETTE

# Files are asked for with the colours that are on the page.
_WHEN = """
{ const asked = () => new URLSearchParams(location.search).get("PALETTE") === "FINGERTIPS";
globalThis.heFingertips = () => (asked() ? COLOURS : null);
const set = () => { document.documentElement.classList.toggle("he-fingertips", asked());
document.querySelector("[data-palette]")?.setAttribute("aria-pressed", String(asked())); };
set(); addEventListener("DOMContentLoaded", set); addEventListener("popstate", set);
addEventListener("click", ({ target }) => {
if (!target.closest?.("[data-palette]")) return;
const to = new URL(location.href);
if (asked()) to.searchParams.delete("PALETTE"); else to.searchParams.set("PALETTE", "FINGERTIPS");
location.assign(to); });
for (const act of ["pointerdown", "focusin", "click"]) addEventListener(act, ({ target }) => {
const link = target.closest?.("a[download]");
if (!link || !asked() || link.search.includes("PALETTE=")) return;
link.search += (link.search ? "&" : "?") + "PALETTE=FINGERTIPS";
}, true); }"""


def script() -> str:
    """The lines, for the document's head."""
    lines = _WHEN.replace("PALETTE", PALETTE).replace("FINGERTIPS", FINGERTIPS)
    return f"<script>{lines.replace('COLOURS', json.dumps(map_colours()))}</script>"
