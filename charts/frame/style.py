"""The page's style sheet: our HTML pieces, and Streamlit's own chrome made quiet.

Lives here: CSS text built from `charts.theme`. Not here: any colour or size of its own.
"""

from __future__ import annotations

from charts.theme import (
    ACCENT,
    CONTROL_EDGE,
    CONTROL_HEIGHT,
    FOCUS_WIDTH,
    FONT,
    INK,
    MAP_HEIGHT,
    MAP_WIDTH,
    MARGIN,
    NARROW_BELOW,
    NARROW_MARGIN,
    NAVIGATION_HEIGHT,
    PAPER,
    RADIUS,
    ROW_RULE,
    RULE,
    SEA,
    SECONDARY,
    SELECTED_ROW,
)

_CHROME = f"""
html,body,.stApp{{font-family:{FONT};color:{INK};-webkit-font-smoothing:antialiased}}
[data-testid="stToolbarActions"],[data-testid="stMainMenu"],[data-testid="stAppDeployButton"],
[data-testid="stDecoration"],[data-testid="stStatusWidget"],footer{{display:none!important}}
[data-testid="stMainBlockContainer"]{{padding:0 {MARGIN}px 40px;max-width:none}}
[data-testid="stVerticalBlock"]{{gap:9px}}
[data-testid="stHorizontalBlock"]{{gap:12px}}
[data-testid="stWidgetLabel"]{{min-height:0;margin:0}}
[data-testid="stWidgetLabel"] p{{font-size:12px;line-height:15px;color:{SECONDARY}}}
.stSelectbox [role="group"]{{min-height:{CONTROL_HEIGHT}px;height:{CONTROL_HEIGHT}px;border-color:{CONTROL_EDGE};
border-radius:{RADIUS}px;background:{PAPER}}}
.stSelectbox [role="group"] input{{font-size:14px;padding:0 0 0 10px}}
[data-testid="stButtonGroup"] button{{min-height:{CONTROL_HEIGHT}px;height:{CONTROL_HEIGHT}px;font-size:14px;
border-color:{CONTROL_EDGE}}}
[data-testid="stButtonGroup"] button[data-selected="true"]{{background:{ACCENT}!important;
border-color:{ACCENT}!important}}
[data-testid="stButtonGroup"] button[data-selected="true"] p{{color:{PAPER}!important}}
[data-testid="stButtonGroup"] button p{{font-size:14px}}
@media(max-width:480px){{[data-testid="stButtonGroup"]>div{{flex-wrap:wrap}}}}
.stButton button,.stDownloadButton button,.stPopover button,.stTextInput input,.stDateInput input{{
min-height:{CONTROL_HEIGHT}px;height:{CONTROL_HEIGHT}px;font-size:14px;border-color:{CONTROL_EDGE};
border-radius:{RADIUS}px;padding-top:0;padding-bottom:0}}
*:focus-visible,.stSelectbox [role="group"]:has(input:focus-visible){{outline:{FOCUS_WIDTH}px solid {INK}!important;
outline-offset:0;box-shadow:none!important}}
.stSelectbox input:focus-visible{{outline:none!important}}
.stSlider [data-rac]:has(>div>input:focus-visible),.stCheckbox label:has(input:focus-visible){{
outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}
.stHtml{{width:100%}}
.stApp[data-test-script-state="running"]::after{{content:"";position:fixed;top:{NAVIGATION_HEIGHT}px;left:0;width:30%;
height:3px;background:{ACCENT};z-index:999;opacity:0;animation:he-working 1.2s .4s linear infinite}}
@keyframes he-working{{from{{opacity:1;transform:translateX(-100%)}}to{{opacity:1;transform:translateX(334%)}}}}
@media(prefers-reduced-motion:reduce){{.stApp[data-test-script-state="running"]::after{{width:100%;
animation:he-waits 1ms .4s forwards}}@keyframes he-waits{{to{{opacity:1}}}}}}
"""

