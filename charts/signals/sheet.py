"""The sheet of the signals page: the ranked list, how sure one may be, the response cards, table, methods.

Lives here: how the pieces are put together. Not here: their words (`words`), the chart (`chart`), the cards (`cards`).
"""

from __future__ import annotations

from collections.abc import Mapping

from charts.empty import empty_box
from charts.marks import mark
from charts.markup import text
from charts.signals import words
from charts.signals.chart import signal_chart
from charts.signals.figures import RED, Need, Signal, SignalBoard
from charts.signals.numbers import numbers_table
from charts.source_line import source_line
from equity.comparing.comparison import Comparison

METHOD = (
    (
        "Own past",
        "The latest 3, 6 or 12 periods against the area's own earlier rate (conditional binomial test), with "
        "the spread its own past shows; the latest point and half of the recent ones must lie above it, and its "
        "chart (XmR, p chart for shares, CUSUM for few events) must mark a recent point.",
    ),
    (
        "Other areas",
        "The area's rise against the rise of all other areas of the system at the same time (funnel on change).",
    ),
    (
        "Red and amber",
        "Red only where both agree. Amber where one of them speaks: a reason to look, not to act.",
    ),
    (
        "Many areas",
        "Looking at many areas finds something by chance alone. Both tests are adjusted for the number of areas "
        "(Benjamini and Hochberg 1995); the setting says how many of the flags may be false.",
    ),
    (
        "Shares that are good when high",
        "Looked at as the people who were not reached: a rise among them is the fall one fears.",
    ),
    ("What it does not say", "A signal says that something changed beyond chance. It does not say why."),
)


def sheet(board: SignalBoard, *, cards: str = "", marks: Mapping[str, str] | None = None) -> str:
    """The whole sheet.

    Parameters
    ----------
    board : SignalBoard
    cards : str
        HTML of the response cards.
    marks : mapping, optional
        Per area code the address of its response card, or of a new one.
    """
    return (
        f'<div class="hs-main">{_list(board, marks or {})}</div><aside class="hs-side">{_sure(board)}</aside>'
        f'<div class="hs-cards">{cards}</div>{source_line(board.sources, method_href="#method")}'
        f"{_numbers(board)}{_method(() if board.reason else board.needs)}"
    )


def _list(board: SignalBoard, marks: Mapping[str, str]) -> str:
    if board.reason:
        box = empty_box("Nothing can be looked for here", f"{board.reason} What each method needs is said below.")
        return box + _others(board) + _needs(board.needs)
    if not board.signals:
        return empty_box("No signal", f"{words.tested_words(board)} None rose beyond what is usual.")
    rows = "".join(_row(place, one, board, marks) for place, one in enumerate(board.signals, 1))
    more = board.found - len(board.signals)
    rest = (
        f'<p class="hs-rest">The {len(board.signals)} strongest of {board.found:,} are listed.</p>' if more > 0 else ""
    )
    return f'<ol class="hs-list">{rows}</ol>{rest}'


def _others(board: SignalBoard) -> str:
    """Measures that can be looked at, where this one cannot."""
    if not board.others:
        return '<p class="hs-others">No measure of this pack has a series that is long enough here.</p>'
    links = "".join(f'<li><a href="{text(href)}" target="_self">{text(name)}</a></li>' for name, href in board.others)
    return f'<div class="hs-others"><h2>Measures with enough periods here</h2><ul>{links}</ul></div>'


def _row(place: int, one: Signal, board: SignalBoard, marks: Mapping[str, str]) -> str:
    mark_kind = Comparison.WORSE if one.level == RED else Comparison.SIMILAR
    links = [*one.links, ("Response card", marks[one.code])] if one.code in marks else one.links
    went = "".join(f'<a href="{text(href)}" target="_self">{text(label)}</a>' for label, href in links)
    opinions = "".join(f"<p>{text(said)}</p>" for said in one.opinions)
    where = f'<span class="hs-where">{text(one.district)}</span>' if one.district else ""
    return (
        f'<li class="hs-row hs-{one.level}" id="signal-{text(one.code)}"><div class="hs-who">'
        f"<h2>{place}. {text(one.name)}</h2>{where}"
        f'<p class="hs-level">{mark(mark_kind)}<b>{text(words.LEVELS[one.level])}</b></p>'
        f'<p class="hs-said">{text(words.sentence(board, one))}</p>'
        f'<div class="hs-more">{opinions}</div><p class="hs-go">{went}</p></div>'
        f'<figure class="hs-fig">{signal_chart(one.series, words.alt_text(board, one))}</figure></li>'
    )


def _sure(board: SignalBoard) -> str:
    """How sure one may be, beside the list."""
    if board.reason:
        return ""
    lines = [words.tested_words(board), words.false_words(board), words.season_words(board)]
    said = "".join(f"<p>{text(line)}</p>" for line in lines if line)
    return f'<section class="hs-sure"><h2>How sure are we?</h2>{_key(board)}{said}</section>'


def _key(board: SignalBoard) -> str:
    """What the marks and greys mean, of those that are drawn in the list."""
    red = board.found_red
    amber = board.found - red
    only = "its own past speaks: only values are published" if board.by_values else "only one of them speaks"
    usual = any(lower == lower for one in board.signals for lower in one.series.lower)
    drawn = (
        (red, f"{mark(Comparison.WORSE)}{red} on which its own past and the other areas agree"),
        (amber, f"{mark(Comparison.SIMILAR)}{amber} on which {only}"),
        (usual, f'<i class="hs-k1"></i>usual range{", by season" if board.season else ""}'),
        (board.signals, '<i class="hs-k2"></i>the recent periods'),
    )
    lines = "".join(f"<li>{words}</li>" for shown, words in drawn if shown)
    return f'<ul class="hs-key">{lines}</ul>' if board.signals else ""


def _numbers(board: SignalBoard) -> str:
    if not board.signals:
        return ""
    return f'<details class="he-panel"><summary>The same numbers as a table</summary>{numbers_table(board)}</details>'


def _needs(needs: tuple[Need, ...]) -> str:
    """What each method needs, as a table."""
    rows = "".join(
        f'<tr><th scope="row">{text(one.method)}</th><td>{text(one.needs)}</td><td>{text(one.has)}</td>'
        f"<td><b>{'Used' if one.able else 'Not possible'}</b></td></tr>"
        for one in needs
    )
    return (
        '<div class="he-scroll hs-needbox" tabindex="0" role="region" aria-label="What each method needs">'
        '<table class="he-table hs-needs"><caption>What each method needs</caption><thead><tr><th scope="col">Method'
        '</th><th scope="col">Needs</th><th scope="col">These figures</th><th scope="col">Here</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _method(needs: tuple[Need, ...]) -> str:
    rows = "".join(f"<div><dt>{text(label)}</dt><dd>{text(said)}</dd></div>" for label, said in METHOD)
    return (
        '<details class="he-panel" id="method"><summary>Method and limits</summary>'
        f'<dl class="he-method">{rows}</dl>{_needs(needs) if needs else ""}</details>'
    )
