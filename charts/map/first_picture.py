"""The picture before the map: the coloured areas, the finding and the legend's blocks, before any program has run.

It stands where the page will stand and is taken away, part by part, as the page comes; the areas last, when the live
map has drawn them. Lives here: its HTML and style sheets. Not here: which areas and classes (`serving.first_picture`),
drawing it from the map's own files (`static/map/first_drawing.js`), taking it away (`static/map/first_picture.mjs`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.markup import text
from charts.theme import (
    ACCENT,
    BACKGROUND_DOT,
    CARD_WIDTH,
    COAST,
    CONTROL_HEIGHT,
    FONT,
    INK,
    LAND,
    MAP_HEIGHT,
    MAP_WIDTH,
    MARGIN,
    NARROW_BELOW,
    NARROW_MARGIN,
    NAVIGATION_HEIGHT,
    PAPER,
    ROW_RULE,
    RULE,
    SEA,
    SECONDARY,
)
from equity.breaks import (
    MISSING_CLASS,
    NOT_COLLECTED_CLASS,
    NOT_COMPARABLE_CLASS,
    OUTSIDE_CLASS,
    SUPPRESSED_CLASS,
)

NARROW_NAVIGATION, PAGE_HEIGHT = 44, 1240
NARROW_BOX = 600  # pixels: a narrower map is square and starts at the chosen place
# As the map has them (`static/map/patterns.mjs`): size in pixels, whether it rises, width of its line.
HATCHES = {
    SUPPRESSED_CLASS: (6, True, 1.6),
    NOT_COMPARABLE_CLASS: (6, False, 1.6),
    NOT_COLLECTED_CLASS: (24, True, 0.8),
}
DASHED = (MISSING_CLASS, NOT_COLLECTED_CLASS)


@dataclass(frozen=True)
class FirstPicture:
    """What is drawn.

    Attributes
    ----------
    head : str
        HTML of `charts.frame.head`.
    codes : sequence of int
        Class code of every area, in the order of the map's file of shapes.
    areas, land : str
        Addresses of the map's files: the shapes of the areas, and what lies around them ("" if there is none).
    wide, close : tuple of float
        West, south, east and north (degrees) of what a wide and a narrow map show.
    at_place : bool
        Whether the narrow map shows a place, not the whole.
    lean : {-1, 0, 1}
        To which side the wide map leans.
    slider : bool
        Whether the map has a period slider at its foot.
    colours, legend : mapping
        As the map's message has them.
    program : str
        The function that draws (`static/map/first_drawing.js`).
    notices : sequence of str
        What the view itself says could not be shown; the document says what its address asks in vain (`said`).
    """

    head: str
    codes: Sequence[int]
    areas: str
    land: str
    wide: tuple[float, ...]
    close: tuple[float, ...]
    at_place: bool
    lean: int
    slider: bool
    colours: Mapping[str, str]
    legend: Mapping[str, object]
    program: str
    notices: Sequence[str] = ()


def script(shown: FirstPicture) -> str:
    """The picture as a script that puts it at the end of the document's body."""
    looks = {"sea": SEA, "land": LAND, "coast": COAST, "paper": PAPER, "secondary": SECONDARY, "mark": BACKGROUND_DOT}
    beside, foot = (90, 12) if shown.at_place else (8, 8)
    wide, close = (14, 14, 44 if shown.slider else 26, 14), (44, beside, 80 if shown.slider else foot, beside)
    told = {
        "parts": {
            "head": _HEAD + shown.head,
            "controls": "",
            "notices": "",
            "map": "",
            "card": "",
            "legend": _legend(shown),
        },
        "notices": said(shown.notices),
        "areas": shown.areas,
        "land": shown.land,
        "codes": list(shown.codes),
        "classes": {code: _look(code, shown) for code in sorted(set(shown.codes) - {OUTSIDE_CLASS})},
        "wide": shown.wide,
        "close": shown.close,
        "padding": {"wide": wide, "close": close},
        "lean": shown.lean,
        "narrow": NARROW_BOX,
        "looks": looks,
    }
    return f"({shown.program.strip()})({json.dumps(told, ensure_ascii=False, separators=(',', ':'))})"


def said(notices: Sequence[str]) -> str:
    """Notices as they will stand between the controls and the map, for the eye alone."""
    return "".join(f'<p class="he-notice">{text(one)}</p>' for one in notices)


