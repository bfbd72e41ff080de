"""How do I show it in the room? The deck: saved views in an order, with titles and notes, kept by the reader."""

from charts.frame import head
from charts.presenting import deck_sheet
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet

frame.top(head.head_html(deck_sheet.TITLE, deck_sheet.LEAD, under=deck_sheet.UNDER), download="")
sheet(deck_sheet.sheet(), key="deck", kind="he-deck-sheet")
