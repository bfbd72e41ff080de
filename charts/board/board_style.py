"""The board's style sheet: lenses, tiles, strips, the dance floor. Not here: the frame (`layout_style`)."""

from __future__ import annotations

from charts.theme import ACCENT, CONTROL_EDGE, INK, NARROW_BELOW, ROW_RULE, RULE, SECONDARY

_BOARD = f"""
.st-key-board,.st-key-board :has(.he-board-sheet),.he-board-sheet{{display:contents}}
.he-board-sheet>*{{grid-column:1/-1;min-width:0}}
.st-key-board:not(:has(.he-board-sheet)){{display:block;grid-column:1/-1;height:402px;margin-top:10px;
background:linear-gradient({ROW_RULE},{ROW_RULE}) 0 0/100% 26px no-repeat,
repeating-linear-gradient(90deg,{ROW_RULE} 0 296px,transparent 296px 312px) 0 36px/100% 12px no-repeat,
repeating-linear-gradient(90deg,{ROW_RULE} 0 200px,transparent 200px 312px) 0 64px/100% 34px no-repeat,
repeating-linear-gradient(90deg,{ROW_RULE} 0 296px,transparent 296px 312px) 0 116px/100% 12px no-repeat}}
.he-board-sheet svg text{{font-family:inherit;font-variant-numeric:tabular-nums}}
.hb-lenses,.hb-further{{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));column-gap:16px;color:{INK}}}
.hb-lenses{{grid-template-rows:repeat(8,auto);margin-top:10px}}
.hb-lens{{display:grid;grid-template-columns:subgrid;grid-template-rows:subgrid;grid-row:1/span 8;row-gap:0;
min-width:0}}
.hb-span2{{grid-column:span 2}}
.he-board-sheet h2{{font-size:16px;line-height:26px;font-weight:700;margin:0 0 10px;padding:0;letter-spacing:0;
border-bottom:3px solid {ACCENT};color:{INK}}}
.hb-lens>h2,.hb-further>h2{{grid-column:1/-1}}
.hb-further{{margin-top:18px;row-gap:0}}
.hb-tile{{display:grid;grid-template-rows:subgrid;grid-row:span 7;row-gap:0;border:1px solid {RULE};
padding:9px 16px 4px;font-variant-numeric:tabular-nums;min-width:0;align-items:start;margin-bottom:8px}}
.he-board-sheet :where(.hb-tile,.hb-strip) p{{margin:0}}
.he-board-sheet h3{{font-size:15px;line-height:20px;margin:0;padding:0;font-weight:700;letter-spacing:0;color:{INK}}}
.hb-per{{font-size:13px;line-height:18px;color:{SECONDARY};grid-row:2;padding-right:104px}}
.hb-v{{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 10px}}
.he-board-sheet .hb-v{{margin-top:2px}}
.hb-v b{{font-size:34px;line-height:40px;letter-spacing:-.6px;white-space:nowrap}}
.hb-v span{{font-size:13px;line-height:17px;color:{SECONDARY}}}
.hb-bd{{font-size:14px;line-height:20px;font-weight:700;display:flex;flex-wrap:wrap;gap:0 10px}}
.hb-bd .he-badge{{white-space:normal}}.hb-bd>span:last-child:not(.he-badge){{font-weight:400}}
.hb-sent{{font-size:14px;line-height:19px}}.he-board-sheet .hb-sent{{margin-top:6px}}
.hb-sp{{align-self:end;margin-top:8px}}
.hb-spark{{display:block}}.hb-none{{font-size:13px;line-height:18px;color:{SECONDARY}}}
.hb-key.hb-key{{list-style:none;margin:2px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:0 12px;font-size:12px;
line-height:16px}}
.hb-key li{{display:flex;gap:5px;align-items:center;margin:0;padding:0;font-size:12px}}
.hb-trend{{font-size:12px;line-height:15px;color:{INK}}}.he-board-sheet .hb-trend{{margin-top:4px}}
.hb-trend svg{{display:inline-block;vertical-align:-3px;margin-right:5px}}
.hb-gap{{border-top:1px solid {RULE};margin-top:8px;padding-top:5px;align-self:stretch}}
.hb-gap>p:first-child{{display:flex;justify-content:space-between;gap:8px;font-size:14px;line-height:20px}}
.hb-gap>p:first-child b{{text-align:right}}
.hb-gt{{font-size:12px;line-height:15px;color:{SECONDARY}}}.he-board-sheet .hb-gt{{margin-top:2px}}
.hb-bars.hb-bars{{list-style:none;margin:1px 0 0;padding:0;font-size:13px;line-height:18px}}
.hb-bars li{{display:grid;grid-template-columns:125px 1fr auto;gap:8px;align-items:center;margin:0;padding:0;
font-size:13px}}
.hb-bars em{{display:block;border-left:1px solid {INK};height:15px;padding:2px 0;box-sizing:border-box}}
.hb-bars i{{display:block;height:11px}}.hb-bars b{{font-weight:400;white-space:nowrap}}
.hb-go{{display:flex;gap:18px;font-size:13px}}.hb-tile>*{{grid-column:1}}
.hb-tile:not(.hb-empty)>.hb-go{{grid-row:2;justify-self:end;margin:-3px 0 -4px}}
.hb-go a{{color:{ACCENT};text-decoration:underline;min-height:24px;line-height:26px;display:inline-block}}
.hb-empty{{border:1px dashed {CONTROL_EDGE};display:block;font-size:14px;line-height:19px}}
.he-board-sheet .hb-empty p{{margin:6px 0 0;font-size:14px;line-height:19px}}
.hb-empty ul{{margin:6px 0 0;padding-left:18px}}
.hb-empty li{{font-size:14px;line-height:19px;margin:0 0 4px;padding:0}}
.hb-strip{{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));column-gap:16px;margin-top:2px;color:{INK}}}
.hb-strip section{{border-top:1px solid {INK};padding-top:6px}}
.he-board-sheet .hb-strip h2{{font-size:15px;line-height:20px;border:0;margin:0}}
.hb-strip p{{font-size:13.5px;line-height:18px}}.he-board-sheet .hb-strip p+p{{margin-top:3px}}
.he-board-sheet>.he-src{{margin-top:12px}}
.hb-numbers td:last-child{{min-width:260px;font-size:13px;line-height:17px;color:{SECONDARY}}}
.hb-numbers td.he-r,.hb-numbers td:nth-child(2){{white-space:nowrap}}
.he-board-sheet>.he-scroll{{margin-top:12px}}
.hb-floor th,.hb-floor td{{padding-right:12px}}
.he-table.hb-floor thead th.hb-lenshead{{font-size:15px;line-height:22px;font-weight:700;color:{INK};
border-bottom:3px solid {ACCENT};padding:0 12px 2px 0;vertical-align:bottom}}
.he-table.hb-floor thead th{{font-size:13px;line-height:17px}}
.hb-floor small{{display:block;font-size:12px;line-height:15px;font-weight:400;color:{SECONDARY}}}
.hb-floor [aria-sort]:after{{content:"lowest first";display:block;font-size:11px;line-height:14px;color:{ACCENT};
font-weight:700}}
.hb-floor [aria-sort=descending]:after{{content:"highest first"}}
.hb-floor th[rowspan][aria-sort]:after{{content:"A to Z"}}
.hb-floor th[rowspan][aria-sort=descending]:after{{content:"Z to A"}}
.hb-floor .he-d{{white-space:nowrap}}.hb-floor thead th[rowspan]{{vertical-align:bottom}}
.hb-floor td b{{display:inline-block;min-width:44px;margin-right:12px;text-align:right;
  font-variant-numeric:tabular-nums}}.hb-floor tbody tr:hover>*{{background:{ROW_RULE}}}
.hb-floor .hb-nothing,.hb-floor .hb-emptyhead{{border-left:1px dashed {CONTROL_EDGE};
border-right:1px dashed {CONTROL_EDGE};padding-left:8px}}
.hb-marks.hb-marks{{list-style:none;margin:10px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:2px 22px}}
.hb-marks li{{font-size:13px;line-height:20px;margin:0;padding:0}}.hb-marks .he-badge{{font-weight:700}}
.st-key-controls .st-key-compare{{flex:1 1 196px}}
.st-key-density{{flex:0 0 168px}}.st-key-sort{{flex:1 1 190px}}.st-key-order{{flex:1 1 130px}}
.st-key-controls:has(.st-key-order) .st-key-system{{flex-basis:176px}}
.st-key-controls:has(.st-key-order) .st-key-level{{flex-basis:140px}}
.st-key-density button{{min-width:0;padding:0 10px}}
"""
_NARROW = f"""
@media(max-width:1000px){{
.hb-lenses{{grid-template-columns:repeat(2,minmax(0,1fr));grid-template-rows:none}}
.hb-further{{grid-template-columns:repeat(2,minmax(0,1fr))}}
.hb-lens{{grid-row:span 8}}.hb-strip{{grid-template-columns:1fr;row-gap:10px}}
}}
@media(max-width:{NARROW_BELOW}px){{
.hb-lenses,.hb-further,.hb-lens,.hb-tile{{display:block}}
.hb-lens{{margin-top:12px}}.hb-tile{{margin-bottom:10px;padding-bottom:8px}}.hb-per{{padding-right:0}}
.hb-tile:not(.hb-empty)>.hb-go{{margin:0}}
.hb-floor .he-d{{display:none}}
}}
@media(max-width:340px){{.hb-bars li{{grid-template-columns:100px 1fr auto}}}}
"""


def board_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_BOARD}{_NARROW}</style>"
