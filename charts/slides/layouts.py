"""The slides' own template: 16:9, one master with its theme, and layouts whose every place is a placeholder.

A board's own template takes over: all stands in placeholders, colours and letters are the theme's.
Lives here: where everything stands (px of 1280 x 720) and the XML of master and layouts. Not here: what stands there.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Show

from charts.theme import (
    ACCENT,
    BACKGROUND_DOT,
    INK,
    ORANGE_TEXT,
    PAPER,
    PROJECTOR_FILL,
    RULE,
    SEA,
    SECOND_LINE,
    SECONDARY,
    WORSE,
)

PX = 9525  # English Metric Units in a pixel of a slide 1280 wide
POINTS = 0.75  # points in such a pixel
WIDE, HIGH, LEFT, INSIDE = 1280, 720, 56, 1168
TITLE, SENTENCE, FOOT = 36, 20, 13.5  # px
LANGUAGE, FAMILY = "en-GB", "Arial"
ABOVE, BESIDE, ABOVE_LONG, BESIDE_LONG = (
    "Figure",
    "Figure and words",
    "Figure, long title",
    "Figure and words, long title",
)
OPENING, TABLE, TABLE_LONG, WORDS = "Title", "Table", "Table, long title", "Words"
PICTURE_AT, SENTENCE_AT, SOURCE_AT, TABLE_AT, NUMBER_AT = 13, 1, 14, 15, 12  # idx of the placeholders
TABLE_STYLE = "{5F0C4E1B-7A3D-4C52-9B68-2E1A6D40C7F3}"  # our own: rules between rows, in the theme's colours
LONGER = 44  # px that a second line of the title takes

_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_COLOURS = {"dk1": INK, "lt1": PAPER, "dk2": SECONDARY, "lt2": SEA, "accent1": ACCENT, "accent2": WORSE}
_COLOURS |= {"accent3": SECOND_LINE, "accent4": BACKGROUND_DOT, "accent5": PROJECTOR_FILL, "accent6": ORANGE_TEXT}
_COLOURS |= {"hlink": ACCENT, "folHlink": SECOND_LINE}


@dataclass(frozen=True)
class Box:
    """A place on a slide, px."""

    x: float
    y: float
    w: float
    h: float


def boxes(name: str) -> dict[str, Box]:
    """Where title, sentence, picture, table and source stand on a layout."""
    more = LONGER if name in (ABOVE_LONG, BESIDE_LONG, TABLE_LONG) else 0
    places = {"title": Box(LEFT, 38, INSIDE, 50 + more), "source": Box(LEFT, 642, INSIDE - 64, 62)}
    top = 96 + more
    if name in (ABOVE, ABOVE_LONG):
        places |= {"sentence": Box(LEFT, top, INSIDE, 54), "picture": Box(LEFT, top + 62, INSIDE, 628 - top - 62)}
    elif name in (BESIDE, BESIDE_LONG):
        places |= {"picture": Box(LEFT, top, 804, 628 - top), "sentence": Box(LEFT + 828, top, 340, 628 - top)}
    elif name in (TABLE, TABLE_LONG):
        places |= {"table": Box(LEFT, top, INSIDE, 500 - more), "sentence": Box(LEFT, 602, INSIDE, 30)}
    elif name == WORDS:
        places |= {"sentence": Box(LEFT, 104, INSIDE, 524)}
    else:
        places = {"title": Box(LEFT, 180, INSIDE, 180), "sentence": Box(LEFT, 380, INSIDE, 200)}
    return places


def blank() -> Show:
    """A presentation without slides, with the template."""
    show = Presentation()
    show.slide_width, show.slide_height = WIDE * PX, HIGH * PX
    show.element.find(f"{_P}sldSz").attrib.pop("type", None)
    master = show.slide_master
    _themed(master.part.part_related_by(RT.THEME))
    show.part.part_related_by(RT.TABLE_STYLES)._blob = _table_styles().encode()
    _refilled(master.element, _master_shapes())
    styles = master.element.find(f"{_P}txStyles")
    styles.getparent().replace(styles, parse_xml(_text_styles()))
    names = (OPENING, ABOVE, ABOVE_LONG, BESIDE, BESIDE_LONG, TABLE, TABLE_LONG, WORDS)
    layouts = list(show.slide_layouts)
    for name, layout in zip(names, layouts, strict=False):
        root = layout.element
        root.attrib.pop("type", None)
        root.set("type", "title") if name == OPENING else root.set("userDrawn", "1")
        root.find(f"{_P}cSld").set("name", name)
        _refilled(root, _layout_shapes(name))
    for spare in layouts[len(names) :]:
        show.slide_layouts.remove(spare)
    for node in show.element.iter(f"{_A}defRPr"):
        if node.get("lang"):
            node.set("lang", LANGUAGE)
    return show


def _themed(part: object) -> None:
    theme = etree.fromstring(part.blob)
    theme.set("name", "Health equity")
    colours = theme.find(f".//{_A}clrScheme")
    colours.set("name", "Health equity")
    for entry in colours:
        entry[:] = [etree.Element(f"{_A}srgbClr", val=_COLOURS[etree.QName(entry).localname].removeprefix("#"))]
    fonts = theme.find(f".//{_A}fontScheme")
    fonts.set("name", "Health equity")
    for latin in fonts.iter(f"{_A}latin"):
        latin.set("typeface", FAMILY)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _refilled(root: etree._Element, shapes: list[str]) -> None:
    """Put shapes in place of those of a master or layout."""
    tree = root.find(f"{_P}cSld/{_P}spTree")
    for old in tree[2:]:
        tree.remove(old)
    for number, shape in enumerate(shapes, 2):
        tree.append(parse_xml(shape.replace("NUMBER", str(number), 1)))


def _frame(box: Box) -> str:
    x, y, w, h = (round(one * PX) for one in (box.x, box.y, box.w, box.h))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def _shape(name: str, kind: str, *, box: Box, body: str, words: str = "") -> str:
    """A placeholder; `kind` are the attributes of its `p:ph`, `body` says how its text stands."""
    said = words or f'<a:p><a:r><a:rPr lang="{LANGUAGE}"/><a:t>{name}</a:t></a:r></a:p>'
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="NUMBER" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></p:spPr><p:txBody>{body}{said}</p:txBody></p:sp>"
    )


def _body(anchor: str, style: str = "") -> str:
    return (
        f'<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle>"
    )


def _level(size: float, *, bold: bool = False, colour: str = "tx1", align: str = "l") -> str:
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/><a:defRPr sz="{round(size * POINTS * 100)}" '
        f'b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


def _number() -> str:
    words = (
        '<a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t></a:fld></a:p>'
    )
    kind = f'type="sldNum" sz="quarter" idx="{NUMBER_AT}"'
    box = Box(WIDE - LEFT - 56, 684, 56, 20)
    return _shape("Slide number", kind, box=box, body=_body("b", _level(FOOT, align="r")), words=words)


def _strip(name: str, box: Box, colour: str) -> str:
    """A filled strip without words."""
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="NUMBER" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{colour}</a:solidFill>'
        f'<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{LANGUAGE}"/>'
        "</a:p></p:txBody></p:sp>"
    )


def _master_shapes() -> list[str]:
    at = boxes(WORDS)
    return [
        _strip("Bar", Box(0, 0, WIDE, 8), '<a:schemeClr val="accent1"/>'),
        _shape("Title", 'type="title"', box=at["title"], body=_body("t")),
        _shape("Words", 'type="body" idx="1"', box=at["sentence"], body=_body("t")),
        _number().replace(f'idx="{NUMBER_AT}"', 'idx="4"'),
    ]


def _layout_shapes(name: str) -> list[str]:
    at = boxes(name)
    if name == OPENING:
        return [
            _shape("Title", 'type="ctrTitle"', box=at["title"], body=_body("b", _level(48, bold=True))),
            _shape("Words", 'type="subTitle" idx="1"', box=at["sentence"], body=_body("t", _level(22))),
        ]
    size = {TABLE: 15, TABLE_LONG: 15, WORDS: 18, BESIDE: 24, BESIDE_LONG: 24}.get(name, SENTENCE)
    body = _body("ctr" if name in (TABLE, TABLE_LONG) else "t", _level(size))
    shapes = [_shape("Title", 'type="title"', box=at["title"], body=_body("t"))]
    shapes.append(_shape("Words", f'type="body" idx="{SENTENCE_AT}"', box=at["sentence"], body=body))
    for key, kind, place in (("picture", "pic", PICTURE_AT), ("table", "tbl", TABLE_AT)):
        if key in at:
            shapes.append(_shape(key.title(), f'type="{kind}" idx="{place}"', box=at[key], body=_body("t", _level(15))))
    if name != WORDS:
        foot = _body("t", _level(FOOT, colour="tx2"))
        shapes.append(_strip("Rule", Box(LEFT, 635, INSIDE, 1), f'<a:srgbClr val="{RULE.removeprefix("#")}"/>'))
        shapes.append(_shape("Source", f'type="body" sz="quarter" idx="{SOURCE_AT}"', box=at["source"], body=foot))
    return [*shapes, _number()]


def _table_styles() -> str:
    """Our style of table: bold heads over a strong rule, fine rules between rows."""

    def rule(name: str, size: float, *, colour: str) -> str:
        return f'<a:{name}><a:ln w="{round(size * PX)}"><a:solidFill>{colour}</a:solidFill></a:ln></a:{name}>'

    fine = f'<a:srgbClr val="{RULE.removeprefix("#")}"/>'
    text = '<a:fontRef idx="minor"/><a:schemeClr val="tx1"/>'
    whole = "".join(rule(name, 1, colour=fine) for name in ("bottom", "insideH"))
    head = rule("bottom", 2, colour='<a:schemeClr val="accent1"/>')
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a:tblStyleLst {_NS} def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Health equity"><a:wholeTbl><a:tcTxStyle>{text}</a:tcTxStyle>'
        f'<a:tcStyle><a:tcBdr>{whole}</a:tcBdr></a:tcStyle></a:wholeTbl><a:firstRow><a:tcTxStyle b="on">{text}'
        f"</a:tcTxStyle><a:tcStyle><a:tcBdr>{head}</a:tcBdr></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )


def _text_styles() -> str:
    """Letters of titles and words: of the theme, left, without bullets."""

    def style(tag: str, size: float, *, bold: bool = False) -> str:
        level = (
            f'<a:lvl1pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
            f'hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts '
            f'val="{0 if bold else 600}"/>'
            f'</a:spcBef><a:buNone/><a:defRPr sz="{round(size * POINTS * 100)}" b="{int(bold)}" kern="1200">'
            '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
            '<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>'
        )
        return f"<p:{tag}>{level}</p:{tag}>"

    styles = style("titleStyle", TITLE, bold=True).replace("+mn", "+mj") + style("bodyStyle", SENTENCE)
    return f"<p:txStyles {_NS}>{styles}{style('otherStyle', SENTENCE)}</p:txStyles>"
