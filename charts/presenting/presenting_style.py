"""The presenter's style sheet: one slide on the whole screen, large type, colours for a washed-out projector.

Fetched when somebody presents. Lives here: CSS of the slide, its bar, its list of keys, and which colour gives way to
which. Not here: colours (`charts.theme`), what stands on a slide (`static/present`).
"""

from __future__ import annotations

from charts.taking.fewer import LEFT_OUT, SMALL
from charts.theme import FONT, INK, PAPER, PROJECTOR, PROJECTOR_FILL, SECONDARY

_SLIDE = f"""
html.he-presenting,html.he-presenting body{{height:100%;overflow:hidden;background:{PAPER}}}
html.he-presenting body>#root{{visibility:hidden!important;inset:0;overflow:hidden}}
html.he-presenting .he-top,html.he-presenting .he-actions,html.he-presenting body>.he-tour-box{{display:none!important}}
html.he-presenting .he-synthetic{{top:auto;bottom:12px;left:560px;width:auto;padding:1px 12px}}
html.he-still,html.he-still *{{cursor:none!important}}
.he-slide{{position:fixed;inset:0;z-index:2000;display:grid;grid-template:auto 1fr auto auto/100%;gap:10px;
padding:22px 24px 10px;box-sizing:border-box;color:{INK};font:24px/31px {FONT};font-variant-numeric:tabular-nums}}
.he-slide *{{box-sizing:border-box}}
.he-slide h1{{font-size:36px;line-height:42px;font-weight:700;letter-spacing:-.3px;margin:0;padding:0;outline:none}}
.he-slide-body{{display:grid;grid-template-columns:minmax(0,1fr) 360px;gap:12px 32px;min-height:0}}
.he-slide-body.he-drawing{{grid-template-columns:minmax(0,1fr) 296px;column-gap:24px}}
.he-slide-body.he-full{{grid-template:auto 1fr/100%}}
.he-full .he-said-now{{grid-row:1}}.he-full .he-slot{{grid-row:2}}
.he-slot{{position:relative;min-height:0;min-width:0;overflow:hidden}}
.he-slot.he-drawn{{overflow:visible}}
.he-said-now{{min-width:0}}
.he-said-now p,.he-said-now ul{{margin:0 0 12px;padding:0;font-size:24px;line-height:31px}}
.he-full .he-said-now p{{margin:0}}
.he-said-now .he-found{{font-weight:700}}
.he-said-now .he-beside{{border-top:3px solid {PROJECTOR_FILL};padding-top:10px}}
.he-said-now .he-beside p:first-child:not(:last-child){{font-weight:700;margin:0}}
.he-said-now .he-beside .he-large{{font-size:44px;line-height:52px;font-weight:700;letter-spacing:-1px;margin:0}}
.he-slide .he-from{{font-size:16px;line-height:19px;margin:0;color:{INK}}}
.he-from b{{font-weight:700}}
.he-bar{{display:flex;align-items:center;gap:18px;min-height:34px;font-size:16px;line-height:20px;
border-top:1px solid {SECONDARY};padding-top:6px}}
.he-marks-of-steps{{display:flex;gap:5px;flex:0 1 auto;min-width:0;overflow:hidden}}
.he-marks-of-steps i{{width:28px;height:6px;background:{PROJECTOR[SECONDARY]};opacity:.28;flex:0 1 28px;min-width:3px}}
.he-marks-of-steps i.he-now{{opacity:1}}
.he-bar .he-keys-of{{margin-left:auto;display:flex;gap:14px;white-space:nowrap}}
.he-bar button{{font:inherit;color:{INK};background:none;border:0;padding:0 4px;min-height:28px;min-width:28px;
cursor:pointer}}
.he-bar kbd,.he-keylist kbd{{font:inherit;border:1px solid {INK};border-radius:4px;padding:1px 7px;margin-right:6px}}
.he-slide :focus-visible,.he-keylist :focus-visible{{outline:3px solid {INK};outline-offset:1px}}
.he-slide h1:focus-visible{{outline:none!important}}
.he-keylist{{border:2px solid {INK};border-radius:4px;padding:18px 26px;font:20px/32px {FONT};color:{INK};
background:{PAPER};max-width:760px}}
.he-keylist::backdrop{{background:rgba(255,255,255,.7)}}
.he-keylist h2{{font-size:26px;line-height:32px;margin:0 0 8px}}
.he-keylist dl{{display:grid;grid-template-columns:auto 1fr;gap:6px 22px;margin:0 0 14px}}
.he-keylist dd{{margin:0}}
.he-keylist button{{font:inherit;color:{INK};background:{PAPER};border:1px solid {INK};border-radius:4px;
padding:2px 18px}}
.he-slide .he-wrong{{border-left:8px solid {INK};margin:8px 0;padding:6px 24px 6px 44px;
font-size:26px;line-height:34px}}
.he-slide .he-vh{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.he-cut{{font-size:var(--least)!important;line-height:1.25!important;margin:4px 0 0!important}}
"""

