"""Small pieces of the gradient page's figures. Lives here: a text, the box of a plot. Not here: the figures."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Box:
    """The plot's edges in pixels and its ticks."""

    width: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: tuple[float, ...]
    high: float

    @property
    def narrow(self) -> bool:
        """A phone's drawing."""
        return self.width < 500

    def x(self, share: float) -> float:
        """Pixels of a share of people."""
        return self.left + share * (self.right - self.left)

    def y(self, value: float) -> float:
        """Pixels of a value."""
        return self.bottom - (value - self.ticks[0]) / (self.high - self.ticks[0]) * (self.bottom - self.top)
