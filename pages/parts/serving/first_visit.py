"""When the tour of a first visit is shown: by itself once, when the page is calm, and whenever somebody asks for it.

Lives here: the few lines of the document that fetch it. Not here: the tour (`static/map/tour.mjs`), the button that
asks for it (`showing.navigation`).
"""

from __future__ import annotations

from data import browser_code
from pages.parts.showing.map_component import base_path

CALM = 4000  # milliseconds after the page has its head: the first picture is drawn by then, and nothing waits for this

# A browser that a program drives is on no first visit; #tour asks for it all the same.
_WHEN = """
{ const tour = () => import("TOUR").then((one) => one.tour()).catch(() => {});
addEventListener("click", ({ target }) => { if (target.closest?.("button.he-tour")) tour(); });
const known = () => { try { return localStorage.getItem("he-tour"); } catch { return "?"; } };
if (location.hash === "#tour" || !(navigator.webdriver || known())) {
const wait = setInterval(() => { if (!document.querySelector(".he-head h1")) return;
clearInterval(wait);
setTimeout(() => (window.requestIdleCallback ?? setTimeout)(tour), CALM); }, 500); } }"""


def script() -> str:
    """The lines as a `<script>` element."""
    address = f"{base_path()}/r/lib/{browser_code.version()}/tour.mjs"
    return f"<script>{_WHEN.replace('TOUR', address).replace('CALM', str(CALM))}</script>"
