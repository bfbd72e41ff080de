"""The comparison's style sheet: figure and small map side by side, tables, marks that are near or chosen.

Not here: the frame (`charts.frame.layout_style`).
"""

from __future__ import annotations

from charts.theme import (
    ACCENT,
    BACKGROUND_DOT,
    BETTER_TINT,
    CONTROL_EDGE,
    INK,
    NARROW_BELOW,
    PAPER,
    PURPLE_RAMP,
    ROW_RULE,
    RULE,
    SECONDARY,
    SELECTED_ROW,
    SIMILAR,
    WORSE,
    WORSE_TINT,
)

_BLOCK = 5  # pixels of one of ten blocks
_PLACES = f"""
.st-key-compare,.st-key-compare :has(.he-compare-sheet),.he-compare-sheet,
.st-key-chosen,.st-key-chosen :has(.he-chosen-sheet),.he-chosen-sheet{{display:contents}}
.he-compare-sheet>*{{grid-column:1/-1;min-width:0}}
.he-compare-sheet>.hc-main{{grid-area:6/1/span 2;margin-top:8px}}
.he-compare-sheet>.hc-side{{grid-area:6/2;margin-top:8px}}
.he-chosen-sheet>*{{grid-area:7/2;align-self:start}}
.he-compare-sheet>.hc-turning,.he-compare-sheet>.he-scroll{{grid-row:8;margin-top:18px}}
.he-compare-sheet>.he-panel{{grid-row:9}}
.st-key-compare:not(:has(.he-compare-sheet)){{display:block;grid-area:6/1;height:440px;margin-top:8px;
background:repeating-linear-gradient({ROW_RULE} 0 12px,transparent 12px 26px)}}
.st-key-viewrow{{gap:12px!important;flex-wrap:wrap;align-items:flex-end;margin-top:7px;
grid-row:5}}
.st-key-viewrow label{{margin:0 0 2px}}
.st-key-viewrow [data-testid="stElementContainer"]{{min-width:0}}
.st-key-viewrow .st-key-view{{flex:0 0 auto}}.st-key-viewrow .st-key-view button{{padding:0 11px;min-width:0}}
.st-key-viewrow .st-key-area{{flex:0 1 230px}}.st-key-viewrow .st-key-limits{{flex:0 1 310px}}
.st-key-viewrow .st-key-beside{{flex:0 1 260px}}.st-key-viewrow .st-key-inside{{flex:0 0 auto;align-self:flex-end;
padding-bottom:5px}}
.st-key-against{{flex:1 1 200px}}.st-key-viewrow .st-key-peers{{flex:0 1 250px}}
.st-key-controls .st-key-indicator{{flex-basis:230px}}.st-key-controls .st-key-system{{flex-basis:170px}}
.st-key-controls .st-key-place{{flex-basis:200px}}.st-key-controls .st-key-level{{flex-basis:120px}}
"""
_PARTS = f"""
.he-compare-sheet svg{{display:block}}
.he-compare-sheet svg text{{font-family:inherit;font-variant-numeric:tabular-nums}}
.hc-scroll tfoot :is(td,th),.hc-scroll thead th{{background:{PAPER}}}
.hc-narrow{{display:none}}
.hc-figure,.hc-map{{outline-offset:2px}}
[data-marks] [data-area]{{cursor:pointer}}
.hc-areas path{{stroke:{PAPER};stroke-width:.7;stroke-linejoin:round}}
.hc-over{{pointer-events:none}}
.hc-line{{fill:none;stroke-linejoin:round}}
.hc-casing{{stroke:{PAPER};stroke-width:5}}
.hc-chosen{{stroke:{INK};stroke-width:2.4}}.hc-near{{stroke:{ACCENT};stroke-width:2.4}}
.hc-path{{fill:none;stroke:{INK};stroke-width:1.6}}.hc-path.hc-of-near{{stroke:{ACCENT}}}
.hc-said{{font-size:13px;fill:{INK};paint-order:stroke;stroke:{PAPER};stroke-width:4px;stroke-linejoin:round}}
.hc-name{{font-weight:700}}
.hc-map svg{{border:1px solid {RULE};box-sizing:border-box;height:auto}}
.hc-keys.hc-keys{{list-style:none;margin:6px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:2px 14px;font-size:13px;
line-height:18px;color:{INK}}}
.hc-keys li{{display:flex;gap:5px;align-items:center;margin:0;padding:0;font-size:13px}}
.hc-keys .he-badge{{font-weight:700}}
.he-compare-sheet p.hc-cut{{font-size:13px;line-height:18px;color:{SECONDARY};margin:6px 0 0}}
.hc-dot{{display:inline-block;width:6px;height:6px;border:1px solid {BACKGROUND_DOT};border-radius:50%;
margin-right:5px}}
.hc-bench{{display:inline-block;width:22px;border-top:2px dashed {INK};margin-right:5px;vertical-align:4px}}
.hc-scroll table{{border-collapse:separate;border-spacing:0}}
.hc-scroll{{position:relative;max-height:432px;overflow:auto}}.hc-scroll:has(.hc-heat){{max-height:372px}}
.hc-scroll tfoot{{position:sticky;bottom:0;background:{PAPER};z-index:1;
box-shadow:inset 0 1px {INK}}}
.he-compare-sheet .hc-scroll thead{{position:sticky;top:0;z-index:1;background:{PAPER};
box-shadow:0 1px {INK}}}
.he-compare-sheet button{{font:inherit;color:inherit;background:none;border:0;padding:0;min-height:24px;cursor:pointer;
text-align:inherit}}
.hc-turning tbody button{{text-decoration:underline;text-decoration-color:{RULE};text-underline-offset:3px}}
.hc-turning thead button{{text-decoration:underline;text-underline-offset:3px}}
.hc-turning th[aria-sort=ascending] button:after{{content:" \\2191"}}
.hc-turning th[aria-sort=descending] button:after{{content:" \\2193"}}
.he-compare-sheet button:focus-visible,.he-compare-sheet [tabindex]:focus-visible{{outline:3px solid {INK};
outline-offset:1px}}
.he-compare-sheet tr[data-area]{{cursor:pointer}}
.he-compare-sheet tr.hc-near>*{{background:{ROW_RULE}}}
.he-compare-sheet .he-pager button{{border:1px solid {CONTROL_EDGE};padding:0 14px;min-height:32px}}
.hc-ranked td,.hc-ranked th{{height:25px}}.hc-ranked tfoot td,.hc-ranked tfoot th{{height:25px}}
.hc-ranked th[scope=row]{{min-width:150px;max-width:222px}}.hc-ranked th[scope=row] button{{line-height:16px}}
.he-table.hc-ranked{{font-size:13.5px}}.he-table.hc-ranked :is(td,th){{padding-left:5px;padding-right:5px}}
.he-table.hc-ranked .he-d{{min-width:86px;max-width:118px}}
.he-table.hc-ranked tbody .he-d{{font-weight:400;font-size:11.5px;line-height:13px}}
.hc-ranked td.he-p.he-p{{background:var(--rules) 4px 0/200px 100% no-repeat border-box;border-bottom-color:transparent}}
.hc-ranked td.he-p path{{stroke:{INK};stroke-width:1.5;fill:none}}
.hc-ranked td.he-p path[fill]{{stroke:none;fill:{WORSE}}}
.he-compare-sheet .hc-ranked tr.he-on>td.he-p{{background:var(--rules) 4px 0/200px 100% no-repeat border-box
{SELECTED_ROW}}}
.he-compare-sheet .hc-ranked tr.hc-near>td.he-p{{background:var(--rules) 4px 0/200px 100% no-repeat border-box
{ROW_RULE}}}
.he-table .hc-count{{max-width:96px;white-space:normal}}
.he-table .hc-tenth{{white-space:nowrap;width:76px}}.he-table thead .hc-tenth{{white-space:normal}}
.hc-tenth i{{display:inline-block;width:{10 * _BLOCK}px;height:6px;margin-left:8px;vertical-align:2px;position:relative;
background:repeating-linear-gradient(90deg,{RULE} 0 {_BLOCK - 1}px,transparent {_BLOCK - 1}px {_BLOCK}px)}}
.hc-tenth i:after{{content:"";position:absolute;top:-3px;height:12px;width:{_BLOCK - 1}px;background:{INK};
left:calc((var(--t) - 1)*{_BLOCK}px)}}
.hc-heat td{{padding:0 8px;border-left:2px solid {PAPER};height:27px;white-space:nowrap}}
.hc-heat thead th{{min-width:92px;vertical-align:bottom;white-space:normal}}
.hc-heat thead th:first-child{{min-width:180px}}
.hc-heat small{{display:block;font-size:12px;line-height:15px;font-weight:400;color:{SECONDARY};white-space:normal}}
.hc-heat tfoot td{{white-space:normal;vertical-align:top;padding-top:4px}}
.hc-heat .he-mark{{display:inline-block;vertical-align:-2px;margin-right:6px}}
.hc-heat td small{{display:inline}}.hc-heat tfoot td small{{display:block}}
.hc-worse{{background:{WORSE_TINT}}}.hc-better{{background:{BETTER_TINT}}}.hc-similar{{background:{SIMILAR}}}
.hc-lower,.hc-higher{{background:{PURPLE_RAMP[0]}}}
.hc-suppressed{{background:repeating-linear-gradient(135deg,{PAPER} 0 5px,{RULE} 5px 7px)}}
.hc-not_comparable{{background:repeating-linear-gradient(45deg,{PAPER} 0 5px,{RULE} 5px 7px)}}
.he-table td.hc-none{{font-size:12px;color:{INK}}}
.hc-missing,.hc-not_collected{{box-shadow:inset 0 0 0 1px {RULE}}}
.hc-key{{width:22px;height:13px;border:1px solid {SECONDARY};box-sizing:border-box}}
.he-compare-sheet tr.he-on>td.hc-c{{box-shadow:inset 0 2px {ACCENT},inset 0 -2px {ACCENT}}}
.he-compare-sheet tr.he-on>td.hc-worse{{background:{WORSE_TINT}}}
.he-compare-sheet tr.he-on>td.hc-better{{background:{BETTER_TINT}}}
.he-compare-sheet .he-table tbody tr.he-on>th{{background:{SELECTED_ROW}}}
.hc-card{{position:relative;border:1px solid {RULE};border-top:3px solid {ACCENT};padding:8px 14px 8px;margin-top:10px;
font-size:14px;line-height:19px;color:{INK};font-variant-numeric:tabular-nums}}
.hc-card h2{{font-size:18px;line-height:23px;margin:0;padding:0 46px 0 0;font-weight:700;letter-spacing:0}}
.he-chosen-sheet .hc-card p{{margin:3px 0 0;font-size:14px;line-height:19px}}
.hc-card .he-eyebrow{{font-size:13px;line-height:17px}}
.hc-value{{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 10px}}
.hc-value b{{font-size:28px;line-height:33px;letter-spacing:-.5px}}
.hc-value span{{font-size:13px;color:{SECONDARY}}}
.he-chosen-sheet .he-judge{{font-size:14px;line-height:19px}}
.he-chosen-sheet .he-dl{{margin:6px 0 0;padding:0;font-size:13px;line-height:17px}}
.hc-card-empty{{border-style:dashed;border-color:{CONTROL_EDGE}}}
.he-chosen-sheet .he-clear{{top:8px;right:12px}}
"""
_NARROW = f"""
@media(max-width:{NARROW_BELOW}px){{
.he-compare-sheet>.hc-main{{grid-area:6/1}}
.he-chosen-sheet>*{{grid-area:7/1}}
.he-compare-sheet>.hc-side{{grid-area:8/1;margin-top:12px}}
.hc-wide{{display:none}}.hc-narrow{{display:block}}
.he-compare-sheet .hc-scroll{{max-height:none}}.he-compare-sheet .hc-scroll :is(thead,tfoot){{position:static}}
.st-key-viewrow>*{{width:100%!important;flex:none!important}}
.st-key-viewrow .st-key-view [data-testid="stButtonGroup"]>div{{flex-wrap:wrap}}
.he-table .hc-count,.he-table .hc-tenth{{display:none}}
.hc-heat thead th:first-child{{min-width:120px}}
}}
"""


def compare_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_PLACES}{_PARTS}{_NARROW}</style>"
