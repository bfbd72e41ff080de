"""The profile's style sheet: spine table, people, access, teams. Not here: the frame (`charts.frame.layout_style`)."""

from __future__ import annotations

from charts.theme import ACCENT, INK, NARROW_BELOW, ROW_RULE, RULE, SECONDARY, SELECTED_ROW

_PROFILE = f"""
.st-key-profile,.st-key-profile :has(.he-profile-sheet),.he-profile-sheet{{display:contents}}
.he-profile-sheet>*{{grid-column:1/-1;min-width:0}}
.st-key-profile:not(:has(.he-profile-sheet)){{display:block;grid-column:1/-1;height:480px;margin-top:10px;
background:linear-gradient({ROW_RULE},{ROW_RULE}) 0 0/100% 22px no-repeat,
repeating-linear-gradient({ROW_RULE} 0 14px,transparent 14px 38px) 0 34px/70% 100% no-repeat,
linear-gradient({ROW_RULE},{ROW_RULE}) 100% 34px/27% 440px no-repeat}}
.he-profile-sheet h2{{font-size:17px;line-height:24px;font-weight:700;margin:0;padding:0;letter-spacing:0;color:{INK}}}
.he-profile-sheet svg text{{font-family:inherit;font-variant-numeric:tabular-nums}}
.hp-top{{display:grid;grid-template-columns:minmax(0,1fr) 322px;gap:0 26px;margin-top:10px;align-items:start}}
.hp-main .he-table{{line-height:17px}}.hp-table{{table-layout:fixed;min-width:760px}}
.hp-table *{{box-sizing:border-box}}
.hp-table th:nth-child(2),.hp-table th:nth-child(4){{width:104px}}.hp-table th:nth-child(3){{width:84px}}
.hp-table th:nth-child(6){{width:92px}}
.hp-table td,.hp-table th{{padding:4px 8px;height:38px}}
.hp-table td:first-child,.hp-table th:first-child{{padding-left:8px}}
.hp-table thead th{{height:auto;padding-top:0}}
.hp-table tbody th a{{color:{INK};text-decoration:underline;
text-decoration-color:{RULE};text-underline-offset:3px}}.hp-table tbody th a:hover{{text-decoration-color:{INK}}}
.he-profile-sheet small{{display:block;font-size:12px;line-height:15px;font-weight:400;color:{SECONDARY}}}
.he-profile-sheet td.he-r{{white-space:nowrap}}.hp-table td.he-r:nth-child(4){{white-space:normal}}
.he-table .hp-pic.hp-pic{{padding:0 4px;width:188px}}.hp-spine{{display:block}}
.hp-sides{{display:flex;justify-content:space-between;width:180px;font-size:12px}}
.hp-quiet{{font-size:13px;color:{SECONDARY}}}.hp-trend{{width:96px}}
.hp-arrow{{display:flex;gap:6px;align-items:center;font-size:13px;line-height:16px}}.hp-arrow svg{{flex:none}}
.he-table tr.hp-lens>th{{font-size:15px;line-height:22px;font-weight:700;border-bottom:3px solid {ACCENT};
padding:12px 0 2px;height:auto}}
.hp-table thead+tbody tr.hp-lens>th{{padding-top:6px}}
.hp-none td{{color:{SECONDARY};font-size:13.5px}}
.hp-key.hp-key{{list-style:none;margin:8px 0 14px;padding:0;display:flex;flex-wrap:wrap;gap:2px 18px}}
.hp-key li{{display:flex;gap:6px;align-items:center;margin:0;padding:0;font-size:12px;line-height:20px;color:{INK}}}
.he-profile-sheet p{{margin:0}}.he-profile-sheet .he-scroll{{position:relative}}
.hp-said{{font-size:14px;line-height:20px;color:{INK}}}.he-profile-sheet p.hp-said{{margin:2px 0 8px}}
.hp-under{{font-size:12px;line-height:15px;color:{SECONDARY}}}.he-profile-sheet p.hp-under{{margin:3px 0 0}}
.hp-people h2:not(:first-child){{margin-top:14px;padding-top:12px;border-top:1px solid {RULE}}}
.hp-fig{{display:block}}.hp-fig.hp-phone{{display:none}}
.hp-twin summary{{font-size:13px;line-height:24px;color:{ACCENT};cursor:pointer;width:max-content;
text-decoration:underline}}
.hp-around.hp-around,.hp-miss.hp-miss{{list-style:none;margin:0;padding:0;font-size:14px;line-height:20px}}
.hp-around li{{display:flex;flex-wrap:wrap;gap:0 12px;align-items:baseline;border-top:1px solid {ROW_RULE};margin:0;
padding:4px 0;font-size:14px}}.hp-around b{{font-weight:400;flex:0 1 290px}}.hp-around span{{font-weight:700}}
.hp-miss li{{margin:0;padding:3px 0;font-size:13.5px;border-top:1px solid {ROW_RULE}}}
.hp-pair{{display:grid;grid-template-columns:minmax(0,1.5fr) minmax(0,1fr);gap:0 32px;align-items:start}}
.hp-gaps{{margin-top:14px;padding-top:12px;border-top:1px solid {RULE}}}
.hp-access,.hp-teams,.hp-withheld,.he-profile-sheet .he-around{{margin-top:18px;border-top:1px solid {INK};
padding-top:10px}}
.he-profile-sheet .hp-go{{display:flex;flex-wrap:wrap;gap:0 18px;font-size:14px;line-height:24px;margin:0 0 8px}}
.hp-go a{{color:{ACCENT};text-decoration:underline;min-height:24px}}
.hp-teamtable th,.hp-teamtable td{{padding:4px 10px 4px 6px}}
.hp-teamtable tbody th{{min-width:230px}}.hp-teamtable thead th.he-r{{max-width:120px;white-space:normal}}
.he-profile-sheet .he-around h2+p,.he-around p{{font-size:14px;line-height:20px;margin:2px 0}}
.he-profile-sheet .he-around caption{{font-size:14px;line-height:20px;padding:6px 0 4px}}
.he-around td,.he-around tbody th{{padding:4px 6px}}.he-around svg{{max-width:none}}
.hp-teamtable tr:not(.hp-none) td:last-child{{border-left:1px solid {RULE};font-weight:700}}
.hp-team{{display:inline-flex;gap:6px;align-items:center;justify-content:flex-end}}
.he-table td.hp-here{{background:{SELECTED_ROW};font-weight:700}}
.he-profile-sheet>.he-src{{margin-top:14px}}
.st-key-against{{flex:1 1 176px}}.st-key-show{{flex:1 1 176px}}.st-key-minutes{{flex:0 0 112px}}
"""
_NARROW = f"""
@media(max-width:1060px){{.hp-top,.hp-pair{{grid-template-columns:minmax(0,1fr);row-gap:18px}}.hp-people{{max-width:420px}}}}
@media(max-width:{NARROW_BELOW}px){{
.hp-people{{max-width:none}}.hp-fig.hp-phone{{display:block}}.hp-fig.hp-wide{{display:none}}
.hp-table thead{{display:block;position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.hp-table.hp-table{{min-width:0}}.hp-table,.hp-table tbody{{display:block}}
.hp-table tbody tr{{display:grid;grid-template-columns:1fr auto;gap:2px 12px;padding:8px 0;
border-bottom:1px solid {ROW_RULE}}}
.he-table.hp-table tbody tr>.hp-pic.hp-pic{{width:100%;grid-column:1/-1;grid-row:2}}
.hp-table tbody tr>*{{border:0;height:auto;padding:0 0 0 8px}}
.hp-table tbody tr.hp-lens{{display:block;border:0;padding:0}}.he-table tr.hp-lens>th{{display:block;padding-left:0}}
.hp-table tr.hp-none{{display:block}}
.hp-table .hp-spine{{width:100%;max-width:280px;height:auto}}.hp-table tr.he-on{{background:{SELECTED_ROW}}}
.hp-table td.hp-count{{display:none}}
.hp-table td.he-r:nth-child(4){{text-align:left;max-width:none;display:flex;gap:6px;
align-items:baseline;font-size:13px}}
.hp-table td.he-r:nth-child(4):not(:empty):before{{content:"against";color:{SECONDARY}}}
.hp-table td.hp-trend{{width:auto;grid-column:1/-1}}
.hp-table td.hp-trend:has(.hp-quiet){{display:none}}
.hp-table td:nth-child(6){{text-align:right}}
}}
"""


def profile_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_PROFILE}{_NARROW}</style>"