# What of a page's own look gives way on a slide: nothing scrolls, sticks, or waits to be pressed.
_SHOWN = """
.he-shown,.he-shown *{transition:none!important;animation:none!important}
.he-shown :is(.he-src,.he-save,.he-take,.he-drawer,.he-pager,.he-clear,.he-panel,.hc-over){display:none!important}
.he-shown :is(.he-scroll,.hc-turning,.hc-scroll,.het){overflow:visible!important;height:auto!important;
max-height:none!important;min-height:0!important}
.he-shown :is(thead,tfoot,th,td){position:static!important}
.he-shown>*{margin-top:0!important;min-height:0!important}
.he-shown :is(a,button){color:inherit!important;text-decoration:none!important;pointer-events:none}
.he-shown.he-of-svg svg a{display:none}
.he-shown.he-of-svg svg{display:block;width:100%;overflow:visible}
.he-shown svg{overflow:visible}
.he-shown .hb-lenses{min-height:0!important}
html.he-presenting #root [data-testid="stWidgetLabel"],html.he-presenting #root [data-testid="stWidgetLabel"] *{
visibility:hidden!important}
html.he-presenting .he-mapped,html.he-presenting .he-mapped *{visibility:visible!important}
html.he-presenting .he-mapped{position:fixed!important;z-index:2001;margin:0!important;min-height:0!important;
background:none!important;width:auto!important}
"""

# What a room does not need: second lines and columns that the page has, so that the rest is large enough to read.
_FEWER = """
.he-shown .he-read{font-size:max(var(--own),var(--least))!important;line-height:1.22!important}
.he-shown .hs-tiles{grid-template-columns:repeat(auto-fit,minmax(290px,1fr))}
.he-shown .hs-tile{max-width:520px}.he-shown .hs-tile>a{display:none}
.he-shown :is(.hp-table td:nth-child(n+3),.ht-table tbody th,.ht-table td:last-child) small{display:none!important}
.he-shown .ht-table :is(td,th):nth-child(5){display:none!important}
.he-shown .hs-main table:not(.hs-finder){display:none!important}
.he-shown :is(.hs-finder :is(td,th):last-child,.hs-finder th small,.hs-why li:nth-child(n+2)){display:none!important}
.he-shown .hs-why.hs-why{list-style:none;margin:0;padding:0}
.he-shown .hs-all h2{margin-top:0!important}
.he-shown .hb-per{padding-right:0!important}
.he-shown .hp-table th:nth-child(2){width:160px!important}
"""


def presenting_css() -> str:
    """The sheet's text."""
    out = ",".join(f".{name}" for name in (*LEFT_OUT, *SMALL))
    left_out = f".he-shown :is({out}){{display:none!important}}"
    return _SLIDE + _SHOWN + _FEWER + left_out + "".join(_rule(old, new) for old, new in PROJECTOR.items())


def _rule(old: str, new: str) -> str:
    """A colour and what it gives way to, in drawings and in parts coloured one by one."""
    within = ".he-slide"
    return (
        f'{within} [fill="{old}"]{{fill:{new}}}{within} [stroke="{old}"]{{stroke:{new}}}'
        f'{within} [style*="background:{old}"]{{background:{new}!important}}'
    )