_PIECES = f"""
.he-head{{padding:0;font-family:{FONT};color:{INK}}}
.he-head h1{{text-wrap:balance;font-size:28px;line-height:32px;font-weight:700;margin:0;padding:0;letter-spacing:-.2px}}
.he-lead{{font-size:16px;line-height:22px;margin:2px 0 0}}
.he-sub{{font-size:14px;line-height:18px;color:{SECONDARY};margin:2px 0 0}}
.he-badge{{display:inline-flex;align-items:center;gap:6px;white-space:nowrap}}
.he-badge svg,.he-badge img,.he-keys svg,.he-keys img,.he-val img{{flex:none;display:block}}
.he-judge .he-badge{{white-space:normal}}
.he-src{{font-size:11.5px;line-height:15px;color:{SECONDARY};margin:0}}
.he-links{{display:inline-flex;flex-wrap:wrap;gap:0 14px;margin-right:6px}}
.he-src a,.he-card a,.he-box a{{color:{ACCENT};text-decoration:underline}}
.he-src a{{white-space:nowrap}}.he-src>a+a{{margin-left:8px}}
.he-card{{border:1px solid {RULE};border-top:3px solid {ACCENT};padding:12px 18px 10px;min-height:{MAP_HEIGHT}px;
display:flex;flex-direction:column;font-family:{FONT};color:{INK};background:{PAPER};box-sizing:border-box;
font-variant-numeric:tabular-nums;font-size:16px;line-height:1.5}}
.he-card{{position:relative}}.he-card .he-clear+h2{{padding-right:46px}}
.he-clear{{position:absolute;top:12px;right:16px;min-height:24px;padding:0 2px;border:0;background:none;font:inherit;
font-size:14px;color:{ACCENT};text-decoration:underline;cursor:pointer}}
.he-card svg,.he-card img{{display:block}}.he-card svg text{{font-family:inherit}}
.he-card-empty{{border-style:dashed;border-color:{CONTROL_EDGE}}}
.he-card h2{{font-size:20px;line-height:26px;margin:0;padding:0;font-weight:700;letter-spacing:0}}
.he-eyebrow{{font-size:13px;line-height:18px;color:{SECONDARY};margin:0}}
.he-val{{display:flex;align-items:center;gap:14px;margin:6px 0 2px}}
.he-big{{font-size:44px;line-height:48px;font-weight:700;letter-spacing:-1px;white-space:nowrap}}
.he-big-words{{font-size:21px;line-height:27px;letter-spacing:0;white-space:normal}}
.he-ci{{font-size:14px;line-height:19px;color:{SECONDARY}}}
.he-judge{{margin:4px 0 0;font-weight:700;font-size:15px;line-height:22px}}
.he-sent{{margin:6px 0 10px;font-size:15px;line-height:21px}}
.he-para{{margin:0;font-size:15px;line-height:22px;max-width:{MAP_WIDTH}px}}
.he-note{{margin:8px 0 0;font-size:12px;line-height:16px;color:{SECONDARY}}}
.he-onboard{{margin:2px 0 0;font-size:13px}}.he-onboard a{{display:inline-block;min-height:24px;line-height:24px}}
.he-card .he-dl{{margin:8px 0 0;padding:0;font-size:13px;line-height:18px}}
.he-dl div{{display:flex;justify-content:space-between;gap:12px;border-top:1px solid {RULE};padding:3px 0}}
.he-dl dt{{color:{SECONDARY};font-weight:400}}.he-dl dd{{margin:0;text-align:right}}
.he-leg{{display:flex;flex-wrap:wrap;gap:4px 26px;align-items:flex-start;font-family:{FONT};color:{INK}}}
.he-leg>div{{flex:0 1 440px;min-width:0}}.he-legend{{font-size:12px;line-height:15px}}
.he-marks{{position:relative;height:15px}}.he-at{{position:absolute;top:0;display:flex;gap:3px;align-items:flex-end;
white-space:nowrap;height:15px;margin-left:-6px}}
.he-at svg,.he-at img,.he-above svg,.he-above img{{flex:none;display:block;margin-bottom:1px}}
.he-left{{flex-direction:row-reverse;transform:translateX(calc(-100% + 12px))}}
.he-above{{display:flex;flex-wrap:wrap;gap:2px 14px}}.he-above span{{display:flex;gap:3px;align-items:center}}
.he-blocks{{display:grid;height:12px;border:1px solid {SECONDARY}}}
.he-words{{display:grid;margin-top:2px;text-align:center}}.he-words span{{padding:0 2px}}
.he-leg .he-keys{{list-style:none;margin:3px 0 0;padding:0;font-size:12px;line-height:19px;display:flex;flex-wrap:wrap;
column-gap:18px;flex:1 1 240px}}
.he-keys li{{display:flex;gap:8px;align-items:center;margin:0;padding:0;font-size:12px}}
.he-scroll{{overflow-x:auto;position:relative}}
.he-table{{border-collapse:collapse;width:100%;font-family:{FONT};font-size:14px;line-height:20px;color:{INK};
font-variant-numeric:tabular-nums}}
.he-table caption{{text-align:left;font-size:20px;line-height:26px;font-weight:700;padding:0 0 6px}}
.he-table td,.he-table th{{padding:0 6px;height:26px;vertical-align:middle;border:0;border-bottom:1px solid {ROW_RULE};
text-align:left;font-weight:400}}
.he-table thead th{{font-size:12px;line-height:15px;color:{SECONDARY};border-bottom:1px solid {INK};
vertical-align:bottom;padding-bottom:3px}}
.he-table .he-r{{text-align:right}}.he-table .he-p{{padding:0 4px;width:208px}}
.he-table .he-d{{color:{SECONDARY};font-size:13px}}.he-table thead .he-d{{font-size:12px}}
.he-table svg,.he-table img{{display:block}}.he-table b{{font-weight:700}}
.he-table tbody tr.he-on>*{{background:{SELECTED_ROW};font-weight:700}}
.he-table tbody tr.he-on th{{box-shadow:inset 3px 0 0 {ACCENT}}}
.he-table tfoot th{{font-weight:700}}.he-table tfoot th.he-part{{font-weight:400;padding-left:20px}}
.he-table tfoot tr:first-child>*{{border-top:1px solid {INK}}}
.he-notes.he-notes{{margin:8px 0 0;padding-left:18px;font-size:12px;line-height:17px;color:{SECONDARY}}}
.he-box{{border:1px solid {RULE};padding:12px 14px;min-height:150px;font-size:14px;line-height:19px;font-family:{FONT};
color:{INK};box-sizing:border-box;background:{PAPER}}}
.he-box p,.he-box ul{{margin:4px 0 8px}}.he-box ul.he-faults{{padding-left:18px}}.he-box li{{font-size:14px}}
.he-dash{{border:1px dashed {CONTROL_EDGE}}}
.he-error{{border-left:6px solid {INK};min-height:0}}
.he-take.he-take{{font-size:13px;line-height:19px;margin:4px 0 8px;color:{SECONDARY}}}
.he-take a{{display:inline-block;min-width:24px;min-height:24px;padding:0 4px;line-height:24px;color:{ACCENT}}}
.he-take a:focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}
.he-wait i{{display:block;background:{ROW_RULE};margin:6px 0 12px}}
.he-notice{{margin:0;padding:6px 12px;border-left:3px solid {ACCENT};background:{SEA};font-size:14px;line-height:20px;
font-family:{FONT};color:{INK}}}
.he-vh{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
"""

