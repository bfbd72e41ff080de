"""The mark on everything that is made from synthetic figures: pages, drawings, files.

Lives here: the words, and how they are put on a page, into a drawing, a table of text and a document of data. Not here:
which pack is synthetic and what passes through (`pages.parts.serving.watermark`).
"""

from __future__ import annotations

import csv
import io
import json
import re

from charts.theme import INK, MARGIN, NARROW_BELOW, NEED_FILL, PAPER, SECONDARY

WORDS = "Synthetic training data"
NOTE = f"{WORDS}: made by a program, nobody was counted. Do not quote these figures."
CROWDED = 1260  # px: below this the navigation line leaves no room for the words
INSTEAD = 156  # px: the words stand where the brand stood, so that no link of the line is under them
SMALLEST = 100.0  # px: a narrower drawing is a symbol
_DRAWING = re.compile(r'(<svg\b[^>]*?\bviewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>)(.*?)(</svg>)', re.DOTALL)
_STYLE = f"""
.he-synthetic{{position:fixed;z-index:1000000;left:{MARGIN - 6}px;top:6px;background:{NEED_FILL};color:{INK};
font:700 13px/20px sans-serif;padding:1px 0;width:{INSTEAD + 6}px;text-align:center;border:1px solid {INK};
box-sizing:border-box;pointer-events:none;white-space:nowrap}}
@media(min-width:{CROWDED + 1}px){{.he-top{{gap:12px}}
.he-top .he-brand{{visibility:hidden;flex:none;width:{INSTEAD}px}}}}
.he-synthetic span{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
:is(.st-key-map,.st-key-own_map,.st-key-misfit_map){{position:relative}}
:is(.st-key-map,.st-key-own_map,.st-key-misfit_map):after{{content:"{WORDS}";position:absolute;top:210px;left:0;right:0;
text-align:center;font:700 34px/40px sans-serif;color:{INK};opacity:.5;transform:rotate(-12deg);pointer-events:none;
text-shadow:0 0 3px {PAPER},0 0 3px {PAPER},0 0 6px {PAPER};z-index:5}}
@media(max-width:{CROWDED}px){{
.he-synthetic{{left:50%;transform:translateX(-50%);top:auto;bottom:0;padding:1px 12px;width:auto}}
[data-testid="stMainBlockContainer"]{{padding-bottom:40px}}}}
@media(max-width:{NARROW_BELOW}px){{
:is(.st-key-map,.st-key-own_map,.st-key-misfit_map):after{{font-size:24px;top:150px}}}}
@media print{{.he-synthetic{{left:auto;right:8px}}}}
"""


def on_page() -> str:
    """What stands at the foot of every page, whatever is on it."""
    _, _, rest = NOTE.partition(":")
    said = f'<div class="he-synthetic" role="note">{WORDS}<span>:{rest}</span></div>'
    return f"<style>{_STYLE}</style>{said}"


def on_drawings(html: str) -> str:
    """HTML or SVG with the words across every drawing that is wide enough to be a figure."""
    burned_in = html.startswith("<svg") and f"<desc>{WORDS}" in html
    return html if burned_in else _DRAWING.sub(_marked, html)


def _marked(found: re.Match) -> str:
    start, width, height, inside, end = found.groups()
    wide, high = float(width), float(height)
    if wide < SMALLEST or f">{WORDS}</text>" in inside:
        return found.group(0)
    size = max(9.0, min(wide / 16, high / 3, 34.0))
    words = (
        f'<text x="{wide / 2:g}" y="{high / 2:g}" text-anchor="middle" font-size="{size:.1f}" font-weight="700" '
        f'fill="{SECONDARY}" fill-opacity="0.38" pointer-events="none" aria-hidden="true" '
        f'transform="rotate(-6 {wide / 2:g} {high / 2:g})">{WORDS}</text>'
    )
    return f"{start}{inside}{words}{end}"


def on_table(content: bytes) -> bytes:
    """A CSV with the words as its first column: in the header row, and in every row."""
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for place, row in enumerate(rows):
        writer.writerow([WORDS if place == 0 else "synthetic", *row])
    return out.getvalue().encode("utf-8-sig")


def on_data(content: bytes) -> bytes:
    """A JSON document that says what it is; lists and other forms stay as they are (their answer's head says it)."""
    document = json.loads(content)
    if not isinstance(document, dict):
        return content
    return json.dumps({"data": WORDS, **document}, ensure_ascii=False, separators=(",", ":")).encode()
