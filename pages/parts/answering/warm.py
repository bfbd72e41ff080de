"""Work done before the first reader comes: the landing view and everything it imports."""

from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.asking import controls, resolution, selection
from pages.parts.showing.pieces import pieces


def landing() -> None:
    """Make the landing view's pieces and choices; a pack that cannot be opened has none."""
    if opened_pack.state().faults:
        return
    chosen, _ = resolution.resolved(selection.landing())
    pieces(chosen)
    controls.choices(chosen)
    view.shown(chosen)
