"""CSS of the page's frame: control row, drawer on narrow screens, method panel.

Lives here: where the parts of a page stand. Not here: how a piece looks inside (`charts.frame.style`), the navigation
line (`charts.frame.navigation_style`).
"""

from __future__ import annotations

from charts.theme import (
    ACCENT,
    CARD_WIDTH,
    CONTROL_EDGE,
    CONTROL_HEIGHT,
    INK,
    MAP_HEIGHT,
    MAP_WIDTH,
    MARGIN,
    NARROW_BELOW,
    NARROW_MARGIN,
    PAPER,
    RADIUS,
    ROW_RULE,
    RULE,
    SEA,
    SECONDARY,
)

_MAIN = '.stMain [data-testid="stMainBlockContainer"]>[data-testid="stVerticalBlock"]'
_FRAME = f"""
[data-testid="stHeader"]{{display:none}}
.he-drawer{{display:none}}
.stHtml .he-dl,.stHtml .he-method{{padding-left:0}}
{_MAIN}{{display:grid;grid-template-columns:{MAP_WIDTH}fr {CARD_WIDTH}fr;gap:0 20px}}
{_MAIN}>*{{grid-column:1/-1;min-width:0}}
{_MAIN}>:has(.he-head){{grid-row:1}}
{_MAIN}>:has(.he-drawer){{grid-row:2}}
{_MAIN}>:has(.st-key-controls){{grid-row:3;margin-top:7px}}
{_MAIN}>:has(.he-notice){{grid-row:4;margin-top:9px}}
{_MAIN}>.st-key-map{{grid-area:5/1;margin-top:9px}}
.st-key-evidence,.st-key-evidence :has(.he-evidence),.he-evidence{{display:contents}}
.he-evidence>*{{grid-column:1/-1;min-width:0}}
.he-evidence>.he-side{{grid-area:5/2;margin-top:9px}}
.he-evidence>.he-paragraph{{grid-row:7}}.he-evidence>.he-panel{{grid-row:8}}.he-evidence>.het{{grid-row:9}}
.he-head{{padding-top:7px}}
.he-notice+.he-notice{{margin-top:9px}}
.st-key-controls label{{margin:0 0 2px}}
.st-key-controls [role="group"]{{height:{CONTROL_HEIGHT}px;min-height:{CONTROL_HEIGHT}px;border-color:{CONTROL_EDGE};
border-radius:{RADIUS}px;background:{PAPER}}}
.st-key-controls input{{font-size:14px;padding:0 0 0 10px;height:{CONTROL_HEIGHT - 2}px}}
.st-key-controls [role="group"] button{{width:26px}}
.st-key-indicator{{flex:1 1 262px}}.st-key-system{{flex:1 1 200px}}.st-key-place{{flex:1 1 232px}}
.st-key-level{{flex:1 1 176px}}.st-key-area{{flex:1 1 186px}}.st-key-more{{flex:0 0 84px}}
.st-key-controls{{gap:12px!important;flex-wrap:nowrap;align-items:flex-end}}
.st-key-controls [data-testid="stElementContainer"]{{min-width:0}}
.st-key-more button{{height:{CONTROL_HEIGHT}px;border-color:{CONTROL_EDGE};white-space:nowrap}}
[data-testid="stDateInput"] [role="spinbutton"]{{min-width:26px;min-height:24px;text-align:center}}
[data-testid="stDateInput"] button,[data-testid="stCheckbox"] label{{min-width:24px;min-height:24px}}
.st-key-map{{min-height:532px;background:linear-gradient({SEA},{SEA}) 0 0/100% {MAP_HEIGHT}px no-repeat;
color:{SECONDARY}}}
.he-card+.he-src{{margin-top:6px}}
.he-paragraph{{font-size:15px;line-height:22px;max-width:836px;margin:10px 0 0}}
.he-method{{font-size:14px;line-height:20px;margin:0;max-width:900px}}
.he-method div{{display:grid;grid-template-columns:180px 1fr;gap:12px;border-top:1px solid {RULE};padding:6px 0}}
.he-method dt{{color:{SECONDARY};font-weight:400}}.he-method dd{{margin:0}}
h2.he-method-title{{font-size:17px;line-height:24px;margin:0 0 6px;padding:0;font-weight:700}}
"""

