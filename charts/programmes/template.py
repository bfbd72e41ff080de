"""The file in which a reader records programmes: a template to fill in, with the places and measures of the pack.

Lives here: its text, the steps beside it, and what is said of a file. Not here: reading it (`data.programmes`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charts.markup import text

NAME = "programmes.toml"
ADD = "Add programmes from a file"
FAULTY = "Nothing was added: mend these and choose the file again"
ADVICE = "Each line names the programme and the field. The template shows how a field is written."
_HEAD = """# Programmes: what was done where, by whom, how many it reached, and what was promised by when.
# Fill in, take away what you do not know, and add as many blocks as there are programmes. Lines that begin with # are
# notes. Dates are written year-month-day. Every text stands in quotation marks.

[a-short-id]                              # small letters, digits and -, different for every programme
name = "Name of the programme"
place = "{place}"                         # an id of the list below, or a list of codes: ["E02005543", "E02005544"]
start = "2025-04-01"                      # first day
end = ""                                  # last day; "" while it goes on
owner = "Name of the body that runs it"
owner_kind = "voluntary sector"           # {owners}
about = "What is done, in one sentence."
note = ""                                 # what to know of the record: "only the month is known"
indicators = ["{measure}"]                # measures on whose trend the marker stands; [] for none
source = "Yearly report, 2026"            # who says so, with year
url = "https://example.org/report"        # where it can be read

[[a-short-id.reach]]                      # a count, never a rate; as many blocks as there are counts
who = "volunteers"
count = 480
period = "April 2025 to March 2026"
quality = "counted by the owner, rounded to ten"

[[a-short-id.deliverables]]               # something promised by a day; as many blocks as there are promises
title = "Information points at bus stops"
due = "2026-10-01"
status = "under way"                      # {statuses}
updated = "2026-08-01"                    # when the status was last looked at
"""


def template(
    places: Mapping[str, str], measures: Mapping[str, str], *, owners: Sequence[str], statuses: Sequence[str]
) -> str:
    """The text of the template: one programme to fill in, then the ids it can name.

    Parameters
    ----------
    places, measures : mapping of str
        Names by id; the first of each stands in the example.
    owners, statuses : sequence of str
        The words that may stand for a kind of owner and for the status of a deliverable.
    """
    head = _HEAD.format(
        place=next(iter(places)),
        measure=next(iter(measures)),
        owners=", ".join(owners),
        statuses=", ".join(statuses),
    )
    return f"{head}\n# Places of this pack\n{_listed(places)}\n# Measures of this pack\n{_listed(measures)}"


def _listed(words: Mapping[str, str]) -> str:
    width = max(map(len, words))
    return "".join(f"#   {code:<{width}}  {name}\n" for code, name in words.items())


def steps(href: str) -> str:
    """What to do, in three steps."""
    return (
        f'<ol class="hp-steps"><li><a href="{text(href)}" download>Download the template</a>: a text file with one '
        "programme to fill in and the ids of this pack’s places and measures.</li>"
        "<li>Fill in a block for each programme. A name, a place, a first day, an owner and a source are needed; "
        "reach, deliverables and the rest can be left out.</li>"
        "<li>Choose the file. It is checked as a whole: every fault is named at once, or its programmes are kept "
        "with this pack, for everybody who opens it. Choose a file with the same ids again to change them.</li></ol>"
    )


def added_words(names: list[str]) -> str:
    """What is said of a file that was taken."""
    return f"Added: {', '.join(names)}."
