"""Which areas differ beyond chance? Ranked, in a heat table, a funnel, boxes by period or beside another measure."""

import streamlit as st

from pages.parts.asking import address, own_choice
from pages.parts.asking.selection import NO_AREA
from pages.parts.compare import boxes, question
from pages.parts.compare.linked_sheet import linked_sheet
from pages.parts.compare.pieces import pieces
from pages.parts.showing import frame

defaults = question.landing()
asked, notices = question.resolved(address.read(defaults))
made = pieces(asked)
own_choice.settle(asked.selection)


def choose_area() -> None:
    """An area chosen in the map, the figure or the table."""
    address.ask("area", st.session_state["compare"].area or NO_AREA)


def choose_area_beside() -> None:
    """The chosen area was cleared on its card."""
    address.ask("area", st.session_state["chosen"].area or NO_AREA)


def order_table() -> None:
    """The table was put in another order by one of its heads."""
    sort, _, descending = (st.session_state["compare"].order or "").partition(",")
    address.ask("sort", sort)
    address.ask("order", question.DESCENDING if descending == "1" else "")


frame.top(made.head, download=made.csv)
boxes.control_row(asked)
boxes.view_row(asked, areas=made.areas)
linked_sheet(made.sheet, key="compare", order=made.order, on_area_change=choose_area, on_order_change=order_table)
linked_sheet(made.card, key="chosen", on_area_change=choose_area_beside)
frame.notices((*notices, *made.notices))

address.write(made.parameters, defaults)
