"""The trend page's style sheet. Lives here: CSS of its figure, card and table. Not here: the frame (`layout_style`)."""

from __future__ import annotations

from charts.theme import ACCENT, CONTROL_HEIGHT, FOCUS_WIDTH, INK, NARROW_BELOW, RULE, SECONDARY

_TREND = f"""
.st-key-trend,.st-key-trend :has(.he-trend-sheet),.he-trend-sheet{{display:contents}}
.he-trend-sheet>*{{grid-column:1/-1;min-width:0}}
.he-trend-sheet>figure{{grid-area:5/1;margin:12px 0 0;min-height:470px}}
.he-trend-sheet>.he-side{{grid-area:5/2;margin-top:12px}}
.he-trend-sheet svg text{{font-family:inherit;font-variant-numeric:tabular-nums}}
.he-trend-sheet svg{{display:block}}.he-trend-narrow{{display:none}}
.he-trend-sheet .he-card{{display:block;min-height:470px;padding:10px 18px 12px;font-size:14px;line-height:19px}}
.he-trend-sheet .he-card h3{{font-size:15px;line-height:20px;margin:11px 0 0;padding:0;font-weight:700;letter-spacing:0;
color:{INK}}}
.he-said{{font-size:14px;line-height:19px;margin:2px 0 0}}
.he-trend-sheet ol{{margin:2px 0 0;padding-left:20px;font-size:14px;line-height:19px}}
.he-trend-sheet ol li{{font-size:14px;line-height:19px;margin:0;padding:0}}.he-trend-sheet li+li{{margin-top:4px}}
.he-latest.he-latest{{font-size:13px}}.he-latest td,.he-latest th{{padding:0 0 0 6px}}
.he-latest td:first-child,.he-latest th:first-child{{padding-left:0}}
.he-latest .he-r{{white-space:nowrap}}
.he-latest td:last-child,.he-latest th:last-child{{padding-left:12px;white-space:nowrap}}
.he-trend-sheet>.he-paragraph{{grid-row:7;max-width:none;margin-top:10px}}
.he-trend-sheet>#programmes{{grid-row:8}}.he-trend-sheet>.he-arounds{{grid-row:9}}
.he-trend-sheet>#method{{grid-row:10}}.he-trend-sheet>.he-scroll{{grid-row:11}}
.hp{{cursor:pointer}}.hp:focus-visible{{outline:none!important}}.hp:hover .hp-bar{{stroke-width:3}}
.hp:focus-visible .hp-bar{{stroke:{INK};stroke-width:{FOCUS_WIDTH}}}
.hp:hover .hp-band,.hp:focus-visible .hp-band{{opacity:.1}}
.hp:hover .hp-say,.hp:focus-visible .hp-say{{opacity:1}}
.hp-list h2{{font-size:20px;line-height:26px;margin:18px 0 4px;padding:0;font-weight:700}}
.hp-list article{{border-top:1px solid {RULE};padding:10px 0 12px}}
.hp-list h3{{font-size:16px;line-height:22px;margin:0;padding:0;font-weight:700;color:{INK}}}
.hp-list p:not(.he-note){{font-size:15px;line-height:22px;margin:2px 0 6px;max-width:836px}}
.hp-facts{{margin:4px 0 8px;font-size:14px;line-height:20px;max-width:836px}}
.hp-facts div{{display:grid;grid-template-columns:88px 1fr;gap:12px;padding:1px 0}}
.hp-facts dt{{color:{SECONDARY};font-weight:400}}.hp-facts dd{{margin:0}}
.hp-facts ul{{margin:0;padding:0;list-style:none}}.hp-facts li{{margin:0;padding:0;font-size:14px;line-height:20px}}
.hp-facts li span{{color:{SECONDARY}}}.hp-facts a{{color:{ACCENT};text-decoration:underline}}
.hp-sides{{max-width:836px;min-width:520px;margin:0 0 8px}}
.he-around h2{{font-size:20px;line-height:26px;margin:16px 0 4px;padding:0;font-weight:700}}
.he-around p:not(.he-note){{font-size:15px;line-height:22px;margin:0 0 6px;max-width:836px}}
.he-around td,.he-around tbody th{{padding-top:3px;padding-bottom:3px;vertical-align:middle}}
.he-around small{{display:block;font-size:12px;line-height:15px;color:{SECONDARY};font-weight:400}}
.he-around td:last-child{{min-width:150px}}.he-around tbody th{{min-width:110px}}
.he-around .he-r{{white-space:nowrap}}.he-around svg{{max-width:none}}
.he-series,.he-usual{{margin-top:18px}}
.he-usual td:last-child{{color:{SECONDARY};font-size:13px;line-height:17px;padding-left:12px}}
.he-usual td:nth-child(8){{white-space:nowrap;padding-left:12px}}
.hs-all{{grid-row:5;margin-top:6px}}.he-trend-sheet>.he-empty{{margin-top:12px}}
.he-trend-sheet>#absent{{grid-row:6}}
.hs-all h2{{font-size:20px;line-height:26px;margin:12px 0 2px;padding:0;font-weight:700;color:{INK}}}
.hs-tiles{{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:0 20px}}
.hs-tile{{border-top:1px solid {RULE};padding:8px 0 12px;display:grid;grid-template-rows:subgrid;grid-row:span 5;
gap:2px;font-variant-numeric:tabular-nums}}
.hs-tile h3{{font-size:15px;line-height:19px;margin:0;padding:0;font-weight:700;letter-spacing:0;color:{INK}}}
.hs-tile ul{{margin:0;padding:0;list-style:none}}
.he-trend-sheet .hs-tile li{{font-size:13px;line-height:17px;margin:0;padding:0;font-weight:700}}
.he-trend-sheet .hs-tile li:last-child:not(:first-child){{font-weight:400}}
.hs-tile p{{font-size:13px;line-height:18px;margin:0}}.hs-arrow{{display:inline-block!important;margin-right:6px;
vertical-align:-3px}}
.hs-tile>a{{font-size:13px;line-height:24px;color:{ACCENT};text-decoration:underline;justify-self:start}}
.hu-verdict{{display:flex;gap:12px;align-items:center;margin-top:8px}}.hu-verdict:first-child{{margin-top:0}}
.hu-icon{{flex:none}}
.he-trend-sheet .hu-word{{font-size:20px;line-height:24px;font-weight:700;margin:0}}
.he-trend-sheet .he-card ul{{margin:2px 0 0;padding-left:18px;font-size:14px;line-height:19px}}
.he-trend-sheet .he-card li{{font-size:14px;line-height:19px;margin:0;padding:0}}
.he-trend-sheet .he-src+.he-src{{margin-top:2px}}.he-trend-sheet .he-src{{margin-top:6px}}
.he-save{{float:right;font-size:13px;line-height:19px;margin:3px 0 0 16px}}
.he-save a,.he-save button{{display:inline-block;min-width:24px;min-height:24px;padding:0 4px;line-height:24px;
color:{ACCENT};font:inherit;font-size:13px;background:none;border:0;text-decoration:underline;cursor:pointer}}
.he-save a:focus-visible,.he-save button:focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}
.he-save [role=status]:empty{{display:none}}
.he-series td:nth-child(2),.he-series td:nth-child(4),.he-series .he-r{{white-space:nowrap}}
.he-series td:nth-child(9),.he-series td:nth-child(3){{color:{SECONDARY};font-size:13px;line-height:17px}}
.st-key-second{{flex:1 1 130px}}.st-key-compare{{flex:1 1 116px}}.st-key-footprint{{flex:0 0 160px}}
.st-key-view{{flex:1 1 140px}}
.st-key-trendmore button{{height:{CONTROL_HEIGHT}px}}
.st-key-footprint button{{min-width:0;padding:0 10px}}
"""
_NARROW = f"""
@media(max-width:{NARROW_BELOW}px){{
.he-trend-wide{{display:none}}.he-trend-narrow{{display:block}}
.hs-tiles{{grid-template-columns:minmax(0,1fr)}}
.he-trend-sheet>figure{{grid-area:5/1;min-height:0}}.he-trend-sheet>.he-side{{grid-area:6/1}}
.he-trend-sheet .he-card{{min-height:0}}.he-save{{float:none;margin:3px 0 0}}
.he-series,.he-usual,.he-around .he-table{{min-width:820px}}
}}
"""


def trend_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_TREND}{_NARROW}</style>"
