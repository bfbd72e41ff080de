"""Compared with whom? Similar areas elsewhere: how alike, the difference, its change, and where to try next."""

from pages.parts.asking import address
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet
from pages.parts.similar import asking, question
from pages.parts.similar.pieces import pieces

defaults = question.landing()
asked, notices = question.resolved(address.read(defaults))
made = pieces(asked)

frame.top(made.head, download=made.csv)
asking.control_row(asked)
sheet(made.sheet, key="similar", kind="he-similar-sheet", on_act=asking.act)
frame.notices(notices)

address.write(made.parameters, defaults)