_NARROW = f"""
@media(max-width:{NARROW_BELOW}px){{
[data-testid="stMainBlockContainer"]{{padding:0 {NARROW_MARGIN}px 32px}}
.he-head h1{{font-size:24px;line-height:29px}}
.he-card{{min-height:0;padding-bottom:14px;order:3}}.he-leg{{order:2}}.he-src{{order:4}}
.he-words{{font-size:11px;line-height:13px}}.he-leg{{flex-direction:column}}.he-leg>div,.he-keys{{flex:none;width:100%}}
.he-table{{font-size:13px;line-height:18px}}
.he-table .he-p,.he-table .he-d,.he-table .he-n{{display:none}}
.he-table td,.he-table th{{padding:6px 4px}}.he-table td:nth-child(4){{white-space:nowrap}}
.he-table .he-badge{{white-space:normal}}
}}
@media(max-width:340px){{.he-val{{flex-wrap:wrap;gap:2px 14px}}.he-big{{font-size:36px;line-height:40px}}
.he-dl div{{flex-wrap:wrap}}}}
@media print{{.he-card{{min-height:0}}}}
@media(prefers-reduced-motion:reduce){{*{{transition:none!important;animation:none!important}}}}
"""


def page_css() -> str:
    """The whole style sheet in a `<style>` element, for the head of the document."""
    return f"<style>{_CHROME}{_PIECES}{_NARROW}</style>"
