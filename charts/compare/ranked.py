"""The ranked table: value, 95 % interval and benchmark line of every area, those that need attention first.

Lives here: the table as HTML, a page at a time. Not here: the order (`charts.tables`), words above it (`words`).
"""

from __future__ import annotations

from charts.compare.compared import Areas
from charts.evidence import AreaRow, Evidence, Measure, area_rows
from charts.interval_cell import HEIGHT, WIDTH, IntervalScale, interval_head
from charts.marks import badge, comparison_words, mark_shape
from charts.markup import text
from charts.sentences import attention_side
from charts.states import state
from charts.tables import SORTS, Order, sorted_codes, value_cell
from charts.theme import INK, RULE
from charts.words import count_text, round_ticks, sentence_case
from data.schema import Polarity, Status
from equity.comparing.comparison import Comparison

PAGE = 160  # areas of one page of the table
LONGEST_HEAD = 26  # letters
PINNED = ("place", "peers", "system", "country")


def ranked_table(areas: Areas, order: Order) -> str:
    """One page of the table, sorted as asked; the place, the system and what else is compared pinned below."""
    evidence, scale = areas.evidence, scale_of(areas.evidence)
    codes = sorted_codes(evidence, order)
    last = max(0, (len(codes) - 1) // PAGE)
    page = min(order.page, last)
    shown = area_rows(evidence.frame, codes[page * PAGE : (page + 1) * PAGE])
    body = "".join(_row(row, areas, scale) for row in shown)
    foot = "".join(_row(row, areas, scale, pinned=True) for row in evidence.rows)
    label = f"{evidence.measure.name}: areas ranked"
    style = f' style="{_rules(scale)}"' if scale else ""
    return (
        f'<div class="he-scroll hc-scroll" tabindex="0" role="region" aria-label="{text(label)}">'
        f'<table class="he-table hc-ranked"{style}><caption class="he-vh">{text(label)}</caption>'
        f"<thead><tr>{_heads(areas, scale, order)}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table></div>"
        f"{pager(page, len(codes), size=PAGE)}"
    )


def scale_of(evidence: Evidence) -> IntervalScale | None:
    """The axis of the column: of the intervals, else of the values alone."""
    found, ranked = IntervalScale.of(evidence), evidence.ranked
    if found is not None or ranked.empty:
        return found
    middle = evidence.benchmark.value if evidence.benchmark is not None else float("nan")
    known = [*ranked["value"], *([middle] if middle == middle else [])]
    return IntervalScale(round_ticks(min(known), max(known)), middle)


def pager(page: int, areas: int, *, size: int) -> str:
    """Buttons to the other pages and to the far end of the ranking; "" where there is one page."""
    last = max(0, (areas - 1) // size)
    if not last:
        return ""
    end = min((page + 1) * size, areas)
    buttons = [("First", 0, page > 0), ("Back", page - 1, page > 0)]
    after = [("Next", page + 1, page < last), ("Last", last, page < last)]
    words = f"{page * size + 1:,} to {end:,} of {areas:,}"
    return (
        f'<nav class="he-pager" aria-label="Pages of the table">{"".join(map(_turn, buttons))}'
        f"<span>{text(words)}</span>{''.join(map(_turn, after))}</nav>"
    )


def _turn(button: tuple[str, int, bool]) -> str:
    words, page, possible = button
    return f'<button type="button" data-page="{max(page, 0)}"{"" if possible else " disabled"}>{words}</button>'


def _heads(areas: Areas, scale: IntervalScale | None, order: Order) -> str:
    evidence = areas.evidence
    measure = evidence.measure
    heads = [sort_head("Area", "name", order=order)]
    if areas.has_districts:
        heads.append(sort_head("District", "district", order=order, look="he-d"))
    need = attention_side(measure.polarity)
    heads.append(sort_head(measure.unit or "Number", "value", order=order, look="he-r", need=need))
    if scale:
        heads.append(f'<th scope="col" class="he-p">{interval_head(scale, evidence)}</th>')
    if evidence.benchmark is not None:
        heads.append(f'<th scope="col">Against {text(evidence.benchmark_word)}</th>')
    if areas.has_counts:
        heads.append(_count_head(measure, order))
    if areas.has_tenths:
        heads.append('<th scope="col" class="hc-tenth">Depriva&shy;tion tenth</th>')
    return "".join(heads)


def _turned_round(measure: Measure) -> bool:
    """Whether the people counted are those the figure is not true of: of a share that should be high."""
    return bool(measure.complement) and measure.polarity == Polarity.HIGH_IS_GOOD


def _count_head(measure: Measure, order: Order) -> str:
    """Who is counted; a long phrase is left to the card."""
    phrase = sentence_case(measure.complement if _turned_round(measure) else measure.numerator_name) or "Count"
    label = phrase if len(phrase) <= LONGEST_HEAD else "People"
    if bool(measure.complement) != _turned_round(measure):
        return f'<th scope="col" class="he-r hc-count">{text(label)}</th>'
    return sort_head(label, "count", order=order, look="he-r hc-count")


def sort_head(label: str, key: str, *, order: Order, look: str = "", need: str = "") -> str:
    """A head that sorts; `need` names the end of the values that the order by need begins with."""
    by_need = key == "value" and order.sort not in SORTS
    now = order.sort == key or by_need
    falling = (need == "highest") != order.descending if by_need else order.descending
    sort = f' aria-sort="{"descending" if falling else "ascending"}"' if now else ""
    turned = "0" if not now or falling else "1"
    css = f' class="{look}"' if look else ""
    button = f'<button type="button" data-sort="{key}" data-descending="{turned}">{text(label)}</button>'
    return f'<th scope="col"{css}{sort}>{button}</th>'


def name_cell(row: AreaRow) -> str:
    """The area's name as the button that chooses it."""
    return f'<th scope="row"><button type="button" data-choose="{text(row.code)}">{text(row.name)}</button></th>'


def _row(row: AreaRow, areas: Areas, scale: IntervalScale | None, *, pinned: bool = False) -> str:
    evidence = areas.evidence
    measure = evidence.measure
    name = name_cell(row)
    if pinned:
        name = f'<th scope="row"{" class=he-part" if row.role == "part" else ""}>{text(row.name)}</th>'
    cells = [name]
    if areas.has_districts:
        cells.append(f'<td class="he-d">{text(row.district or row.county)}</td>')
    cells.append(value_td(row, evidence))
    if scale:
        cells.append(f'<td class="he-p">{_picture(row, scale, outcome=_outcome(row, evidence))}</td>')
    if evidence.benchmark is not None:
        cells.append(f"<td>{outcome_words(row, evidence)}</td>")
    if areas.has_counts:
        behind = row.denominator - row.numerator if _turned_round(measure) else row.numerator
        cells.append(f'<td class="he-r hc-count">{count_text(behind) if behind == behind else ""}</td>')
    if areas.has_tenths:
        tenth = areas.tenths.get(row.code, 0)
        cells.append(f'<td class="hc-tenth">{_tenth(tenth) if tenth else ""}</td>')
    linked = "" if pinned else f' data-area="{text(row.code)}"'
    return f"<tr{linked}>{''.join(cells)}</tr>"


def value_td(row: AreaRow, evidence: Evidence) -> str:
    """The value, or in words why there is none, on the hatch of its state."""
    if row.has_value:
        return f'<td class="he-r"><b>{text(value_cell(row, evidence))}</b></td>'
    return f'<td class="hc-none hc-{row.status}">{text(state(row.status).label)}</td>'


def outcome_words(row: AreaRow, evidence: Evidence) -> str:
    """Mark and word of the judgement; of a value that is not ranked, why."""
    if not row.has_value:
        return ""
    if row.status == Status.NOT_COMPARABLE:
        return text(state(row.status, not_ranked=evidence.measure.not_ranked).label)
    return badge(_outcome(row, evidence), comparison_words(_outcome(row, evidence)))


def _outcome(row: AreaRow, evidence: Evidence) -> str:
    itself = evidence.benchmark is not None and row.code == evidence.benchmark.code
    return str(Comparison.BENCHMARK if itself else row.compared)


def _rules(scale: IntervalScale) -> str:
    """Ticks and the benchmark's line as one background, so that the line runs through all rows."""
    lines = [(scale.x(tick), RULE) for tick in scale.ticks]
    if scale.benchmark == scale.benchmark:
        lines.append((scale.x(scale.benchmark), INK))
    stops = [
        f"transparent {x - 0.5:.1f}px,{colour} {x - 0.5:.1f}px,{colour} {x + 0.5:.1f}px,transparent {x + 0.5:.1f}px"
        for x, colour in sorted(lines)
    ]
    return f"--rules:linear-gradient(90deg,{','.join(stops)})"


def _picture(row: AreaRow, scale: IntervalScale, *, outcome: str) -> str:
    """Interval with end caps and mark; without a judgement a plain dot."""
    if not row.has_value or not scale.ticks[0] <= row.value <= scale.ticks[-1]:
        return ""
    middle, x, drawn = HEIGHT / 2, round(scale.x(row.value), 1), ""
    if row.has_interval:
        low, high = (min(max(scale.x(end), 0), WIDTH) for end in (row.lower_ci, row.upper_ci))
        drawn = f'<path d="M{low:.1f},{middle - 4:g}v8M{high:.1f},{middle - 4:g}v8M{low:.1f},{middle:g}H{high:.1f}"/>'
    if outcome == Comparison.NOT_COMPARED and not row.has_interval:
        drawn += f'<circle cx="{x}" cy="{middle:g}" r="4.5" fill="{INK}"/>'
    else:
        drawn += mark_shape(outcome, x=x, y=middle, scale=0.7)
    return f'<svg width="{WIDTH:g}" height="{HEIGHT:g}" aria-hidden="true">{drawn}</svg>'


def _tenth(tenth: int) -> str:
    """The tenth as a number, and as a place among ten blocks (drawn by the style sheet)."""
    return f'{tenth}<i style="--t:{tenth}"></i>'
