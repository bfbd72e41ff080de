"""The deck's page as HTML: its buttons and the places that the browser fills; the deck stays in the browser.

Lives here: words and places. Not here: what the buttons do (`static/present/deck_page.mjs`),
`charts.presenting.deck_style`.
"""

from __future__ import annotations

TITLE = "Your deck for the room"
LEAD = "Saved views in an order. On any page, “Add to deck” keeps what you see; P shows it on the whole screen."
UNDER = "Kept in this browser only. Save it as a file to keep it safe, share it, or open it elsewhere."


KEYS = (
    "In a step, Alt and an arrow key move it. While presenting: arrows, Page Up, Page Down or Space step; Home and End "
    "go to the first and the last; N opens your notes in a second window; Esc leaves."
)
NONE = "No view is in the deck yet. Open a page, set it as you want to show it, and press “Add to deck” at the top."
_BUTTONS = (
    '<div class="hd-row">'
    '<button type="button" class="hd-first" data-present="deck" data-needs-steps>Present the deck</button>'
    '<button type="button" data-export="deck.pptx" data-of="deck" data-needs-steps>PowerPoint slides</button>'
    '<button type="button" data-deck="save" data-needs-steps>Save as a file</button>'
    '<button type="button" data-deck="open">Open a file</button>'
    '<input class="hd-file" type="file" accept=".json,application/json" hidden aria-label="Deck file">'
    '<button type="button" data-deck="empty" data-needs-steps>Empty the deck</button>'
    '<label class="hd-name">Title of the deck<input class="hd-title" data-name="title" maxlength="200"></label></div>'
)
_SAID = (
    '<div class="hd-row hd-words"><p class="hd-said" role="status"></p>'
    '<button type="button" class="hd-undo" data-deck="undo" hidden>Undo</button></div>'
    '<p class="he-notice hd-off" role="alert" hidden></p><p class="he-notice hd-other" hidden></p>'
    '<div class="he-box he-error hd-faults" role="alert" tabindex="-1" hidden>'
    '<b></b><ul class="he-faults"></ul></div>'
)
_STEPS = f'<p class="hd-none" hidden>{NONE}</p><ol class="hd-steps"></ol><p class="hd-keys">{KEYS}</p>'


def sheet() -> str:
    """The page below its head."""
    return f'<div class="hd-deck">{_BUTTONS}{_SAID}{_STEPS}</div>'
