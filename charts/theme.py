"""Every colour, ramp and size of the product, and the look handed to Streamlit; nothing else may hold one.

Lives here: constants of the design and the colour of each class. Not here: the page's style sheet
(`charts.frame.style`).
"""

from __future__ import annotations

from data.schema import Polarity
from equity.comparing.comparison import Comparison

INK, SECONDARY, ACCENT = "#0B0C0C", "#505A5F", "#12436D"
WORSE, ORANGE_TEXT, SECOND_LINE = "#C75000", "#A33A00", "#801650"
CONTROL_EDGE, BACKGROUND_DOT = "#6F777B", "#8A9399"
RULE, ROW_RULE, SEA, LAND, COAST = "#D9DDE0", "#E7EBEE", "#F3F5F6", "#FFFFFF", "#C9CFD3"
PAPER, SELECTED_ROW, SIMILAR = "#FFFFFF", "#EEF2F6", "#F3F2F1"
SIMILAR_FILL = "#DEDCD9"  # of a whole area: tellable from white without colours too
LANE_FILLS = ("#F0F2F4", "#E7EBEE", "#D3DAE0", "#BFC9D2")  # oldest to newest span of a lane
PROJECTOR_FILL = "#003078"
NEED_FILL = "#FFF4D6"  # behind what a reader must not overlook
SET_FILL, OTHER_SET_FILL, OUTSIDE_FILL = "#7FB0D6", "#FCEDE1", "#DFE4E8"  # areas in a set, in another, in none

WORSE_TINT, BETTER_TINT = "#FBE6D6", "#D9E6F1"  # behind a mark and its number, never alone

LEVEL_RAMP = ("#CDE594", "#80C6A3", "#1F9EB7", "#186290", "#080C54")  # low to high need
PURPLE_RAMP = ("#E4DDFF", "#CBBEF4", "#AA90EC", "#8B60E2", "#6B33C3")  # low to high, no judgement
PROJECTOR_RAMP = ("#DCEBC0", "#7FC3B6", "#2A8FB0", "#0F4C81", "#02052E")  # wider steps for a washed-out screen
PROJECTOR_PURPLE = ("#F1EDFF", "#B9A6F2", "#8A5FE6", "#5B22B8", "#2A0A5E")
MUCH_BETTER, JUST_BETTER, JUST_WORSE, MUCH_WORSE = "#003078", "#5694CA", "#F5A36B", ORANGE_TEXT  # 99.8 %, 95 %, same
LOWER_FILL, HIGHER_FILL = PURPLE_RAMP[1], PURPLE_RAMP[4]
# On request: what readers of Fingertips are used to; green darker, red lighter than there, for grey prints.
FINGERTIPS = {
    Comparison.BETTER: "#004D2A",
    Comparison.SIMILAR: "#FFDD00",
    Comparison.WORSE: "#E2452F",
    Comparison.LOWER: "#5694CA",
    Comparison.HIGHER: "#003078",
}
FINGERTIPS_MUCH = {  # beyond 99.8 % too, on a map
    Comparison.BETTER: "#A3B565",
    Comparison.WORSE: "#5C0A02",
    Comparison.LOWER: "#AFCFE5",
    Comparison.HIGHER: "#1D70B8",
}
FINGERTIPS_TINTS = {Comparison.BETTER: "#C4DED3", Comparison.SIMILAR: "#FFF5BB", Comparison.WORSE: "#F6C6BF"}
# On a washed-out screen each colour gives way to a stronger one: text and lines darker, steps of a ramp wider.
PROJECTOR = {
    SECONDARY: INK,
    ACCENT: PROJECTOR_FILL,
    WORSE: ORANGE_TEXT,
    CONTROL_EDGE: "#3A4145",
    BACKGROUND_DOT: SECONDARY,
    COAST: BACKGROUND_DOT,
    RULE: "#A3ABB0",
    ROW_RULE: "#C4CBD0",
    SEA: "#E4E9EC",
    SET_FILL: "#5A98CB",
    OUTSIDE_FILL: "#E4E9EC",
    **dict(zip(LEVEL_RAMP, PROJECTOR_RAMP, strict=True)),
    **dict(zip(PURPLE_RAMP, PROJECTOR_PURPLE, strict=True)),
}

FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
MARGIN, NARROW_MARGIN, NARROW_BELOW = 24, 16, 700
CONTROL_HEIGHT, NAVIGATION_HEIGHT, RADIUS, FOCUS_WIDTH = 32, 36, 4, 3
MAP_WIDTH, MAP_HEIGHT, GAP, CARD_WIDTH, LEGEND_HEIGHT = 836, 480, 20, 376, 46

_SPREAD = {1: (2,), 2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


def class_colours(classes: int, polarity: Polarity, *, projector: bool = False) -> dict[str, str]:
    """Colour of each level class, keyed by class code as text ("0" is the lowest value).

    Dark is where attention is needed: the low end where high is good, the high end where low is good. Without a
    direction the purple ramp is used, darker for higher.

    Parameters
    ----------
    classes : int
        1 to 5.
    polarity : Polarity
    projector : bool
        Wider steps, for a washed-out screen.
    """
    polarity = Polarity(polarity)
    ramp = PURPLE_RAMP if polarity == Polarity.NONE else PROJECTOR_RAMP if projector else LEVEL_RAMP
    chosen = [ramp[place] for place in _SPREAD[classes]]
    if polarity == Polarity.HIGH_IS_GOOD:
        chosen.reverse()
    return {str(code): colour for code, colour in enumerate(chosen)}


def comparison_colours(*, two_limits: bool = False) -> dict[str, str]:
    """Colour of each class of the colouring against a benchmark, keyed by class code as text.

    With two limits an area beyond 95 % only is lighter than one beyond 99.8 %.
    """
    if two_limits:
        lighter = {"20": JUST_BETTER, "22": JUST_WORSE, "24": PURPLE_RAMP[1], "25": PURPLE_RAMP[3]}
        darker = {"26": MUCH_BETTER, "27": MUCH_WORSE, "28": PURPLE_RAMP[2], "29": PURPLE_RAMP[4]}
        return comparison_colours() | lighter | darker
    return {
        "20": ACCENT,
        "21": SIMILAR_FILL,
        "22": WORSE,
        "23": PAPER,
        "24": LOWER_FILL,
        "25": HIGHER_FILL,
    }


def streamlit_theme() -> dict[str, object]:
    """The [theme] table of Streamlit's config.toml."""
    return {
        "base": "light",
        "primaryColor": ACCENT,
        "backgroundColor": PAPER,
        "secondaryBackgroundColor": PAPER,
        "textColor": INK,
        "linkColor": ACCENT,
        "linkUnderline": True,
        "borderColor": CONTROL_EDGE,
        "dataframeBorderColor": RULE,
        "showWidgetBorder": True,
        "baseRadius": f"{RADIUS}px",
        "buttonRadius": f"{RADIUS}px",
        "baseFontSize": 16,
        "font": FONT,
        "headingFont": FONT,
        "headingFontSizes": ["28px", "20px", "17px", "16px", "14px", "13px"],
        "headingFontWeights": [700, 700, 700, 700, 700, 700],
    }
