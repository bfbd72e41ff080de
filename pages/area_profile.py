"""How does this one area or footprint do on everything? Spine chart and table, people, access, teams, county."""

from pages.parts.asking import address
from pages.parts.profile import profile_question
from pages.parts.profile.profile_pieces import pieces
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet

defaults = profile_question.landing()
asked, notices = profile_question.resolved(profile_question.given(defaults))
made = pieces(asked)

frame.top(made.head, download=made.csv)
profile_question.control_row(asked)
sheet(made.sheet, key="profile", kind="he-profile-sheet")
frame.notices(notices)

address.write(made.parameters, defaults)
