"""The panel "Share this view": short link, picture for the room, code to put the view on another page.

Lives here: its HTML, and the page for letters that are no link. Not here: how it looks (`charts.sharing.share_style`),
what its buttons do (`static/share`), the links themselves (`pages.parts.sharing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.markup import text
from charts.sharing.share_style import page_css

STILL, LIVE = "still", "live"
LOOKS = {
    STILL: ("Still", "a picture with its title, sentence and source; it never changes and needs no script"),
    LIVE: ("Live", "the reader can change what is shown, point at it and choose in it"),
}
SIZES = {"760x640": "Column, 760 by 640", "1120x720": "Wide, 1120 by 720", "360x640": "Telephone, 360 by 640"}
WHOLE_WIDTH = "100%x640"


@dataclass(frozen=True)
class Share:
    """What can be handed out of a view.

    Attributes
    ----------
    link : str
        Whole address to copy: the short one, else the full one.
    why : str
        Why the link is not short; "" for a short one.
    picture : str
        Address of the QR picture; "" where there is none.
    embed : str
        Whole address of the view alone, without `look`; "" where a page has nothing to embed.
    figures : sequence of (name, title)
        Figures that can stand alone as a picture.
    """

    link: str
    why: str
    picture: str
    embed: str
    figures: Sequence[tuple[str, str]] = ()


def panel(share: Share) -> str:
    """What stands in the panel below its title."""
    return _link(share) + _room(share) + _embed(share)


def refusal(words: str) -> str:
    """The panel where a view cannot be shared, with the reason."""
    return f'<p class="hs-why">{text(words)}</p>'


def _link(share: Share) -> str:
    kind = "Full link" if share.why else "Short link"
    why = f'<p class="hs-why">{text(share.why)}</p>' if share.why else ""
    return (
        f'<section><label for="hs-link">{kind}</label><div class="hs-row">'
        f'<input id="hs-link" readonly value="{text(share.link)}">'
        '<button type="button" data-copy="hs-link" data-said="Link copied.">Copy link</button></div>'
        f'{why}<p class="hs-note">It opens this view as it stands now, with its date, for everybody who can reach this '
        "server. Nothing is kept: the letters hold the view.</p></section>"
    )


def _room(share: Share) -> str:
    if not share.picture:
        return ""
    return (
        '<section class="hs-room">'
        f'<img src="{text(share.picture)}" width="132" height="132" alt="QR code of the short link">'
        "<div><h3>For the room</h3><p>People in the room point their telephones at it. While presenting, press "
        '<kbd>Q</kbd>.</p><button type="button" data-large>Show it large</button></div></section>'
    )


def _embed(share: Share) -> str:
    if not share.embed:
        return ""
    offered = {look: words for look, words in LOOKS.items() if look == LIVE or share.figures}
    looks = "".join(
        f'<label class="hs-choice"><input type="radio" name="look" value="{look}"{" checked" if not place else ""}>'
        f"<span><b>{name}</b>: {words}</span></label>"
        for place, (look, (name, words)) in enumerate(offered.items())
    )
    return (
        '<details class="hs-embed"><summary>Put it on another page</summary>'
        f'<form data-embed="{text(share.embed)}"><fieldset><legend>How</legend>{looks}</fieldset>'
        f'<div class="hs-pair">{_figures(share)}<label>Size<select name="size">{_sizes()}</select></label></div>'
        '<label for="hs-code">Code to paste</label>'
        '<textarea id="hs-code" readonly rows="4" spellcheck="false"></textarea>'
        '<button type="button" data-copy="hs-code" data-said="Code copied.">Copy code</button></form>'
        '<h3>Preview</h3><div class="hs-preview" data-preview></div></details>'
    )


def _sizes() -> str:
    options = [f'<option value="{size}">{words}</option>' for size, words in SIZES.items()]
    return "".join([*options, f'<option value="{WHOLE_WIDTH}">As wide as the page, 640 high</option>'])


def _figures(share: Share) -> str:
    if len(share.figures) < 2:
        return ""
    options = "".join(f'<option value="{text(name)}">{text(title)}</option>' for name, title in share.figures)
    return f'<label data-still>Figure<select name="figure">{options}</select></label>'


def wrong_link(letters: str, why: str, *, home: str) -> str:
    """The document for letters that are no link: what was read, why it is none, ways on.

    Parameters
    ----------
    letters, why
    home
        Address of the start page.
    """
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>No such short link - Health equity</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{page_css()}</style></head><body><main><h1>This short link cannot be read</h1>"
        f'<p class="letters">{text(letters[:80])}</p><p>{text(why)} The last letters of the address hold the whole '
        "view, so none can be guessed.</p><ul><li>Copy the link again, or point at its QR picture.</li>"
        "<li>If you typed it: short links have the digits 1 to 9 and the letters a to z without i, l, o and u.</li>"
        f'<li><a href="{text(home)}">Begin on the map</a> and choose what you want to see.</li></ul>'
        "</main></body></html>"
    )
