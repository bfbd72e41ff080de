"""The style sheet of the signals page: list, charts, response cards and their form. Not here: the frame."""

from __future__ import annotations

from charts.theme import ACCENT, CONTROL_EDGE, INK, NARROW_BELOW, PAPER, ROW_RULE, RULE, SECONDARY, SELECTED_ROW, WORSE

_PAGE = f"""
.st-key-signals,.st-key-signals :has(.he-signals-sheet),.he-signals-sheet{{display:contents}}
.he-signals-sheet>*{{grid-column:1/-1;min-width:0}}
.st-key-signals:not(:has(.he-signals-sheet)){{display:block;grid-column:1/-1;height:420px;margin-top:10px;
background:repeating-linear-gradient({ROW_RULE} 0 16px,transparent 16px 32px) 0 0/60% 100% no-repeat}}
.he-signals-sheet>.hs-main{{grid-column:1;grid-row:5;margin-top:10px}}
.he-signals-sheet>.hs-side{{grid-column:2;grid-row:5;margin-top:10px}}
.he-signals-sheet>.hs-cards{{grid-row:6}}.he-signals-sheet>.he-src{{grid-row:9;margin-top:10px}}
.he-signals-sheet>.he-panel{{grid-row:10}}.he-signals-sheet>.he-panel~.he-panel{{grid-row:11}}
.he-signals-sheet svg text{{font-family:inherit;font-variant-numeric:tabular-nums}}
.he-signals-sheet p,.he-signals-sheet li{{margin:0}}.hs-side p,.hs-cards p,.hs-rest{{font-size:14px;line-height:20px}}
.he-signals-sheet h2{{letter-spacing:0;padding:0;margin:0;color:{INK}}}
.hs-list.hs-list{{list-style:none;margin:0;padding:0;color:{INK}}}
.hs-row.hs-row{{display:grid;grid-template-columns:minmax(0,1fr) 344px;gap:4px 18px;border:1px solid {RULE};
border-left:4px solid {CONTROL_EDGE};padding:10px 12px 8px 14px;margin:0 0 12px;font-size:15px;line-height:21px}}
.hs-row.hs-red{{border-left-color:{WORSE}}}
.hs-row h2{{font-size:18px;line-height:24px;font-weight:700;display:inline}}
.hs-where{{color:{SECONDARY};font-size:14px;margin-left:8px}}
.hs-level{{display:flex;align-items:center;gap:6px;font-size:14px;line-height:20px}}
.hs-level svg{{flex:none}}
.he-signals-sheet .hs-said{{margin-top:4px;font-size:15px;line-height:21px}}
.hs-more p{{font-size:13px;line-height:18px;color:{SECONDARY};margin-top:3px}}
.he-signals-sheet .hs-go{{display:flex;gap:18px;margin-top:4px;font-size:14px}}
.hs-go a,.hs-cards a{{color:{ACCENT};text-decoration:underline;min-height:24px;line-height:26px;display:inline-block}}
.hs-fig{{margin:0;align-self:center}}.hs-chart{{display:block}}
.hs-sure{{border:1px solid {RULE};border-top:3px solid {ACCENT};padding:10px 16px 12px;font-size:14px;line-height:20px}}
.hs-sure h2{{font-size:18px;line-height:24px;font-weight:700}}.hs-sure p+p,.hs-key+p{{margin-top:8px}}
.hs-key.hs-key{{list-style:none;margin:6px 0 10px;padding:0 0 8px;border-bottom:1px solid {RULE}}}
.hs-key li{{display:flex;gap:8px;align-items:center;margin:0 0 3px;padding:0;font-size:14px;line-height:19px}}
.hs-key svg,.hs-key i{{flex:none}}
.hs-key i{{width:14px;height:12px;border:1px solid {CONTROL_EDGE};box-sizing:border-box}}
.hs-k1{{background:{SELECTED_ROW}}}.hs-k2{{background:{ROW_RULE}}}
.hs-cards{{border-top:1px solid {INK};margin-top:14px;padding-top:8px;color:{INK}}}
.hs-cards h2{{font-size:20px;line-height:26px;font-weight:700}}
.hs-cards>p{{font-size:14px;line-height:20px;color:{SECONDARY}}}
.hs-cardtable td,.hs-cardtable th{{vertical-align:top;padding:6px 10px 6px 0;line-height:19px}}
.hs-cardtable small{{display:block;font-size:12.5px;line-height:16px;color:{SECONDARY};font-weight:400}}
.hs-cardtable .hs-late{{color:{WORSE};font-weight:700}}.hs-cardtable td:first-of-type{{min-width:180px}}
.st-key-cardform{{grid-column:1/-1;grid-row:7;margin-top:10px;max-width:836px}}
.st-key-cardform label p{{font-size:13px!important;line-height:18px!important;color:{INK}!important}}
.st-key-cardform [data-testid="stForm"]{{border:1px solid {RULE};border-top:3px solid {ACCENT};border-radius:0;
padding:12px 16px}}
.st-key-cardform h3{{font-size:18px;line-height:24px;margin:0;padding:0}}
.st-key-cardform button{{min-height:32px}}
.st-key-strict{{flex:1 1 200px}}
.st-key-controls:has(.st-key-strict) .st-key-level{{flex:1 1 130px}}
.hs-others{{margin-top:12px;font-size:15px;line-height:22px}}
.hs-others h2{{font-size:16px;line-height:24px;font-weight:700}}
.hs-others ul{{margin:4px 0 0;padding-left:18px}}.hs-others a{{color:{ACCENT}}}
.hs-needs td:last-child{{white-space:nowrap}}.hs-needs td,.hs-needs th{{padding:4px 14px 4px 0;height:auto}}
.he-signals-sheet .he-box{{background:{PAPER};min-height:0}}.hs-needbox{{margin-top:16px}}
.hs-needs caption{{font-size:16px;line-height:24px}}
"""
_NARROW = f"""
@media(max-width:1000px){{.hs-row.hs-row{{grid-template-columns:minmax(0,1fr)}}.hs-fig{{max-width:420px}}}}
@media(max-width:{NARROW_BELOW}px){{
.he-signals-sheet>.hs-side{{grid-column:1;grid-row:6}}.he-signals-sheet>.hs-cards{{grid-row:7}}
.st-key-cardform{{grid-row:8}}.hs-cardtable{{min-width:820px}}.hs-needs{{min-width:560px}}
.hs-row.hs-row{{padding:10px 10px 8px 12px}}
}}
"""


def signals_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_PAGE}{_NARROW}</style>"
