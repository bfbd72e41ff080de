"""What rose that should not have, and who acts? A ranked list of unusual rises, each with a response card."""

from datetime import date

from pages.parts.asking import address
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet
from pages.parts.signals import card_form, cards, question
from pages.parts.signals.pieces import pieces

defaults = question.landing()
asked, notices = question.resolved(address.read(defaults))
every, refused = cards.kept()
made = pieces(asked, every, refused=refused, today=date.today().isoformat())

frame.top(made.head, download=made.csv)
question.control_row(asked)
sheet(made.sheet, key="signals", kind="he-signals-sheet")
card_form.card_form(made.card, every)
frame.notices((*notices, *made.notices))

address.write(question.parameters(asked), defaults)
