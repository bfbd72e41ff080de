"""CSS of the footprint page: controls on the left, the card beside them, quiet Streamlit boxes.

Lives here: where the parts of that page stand. Not here: the pieces every page shares (`charts.frame.style`).
"""

from __future__ import annotations

from charts.theme import ACCENT, CONTROL_EDGE, CONTROL_HEIGHT, INK, NARROW_BELOW, PAPER, RADIUS, RULE, SECONDARY

_MAIN = '.stMain [data-testid="stMainBlockContainer"]>[data-testid="stVerticalBlock"]'
_OWN = f"""
{_MAIN}>:has(.st-key-own_start){{grid-area:3/1;margin-top:7px}}
{_MAIN}:has(.st-key-own_start)>:has(.st-key-controls){{grid-area:3/2}}
{_MAIN}>:has(.st-key-own_controls){{grid-area:5/1;margin-top:9px;align-self:start}}
.st-key-own_start{{gap:12px!important;flex-wrap:nowrap;align-items:flex-end}}
.st-key-own_start .st-key-start{{flex:1 1 300px;min-width:0}}
.st-key-own_start label{{margin:0 0 2px}}
.st-key-own_start button,.st-key-own_start [role="group"]{{height:{CONTROL_HEIGHT}px;min-height:{CONTROL_HEIGHT}px}}
.st-key-own_start [role="group"],.st-key-own_start button{{border-color:{CONTROL_EDGE}}}
.st-key-own_start input{{font-size:14px}}
.st-key-own_take:empty{{display:none}}
{_MAIN}>:has(.st-key-own_side){{grid-area:5/2;margin-top:9px;align-self:start}}
{_MAIN}>:has(.st-key-own_tables){{grid-row:6;margin-top:18px}}
.he-own-card{{height:auto;min-height:0;padding-bottom:14px}}
.he-own-h{{font-size:14px!important;line-height:20px!important;font-weight:700!important;margin:10px 0 2px!important;
padding:0!important}}
.st-key-controls>[data-testid="stLayoutWrapper"]:not(.st-key-more),
.st-key-controls>[data-testid="stLayoutWrapper"]>[data-testid="stVerticalBlock"]{{display:contents}}
.st-key-controls .st-key-date{{flex:0 0 158px}}
.st-key-date [data-testid="stDateInput"]>div,.st-key-date [data-testid="stDateInputField"]{{
height:{CONTROL_HEIGHT}px;min-height:{CONTROL_HEIGHT}px;box-sizing:border-box}}
.he-own-card dt{{white-space:nowrap}}
.he-own-card ~ .he-note a{{color:{ACCENT}}}
.he-own-ways a{{display:inline-block;margin-right:14px;line-height:24px}}
.he-own-small{{display:block;font-size:12px;line-height:16px;color:{SECONDARY}}}
.he-own-title,h2.he-own-title{{font-size:20px;line-height:26px;margin:0;padding:0;font-weight:700}}
.he-own-like{{max-width:520px;margin-top:6px}}
.he-own-share{{font-size:13px;line-height:18px;color:{SECONDARY};margin:0}}
.st-key-own_controls textarea,.st-key-own_controls input{{font-size:14px}}
.st-key-own_controls [data-testid="stNumberInputContainer"],
.st-key-own_controls [data-testid="stTextInputRootElement"]{{height:{CONTROL_HEIGHT}px;min-height:{CONTROL_HEIGHT}px;
border-color:{CONTROL_EDGE};border-radius:{RADIUS}px}}
.st-key-own_controls button{{border-color:{CONTROL_EDGE}}}
.st-key-own_controls .stButton button:disabled{{color:{SECONDARY};border-color:{RULE};background:{PAPER}}}
.st-key-own_controls .stButton button,.st-key-own_controls .stDownloadButton button{{padding:0 14px;white-space:nowrap}}
.st-key-own_controls .stButton button[kind="primary"]{{background:{ACCENT};border-color:{ACCENT};color:{PAPER}}}
.st-key-own_controls [data-testid="stHorizontalBlock"]{{align-items:flex-end}}
.st-key-own_controls [data-testid="stExpander"] summary{{font-size:14px;min-height:{CONTROL_HEIGHT}px}}
.st-key-own_controls [data-testid="stFileUploaderDropzone"]{{border:1px dashed {CONTROL_EDGE};background:{PAPER};
padding:10px 14px;color:{INK}}}
.st-key-own_controls .stMultiSelect [role="group"]{{min-height:{CONTROL_HEIGHT}px}}
@media(max-width:{NARROW_BELOW}px){{
{_MAIN}>:has(.st-key-own_start){{grid-area:3/1}}
{_MAIN}:has(.st-key-own_start)>:has(.st-key-controls){{grid-area:4/1}}
.st-key-own_start{{flex-wrap:wrap}}
.st-key-controls .st-key-indicator,.st-key-controls .st-key-date{{width:100%;flex:none}}
.st-key-own_start .st-key-way button{{padding:0 8px}}
.st-key-own_start .st-key-way p{{font-size:13px}}
{_MAIN}>:has(.st-key-own_controls){{grid-area:6/1}}
{_MAIN}>:has(.st-key-own_side){{grid-area:7/1}}
{_MAIN}>:has(.st-key-own_tables){{grid-area:8/1}}
.st-key-own_tables .he-table .he-d{{display:none}}
}}
"""


def own_css() -> str:
    """The style sheet of the footprint page in a `<style>` element; comes after `layout_style.frame_css`."""
    return f"<style>{_OWN}</style>"
