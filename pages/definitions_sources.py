"""What does this number mean and where is it from? Measures, sources, footprints, changes and words."""

from pages.parts.asking import address
from pages.parts.refreshing.section import section as new_figures
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet
from pages.parts.sources import question
from pages.parts.sources.pieces import pieces

defaults = question.landing()
given = address.read(defaults)
asked, notices = question.resolved(given)
made = pieces(asked)

frame.top(made.head, download=made.csv)
question.control_row(asked)
sheet(made.sheet, key="sources", kind="he-sources-sheet")
frame.notices(notices)
new_figures()

address.write(question.parameters(asked, given), defaults)
