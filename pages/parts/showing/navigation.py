"""The navigation line above every page: which pages there are, and the line as HTML.

It stands in the document itself (`serving.document.front_page`), outside Streamlit: it is there before any program has
run, and no rerun carries it. Lives here: pages, groups, links. Not here: how the line looks
(`charts.frame.navigation_style`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

BRAND = "Health equity"
LINE, ASK, FOOTPRINTS, ABOUT, ROOM = "", "Ask further", "Footprints", "About the figures", "In the room"
DECK, EMBED = "deck", "embed"
KEEP = '<button type="button" data-present="keep">Add to deck</button>'
IN_THE_ROOM = (
    '<button type="button" data-present="this" aria-keyshortcuts="P">Present</button>'
    '<button type="button" data-share>Share</button>'
    '<span role="status" class="he-kept"></span></div>'
)
ASKED_FOR = (
    '<div class="he-group"><button type="button" class="he-act he-narrow" data-share>Share this view</button>'
    '<button type="button" class="he-act" data-palette aria-pressed="false">Fingertips colours</button>'
    '<button type="button" class="he-act he-tour">Show the tour</button></div>'
)


@dataclass(frozen=True)
class PageLink:
    """One page: its script, its path in the address ("" is the start page), its word, and its group in the menu.

    Pages of the group `LINE` stand in the line itself, on a narrow screen in the menu with the others. Pages of one
    group stand next to each other.
    """

    script: str
    path: str
    title: str
    group: str = LINE


PAGES = (
    PageLink("area_map.py", "", "Map"),
    PageLink("board_view.py", "board", "Board"),
    PageLink("deprivation_gradient.py", "gradient", "Gradient"),
    PageLink("area_comparison.py", "compare", "Compare"),
    PageLink("area_profile.py", "area", "Area profile"),
    PageLink("trend_over_time.py", "trend", "Trend"),
    PageLink("similar_places.py", "similar", "Similar places", ASK),
    PageLink("unusual_change.py", "signals", "Signals", ASK),
    PageLink("programmes_assets.py", "programmes", "Programmes", ASK),
    PageLink("footprint_builder.py", "footprints", "Footprints", FOOTPRINTS),
    PageLink("boundary_misfit.py", "misfit", "Boundary misfit", FOOTPRINTS),
    PageLink("decision_tier.py", "tier", "Which tier", FOOTPRINTS),
    PageLink("definitions_sources.py", "sources", "Definitions and sources", ABOUT),
    PageLink("own_data.py", "data", "Own figures, freshness", ABOUT),
    PageLink("presenter_deck.py", DECK, "Deck", ROOM),
)


def embedded(name: str) -> PageLink:
    """The page that stands alone in another site's frame: "map" and what there is none of are the map."""
    return next((page for page in PAGES if page.path == name and name != DECK), PAGES[0])


def header(path: str) -> str:
    """The navigation line as HTML.

    Parameters
    ----------
    path
        The page that is current; a page of the menu is named in the line while it is current.
    """
    line = "".join(_link(page, path) for page in PAGES if page.group == LINE or page.path == path)
    groups = "".join(
        f'<div class="he-group{" he-narrow" if name == LINE else ""}">'
        f"{f'<p>{name}</p>' if name else ''}{''.join(_link(page, path) for page in pages)}</div>"
        for name, pages in groupby(PAGES, key=lambda page: page.group)
    )
    room = f'<div class="he-room">{"" if path == DECK else KEEP}{IN_THE_ROOM}'
    return (
        f'<header class="he-top"><span class="he-brand">{BRAND}</span><nav aria-label="Pages">'
        f'<div class="he-line">{line}</div><details class="he-more"><summary><span class="he-wide">More pages</span>'
        f'<span class="he-narrow">Pages</span></summary>'
        f'<div class="he-menu">{groups}{ASKED_FOR}</div></details></nav>{room}</header>'
    )


def _link(page: PageLink, current: str) -> str:
    mark = ' aria-current="page"' if page.path == current else ""
    return f'<a href="./{page.path}" target="_self"{mark}>{page.title}</a>'
