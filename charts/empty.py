"""Boxes that stand where a figure cannot: nothing there, refused, waiting, broken; and notices above a view.

Lives here: designed empty states with the reason in words. Not here: the reasons themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.markup import text

MOST_FAULTS = 12  # listed in full; the rest is counted


def empty_box(title: str, words: str, *, link: tuple[str, str] | None = None) -> str:
    """A dashed box that says what is missing.

    Parameters
    ----------
    title, words : str
    link : (words, href), optional
        A way on.
    """
    way = f'<a href="{text(link[1])}" target="_self">{text(link[0])}</a>' if link else ""
    return f'<div class="he-box he-dash"><b>{text(title)}</b><p>{text(words)}</p>{way}</div>'


def refused_box(title: str, words: str) -> str:
    """Something that must not be shown: the reason and the nearest safe choice."""
    return f'<div class="he-box" role="status"><b>{text(title)}</b><p>{text(words)}</p></div>'


def waiting_box(*, height: int = 150) -> str:
    """Grey bars of the final size while something loads."""
    bars = "".join(
        f'<i style="width:{width}%;height:{tall}px"></i>' for width, tall in ((60, 12), (38, 30), (90, 12), (76, 12))
    )
    return f'<div class="he-box he-wait" style="height:{height}px" aria-label="Loading" role="status">{bars}</div>'


def error_box(title: str, faults: Sequence[str], *, advice: str = "") -> str:
    """What is wrong, fault by fault, and what to do; never a stack trace."""
    listed = "".join(f"<li>{text(fault)}</li>" for fault in faults[:MOST_FAULTS])
    more = len(faults) - MOST_FAULTS
    listed += f"<li>and {more:,} more</li>" if more > 0 else ""
    after = f"<p>{text(advice)}</p>" if advice else ""
    inside = f'<b>{text(title)}</b><ul class="he-faults">{listed}</ul>{after}'
    return f'<div class="he-box he-error" role="alert">{inside}</div>'


def failed_box() -> str:
    """A page that could not be made: whose fault it is not, what is kept, and two ways on; never a stack trace."""
    return (
        '<div class="he-box he-error" role="alert" data-testid="stException"><b>This page could not be shown</b>'
        "<p>Something went wrong on the server, not with what you chose. Your choices stand in the address: load the "
        "page again, or begin anew. If it happens again, send the address to whoever looks after this dashboard.</p>"
        '<a href="" target="_self">Load the page again</a> &nbsp; <a href="./" target="_self">Begin anew on the map</a>'
        "</div>"
    )


def notice(words: str, *, title: str = "") -> str:
    """A line above a view: an abolished code and its successors, a measure that is not in this pack."""
    start = f"<b>{text(title)}</b> " if title else ""
    return f'<p class="he-notice" role="status">{start}{text(words)}</p>'
