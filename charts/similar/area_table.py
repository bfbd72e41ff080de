"""The similar areas one by one: how alike, their value, how it lies to the chosen areas', and a way to take each out.

Lives here: rows of the comparison and of the two finders. Not here: the balance table (`likeness_table`).
"""

from __future__ import annotations

from charts.interval_cell import IntervalScale, interval_picture
from charts.marks import badge
from charts.markup import text
from charts.similar.found import Neighbour, Similar
from charts.similar.reasons_why import reasons
from charts.similar.scroll import scrolled
from charts.states import state
from charts.theme import ACCENT, RULE
from charts.words import interval_text, number_text, round_ticks
from data.schema import ValueType

FIRST = 10  # rows before "show the others"
BAR = 64.0


def area_table(shown: Similar) -> str:
    """Similar areas, most alike first; those that a reader took out stand last and can be put back."""
    scale = interval_scale(shown)
    rows = [_row(one, shown, scale) for one in shown.neighbours]
    title = f"The {len(rows):,} similar {shown.many if len(rows) != 1 else shown.one}, most alike first"
    if not rows:
        title = f"No similar {shown.many} were found"
    first, rest = _table(shown, rows[:FIRST], caption=title), ""
    if len(rows) > FIRST:
        words = f"Show the other {len(rows) - FIRST:,}"
        rest = _panel(words, _table(shown, rows[FIRST:], caption="", hidden="Further similar areas"))
    gone = [_gone(one, shown) for one in shown.taken_out]
    out = _table(shown, gone, caption=f"Taken out by you: {len(gone):,}", short=True) if gone else ""
    return f'<div class="hs-areas">{first if rows else f"<p>{text(title)}.</p>"}{rest}{out}</div>'


def finder_table(shown: Similar, areas: tuple[Neighbour, ...]) -> str:
    """Areas where something could be tried next (or learnt from), each with its reasons."""
    scale = interval_scale(shown)
    rows = [_finder_row(place, one, shown, scale) for place, one in enumerate(areas, 1)]
    if not rows:
        return ""
    heads = ("", "Area", _value_head(shown), "95 % interval", "Why", "")
    cells = "".join(f'<th scope="col"{_side(place == 2)}>{text(head)}</th>' for place, head in enumerate(heads) if head)
    head = f"<tr><td></td>{cells}<td></td></tr>"
    body = f"<thead>{head}</thead><tbody>{''.join(rows)}</tbody>"
    return scrolled(f'<table class="he-table hs-finder">{body}</table>', label="Areas and reasons")


def interval_scale(shown: Similar) -> IntervalScale | None:
    """The axis of the intervals, with the chosen areas' value as its line."""
    known = [one.row for one in (*shown.neighbours, *shown.taken_out) if one.row.has_interval]
    if not known:
        return None
    own = shown.own.value
    ends = [end for row in known for end in (row.lower_ci, row.upper_ci)] + ([own] if own == own else [])
    return IntervalScale(round_ticks(min(ends), max(ends)), own)


def value_text_of(one: Neighbour, shown: Similar) -> str:
    """Its value in the table; the state in words where there is none."""
    row = one.row
    return number_text(row.value, shown.measure.decimals) if row.has_value else state(row.status).table_text


def difference_words(one: Neighbour, shown: Similar) -> str:
    """How its value lies to that of the chosen areas: "3.2 lower", "1.90 times"; "" where it is not compared."""
    if one.difference != one.difference:
        return ""
    if shown.measure.value_type != ValueType.PROPORTION:
        return f"{number_text(one.difference, 2)} times"
    if round(one.difference, shown.measure.decimals) == 0:
        return "the same"
    return f"{number_text(abs(one.difference), shown.measure.decimals)} {'higher' if one.difference > 0 else 'lower'}"


def _table(shown: Similar, rows: list[str], *, caption: str, hidden: str = "", short: bool = False) -> str:
    heads = (
        "Area",
        "" if short else "Distance",
        _value_head(shown),
        "" if short else "95 % interval",
        f"Beside {shown.name}",
    )
    cells = "".join(
        f'<th scope="col"{_side(place == 2)}{_picture(place == 3)}>{text(head)}</th>'
        for place, head in enumerate(heads)
        if head
    )
    titled = f"<caption>{text(caption)}</caption>" if caption else f'<caption class="he-vh">{text(hidden)}</caption>'
    head = f'<tr>{cells}<th scope="col"><span class="he-vh">Take out or put back</span></th></tr>'
    return f'<table class="he-table hs-table">{titled}<thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'


