"""The deck page's style sheet. Lives here: CSS of its buttons and steps. Not here: the frame, the slide."""

from __future__ import annotations

from charts.theme import (
    ACCENT,
    CONTROL_EDGE,
    CONTROL_HEIGHT,
    FOCUS_WIDTH,
    INK,
    NARROW_BELOW,
    ORANGE_TEXT,
    PAPER,
    RADIUS,
    RULE,
    SECONDARY,
)

_DECK = f"""
.st-key-deck,.st-key-deck :has(.he-deck-sheet),.he-deck-sheet{{display:contents}}
.stMain:has(.he-deck-sheet) .he-drawer{{display:none}}
.he-deck-sheet>*{{grid-column:1/-1;min-width:0}}
.hd-deck{{margin-top:12px;color:{INK};font-size:15px;line-height:21px;min-height:300px}}
.hd-deck [hidden]{{display:none!important}}
.hd-row{{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:flex-end;margin-bottom:8px}}
.hd-words{{min-height:{CONTROL_HEIGHT}px;align-items:center}}.hd-words p{{margin:0}}
.hd-deck button{{min-height:{CONTROL_HEIGHT}px;padding:0 14px;border:1px solid {CONTROL_EDGE};
border-radius:{RADIUS}px;background:{PAPER};color:{ACCENT};font:inherit;cursor:pointer}}
.hd-deck button.hd-first{{background:{ACCENT};border-color:{ACCENT};color:{PAPER};font-weight:700}}
.hd-deck button:disabled{{color:{SECONDARY};background:{PAPER};border:1px dashed {RULE};cursor:default}}
.hd-deck :focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}
.hd-keys{{margin:16px 0 0;font-size:15px;line-height:22px;max-width:70ch}}
.hd-deck label{{display:block;font-size:12px;line-height:15px;color:{SECONDARY}}}
.hd-name{{flex:1 1 260px}}
.hd-deck input:not([type=file]),.hd-deck textarea{{display:block;width:100%;box-sizing:border-box;margin-top:2px;
border:1px solid {CONTROL_EDGE};border-radius:{RADIUS}px;background:{PAPER};color:{INK};font:inherit;font-size:15px;
line-height:21px;padding:4px 9px;min-height:{CONTROL_HEIGHT}px;resize:vertical}}
.hd-deck .hd-steps{{list-style:none;margin:10px 0 0;padding:0}}
.hd-steps li{{display:grid;grid-template-columns:34px minmax(0,5fr) minmax(0,4fr) 190px;gap:4px 16px;margin:0;
padding:12px 0;border-top:1px solid {RULE};font-size:15px}}
.hd-number{{font-size:22px;line-height:30px;padding-top:14px}}
.hd-deck .hd-where{{margin:4px 0 0;font-size:14px;line-height:24px}}
.hd-where a{{color:{ACCENT};text-decoration:underline;display:inline-block;min-height:24px}}
.hd-deck .hd-why{{margin:4px 0 0;padding-left:10px;border-left:4px solid {ORANGE_TEXT};font-size:14px;line-height:20px}}
.hd-acts{{display:grid;grid-template-columns:1fr 1fr;gap:6px;align-content:start;padding-top:15px}}
.hd-deck .hd-acts button{{padding:0 6px}}
.hd-deck .hd-faults{{margin:8px 0;font-size:15px}}
"""
_NARROW = f"""
@media(max-width:{NARROW_BELOW}px){{
.hd-steps li{{grid-template-columns:26px minmax(0,1fr)}}.hd-steps li>*:nth-child(n+3){{grid-column:2}}
.hd-deck button{{min-height:44px}}.hd-acts{{padding-top:4px}}
}}
"""


def deck_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_DECK}{_NARROW}</style>"
