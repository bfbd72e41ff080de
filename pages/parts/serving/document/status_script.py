"""The few lines of the document that tell those who listen what is shown after a choice: title and what it stands for.

Lives here: the quiet element and its lines. Not here: what a head says (`charts.frame.head`), the map's own words
(`static/map`).
"""

from __future__ import annotations

import json

# What is told: finding, what it stands for, and on the card the area with its value and outcome.
WHERE = [".he-head h1", ".he-head .he-sub", ".he-card h2", ".he-card .he-big", ".he-card .he-judge"]
CALM = 500  # milliseconds without a change: a page comes in parts
# The first view is read as any page is; a slide has words of its own.
_TELL = """
{ const now = document.querySelector(".he-now"), root = document.getElementById("root");
let before = null, waiting = 0;
const words = (name) => root.querySelector(name)?.textContent.trim() ?? "";
const tell = () => { if (!words(".he-head h1")) return;
const shown = WHERE.map(words).filter(Boolean).join(". ");
if (root.querySelector("[data-stale=true] .he-head")) return;
if (before !== null && shown !== before && !document.documentElement.classList.contains("he-presenting"))
now.textContent = `Now shown: ${shown}.`;
before = shown; };
new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(tell, CALM); })
.observe(root, { childList: true, subtree: true, characterData: true }); }"""


def script() -> str:
    """The element and the lines."""
    lines = _TELL.replace("CALM", str(CALM)).replace("WHERE", json.dumps(WHERE))
    return f'<p class="he-now he-vh" role="status"></p><script>{lines}</script>'
