"""Every page on paper: A4 upright, without navigation and boxes, all unfolded, figures and rows whole, colours kept.

Lives here: the style sheet. Not here: what is unfolded by program before printing (`static/share/printing.mjs`).
"""

from __future__ import annotations

from charts.theme import INK, PAPER, ROW_RULE, SECONDARY
from charts.words import period_words

ZOOM, WIDTH = 0.68, 1034  # so that a page keeps its columns on paper: 186 mm are 703 pixels
GONE = (
    ".he-top", ".he-actions", ".he-take", ".he-save", ".he-drawer", ".st-key-controls", ".he-links",
    ".he-clear", ".he-pager", ".he-export", ".he-early", ".hb-go", ".hp-go", ".hs-act", ".he-terms", ".he-meaning",
    ".hc-narrow", ".hg-narrow", ".hs-narrow", ".he-trend-narrow", ".hp-phone", ".stButton", ".stDownloadButton",

    '[data-testid="stHeader"]', '[data-testid="stToolbar"]', '[data-testid="stStatusWidget"]',
    '[data-testid="stButtonGroup"]', '[data-testid="stSelectbox"]', '[data-testid="stCheckbox"]',
    '[data-testid="stTextArea"]', '[data-testid="stMultiSelect"]', '[data-testid="stDateInput"]',
    '[data-testid="stExpander"]', '[data-testid="stForm"]', '[data-testid="stFileUploader"]',
    '[data-testid="stTextInput"]', '[data-testid="stDialog"]', '[data-baseweb="modal"]', '[data-baseweb="toast"]',
)  # fmt: skip
WHOLE = (
    "figure",
    "tr",
    "svg",
    ".he-card",
    ".hb-tile",
    ".hs-tile",
    ".hb-bars",
    ".he-method>div",
    ".st-key-map",
    ".he-leg",
)


def print_css(today: str) -> str:
    """The style sheet in a `<style>` element; `today` (ISO) is printed at the head and the foot of every page."""
    day = f"Health equity dashboard, printed on {period_words(today)}"
    return f"""<style>
@page{{size:A4 portrait;margin:13mm 12mm 15mm;
@bottom-left{{content:"{day}";font:8pt sans-serif;color:{SECONDARY}}}
@bottom-right{{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif;color:{SECONDARY}}}}}
@media print{{
*{{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
html,body,#root,.stApp,.stApp>*,[data-testid="stAppViewContainer"],[data-testid="stMain"]{{position:static!important;
overflow:visible!important;height:auto!important;min-height:0!important;max-height:none!important;display:block!important;
background:{PAPER}!important;color:{INK}}}
{",".join(GONE)}{{display:none!important}}
[data-testid="stMainBlockContainer"]{{zoom:{ZOOM};padding:0!important;width:{WIDTH}px!important;max-width:none!important}}
.he-head:before{{content:"{day}";display:block;font-size:14px;color:{SECONDARY};padding-bottom:6px}}
.he-head h1{{font-size:30px;line-height:36px}}
h1,h2,h3,h4,caption{{break-after:avoid}}
{",".join(WHOLE)}{{break-inside:avoid}}
p{{orphans:3;widows:3}}
thead{{display:table-header-group}}tfoot{{display:table-row-group}}
.he-scroll,.hc-scroll,.het,[data-rows]{{overflow:visible!important;max-height:none!important;height:auto!important}}
thead,tfoot,th,td,.he-side,.hc-side{{position:static!important}}
details::details-content{{content-visibility:visible!important;display:block!important;block-size:auto!important}}
details>summary{{list-style:none;color:{INK}!important}}
:is(.st-key-map,.st-key-own_map,.st-key-misfit_map){{zoom:var(--paper-zoom,1);min-width:0}}
.he-panel{{border-top:1px solid {ROW_RULE}}}
a{{color:inherit!important;text-decoration:none!important}}
a[href^="http"]:after{{content:" (" attr(href) ")";color:{SECONDARY};overflow-wrap:anywhere}}
.he-synthetic{{position:fixed;top:0;right:0}}
}}</style>"""
