"""The programmes in words. Lives here: headline, lead, dates and ages. Not here: HTML (`charts.programmes.sheet`)."""

from __future__ import annotations

from charts.programmes.figures import DONE, Deliverable, ProgrammeBoard, Shown
from charts.words import period_words

NOT_RANKED = "Reach is what each owner counted, in its own way: it is not ranked, added up or made into a rate."
NONE_RECORDED = "Nobody has recorded one in this pack yet: fill in the template below and add it here."
MONTH = 30.44  # days


def finding(board: ProgrammeBoard) -> str:
    """The headline."""
    number = len(board.programmes)
    if not number:
        return f"No programme is recorded for {board.name}"
    late = sum(item.overdue for item in board.deliverables)
    end = f": {late} deliverable{'' if late == 1 else 's'} overdue" if late else ""
    return f"{number} programme{'' if number == 1 else 's'} in {board.name}{end}"


def lead(board: ProgrammeBoard) -> str:
    """One sentence under the headline."""
    if not board.programmes:
        if board.elsewhere:
            return f"{board.elsewhere} of other places are in this pack: choose another system or place."
        return NONE_RECORDED
    items = board.deliverables
    if not items:
        return NOT_RANKED
    done = sum(item.status == DONE for item in items)
    return f"{done} of {len(items)} deliverables are done. {NOT_RANKED}"


def subtitle(board: ProgrammeBoard) -> str:
    """What is listed, as on which day."""
    return f"Programmes and assets of {board.name}, in the order in which they began; as on {period_words(board.today)}"


def status_words(one: Shown) -> str:
    """How far what it promised has come and how old that is: "1 of 2 done, 1 overdue; last looked at 2 months ago"."""
    items = one.deliverables
    if not items:
        return "no deliverable is recorded"
    done, late = sum(item.status == DONE for item in items), sum(item.overdue for item in items)
    end = f", {late} overdue" if late else ""
    age = min(item.age for item in items)
    looked = f"{span_words(age)} ago" if age > 0 else "today"
    return f"{done} of {len(items)} deliverable{'' if len(items) == 1 else 's'} done{end}; last looked at {looked}"


def dates_words(one: Shown) -> str:
    """ "since 1 April 2025", "1 April 2025 to 31 March 2026"."""
    start = period_words(one.start)
    return f"{start} to {period_words(one.end)}" if one.end else f"since {start}"


def due_words(item: Deliverable) -> str:
    """How far the day lies away: "in 2 months", "overdue by 3 weeks"; for what is done only the day."""
    day = period_words(item.due)
    if item.overdue:
        return f"{day}, overdue by {span_words(-item.days_left)}"
    if item.status == DONE or item.days_left < 0:
        return day
    return f"{day}, in {span_words(item.days_left)}" if item.days_left else f"{day}, today"


def age_words(item: Deliverable) -> str:
    """When the status was last looked at, and how old that is."""
    ago = f"{span_words(item.age)} ago" if item.age > 0 else "today"
    return f"{period_words(item.updated)}, {ago}" + (": over six months old" if item.old else "")


def span_words(days: int) -> str:
    """ "1 day", "3 weeks", "7 months"."""
    if days < 14:
        return f"{days} day{'' if days == 1 else 's'}"
    if days < 61:
        return f"{round(days / 7)} weeks"
    return f"{round(days / MONTH)} months"
