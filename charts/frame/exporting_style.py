"""The strip of a long export: its style sheet, fetched when a file is asked for.

Lives here: CSS. Not here: the strip's words and what its buttons do (`static/present/exporting.mjs`).
"""

from __future__ import annotations

from charts.theme import ACCENT, CONTROL_EDGE, CONTROL_HEIGHT, FOCUS_WIDTH, FONT, INK, NARROW_BELOW, PAPER, RADIUS, RULE


def exporting_css() -> str:
    """The sheet's text."""
    return f"""
.he-export{{position:fixed;z-index:1000002;right:16px;bottom:16px;display:flex;flex-wrap:wrap;align-items:center;
gap:8px 14px;width:430px;max-width:calc(100vw - 32px);box-sizing:border-box;padding:12px 16px;background:{PAPER};
color:{INK};border:1px solid {CONTROL_EDGE};border-top:3px solid {ACCENT};border-radius:{RADIUS}px;
font:15px/21px {FONT};box-shadow:0 4px 12px rgba(11,12,12,.16)}}
.he-export [hidden]{{display:none}}
.he-export .hx-words{{flex:1 1 100%;margin:0;overflow-wrap:anywhere}}
.he-export progress{{flex:1 1 120px;height:10px;appearance:none;border:1px solid {CONTROL_EDGE};background:{PAPER};
accent-color:{ACCENT}}}
.he-export progress::-webkit-progress-bar{{background:{RULE}}}
.he-export progress::-webkit-progress-value{{background:{ACCENT}}}
.he-export progress::-moz-progress-bar{{background:{ACCENT}}}
.he-export button{{min-height:{CONTROL_HEIGHT}px;padding:0 14px;border:1px solid {CONTROL_EDGE};
border-radius:{RADIUS}px;background:{PAPER};color:{ACCENT};font:inherit;cursor:pointer}}
.he-export a{{color:{ACCENT};padding:5px 0;margin-right:auto}}
.he-export :focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}
.he-export .he-vh{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:0}}
@media(max-width:{NARROW_BELOW}px){{.he-export{{left:0;right:0;bottom:0;width:auto;max-width:none;
border-radius:0}}}}
@media print{{.he-export{{display:none}}}}
"""
