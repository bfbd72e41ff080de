"""The words beside the settings of an added indicator: labels, short help, what a rule for small numbers does.

Lives here: words. Not here: the settings and their faults (`data.adding.settings`).
"""

from __future__ import annotations

# What may be done about small numbers: the rule of the one gate, and what a reader is told it does.
RULES = {
    "small4": "Counts of 1 to 4 are not shown",
    "small7": "Counts of 1 to 7 are not shown",
    "small7_round5": "Counts of 1 to 7 are not shown, others are rounded to the nearest 5",
    "none": "Every count is shown as it is",
}
ACCEPTED = "none"
HELP = {
    "name": "What was measured, as a board member would say it: Smoking at the time of birth.",
    "short_name": "In two or three words, for boxes and tiles.",
    "definition": "Who is counted, out of whom, and when. It stands on the page of definitions.",
    "lens": "Where it stands on the board: outcomes, quality of services, or finance. Context is not judged.",
    "value_type": "How the value is made. Only shares, rates of events and counts can be added up for a footprint.",
    "unit": "What stands behind the number: %, per 100,000, minutes.",
    "multiplier": "What count divided by people is multiplied by: 100 for per cent, 100000 for a rate per 100,000.",
    "decimals": "How many decimals are shown.",
    "polarity": "Whether a high value is good, a low one is, or neither. It decides the colours of better and worse.",
    "people": "Out of whom, in words: women who gave birth. Sentences are made of it.",
    "numerator_name": "What was counted, as the end of a sentence: smoked when they gave birth.",
    "publisher": "Who made the figures: a trust, a council, your own team.",
    "title": "Of which report, extract or return.",
    "licence": "Who may use them: Open Government Licence v3.0, or: only within our system.",
    "published": "The day the figures are from: 2026-05-31.",
    "url": "Where they can be read, if anywhere: an http address, or nothing.",
    "owner": "Who answers for the figures here. Every page says: added by them, not official.",
    "release_rule": "Small counts may let somebody be recognised. The rule holds on every page and in every file.",
    "reason": "Why small counts may be shown as they are: who decided it, and where that is written.",
}
LABELS = {
    "name": "Name",
    "short_name": "Short name",
    "definition": "Definition",
    "lens": "Lens",
    "value_type": "Kind of value",
    "unit": "Unit",
    "multiplier": "Multiplied by",
    "decimals": "Decimals",
    "polarity": "Which way is better",
    "people": "Out of whom",
    "numerator_name": "What was counted",
    "publisher": "Publisher",
    "title": "Title of the source",
    "licence": "Licence",
    "published": "Date of the figures",
    "url": "Address of the source",
    "owner": "Added by",
    "release_rule": "Small numbers",
    "reason": "Why small counts are shown",
}
