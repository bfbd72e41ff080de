"""What the page of own figures says: who may add, what a file holds, what is wrong with it, what was added.

Lives here: HTML of finished words. Not here: reading a file (`data.adding`), widgets (`pages.parts.adding`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from charts.markup import text
from charts.words import period_words

TITLE = "Bring your own figures, and see how fresh the rest is"
LEAD = (
    "A sheet of your team becomes a measure on every page: map, board, trend, slides. It is marked as added by you and "
    "never mixed with official figures."
)
ALLOWED = "You may add figures here: this server runs on your own machine, or whoever runs it allows it."
CLOSED = (
    "Figures cannot be added on this server, because everybody can reach it: run the dashboard on your own machine, or "
    "ask whoever runs it to set OWN_DATA=allow."
)
NOTHING_YET = "Nothing has been added yet."
MOST_FAULTS = 200


def head() -> str:
    """Title and sentence of the page."""
    return f'<div class="he-head"><h1>{text(TITLE)}</h1><p class="he-lead">{text(LEAD)}</p></div>'


def faults_table(faults: Sequence[tuple[str, str, str, str]], *, csv: str) -> str:
    """Every fault as a row: row, column, what stands there, what to do; the whole list as a file.

    Parameters
    ----------
    faults : sequence of (row, column, value, message)
    csv : str
        A data address of the same list as CSV.
    """
    rows = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in one)}</tr>" for one in faults[:MOST_FAULTS])
    more = len(faults) - MOST_FAULTS
    rest = f"<p>{more:,} more are in the file.</p>" if more > 0 else ""
    many = f"{len(faults):,} thing{'s' if len(faults) > 1 else ''} to mend before it can be added"
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Row", "Column", "What stands there", "What to do"))
    link = f'<a href="{text(csv)}" download="faults.csv">All of them as a file (CSV)</a>'
    return (
        f'<div class="he-box he-error" role="alert"><b>{many}</b><div class="ha-scroll" tabindex="0" role="group" '
        f'aria-label="What to mend"><table class="ha-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{rest}<p>{link}</p></div>"
    )


def found(lines: Sequence[str]) -> str:
    """What was found in a file, line by line."""
    listed = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f'<div role="status"><ul class="ha-found">{listed}</ul></div>' if lines else ""


def first_rows(header: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str) -> str:
    """The beginning of a table as it was read."""
    heads = "".join(f'<th scope="col">{text(name)}</th>' for name in header)
    body = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="ha-scroll" tabindex="0" role="group" aria-label="{text(caption)}"><table class="ha-table">'
        f"<caption>{text(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def preview_head(name: str, period: str) -> str:
    """What the preview is of; the name is the reader's own text."""
    return f"<h2>Preview: {text(name)}, {text(period)}</h2>"


def withheld_words(small: int, others: int) -> str:
    """Why areas of a preview show no number: small ones, and those withheld so that nobody works the small ones out."""
    if not small and not others:
        return ""
    told = f"{small:,} area{'s have' if small != 1 else ' has'} a small number, which is not shown."
    if others:
        told += (
            f" {others:,} more {'are' if others != 1 else 'is'} withheld, though the number is not small: the totals "
            "of counties, boards or places are shown too, and whoever takes the shown areas from a total would be left "
            "with the small number. Larger areas, or several years added up, show more."
        )
    return f'<p class="ha-withheld">{text(told)}</p>'


def small_words(rows: int) -> str:
    """The warning about small numbers."""
    return (
        f'<div class="he-notice" role="status"><b>{rows:,} row{"s hold" if rows > 1 else " holds"} counts of 1 to 7.'
        "</b> So few people may be recognised. Choose a rule above; it holds on every page and in every file. If they "
        "may be shown as they are, say who decided it.</div>"
    )


def added_item(name: str, facts: Sequence[str], *, ways: Mapping[str, Mapping[str, str]]) -> str:
    """One added indicator: its name, facts about it, and links to the pages that show it.

    Parameters
    ----------
    ways : mapping of words to the parameters of a page; "" is the page's path
    """
    told = "".join(f"<li>{text(one)}</li>" for one in facts)
    links = ""
    for label, query in ways.items():
        asked = urlencode({key: value for key, value in query.items() if key})
        address = text(f"./{query.get('', '')}?{asked}")
        links += f'<a class="he-along" href="{address}" target="_self">{text(label)}</a>'
    return f'<div class="ha-item"><h3>{text(name)}</h3><ul>{told}</ul><p class="ha-go">{links}</p></div>'


def older_version(added: str, file: str, *, back: int) -> str:
    """What an older version is called: which one back, when it was added, from what file."""
    return f"{back} back: added {period_words(added)}, from {file}"


def also(base: str = ".") -> str:
    """Where own footprints and programmes are added."""
    return (
        '<p class="ha-also">A footprint of your own is drawn or read from a file on '
        f'<a class="he-along" href="{base}/footprints" target="_self">Footprints</a>. What was done where is added on '
        f'<a class="he-along" href="{base}/programmes" target="_self">Programmes</a>.</p>'
    )


def freshness(rows: Sequence[tuple[str, str, str, str, str]], *, late: int) -> str:
    """The official sources and when each is due again.

    Parameters
    ----------
    rows : sequence of (address, publication, published, read on, next due)
    late : int
        How many of them are overdue.
    """
    one = late == 1
    said = f"{late} of {len(rows)} {'is' if one else 'are'} overdue" if late else "None is overdue"
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Publication", "Published", "Read on", "Next due"))
    body = "".join(
        f'<tr><th scope="row"><a href="{text(address)}" target="_self">{text(name)}</a></th>'
        f"{''.join(f'<td>{text(cell)}</td>' for cell in rest)}</tr>"
        for address, name, *rest in rows
    )
    return (
        f"<h2>How fresh the official figures are</h2><p>{said}. New figures are fetched on "
        '<a href="./sources?show=sources" target="_self">Definitions and sources</a> where whoever runs this server '
        'allows it, or by a timer.</p><div class="ha-scroll" tabindex="0" role="group" '
        'aria-label="Official sources and when they are due"><table class="ha-table ha-fresh">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )
