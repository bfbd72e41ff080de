"""CSS of the navigation line: pages in a row, the others in a menu, all of them in the menu on a narrow screen.

The line is a part of the document, above the element that Streamlit fills.
"""

from __future__ import annotations

from charts.theme import (
    ACCENT,
    CONTROL_EDGE,
    FONT,
    INK,
    MARGIN,
    NARROW_BELOW,
    NARROW_MARGIN,
    NAVIGATION_HEIGHT,
    PAPER,
    RADIUS,
    RULE,
    SECONDARY,
)

NARROW_HEIGHT = 44
_LINE = f"""
body>#root{{position:absolute;inset:{NAVIGATION_HEIGHT}px 0 0}}
.he-top{{position:fixed;inset:0 0 auto;z-index:1000;height:{NAVIGATION_HEIGHT}px;display:flex;align-items:stretch;
gap:28px;padding:0 {MARGIN}px;border-bottom:1px solid {RULE};background:{PAPER};color:{INK};box-sizing:border-box;
font:14px/20px {FONT}}}
.he-top *{{box-sizing:border-box}}
.he-top a,.he-more summary{{display:flex;align-items:center;padding:0 10px;color:{SECONDARY};text-decoration:none;
border-bottom:3px solid transparent;border-top:3px solid transparent;white-space:nowrap}}
.he-top a[aria-current]{{color:{INK};font-weight:700}}.he-line a[aria-current]{{border-bottom-color:{ACCENT}}}
.he-top a:hover,.he-more summary:hover{{color:{INK}}}
.he-top a:focus-visible,.he-more summary:focus-visible{{outline:3px solid {INK};outline-offset:-3px}}
.he-brand{{font-weight:700;align-self:center;white-space:nowrap}}
.he-top nav,.he-line{{display:flex;gap:4px}}
.he-more{{position:relative;display:flex}}
.he-more summary{{height:100%;cursor:pointer;list-style:none;gap:6px}}
.he-more summary::-webkit-details-marker{{display:none}}
.he-more summary:after{{content:"";border:4px solid transparent;border-top:5px solid {SECONDARY};margin-top:5px}}
.he-menu{{position:absolute;top:{NAVIGATION_HEIGHT - 1}px;left:0;min-width:240px;padding:6px 0;background:{PAPER};
border:1px solid {CONTROL_EDGE};border-radius:0 0 {RADIUS}px {RADIUS}px;box-shadow:0 4px 12px rgba(11,12,12,.16)}}
.he-group+.he-group{{border-top:1px solid {RULE};margin-top:6px;padding-top:6px}}.he-narrow{{display:none}}
.he-group .he-narrow{{display:none}}.he-narrow+.he-group{{border-top:0;margin-top:0;padding-top:0}}
.he-group p{{margin:0;padding:4px 16px;font-size:13px;color:{SECONDARY}}}
.he-group a{{min-height:32px;padding:0 16px;color:{INK}}}.he-group a:hover{{text-decoration:underline}}
.he-group .he-act{{display:flex;align-items:center;width:100%;min-height:32px;padding:0 16px;border:0;background:none;
color:{INK};font:inherit;text-align:left;cursor:pointer}}.he-group .he-act:hover{{text-decoration:underline}}
.he-group .he-act:focus-visible{{outline:3px solid {INK};outline-offset:-3px}}
.he-actions{{position:fixed;top:0;right:{MARGIN - 10}px;z-index:1001;font-size:14px}}
.he-actions summary{{height:{NAVIGATION_HEIGHT - 1}px;display:flex;align-items:center;padding:0 10px;color:{ACCENT};
cursor:pointer;list-style:none;gap:6px}}.he-actions summary::-webkit-details-marker{{display:none}}
.he-actions summary:after{{content:"";border:4px solid transparent;border-top:5px solid {ACCENT};margin-top:5px}}
.he-actions div{{position:absolute;right:0;min-width:240px;padding:6px 0;background:{PAPER};
border:1px solid {CONTROL_EDGE};border-radius:0 0 {RADIUS}px {RADIUS}px;box-shadow:0 4px 12px rgba(11,12,12,.16)}}
.he-actions :is(a,button){{display:flex;align-items:center;min-height:36px;padding:0 16px;color:{INK};border:0;
background:none;font:inherit;width:100%;box-sizing:border-box;cursor:pointer;text-decoration:none;white-space:nowrap}}
.he-actions :is(a,button):hover{{text-decoration:underline}}
:is(.he-actions a,.he-actions button,.he-actions summary):focus-visible{{outline:3px solid {INK};outline-offset:-3px}}
.he-room{{display:flex;gap:4px;margin:0 100px 0 auto;align-items:center;position:relative}}
.he-room button{{height:28px;min-height:28px;padding:0 10px;border:1px solid transparent;border-radius:{RADIUS}px;
background:none;color:{ACCENT};font:inherit;white-space:nowrap;cursor:pointer}}
.he-room button:hover{{border-color:{CONTROL_EDGE}}}
.he-room button:focus-visible,.he-kept a:focus-visible{{outline:3px solid {INK};outline-offset:-2px}}
.he-kept:not(:empty){{position:absolute;top:calc(100% + 4px);right:0;white-space:nowrap;padding:6px 12px;
background:{PAPER};border:1px solid {CONTROL_EDGE};border-radius:{RADIUS}px;color:{INK}}}
.he-kept a{{display:inline;padding:0;border:0;color:{ACCENT};text-decoration:underline}}
.he-news{{position:fixed;left:{MARGIN}px;bottom:16px;z-index:1002;margin:0}}.he-presenting .he-news{{display:none}}
.he-news button{{min-height:36px;padding:0 14px;border:1px solid {ACCENT};border-radius:{RADIUS}px;background:{PAPER};
color:{ACCENT};font:14px/20px {FONT};box-shadow:0 2px 8px rgba(11,12,12,.2);cursor:pointer}}
.he-news button:hover{{text-decoration:underline}}
.he-news button:focus-visible{{outline:3px solid {INK};outline-offset:2px}}
@media print{{.he-top,.he-actions,.he-news{{display:none}}body>#root{{position:static}}}}
"""
CROWDED = 1080  # px: below, the pages do not fit beside what can be done with them, and stand in the menu
_NARROW = f"""
@media(max-width:{CROWDED}px){{
.he-line,.he-wide{{display:none}}.he-narrow{{display:block}}
.he-narrow+.he-group{{border-top:1px solid {RULE};margin-top:6px;padding-top:6px}}
.he-menu{{max-height:calc(100vh - {NAVIGATION_HEIGHT}px);overflow-y:auto}}
}}
@media(max-width:{NARROW_BELOW}px){{
body>#root{{top:{NARROW_HEIGHT}px}}
.he-top{{height:{NARROW_HEIGHT}px;padding:0 {NARROW_MARGIN}px;gap:6px}}
.he-room :is([data-present=keep],[data-share]){{display:none}}
.he-room{{margin-right:74px}}
.he-menu{{top:{NARROW_HEIGHT - 1}px;max-height:calc(100vh - {NARROW_HEIGHT}px)}}
.he-group a,.he-group .he-act{{min-height:44px}}.he-group .he-act.he-narrow{{display:flex}}
.he-actions{{right:{NARROW_MARGIN - 10}px}}.he-actions summary{{height:{NARROW_HEIGHT - 1}px}}
.he-actions :is(a,button){{min-height:44px}}.he-news{{left:{NARROW_MARGIN}px}}.he-news button{{min-height:44px}}
}}
"""


def navigation_css() -> str:
    """The style sheet of the navigation line in a `<style>` element."""
    return f"<style>{_LINE}{_NARROW}</style>"
