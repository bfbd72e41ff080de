"""CSS of the page of two sets of borders: control row, the card with the three parts, tables under the map.

Lives here: looks of `charts.misfit.misfit_tables`; the patterns repeat those of the map's classes
(`charts.map.area_classes`).
"""

from __future__ import annotations

from charts.theme import ACCENT, MAP_HEIGHT, NARROW_BELOW, ORANGE_TEXT, PAPER, RULE, SEA, SECONDARY, SET_FILL

_MAIN = '.stMain [data-testid="stMainBlockContainer"]>[data-testid="stVerticalBlock"]'
_SHEET = f"""
.st-key-aset,.st-key-bset{{flex:1 1 150px}}.st-key-a,.st-key-b{{flex:1 1 226px}}
.st-key-swap{{flex:0 0 auto}}.st-key-swap button{{white-space:nowrap}}
.st-key-swap button p{{font-size:14px}}
{_MAIN}>.st-key-misfit_map{{grid-area:5/1;margin-top:9px;min-height:532px;
background:linear-gradient({SEA},{SEA}) 0 0/100% {MAP_HEIGHT}px no-repeat;color:{SECONDARY}}}
{_MAIN}>:has(.hm-card){{grid-area:5/2;margin-top:9px}}
{_MAIN}>:has(.hm-table){{margin-top:10px}}
{_MAIN}>:has(.hm-matrix){{grid-row:7}}{_MAIN}>:has(.st-key-also){{grid-row:8}}{_MAIN}>.st-key-also{{grid-row:8}}
{_MAIN}>:has(.hm-joint){{grid-row:9}}{_MAIN}>:has(.hm-below){{grid-row:10}}
.hm-card .he-big{{margin:0}}
.hm-card .hm-parts{{margin:4px 0 0;padding:0}}
.hm-part{{display:grid;grid-template-columns:1fr auto;gap:10px;align-items:center;border-top:1px solid {RULE};
padding:8px 0;font-size:14px;line-height:19px}}
.hm-part dt{{font-weight:400;margin:0;display:flex;gap:10px;align-items:center}}
.hm-sum dt{{padding-left:36px}}
.hm-of{{border-top:0;padding-top:0}}.hm-of dd b{{font-weight:400}}
.hm-part dd{{margin:0;text-align:right;white-space:nowrap}}
.hm-part dd span{{display:inline-block;min-width:56px;color:{SECONDARY};font-size:13px}}
.hm-sum dt,.hm-sum dd b{{font-weight:700}}
.hm-key{{flex:none;width:26px;height:18px;border:1px solid {SECONDARY};box-sizing:border-box}}
.hm-a{{background:{SET_FILL}}}
.hm-b{{background:repeating-linear-gradient(-45deg,{PAPER} 0 3px,{ORANGE_TEXT} 3px 5px)}}
.hm-both{{background:radial-gradient(circle,{PAPER} 1.1px,transparent 1.6px) 0 0/6px 6px {ACCENT}}}
.hm-apart{{background:repeating-linear-gradient(45deg,{PAPER} 0 3px,{SECONDARY} 3px 5px)}}
.hm-rows.het{{min-height:0;margin:0}}.hm-rows [aria-sort] button{{font-weight:700}}
.hm-rows[aria-busy] table{{opacity:.5}}
.hm-table caption{{font-size:17px;line-height:24px}}
.hm-table p:not(.he-src,.he-note){{font-size:15px;line-height:22px;margin:0 0 6px;max-width:900px}}
.hm-table h2{{font-size:20px;line-height:26px;margin:14px 0 4px;padding:0;font-weight:700}}
@media(max-width:{NARROW_BELOW}px){{
{_MAIN}>:has(.hm-card){{grid-area:6/1}}
{_MAIN}>.st-key-misfit_map{{min-height:calc(100vw + 60px);background-size:100% calc(100vw - 28px)}}
.st-key-swap button{{width:100%}}
}}
"""


def misfit_css() -> str:
    """The page's rules in a `<style>` element."""
    return f"<style>{_SHEET}</style>"
