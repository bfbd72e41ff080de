"""CSS of the panel "Share this view", of the QR picture for the room, and of the small documents around links.

Fetched when somebody shares. Not here: what stands in them (`charts.sharing.share_sheet`).
"""

from __future__ import annotations

from charts.theme import ACCENT, CONTROL_EDGE, FOCUS_WIDTH, FONT, INK, PAPER, RADIUS, RULE, SEA, SECONDARY

_PANEL = f"""
.he-share,.he-room-code{{box-sizing:border-box;border:1px solid {CONTROL_EDGE};border-top:4px solid {ACCENT};
background:{PAPER};color:{INK};font:16px/24px {FONT};padding:14px 20px 20px}}
.he-share{{width:min(720px,100vw - 24px);max-width:none;max-height:calc(100dvh - 24px);overflow:auto;
border-radius:0 0 {RADIUS}px {RADIUS}px}}
.he-share::backdrop{{background:rgba(11,12,12,.28)}}
.he-share *,.he-room-code *{{box-sizing:border-box}}
.he-share h2{{font-size:20px;line-height:28px;margin:0 72px 10px 0;padding:0;font-weight:700}}
.he-share h3{{font-size:16px;line-height:22px;margin:0 0 2px;padding:0;font-weight:700}}
.he-share p{{margin:0;padding:0}}
.he-share .hs-close{{position:absolute;top:14px;right:16px}}
.he-share section,.he-share details{{border-top:1px solid {RULE};padding:12px 0 0;margin-top:12px}}
.he-share section:first-of-type{{border:0;padding:0;margin:0}}
.he-share label{{display:block;font-weight:700}}
.he-share .hs-row{{display:flex;gap:8px;flex-wrap:wrap}}
.he-share :is(input:not([type=radio]),select,textarea){{font:16px/22px {FONT};color:{INK};background:{PAPER};
border:1px solid {CONTROL_EDGE};border-radius:{RADIUS}px;padding:4px 8px;min-height:36px;width:100%;margin:0}}
.he-share .hs-row input{{flex:1 1 260px;width:0;min-width:0;font-variant-numeric:tabular-nums}}
.he-share textarea{{font:14px/20px ui-monospace,Menlo,Consolas,monospace;resize:vertical;margin-bottom:8px}}
.he-share button,.he-room-code button{{font:inherit;min-height:36px;padding:0 14px;border:1px solid {CONTROL_EDGE};
border-radius:{RADIUS}px;background:{PAPER};color:{ACCENT};cursor:pointer}}
.he-share .hs-note{{font-size:14px;line-height:20px;color:{SECONDARY};margin-top:6px}}
.he-share .hs-why{{border-left:4px solid {ACCENT};padding-left:10px;margin:8px 0}}
.he-share .hs-said{{font-weight:700;position:sticky;bottom:-20px;background:{PAPER};padding:8px 0 4px;min-height:36px}}
@media(max-width:420px){{.he-share .hs-room{{flex-direction:column;align-items:flex-start}}}}
.he-share .hs-room{{display:flex;gap:16px;align-items:center}}.he-share .hs-room p{{margin-bottom:6px}}
.he-share .hs-room img{{border:1px solid {RULE};flex:none}}
.he-share summary{{cursor:pointer;font-weight:700;min-height:32px;display:flex;align-items:center;color:{ACCENT};
gap:8px;list-style:none}}.he-share summary::-webkit-details-marker{{display:none}}
.he-share summary:before{{content:"";border:5px solid transparent;border-left:7px solid {ACCENT};margin-right:-2px}}
.he-share [open]>summary:before{{transform:rotate(90deg)}}
.he-share fieldset{{border:0;margin:0 0 8px;padding:0}}.he-share legend{{font-weight:700;padding:0}}
.he-share .hs-choice{{display:flex;gap:8px;font-weight:400;padding:4px 0;align-items:flex-start}}
.he-share .hs-choice input{{width:20px;height:20px;margin:2px 0 0;flex:none;accent-color:{ACCENT}}}
.he-share .hs-pair{{display:flex;gap:12px;flex-wrap:wrap;margin-bottom:8px}}
.he-share .hs-pair label{{flex:1 1 200px;min-width:0}}
.he-share .hs-pair label[hidden]{{display:none}}
.he-share .hs-preview{{background:{SEA};border:1px solid {RULE};margin-top:6px;overflow:hidden;position:relative}}
.he-share .hs-preview iframe{{border:0;display:block;transform-origin:0 0;background:{PAPER}}}
:is(.he-share,.he-room-code) :focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}
:is(.he-share,.he-room-code) kbd{{font:inherit;border:1px solid {INK};border-radius:4px;padding:0 7px}}
.he-room-code{{width:100vw;height:100dvh;max-width:none;max-height:none;margin:0;border:0;padding:20px 24px;
text-align:center}}
.he-room-code[open]{{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:14px}}
.he-room-code h2{{font-size:32px;line-height:38px;margin:0;padding:0;font-weight:700}}
.he-room-code img{{width:min(62vh,100vw - 48px);aspect-ratio:1;display:block}}
.he-room-code p{{font-size:clamp(18px,2.4vw,30px);line-height:1.3;margin:0;max-width:100%;overflow-wrap:anywhere}}
@media print{{.he-share,.he-room-code{{display:none}}}}
"""
_PAGE = f"""*{{box-sizing:border-box}}body{{margin:0;background:{PAPER};color:{INK};font:16px/24px {FONT}}}
main{{max-width:720px;margin:0 auto;padding:48px 20px;border-top:4px solid {ACCENT}}}
h1{{font-size:28px;line-height:34px;margin:0 0 12px}}p{{margin:0 0 12px}}a{{color:{ACCENT}}}
.letters{{font:20px/28px ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere;padding:8px 12px;
background:{SEA}}}
li{{margin:6px 0}}:focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:2px}}"""


def panel_css() -> str:
    """The sheet's text."""
    return _PANEL


def page_css() -> str:
    """The style sheet of the document that says a link cannot be read."""
    return _PAGE
