"""Who lives in the area: bars by age beside the benchmark, columns by national tenth of deprivation.

Lives here: two figures with their sentence and their table. Not here: their numbers (`profile_evidence`).
"""

from __future__ import annotations

from charts.markup import text
from charts.profile import words
from charts.profile.profile_evidence import Ages, Band, Tenths
from charts.profile.words import percent
from charts.theme import ACCENT, INK, LEVEL_RAMP, PAPER, RULE, SECOND_LINE, SECONDARY
from charts.words import count_text, period_words

WIDTH, LABEL = 332.0, 84.0
BASE = 0.76  # where words stand in their row
FEW, SIZES, CLOSE = 8, (22.0, 13.0, 0), (16.0, 11.0, 1)  # row, bar and decimals: of up to so many bands, and of more
TENTHS_HEIGHT, FOOT, HEAD, LABEL_ROOM = 132.0, 18.0, 16.0, 17.0


def people(ages: Ages, tenths: Tenths) -> str:
    """Both figures as one section."""
    return f'<section class="hp-people" aria-label="Who lives here">{_ages(ages)}{_tenths(tenths)}</section>'


def _ages(ages: Ages) -> str:
    if not ages.bands:
        return f'<h2>Who lives here</h2><p class="hp-said">{text(ages.reason)}</p>'
    drawn = _pyramid(ages) if any(band.sex for band in ages.bands) else _bars(ages)
    beside = f"; the line is {ages.beside}" if ages.beside else ""
    return (
        f'<h2>Who lives here</h2><p class="hp-said">{text(words.ages_words(ages))}</p>{drawn}'
        f'<p class="hp-under">{text(f"Share of residents by age, {period_words(ages.period)}{beside}.")}</p>'
        f"{_ages_table(ages)}"
    )


def _bars(ages: Ages) -> str:
    """One bar per age band from zero, oldest at the top; the benchmark as a line across it."""
    most = max(max(band.share, band.beside if band.beside == band.beside else 0) for band in ages.bands)
    room, rows = WIDTH - LABEL - 44, []
    row, thick, decimals = _sizes(len(ages.bands))
    for place, band in enumerate(reversed(ages.bands)):
        y = place * row
        long = room * band.share / most
        rows.append(
            f'<text x="{LABEL - 8:g}" y="{y + BASE * row:g}" font-size="13" text-anchor="end">{text(band.words)}</text>'
            f'<rect x="{LABEL:g}" y="{y + (row - thick) / 2:g}" width="{long:.1f}" height="{thick:g}" fill="{ACCENT}"/>'
            f"{_beside(LABEL + room * band.beside / most, y, row=row)}"
            f'<text x="{max(long, room * _known(band.beside) / most) + LABEL + 6:.1f}" y="{y + BASE * row:g}" '
            f'font-size="13">{text(percent(band.share, decimals))}</text>'
        )
    return _svg("".join(rows), row * len(ages.bands), alt=_ages_alt(ages))


def _sizes(bands: int) -> tuple[float, float, int]:
    return SIZES if bands <= FEW else CLOSE


def _known(share: float) -> float:
    return share if share == share else 0.0


def _beside(x: float, y: float, *, row: float) -> str:
    if x != x:
        return ""
    return f'<path d="M{x:.1f},{y + 1:g}v{row - 2:g}" stroke="{PAPER}" stroke-width="5"/>' + (
        f'<path d="M{x:.1f},{y + 1:g}v{row - 2:g}" stroke="{INK}" stroke-width="2"/>'
    )


def _pyramid(ages: Ages) -> str:
    """Women to the left, men to the right, oldest at the top; the benchmark as a line across each bar."""
    bands = list(dict.fromkeys(band.words for band in ages.bands))
    found = {(band.words, band.sex): band for band in ages.bands}
    most = max(max(band.share, _known(band.beside)) for band in ages.bands)
    half, middle, row = 86.0, WIDTH / 2, _sizes(len(bands))[0]
    head = (
        f'<text x="{middle - 40:g}" y="11" font-size="12" text-anchor="end" fill="{SECONDARY}">Women and girls</text>'
        f'<text x="{middle + 40:g}" y="11" font-size="12" fill="{SECONDARY}">Men and boys</text>'
    )
    rows = []
    for place, name in enumerate(reversed(bands)):
        y = HEAD + place * row
        rows.append(
            f'<text x="{middle:g}" y="{y + BASE * row:g}" font-size="12" text-anchor="middle">{text(name)}</text>'
        )
        for sex, side, colour in (("female", -1, SECOND_LINE), ("male", 1, ACCENT)):
            wing = _wing(found[(name, sex)], (side, colour), sizes=_sizes(len(bands)), y=y, scale=half / most)
            rows.append(wing)
    return _svg(head + "".join(rows), HEAD + row * len(bands), alt=_ages_alt(ages))


def _wing(band: Band, side_colour: tuple[int, str], *, sizes: tuple[float, float, int], y: float, scale: float) -> str:
    side, colour = side_colour
    row, thick, decimals = sizes
    start, long = WIDTH / 2 + side * 40, band.share * scale
    left = start - long if side < 0 else start
    anchor = "end" if side < 0 else "start"
    far = max(long, _known(band.beside) * scale) + 6
    return (
        f'<rect x="{left:.1f}" y="{y + (row - thick) / 2:g}" width="{long:.1f}" height="{thick:g}" fill="{colour}"/>'
        f"{_beside(start + side * band.beside * scale, y, row=row)}"
        f'<text x="{start + side * far:.1f}" y="{y + BASE * row:g}" font-size="12" text-anchor="{anchor}">'
        f"{text(percent(band.share, decimals))}</text>"
    )


