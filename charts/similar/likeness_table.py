"""How alike the chosen and the similar areas are, figure by figure, before and after matching.

Lives here: the balance table with sources and years, and its small picture. Not here: the sentence
(`charts.saying.similar_places.balance_sentence`).
"""

from __future__ import annotations

from charts.markup import text
from charts.similar.found import Likeness, Similar
from charts.similar.scroll import scrolled
from charts.theme import ACCENT, BACKGROUND_DOT, INK, PAPER, RULE, SECONDARY
from charts.words import number_text, sentence_case
from equity.similar.balance import NOTED, WARNED, Balance

WIDTH, MOST = 150.0, 1.5  # of the picture; standard deviations at its edges
FLAGS = {
    Balance.BALANCED: "alike",
    Balance.NOTED: f"over {NOTED:g}",
    Balance.WARNED: f"over {WARNED:g}",
    Balance.NOT_COMPUTABLE: "not known",
}
HEADS = ("Matched on", "Chosen", "Similar", "Candidates", "Difference before and after", "After", "", "Source and year")


def likeness_table(shown: Similar) -> str:
    """The table; figures that were not used stand last, without numbers."""
    ordered = sorted(shown.likeness, key=lambda item: not item.used)
    body = "".join(
        (_row(item) if item.used else _unused(item)) + _source(ordered, place) + "</tr>"
        for place, item in enumerate(ordered)
    )
    cells = "".join(f'<th scope="col"{_right(place)}>{text(head)}</th>' for place, head in enumerate(HEADS))
    head = f"<thead><tr>{cells}</tr></thead>"
    table = f'<table class="he-table hs-likeness">{head}<tbody>{body}</tbody></table>'
    return f"{scrolled(table, label='How alike they are, figure by figure')}{_key()}"


def _source(ordered: list[Likeness], place: int) -> str:
    """Source and year, once for the figures that stand together and have the same."""
    item = ordered[place]
    same = [one.source == item.source and one.year == item.year for one in ordered]
    if place and same[place - 1]:
        return ""
    number = next((at for at, is_so in enumerate(same[place:]) if not is_so), len(same) - place)
    return f'<td class="he-d" rowspan="{number}">{text(item.source)}, {text(item.year)}</td>'


def _right(place: int) -> str:
    return ' class="he-r"' if place in (1, 2, 3, 5) else ""


def _row(item: Likeness) -> str:
    numbers = "".join(
        f'<td class="he-r">{text(_number(value, item))}</td>' for value in (item.chosen, item.similar, item.candidates)
    )
    after = number_text(item.after, 2) if item.after == item.after else "–"
    warned = item.flag == Balance.WARNED
    flag = f'<span class="hs-flag{" hs-warned" if warned else ""}">{text(FLAGS.get(item.flag, ""))}</span>'
    return (
        f'<tr><th scope="row">{text(sentence_case(item.words))}</th>{numbers}<td>{_picture(item)}</td>'
        f'<td class="he-r">{text(after)}</td><td>{flag}</td>'
    )


def _unused(item: Likeness) -> str:
    return (
        f'<tr class="hs-unused"><th scope="row">{text(sentence_case(item.words))}</th>'
        '<td colspan="6">not matched on</td>'
    )


def _number(value: float, item: Likeness) -> str:
    if value != value:
        return "–"
    words = number_text(value, 1 if abs(value) < 1000 else 0)
    return f"{words} {item.unit}".rstrip()


def _x(value: float) -> float:
    return WIDTH / 2 + min(max(value, -MOST), MOST) / MOST * (WIDTH / 2 - 7)


def _picture(item: Likeness) -> str:
    """Before as a hollow dot, after as a full one, on an axis with the limit of notice."""
    if item.before != item.before or item.after != item.after:
        return ""
    band = f'<rect x="{_x(-NOTED):.1f}" width="{_x(NOTED) - _x(-NOTED):.1f}" height="20" fill="{RULE}"/>'
    axis = f'<path d="M{WIDTH / 2:g},0V20" stroke="{SECONDARY}"/>'
    before, after = _x(item.before), _x(item.after)
    way = f'<path d="M{before:.1f},10H{after:.1f}" stroke="{BACKGROUND_DOT}" stroke-width="1.5"/>'
    dots = (
        f'<circle cx="{before:.1f}" cy="10" r="4.5" fill="{PAPER}" stroke="{SECONDARY}" stroke-width="1.5"/>'
        f'<circle cx="{after:.1f}" cy="10" r="5" fill="{ACCENT}" stroke="{PAPER}"/>'
    )
    size = f'width="{WIDTH:g}" height="20" viewBox="0 0 {WIDTH:g} 20"'
    return f'<svg {size} aria-hidden="true">{band}{axis}{way}{dots}</svg>'


def _key() -> str:
    hollow = f'<circle cx="8" cy="8" r="4.5" fill="{PAPER}" stroke="{SECONDARY}" stroke-width="1.5"/>'
    full = f'<circle cx="8" cy="8" r="5" fill="{ACCENT}" stroke="{INK}" stroke-width="0"/>'
    items = ((hollow, "chosen less all candidates"), (full, "chosen less similar areas"))
    drawn = "".join(
        f'<li><svg width="16" height="16" aria-hidden="true">{mark}</svg>{text(words)}</li>' for mark, words in items
    )
    words = f"in standard deviations, cut at {MOST:g}; within the grey band ({NOTED:g}) they count as alike"
    return f'<ul class="hs-key">{drawn}<li>{text(words)}</li></ul>'
