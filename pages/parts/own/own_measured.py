"""What a measure changes on the footprint page: its own box and the card. The rest of the page does not run for it.

Lives here: the one fragment of the product. It reads and writes the address as a page does; the map, the boxes of the
builder and the tables stay as they are. Not here: what stands on the card (`own_pieces`).
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.schema import POOL
from pages.parts.asking import address, controls, resolution, selection
from pages.parts.asking.selection import Selection
from pages.parts.own import own_pieces, own_work
from pages.parts.showing import frame


def chosen(asked: dict[str, str]) -> tuple[Selection, tuple[str, ...]]:
    """The view that the page's parameters ask for, with its notices."""
    return resolution.resolved(selection.landing() | own_work.shared(asked))


def view_controls(on: str, *, card: DeltaGenerator, foot: DeltaGenerator, notices: tuple[str, ...]) -> None:
    """The measure, and the date on which systems are looked at.

    Parameters
    ----------
    on
        The date.
    card, foot
        Where the card and the notices stand.
    notices
        What is said whatever the measure.
    """
    _measured(card, foot, notices)
    controls.date_box(on, "Systems as on")


@st.fragment
def _measured(card: DeltaGenerator, foot: DeltaGenerator, notices: tuple[str, ...]) -> None:
    asked = address.read(own_work.landing())
    view, said = chosen(asked)
    work, words = own_work.work(), controls.choices(view)
    controls.box("Measure", "indicator", value=view.indicator, words=words.indicator)
    if any(POOL in period for period in words.period):  # what is small in a year may be shown over three
        controls.box("Period", "period", value=view.period, words=words.period)
    parameters = own_work.parameters(asked, work)
    with card:
        shown = own_pieces.summary(work.present, view)
        file, asks = own_pieces.file_address(shown, parameters), own_pieces.elsewhere(work.present, parameters)
        st.html(own_pieces.card(shown, view, file=file, asked=asks))
    with foot:
        frame.notices((*notices, *said))
    address.write(parameters, own_work.landing())