def _ages_alt(ages: Ages) -> str:
    told = "; ".join(
        f"{band.words}{f' {band.sex}' if band.sex else ''} {percent(band.share)}"
        + (f" ({percent(band.beside)} in {ages.beside})" if band.beside == band.beside else "")
        for band in ages.bands
    )
    return f"Residents by age, {period_words(ages.period)}: {told}."


def _ages_table(ages: Ages) -> str:
    rows = "".join(
        f'<tr><th scope="row">{text(band.words)}{text(f", {band.sex}" if band.sex else "")}</th>'
        f'<td class="he-r">{count_text(band.people)}</td><td class="he-r">{text(percent(band.share, 1))}</td>'
        f'<td class="he-r">{text(percent(band.beside, 1)) if band.beside == band.beside else ""}</td></tr>'
        for band in ages.bands
    )
    beside = text(ages.beside or "Beside")
    return (
        '<details class="hp-twin"><summary>Ages as a table</summary><table class="he-table">'
        '<caption class="he-vh">Residents by age</caption><thead><tr><th scope="col">Age</th>'
        f'<th scope="col" class="he-r">Residents</th><th scope="col" class="he-r">Share</th>'
        f'<th scope="col" class="he-r">{beside}</th></tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _tenths(tenths: Tenths) -> str:
    if not tenths.shares:
        return f'<h2>Deprivation</h2><p class="hp-said">{text(tenths.reason)}</p>'
    beside = f" Lines: {tenths.beside_name}." if tenths.beside else ""
    under = f"Share of residents in each tenth of England’s small areas, IMD 2019. Dotted: 10 % each.{beside}"
    return (
        f'<h2>Deprivation</h2><p class="hp-said">{text(words.people_words(tenths))}</p>{_columns(tenths)}'
        f'<p class="hp-under">{text(under)}</p>{_tenths_table(tenths)}'
    )


def _columns(tenths: Tenths) -> str:
    """Ten columns from zero, the most deprived tenth at the left; a dotted line where England is."""
    most = max(*tenths.shares, *tenths.beside, 0.1)
    floor, step = TENTHS_HEIGHT - FOOT - 14, WIDTH / 10
    scale = (floor - HEAD) / most
    drawn = []
    for place, share in enumerate(tenths.shares):
        x, high = place * step, share * scale
        fill = LEVEL_RAMP[4 - place // 2]
        drawn.append(
            f'<rect x="{x + 3:.1f}" y="{floor - high:.1f}" width="{step - 6:.1f}" height="{high:.1f}" fill="{fill}" '
            f'stroke="{SECONDARY}" stroke-width=".75"/>'
        )
        top = floor - high
        if tenths.beside:
            y = floor - tenths.beside[place] * scale
            drawn.append(f'<path d="M{x + 1:.1f},{y:.1f}h{step - 2:.1f}" stroke="{INK}" stroke-width="2"/>')
            top = y if 0 < top - y < LABEL_ROOM else top
        drawn.append(
            f'<text x="{x + step / 2:.1f}" y="{top - 4:.1f}" font-size="12" text-anchor="middle">'
            f"{text(percent(share).removesuffix(' %'))}</text>"
            f'<text x="{x + step / 2:.1f}" y="{floor + 14:.1f}" font-size="12" text-anchor="middle" '
            f'fill="{SECONDARY}">{place + 1}</text>'
        )
    equal = floor - 0.1 * scale
    drawn.append(f'<path d="M0,{equal:.1f}H{WIDTH:g}" stroke="{SECONDARY}" stroke-dasharray="2 3"/>')
    drawn.append(f'<path d="M0,{floor:g}H{WIDTH:g}" stroke="{RULE}"/>')
    ends = f'y="{TENTHS_HEIGHT - 3:g}" font-size="12" fill="{SECONDARY}"'
    drawn.append(
        f'<text x="0" {ends}>Most deprived</text><text x="{WIDTH:g}" {ends} text-anchor="end">Least deprived</text>'
    )
    return _svg("".join(drawn), TENTHS_HEIGHT, alt=_tenths_alt(tenths))


def _tenths_alt(tenths: Tenths) -> str:
    told = ", ".join(f"{place} {percent(share)}" for place, share in enumerate(tenths.shares, 1))
    return f"Share of residents by national tenth of deprivation, 1 is the most deprived: {told}."


def _tenths_table(tenths: Tenths) -> str:
    name = text(tenths.beside_name)
    head = f'<th scope="col" class="he-r">{name}</th>' if tenths.beside else ""
    rows = ""
    for place, share in enumerate(tenths.shares):
        other = f'<td class="he-r">{text(percent(tenths.beside[place], 1))}</td>' if tenths.beside else ""
        cell = f'<td class="he-r">{text(percent(share, 1))}</td>{other}'
        rows += f'<tr><th scope="row">Tenth {place + 1}</th>{cell}</tr>'
    return (
        '<details class="hp-twin"><summary>Deprivation as a table</summary><table class="he-table">'
        '<caption class="he-vh">Residents by national tenth of deprivation</caption><thead><tr>'
        f'<th scope="col">Tenth, 1 is the most deprived</th><th scope="col" class="he-r">Residents</th>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table></details>"
    )


def _svg(inside: str, height: float, *, alt: str) -> str:
    return (
        f'<svg class="hp-fig" viewBox="0 0 {WIDTH:g} {height:g}" width="100%" role="img" '
        f'aria-label="{text(alt)}">{inside}</svg>'
    )
