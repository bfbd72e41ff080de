"""Work done before the first reader comes: the landing view and everything it imports."""

from pages.parts import controls, opened_pack, resolution, selection, view
from pages.parts.pieces import pieces


def landing() -> None:
    """Make the landing view's pieces and choices; a pack that cannot be opened has none."""
    if opened_pack.state().faults:
        return
    chosen, _ = resolution.resolved(selection.landing())
    pieces(chosen)
    controls.choices(chosen)
    view.shown(chosen)
