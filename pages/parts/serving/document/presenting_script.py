"""The few lines of the document that fetch the presenter: by P, by its buttons, by an address that names a step.

Lives here: those lines. Not here: the presenter (`static/present`), the buttons (`showing.navigation`).
"""

from __future__ import annotations

import hashlib
import json
from functools import cache

from charts.frame.exporting_style import exporting_css
from charts.presenting.presenting_style import presenting_css
from charts.theme import PROJECTOR
from data import browser_code
from pages.parts import opened_pack
from pages.parts.showing import navigation
from pages.parts.showing.map_component import base_path

_WHEN = """
{ const wanted = new URLSearchParams(location.search).has("present");
const by = (how) => import("LIB/presenter.bundle.mjs").then((one) => one.presenting(how)).catch(() => {});
globalThis.hePresent = FACTS;
hePresent.back = () => { try { return sessionStorage.getItem("he-present-back"); } catch { return null; } };
if (wanted) { document.documentElement.classList.add("he-presenting");
document.head.insertAdjacentHTML("beforeend", `<link rel="stylesheet" id="he-present-css" href="${hePresent.css}">`);
by("again"); }
else if (hePresent.back()) by("back");
if (location.pathname === `${hePresent.base}deck`) import("LIB/deck_page.bundle.mjs").catch(() => {});
addEventListener("keydown", (event) => {
const at = event.composedPath()[0];
if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
if (at.closest?.("input,textarea,select,[contenteditable],[role=combobox],[role=listbox],dialog")) return;
if (!document.documentElement.classList.contains("he-presenting")) by("this");
});
const files = () => import("LIB/exporting.bundle.mjs");
try { if (sessionStorage.getItem("he-export")) files().then((one) => one.resume()).catch(() => {}); } catch {}
addEventListener("click", (event) => { const { target } = event;
const act = target.closest?.("button[data-present]")?.dataset.present;
if (act) by(act);
const file = target.closest?.("button[data-export],a[data-job]");
if (!file || event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
files().then((one) => one.exporting(file)).catch(() => {}); }); }"""


@cache
def css_address() -> str:
    """Where the presenter's style sheet is, named by its content."""
    return _named("present.css", presenting_css())


@cache
def export_css_address() -> str:
    """Where the style sheet of the strip of a long export is."""
    return _named("exporting.css", exporting_css())


def _named(file: str, content: str) -> str:
    return f"{base_path()}/r/{file}?v={hashlib.sha256(content.encode()).hexdigest()[:12]}"


def facts() -> str:
    """What the browser has to know, as JSON that may stand in a script."""
    state = opened_pack.state()
    pack = None if state.faults else state.pack
    told = {
        "base": f"{base_path()}/",
        "library": f"{base_path()}/r/lib/{browser_code.version()}",
        "css": css_address(),
        "exportCss": export_css_address(),
        "pack": {"id": pack.id, "version": str(pack.version), "title": pack.title} if pack else None,
        "pages": {page.path: page.title for page in navigation.PAGES},
        "colours": PROJECTOR,
    }
    return json.dumps(told, separators=(",", ":")).replace("<", "\\u003c")


def script() -> str:
    """The lines as a `<script>` element."""
    library = f"{base_path()}/r/lib/{browser_code.version()}"
    return f"<script>{_WHEN.replace('LIB', library).replace('FACTS', facts())}</script>"
