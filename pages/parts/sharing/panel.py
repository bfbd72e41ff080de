"""What can be handed out of a view: its short link or the reason for a long one, its picture, its address to embed.

Not here: the letters (`short_link`), HTML (`charts.sharing.share_sheet`), the network (`serving.sharing_routes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from charts.sharing.share_sheet import Share
from pages.parts.asking import address
from pages.parts.own import own_work
from pages.parts.sharing import short_link
from pages.parts.showing import navigation
from pages.parts.taking import figures

LOCAL_ONLY = (
    "Your own footprint is too long for a link and lives in this browser alone, so a link to this view would not show "
    "it to anybody else. Save the footprint as a file on the page Footprints and send that."
)
NO_PICTURE = ("deck",)  # pages without a figure of their own


def asked_of(page: str, given: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a view that are worth handing on: not the step of a presentation."""
    return {name: value for name, value in given.items() if name != address.PRESENT}


def shared(page: str, given: Mapping[str, str], *, root: str) -> Share:
    """What is handed out of a view.

    Parameters
    ----------
    page
        Path of the page, "" for the map.
    given
        Parameters of its address.
    root
        Where the server is: origin and base path, without a slash at the end.

    Raises
    ------
    ValueError
        One sentence, where the view cannot be shared.
    """
    if page not in {one.path for one in navigation.PAGES}:
        raise ValueError("There is no such page.")
    asked = asked_of(page, given)
    if asked.get("own") == own_work.LOCAL:
        raise ValueError(LOCAL_ONLY)
    named = _figures(page, asked)
    embed = "" if page in NO_PICTURE else f"{root}/embed?{urlencode({'of': page or 'map'} | asked)}"
    try:
        letters = short_link.shortened(page, asked)
    except short_link.TooLongError as why:
        return Share(root + short_link.address(page, asked), str(why), "", embed, named)
    return Share(f"{root}/s/{letters}", "", f"{root}/r/qr.svg?letters={letters}", embed, named)


def _figures(page: str, asked: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Name and words of the figures that can stand alone; none where there are none."""
    try:
        found = figures.taken(f"/{page}", urlencode(asked))
    except ValueError:
        return ()
    return tuple((one.name, one.name.replace("-", " ").capitalize()) for one in found)
