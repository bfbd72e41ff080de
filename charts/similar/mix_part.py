"""The mix of similar areas that ran most like the chosen ones before the start: sentence, drawing, who is in it.

Lives here: that block of the comparison of changes. Not here: its sentence (`charts.saying.mix`), the weights
(`equity.similar.synthetic`).
"""

from __future__ import annotations

from dataclasses import replace

from charts.markup import text
from charts.saying.mix import mix_sentence
from charts.similar import change_figure
from charts.similar.found import OverTime, Similar
from data.schema import Status

TITLE = "Beside a mix of similar areas that ran alike before"
NAME = "mix of similar areas"


def mix_part(shown: Similar, over: OverTime) -> str:
    """The block; a sentence with the reason where there is no mix."""
    names = {one.row.code: one.row.name for one in shown.neighbours}
    said = mix_sentence(shown.measure, shown.name, mix=over.mix, names=names)
    if over.mix.status != Status.OK:
        return f'<div class="hs-check"><h3>{text(TITLE)}</h3><p>{text(said)}</p></div>'
    drawn = change_figure.lines(shown, as_mix(over), other=NAME)
    weights = "".join(
        f'<tr><th scope="row">{text(names.get(code, code))}</th><td class="he-r">{100 * share:.1f} %</td></tr>'
        for code, share in over.mix.weights.items()
    )
    head = '<tr><th scope="col">Area</th><th scope="col" class="he-r">Share of the mix</th></tr>'
    listed = f'<table class="he-table"><thead>{head}</thead><tbody>{weights}</tbody></table>'
    return (
        f'<div class="hs-check"><h3>{text(TITLE)}</h3><p>{text(said)}</p><figure>{drawn}</figure>'
        f'<details class="he-panel"><summary>Who is in the mix</summary>{listed}</details></div>'
    )


def as_mix(over: OverTime) -> OverTime:
    """The same two lines with the mix in the place of the similar areas together."""
    gaps = over.mix.differences
    kept = [place for place, period in enumerate(over.periods) if period in gaps.index]
    own = tuple(over.chosen[place] for place in kept)
    mixed = tuple(value - float(gaps[over.periods[place]]) for place, value in zip(kept, own, strict=True))
    periods, days = (tuple(part[place] for place in kept) for part in (over.periods, over.days))
    return replace(over, periods=periods, days=days, chosen=own, similar=mixed)
