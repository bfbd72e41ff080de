"""What is said on everything that a role with more rights than the public is shown: pages, files, data.

Lives here: the words, and how they are put on a page, into a table of text and a document of data. Not here: who may
see what (`data.roles`), what passes through (`pages.parts.serving.seen_as`).
"""

from __future__ import annotations

import csv
import io
import json

from charts.markup import text
from charts.theme import INK, NARROW_BELOW, NEED_FILL

_STYLE = f"""
.he-seen{{position:fixed;z-index:1000000;left:0;right:0;bottom:0;background:{NEED_FILL};color:{INK};text-align:center;
font:700 14px/20px sans-serif;padding:3px 12px;border-top:1px solid {INK};pointer-events:none}}
[data-testid="stMainBlockContainer"]{{padding-bottom:48px}}
@media(max-width:{NARROW_BELOW}px){{.he-synthetic+.he-seen,.he-seen+.he-synthetic{{bottom:24px}}}}
"""


def seen_words(title: str) -> str:
    """The statement: "Seen as Analyst: small numbers are shown. Do not pass on."."""
    return f"Seen as {title}: small numbers are shown. Do not pass on."


def on_page(title: str) -> str:
    """What stands at the foot of every page, whatever is on it."""
    return f'<style>{_STYLE}</style><div class="he-seen" role="note">{text(seen_words(title))}</div>'


def on_table(content: bytes, title: str) -> bytes:
    """A CSV with the statement as its first column, in every row."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for place, row in enumerate(rows):
        writer.writerow(["seen_as" if place == 0 else seen_words(title), *row])
    return out.getvalue().encode("utf-8-sig")


def on_data(content: bytes, title: str) -> bytes:
    """A JSON document that says whose eyes it is for; lists stay as they are (their answer's head says it)."""
    document = json.loads(content)
    if not isinstance(document, dict):
        return content
    return json.dumps({"seen_as": title, **document}, ensure_ascii=False, separators=(",", ":")).encode()