def _look(code: int, shown: FirstPicture) -> dict[str, object]:
    found: dict[str, object] = {"colour": shown.colours.get(str(code), PAPER)}
    found |= {"lines": HATCHES[code]} if code in HATCHES else {}
    return found | ({"dashed": True} if code in DASHED else {})


def _legend(shown: FirstPicture) -> str:
    codes, labels = shown.legend["codes"], shown.legend["labels"]
    blocks = "".join(
        f'<div><i style="background:{shown.colours[str(code)]}"></i>{text(label)}</div>'
        for code, label in zip(codes, labels, strict=True)
    )
    columns = f"grid-template-columns:repeat({len(labels)},1fr)"
    return f'<style>{_BLOCKS}</style><div class="blocks" style="{columns}">{blocks}</div>' if labels else ""


_HEAD = f"""<style>.he-head{{padding-top:7px;font-family:{FONT};color:{INK};-webkit-font-smoothing:antialiased}}
h1{{font-size:28px;line-height:32px;font-weight:700;margin:0;letter-spacing:-.2px}}
p{{font-size:16px;line-height:22px;margin:2px 0 0}}.he-sub{{font-size:14px;line-height:18px;color:{SECONDARY}}}
@media(max-width:{NARROW_BELOW}px){{h1{{font-size:24px;line-height:29px}}}}</style>"""
_BLOCKS = f""".blocks{{display:grid;max-width:440px;padding-top:16px;font:12px/15px {FONT};color:{INK};
text-align:center;box-sizing:border-box}}
i{{display:block;box-sizing:border-box;height:12px;border:1px solid {SECONDARY};border-width:1px 0;margin-bottom:3px}}
div>div:first-child i{{border-left-width:1px}}div>div:last-child i{{border-right-width:1px}}"""
_BAR = f"linear-gradient({ROW_RULE},{ROW_RULE})"
_CSS = f"""
.he-early{{position:absolute;inset:{NAVIGATION_HEIGHT}px 0 0;z-index:900;overflow:hidden auto;pointer-events:none;
background:{PAPER}}}
.he-early-page{{display:grid;grid-template-columns:{MAP_WIDTH}fr {CARD_WIDTH}fr;gap:0 20px;align-content:start;
padding:0 {MARGIN}px;min-height:{PAGE_HEIGHT}px;box-sizing:border-box}}
.he-early-page>*{{grid-column:1/-1;min-width:0}}
.he-early-controls{{margin-top:24px;height:{CONTROL_HEIGHT}px;background:{ROW_RULE}}}
.he-early-notices:not(:empty){{margin-top:9px}}
.he-early-page>.he-early-map{{grid-area:4/1;margin-top:9px;height:{MAP_HEIGHT}px;background:{SEA}}}
.he-early-map canvas{{display:block;width:100%;height:100%}}
.he-early-page>.he-early-card{{grid-area:4/2;margin-top:9px;height:{MAP_HEIGHT}px;box-sizing:border-box;
border:1px solid {RULE};border-top:3px solid {ACCENT};background:{_BAR} 18px 18px/46% 18px no-repeat,
{_BAR} 18px 52px/34% 38px no-repeat,{_BAR} 18px 112px/78% 12px no-repeat,{_BAR} 18px 136px/64% 12px no-repeat}}
.he-early-page>.he-early-legend{{grid-area:5/1;margin-top:6px}}
#root:has(.he-head)~.he-early{{background:none}}
#root:has(.he-head)~.he-early :is(.he-early-head,.he-early-controls,.he-early-notices,
.he-early-card){{visibility:hidden}}
.stMain:not(:has(.he-notice)) [data-testid="stMainBlockContainer"]>[data-testid="stVerticalBlock"]:before{{content:"";
grid-area:4/1/5/-1;height:var(--he-notices,0)}}
#root:has(.he-box)~.he-early{{display:none}}
@media(max-width:{NARROW_BELOW}px){{.he-early{{top:{NARROW_NAVIGATION}px}}
.he-early-page{{grid-template-columns:minmax(0,1fr);padding:0 {NARROW_MARGIN}px}}
.he-early-controls{{margin-top:10px;height:44px}}.he-early-page>.he-early-map{{margin-top:16px}}
.he-early-page>.he-early-legend{{margin-top:12px}}.he-early-page>.he-early-card{{display:none}}}}
@media print{{.he-early{{display:none}}}}
"""


def first_picture_css() -> str:
    """The style sheet of the places that the parts take, in a `<style>` element."""
    return f"<style>{_CSS}</style>"
