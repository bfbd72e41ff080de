"""Is it changing, and since what? The trend page: lines over time on the members of the time, or on today's."""

from pages.parts.asking import address
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet
from pages.parts.trend import trend_controls, trend_selection
from pages.parts.trend.trend_pieces import pieces

defaults = trend_selection.landing()
chosen, notices = trend_selection.resolved(address.read(defaults))
made = pieces(chosen)
trend_selection.settle(chosen)

frame.top(made.head, download=made.csv)
trend_controls.control_row(chosen)
sheet(made.sheet, key="trend", kind="he-trend-sheet")
frame.notices(notices)

address.write(made.parameters, defaults)
