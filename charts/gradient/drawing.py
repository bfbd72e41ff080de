"""Small pieces of every figure of the gradient page. Lives here: a text. Not here: the figures."""

from __future__ import annotations

from charts.markup import text
from charts.theme import PAPER, SECONDARY


def words(at: tuple[float, float], said: str, **look: object) -> str:
    """A text of a figure: size 13 and quiet unless told otherwise (`size, fill, anchor, bold, halo`)."""
    style = {"size": 13, "fill": SECONDARY, "anchor": "start", "bold": False, "halo": False} | look
    halo = f' paint-order="stroke" stroke="{PAPER}" stroke-width="3.5" stroke-linejoin="round"' if style["halo"] else ""
    weight = ' font-weight="700"' if style["bold"] else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{style["size"]}" fill="{style["fill"]}" '
        f'text-anchor="{style["anchor"]}"{weight}{halo}>{text(said)}</text>'
    )
