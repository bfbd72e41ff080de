"""How far care is: residents by minutes, and how many live beyond the reader's limit.

Lives here: the figure, its sentence and its table. Not here: sums of residents (`equity.inequality.people_beyond`).
"""

from __future__ import annotations

from charts.markup import text, text_width
from charts.profile.profile_evidence import Access, Reach
from charts.profile.words import about_people, percent
from charts.theme import ACCENT, INK, RULE, SECONDARY, WORSE
from charts.words import count_text, number_text

WIDTH, PHONE = 720.0, 340.0
HEIGHT, FOOT, HEAD = 196.0, 34.0, 38.0
TITLE = "How far is care"


def access_section(access: Access) -> str:
    """Sentence, figure and table; without times the reason."""
    if not access.reaches:
        return f'<section class="hp-access"><h2>{TITLE}</h2><p class="hp-said">{text(access.reason)}</p></section>'
    return (
        f'<section class="hp-access" aria-label="{TITLE}"><h2>{TITLE}</h2>'
        f'<p class="hp-said">{text(sentence(access))}</p>'
        f'<div class="hp-pair"><div>{_figure(access, WIDTH)}{_figure(access, PHONE)}'
        f'<p class="hp-under">{text(_under(access))}</p></div>'
        f"{_table(access)}</div></section>"
    )


def sentence(access: Access) -> str:
    """Who lives beyond the limit, in people and per cent, beside the system and England; and half-way."""
    own, others = access.reaches[0], access.reaches[1:]
    service = service_words(access)
    limit = number_text(access.limit, 0)
    if own.people == 0:
        said = f"No residents of {own.name} live in small areas more than {limit} minutes from {service}"
    else:
        said = (
            f"{about_people(own.people)} residents of {own.name} ({percent(own.beyond, 1)}) live in small areas more "
            f"than {limit} minutes from {service}"
        )
    beside = "; ".join(f"{percent(one.beyond, 1)} in {one.name}" for one in others)
    half = f"Half of them live within {number_text(own.median, 0)} minutes; the longest time is "
    return f"{said}{f'; {beside}' if beside else ''}. {half}{number_text(own.longest, 0)}."


def service_words(access: Access) -> str:
    """ "a stroke unit"."""
    name = access.measure.name.lower()
    return name.removeprefix("minutes to nearest ").join(("the nearest ", ""))


def _under(access: Access) -> str:
    lines = " The line is the limit you chose."
    return f"{access.measure.name}, modelled by road; share of residents (mid-2015) in steps of five minutes.{lines}"


def _figure(access: Access, width: float) -> str:
    """Columns of the area in steps of five minutes; those beyond the limit in another colour; the limit as a line."""
    own = access.reaches[0]
    count = len(access.steps)
    floor, step = HEIGHT - FOOT, width / count
    scale = (floor - HEAD) / max(*own.shares[:count], 0.01)
    drawn = [f'<path d="M0,{floor:g}H{width:g}" stroke="{RULE}"/>']
    for place, end in enumerate(access.steps):
        share = own.shares[place]
        high, x = share * scale, place * step
        fill = WORSE if end > access.limit else ACCENT
        drawn.append(
            f'<rect x="{x + 2:.1f}" y="{floor - high:.1f}" width="{step - 4:.1f}" height="{high:.1f}" fill="{fill}"/>'
        )
        if share > 0:
            drawn.append(
                f'<text x="{x + step / 2:.1f}" y="{floor - high - 5:.1f}" font-size="12" text-anchor="middle">'
                f"{text(percent(share).removesuffix(' %') if step < 40 else percent(share))}</text>"
            )
        if step < 28 and place % 2 == 0:
            continue  # every second number on a narrow axis
        drawn.append(
            f'<text x="{x + step:.1f}" y="{floor + 14:g}" font-size="12" text-anchor="middle" fill="{SECONDARY}">'
            f"{number_text(end, 0)}</text>"
        )
    drawn.append(_limit(access, step=step, floor=floor, width=width))
    drawn.append(f'<text x="0" y="{HEIGHT - 4:g}" font-size="12" fill="{SECONDARY}">Minutes</text>')
    return (
        f'<svg class="hp-fig {"hp-wide" if width == WIDTH else "hp-phone"}" viewBox="-2 0 {width + 14:g} {HEIGHT:g}" '
        f'width="100%" role="img" '
        f'aria-label="{text(alt(access))}">{"".join(drawn)}</svg>'
    )


def _limit(access: Access, *, step: float, floor: float, width: float) -> str:
    """The reader's limit with its words, where it lies within the axis."""
    x = access.limit / (access.steps[0] or 5.0) * step
    if x > width:
        return ""
    words = f"over {number_text(access.limit, 0)} minutes: {percent(access.reaches[0].beyond, 1)}"
    right = x + 8 + text_width(words, 13, bold=True) < width
    place = f'x="{x + (6 if right else -6):.1f}" y="12" text-anchor="{"start" if right else "end"}"'
    return (
        f'<path d="M{x:.1f},0V{floor:g}" stroke="{INK}" stroke-width="1.5" stroke-dasharray="4 3"/>'
        f'<text {place} font-size="13" font-weight="700">{text(words)}</text>'
    )


def alt(access: Access) -> str:
    """Every column in words."""
    own = access.reaches[0]
    told = ", ".join(
        f"up to {number_text(end, 0)} minutes {percent(share)}"
        for end, share in zip(access.steps, own.shares, strict=False)
        if share > 0
    )
    return f"Residents of {own.name} by minutes: {told}."


def _table(access: Access) -> str:
    rows = "".join(_row(one) for one in access.reaches)
    limit = number_text(access.limit, 0)
    return (
        '<div class="he-scroll" tabindex="0" role="region" aria-label="Minutes, table"><table class="he-table">'
        '<caption class="he-vh">Residents by minutes</caption><thead><tr><th scope="col">Area</th>'
        f'<th scope="col" class="he-r">Over {limit} minutes</th><th scope="col" class="he-r">Residents</th>'
        '<th scope="col" class="he-r">Half within</th><th scope="col" class="he-r">Longest</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(one: Reach) -> str:
    on = " class=he-on" if one.role == "selected" else ""
    return (
        f'<tr{on}><th scope="row">{text(one.name)}</th><td class="he-r">{text(percent(one.beyond, 1))}</td>'
        f'<td class="he-r">{count_text(one.people)} of {count_text(one.residents)}</td>'
        f'<td class="he-r">{number_text(one.median, 0)} min</td>'
        f'<td class="he-r">{number_text(one.longest, 0)} min</td></tr>'
    )