_NARROW_FRAME = f"""
@media(max-width:{NARROW_BELOW}px){{
.he-drawer{{display:block;height:44px;margin-top:10px;border:1px solid {CONTROL_EDGE};border-radius:{RADIUS}px;
box-sizing:border-box}}
.he-drawer summary{{list-style:none;display:flex;align-items:center;justify-content:space-between;height:42px;
padding:0 14px;font-size:15px;font-weight:700;color:{ACCENT};cursor:pointer}}
.he-drawer summary::-webkit-details-marker{{display:none}}
.he-drawer summary:after{{content:"";border:5px solid transparent;border-top:6px solid {ACCENT};margin-top:6px}}
.he-drawer[open] summary:after{{transform:rotate(180deg);margin-top:-6px}}
.st-key-controls{{display:none;flex-direction:column;align-items:stretch;gap:10px}}
.stApp:has(.he-drawer[open]) .st-key-controls{{display:flex}}
.st-key-controls>*{{width:100%!important;flex:none!important}}
{_MAIN}{{grid-template-columns:minmax(0,1fr)}}
.he-evidence>.he-side{{grid-area:6/1}}
.st-key-map{{min-height:calc(100vw + 60px);background-size:100% calc(100vw - 28px)}}
.he-method div{{grid-template-columns:1fr;gap:0}}
}}
@media print{{.st-key-controls,.he-drawer{{display:none}}}}
"""


_EVIDENCE = f"""
.he-panel{{border-top:1px solid {RULE};margin-top:14px}}
.he-panel summary{{font-size:15px;line-height:22px;font-weight:700;padding:9px 2px;min-height:24px;cursor:pointer;
color:{ACCENT}}}
.he-panel[open]{{padding-bottom:12px}}
.het{{min-height:420px;margin-top:14px}}
.het button{{font:inherit;color:inherit;background:none;border:0;padding:2px 0;min-height:24px;cursor:pointer;
text-align:inherit}}
.het tbody button{{text-decoration:underline;text-decoration-color:{RULE};text-underline-offset:3px}}
.het tbody button:hover{{text-decoration-color:{INK}}}
.het thead button{{text-decoration:underline;text-underline-offset:3px}}
.het th[aria-sort=ascending] button:after{{content:" \\2191"}}
.het th[aria-sort=descending] button:after{{content:" \\2193"}}
.het button:focus-visible,.het [tabindex]:focus-visible{{outline:3px solid {INK};outline-offset:1px}}
.het td.he-r{{white-space:nowrap}}
.he-pager{{display:flex;gap:16px;align-items:center;margin:10px 0;font-size:14px}}
.he-pager button{{border:1px solid {CONTROL_EDGE};
border-radius:{RADIUS}px;min-height:{CONTROL_HEIGHT}px;padding:0 14px}}
.he-pager button:disabled{{opacity:.4;cursor:default}}
"""

# Grey bars of the final size, while Streamlit, then the programs of a page, are on their way.
_BAR = f"linear-gradient({ROW_RULE},{ROW_RULE})"
_WAITING = f"""
#root:empty,.stApp:not(:has(.he-head,.he-box)){{background:{_BAR} {MARGIN}px 12px/min(720px,72%) 24px no-repeat,
{_BAR} {MARGIN}px 46px/min(560px,60%) 14px no-repeat,{_BAR} {MARGIN}px 70px/min(420px,48%) 12px no-repeat,
{_BAR} {MARGIN}px 107px/calc(100% - {2 * MARGIN}px) {CONTROL_HEIGHT}px no-repeat,
var(--he-waiting,linear-gradient(transparent,transparent))}}
{_MAIN}>.st-key-evidence:not(:has(.he-card)){{display:block;grid-area:5/2;margin-top:9px;height:{MAP_HEIGHT}px;
border:1px solid {RULE};border-top:3px solid {ACCENT};box-sizing:border-box;
background:{_BAR} 18px 18px/46% 18px no-repeat,{_BAR} 18px 52px/34% 38px no-repeat,
{_BAR} 18px 112px/78% 12px no-repeat,{_BAR} 18px 136px/64% 12px no-repeat,{_BAR} 18px 176px/82% 88px no-repeat}}
.st-key-trend:not(:has(.he-trend-sheet)){{display:block;grid-column:1/-1;height:470px;margin-top:12px;
background:{_BAR} 0 0/66% 440px no-repeat,{_BAR} 100% 0/31% 440px no-repeat}}
.st-key-misfit_table:not(:has(.hm-table)){{display:block;min-height:220px;
background:repeating-linear-gradient({ROW_RULE} 0 14px,transparent 14px 38px) 0 8px/100% 200px no-repeat}}
@media(max-width:{NARROW_BELOW}px){{
{_MAIN}>.st-key-evidence:not(:has(.he-card)){{grid-area:6/1;height:300px}}
#root:empty,.stApp:not(:has(.he-head,.he-box)){{
background-position:{NARROW_MARGIN}px 12px,{NARROW_MARGIN}px 46px,{NARROW_MARGIN}px 70px,
{NARROW_MARGIN}px 107px,{NARROW_MARGIN}px 165px}}
}}
"""


def frame_css() -> str:
    """The frame's style sheet in a `<style>` element; comes after `charts.frame.style.page_css`."""
    return f"<style>{_FRAME}{_EVIDENCE}{_NARROW_FRAME}{_WAITING}</style>"
