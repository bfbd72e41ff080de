"""Two documents without a program: a page's numbers, each a link, and where one of them is from.

Lives here: their HTML. Not here: which numbers a page has (`pages.parts.origins`), the trace itself (`data.trace`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.markup import text
from charts.theme import ACCENT, FONT, INK, PAPER, RULE, SECONDARY

_CSS = f"""
*{{box-sizing:border-box}}body{{margin:0;background:{PAPER};color:{INK};font:16px/24px {FONT}}}
main{{max-width:1080px;margin:0 auto;padding:24px 20px 48px}}h1{{font-size:24px;line-height:32px;margin:8px 0}}
h2{{font-size:18px;line-height:26px;margin:24px 0 6px}}p{{margin:0 0 10px;max-width:75ch}}
a{{color:{ACCENT}}}a:focus-visible{{outline:3px solid {INK};outline-offset:2px}}
.wide{{overflow-x:auto}}table{{border-collapse:collapse;width:100%}}
th,td{{text-align:left;vertical-align:top;padding:6px 14px 6px 0;border-bottom:1px solid {RULE}}}
th{{font-weight:700}}td.n{{white-space:nowrap;font-variant-numeric:tabular-nums}}
dl{{display:grid;grid-template-columns:minmax(110px,170px) minmax(0,1fr);gap:6px 16px;margin:0}}
dt{{color:{SECONDARY}}}dd{{margin:0;overflow-wrap:anywhere}}ul{{margin:0;padding-left:20px}}li{{overflow-wrap:anywhere}}
@media(max-width:600px){{main{{padding:16px 14px 40px}}dl{{grid-template-columns:1fr;gap:0}}dd{{margin-bottom:10px}}
th,td{{padding-right:10px}}td.n{{white-space:normal}}
.wide :is(th,td):last-child{{position:sticky;right:0;background:{PAPER};padding:6px 0 6px 8px}}
a{{display:inline-block;min-height:24px}}}}
"""


FEW = 6  # rows up to which they stand above the publication


@dataclass(frozen=True)
class Number:
    """One number of a page as its file has it, and the address of where it is from ("" where there is none)."""

    area: str
    measure: str
    period: str
    value: str
    href: str


def numbers_document(
    title: str, numbers: Sequence[Number], *, back: str, which: str = "", ways: Sequence[tuple[str, str]] = ()
) -> str:
    """The list of a page's numbers.

    Parameters
    ----------
    title
        The page's name.
    back
        Address of the page, with its question.
    which
        Which of how many numbers these are, where they are not all.
    ways
        Words and address of the numbers before and after.
    """
    rows = "".join(
        f"<tr><td>{text(one.area)}</td><td>{text(one.measure)}</td><td>{text(one.period)}</td>"
        f'<td class="n">{text(one.value)}</td><td>{_link(one)}</td></tr>'
        for one in numbers
    )
    links = " ".join(f'<a href="{text(href)}">{text(words)}</a>' for words, href in ways)
    more = f"<p>{text(which)} {links}</p>" if which else ""
    empty = "<p>This view has no number of a measure. Go back and choose another.</p>" if not numbers else ""
    table = (
        '<div class="wide" tabindex="0" role="region" aria-label="Numbers of the page"><table><thead><tr>'
        "<th>Area</th><th>Measure</th><th>Period</th><th>Value</th><th>Where it is from</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )
    lead = "<p>Every number of this view. Choose one to see its file, row, checksum and licence.</p>"
    body = empty or f"{lead}{more}{table}{more}"
    return _document(f"Where the numbers are from: {title}", body, back=back)


def _link(one: Number) -> str:
    words = f'<span style="position:absolute;left:-9999px"> of {text(one.area)}, {text(one.measure)}</span>'
    return f'<a href="{text(one.href)}">File and row{words}</a>' if one.href else "see the method of the page"


def origin_document(
    title: str, facts: Sequence[tuple[str, str]], *, rows: Sequence[str], back: str, value: str = ""
) -> str:
    """Where one number is from.

    Parameters
    ----------
    title
        Measure, area and period.
    facts
        Names and words, in order; a word that begins with "https://" becomes a link.
    rows
        File and rows, a line each.
    value
        The number as the page shows it.
    """
    shown = f"<p>The page shows: <strong>{text(value)}</strong></p>" if value else ""
    listed = "".join(f"<li>{text(row)}</li>" for row in rows)
    known = "".join(f"<dt>{text(name)}</dt><dd>{_word(word)}</dd>" for name, word in facts)
    parts = [f"<h2>Rows</h2><ul>{listed}</ul>", f"<h2>File and publication</h2><dl>{known}</dl>"]
    body = shown + "".join(parts if len(rows) <= FEW else reversed(parts))
    return _document(title, body, back=back)


def refused_document(words: str, *, back: str) -> str:
    """One sentence on why there is nothing to tell."""
    return _document("Where this number is from", f"<p>{text(words)}</p>", back=back)


def _word(word: str) -> str:
    return f'<a href="{text(word)}">{text(word)}</a>' if word.startswith("https://") else text(word)


def _document(title: str, body: str, *, back: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{text(title)} - Health equity</title>"
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        f'<style>{_CSS}</style></head><body><main><a href="{text(back)}">Back to the page</a>'
        f"<h1>{text(title)}</h1>{body}</main></body></html>"
    )
