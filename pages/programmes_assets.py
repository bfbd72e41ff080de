"""What is being done here, by whom, and what was promised by when? Programmes and assets, never ranked."""

from datetime import date

from pages.parts.asking import address
from pages.parts.programmes import adding, question
from pages.parts.programmes.pieces import pieces
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet

defaults = question.landing()
asked, notices = question.resolved(address.read(defaults))
made = pieces(asked, date.today().isoformat())

frame.top(made.head, download=made.csv)
question.control_row(asked)
sheet(made.sheet, key="programmes", kind="he-programmes-sheet")
adding.adding(empty=not made.csv)
frame.notices(notices)

address.write(question.parameters(asked), defaults)