def _value_head(shown: Similar) -> str:
    return shown.measure.unit or "Value"


def _side(right: bool) -> str:
    return ' class="he-r"' if right else ""


def _picture(is_so: bool) -> str:
    return ' class="he-p"' if is_so else ""


def _row(one: Neighbour, shown: Similar, scale: IntervalScale | None) -> str:
    cells = (
        f"<td>{_distance(one, shown)}</td>"
        f'<td class="he-r"><b>{text(value_text_of(one, shown))}</b></td>'
        f'<td class="he-p">{_interval(one, scale)}</td>'
        f"<td>{_beside(one, shown)}</td>"
        f'<td class="he-r">{button("out", one, words="Take out")}</td>'
    )
    return f'<tr><th scope="row">{name_cell(one)}</th>{cells}</tr>'


def _gone(one: Neighbour, shown: Similar) -> str:
    return (
        f'<tr><th scope="row">{name_cell(one)}</th><td class="he-r">{text(value_text_of(one, shown))}</td>'
        f'<td></td><td class="he-r">{button("in", one, words="Put back")}</td></tr>'
    )


def _finder_row(place: int, one: Neighbour, shown: Similar, scale: IntervalScale | None) -> str:
    why = "".join(f"<li>{text(words)}</li>" for words in reasons(one, shown))
    return (
        f'<tr><td class="he-r hs-rank">{place}</td><th scope="row">{name_cell(one)}</th>'
        f'<td class="he-r"><b>{text(value_text_of(one, shown))}</b></td><td class="he-p">{_interval(one, scale)}</td>'
        f'<td><ul class="hs-why">{why}</ul></td><td class="he-r">{button("out", one, words="Not this one")}</td></tr>'
    )


def name_cell(one: Neighbour) -> str:
    """Name, and under it the district and county it lies in."""
    row = one.row
    where = " · ".join(dict.fromkeys(part for part in (row.district, row.county) if part and part != row.name))
    return f"{text(row.name)}{f'<small>{text(where)}</small>' if where else ''}"


def button(act: str, one: Neighbour, *, words: str) -> str:
    """What takes an area out, or puts it back."""
    code = text(one.row.code)
    hidden = f'<span class="he-vh"> {text(one.row.name)}</span>'
    return f'<button type="button" class="hs-act" data-act="{act}:{code}" data-about="{code}">{words}{hidden}</button>'


def _distance(one: Neighbour, shown: Similar) -> str:
    """A bar as long as the distance, the farthest similar area filling it."""
    most = max(other.distance for other in shown.neighbours) or 1.0
    width = max(one.distance / most * BAR, 1.5)
    bar = (
        f'<svg width="{BAR:g}" height="10" aria-hidden="true"><rect width="{BAR:g}" height="10" fill="{RULE}"/>'
        f'<rect width="{width:.1f}" height="10" fill="{ACCENT}"/></svg>'
    )
    far = '<small class="hs-far">far</small>' if one.far else ""
    return f'<span class="hs-dist">{bar}<span>{number_text(one.distance, 2)}</span>{far}</span>'


def _interval(one: Neighbour, scale: IntervalScale | None) -> str:
    row = one.row
    if scale is None or not row.has_interval:
        return ""
    cells = {"value": row.value, "lower": row.lower_ci, "upper": row.upper_ci, "compared": row.compared}
    return interval_picture(scale, cells)


def _beside(one: Neighbour, shown: Similar) -> str:
    words = difference_words(one, shown)
    if not words:
        return badge(one.row.compared)
    measure = shown.measure
    limits = interval_text(one.row.lower_ci, one.row.upper_ci, measure=measure)
    return f'{badge(one.row.compared, words)}<span class="he-vh">, 95 % interval of its value {text(limits)}</span>'


def _panel(words: str, inside: str) -> str:
    return f'<details class="he-panel"><summary>{text(words)}</summary>{inside}</details>'
