"""How is our place doing, through three lenses? The board: tiles by lens, or the latest table of the areas."""

from pages.parts.asking import address
from pages.parts.board import board_question
from pages.parts.board.board_pieces import pieces
from pages.parts.showing import frame
from pages.parts.showing.sheet_component import sheet

defaults = board_question.landing()
asked, notices = board_question.resolved(address.read(defaults))
made = pieces(asked)

frame.top(made.head, download=made.csv)
board_question.control_row(asked, levels=made.levels, sorts=made.sorts)
sheet(made.sheet, key="board", kind="he-board-sheet")
frame.notices((*notices, *made.notices))

address.write(made.parameters, defaults)
