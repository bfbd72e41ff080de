"""Who is left behind? A measure by deprivation: groups, gap, slope, whose fifth is meant, people, places."""

from pages.parts.asking import address
from pages.parts.gradient import question
from pages.parts.gradient.gradient_pieces import pieces
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet

defaults = question.landing()
asked, notices = question.resolved(address.read(defaults))
made = pieces(asked)

frame.top(made.head, download=made.csv)
question.control_row(asked)
sheet(made.sheet, key="gradient", kind="he-gradient-sheet")
frame.notices((*notices, *made.notices))

address.write(made.parameters, defaults)
