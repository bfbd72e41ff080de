"""Change over time on the page: the two groups in every period, and the comparison of changes with its checks.

Lives here: the section and its table. Not here: its drawings (`change_figure`), its sentences
(`charts.saying.similar_change`).
"""

from __future__ import annotations

from charts.markup import text
from charts.saying.similar_change import ALSO, before_sentence, change_sentence, dates_sentence, unmoved_sentence
from charts.similar import change_figure
from charts.similar.found import OverTime, Similar
from charts.similar.mix_part import mix_part
from charts.similar.scroll import scrolled
from charts.words import mid_sentence, number_text, period_words
from data.schema import Status
from equity.similar.reasons import Withheld

ASK = "To compare changes, say under More when something began: “Something began in”."
BREAKS = "Periods that some of these areas lack are left out."


def change(shown: Similar) -> str:
    """The section; a sentence where there is nothing to compare."""
    over = shown.over_time
    if over is None:
        return _section(f"<p>{text(shown.no_time)}</p>")
    if over.checks is None:
        said = f"<p>{text(levels_sentence(shown, over))} {text(ASK)}</p>"
        return _section(f"{said}<figure>{change_figure.lines(shown, over)}</figure>{table(shown, over)}")
    return _section(f"{_checked(shown, over)}{table(shown, over)}")


def levels_sentence(shown: Similar, over: OverTime) -> str:
    """How both groups went from the first to the last period."""
    decimals, unit = shown.measure.decimals, f" {shown.measure.unit}".rstrip()
    own, others = (
        f"from {number_text(line[0], decimals)} to {number_text(line[-1], decimals)}{unit}"
        for line in (over.chosen, over.similar)
    )
    return (
        f"From {period_words(over.periods[0])} to {period_words(over.periods[-1])} "
        f"{mid_sentence(shown.measure.noun)} in {shown.name} went {own}, "
        f"in {over.areas[1]:,} similar {shown.many} {others}."
    )


def _checked(shown: Similar, over: OverTime) -> str:
    """The comparison of changes, and everything that must stand beside it."""
    checks, measure = over.checks, shown.measure
    told = checks.change.status == Status.OK or checks.change.reason in set(Withheld)
    said = (
        change_sentence(measure, shown.name, checks=checks, periods=(over.periods[0], over.periods[-1])) if told else ""
    )
    parts = [_block("", said, change_figure.lines(shown, over))]
    drawn = change_figure.differences(shown, over)
    if drawn:
        parts.append(_block("Were they already moving apart?", before_sentence(measure, checks.before), drawn))
    stead = change_figure.placebo(shown, over)
    if stead:
        dates = dates_sentence(measure, checks.dates)
        words = f"Each dot is one similar area, treated as if it had been chosen and were as large. {dates}".strip()
        parts.append(_block("Would as large a difference be found elsewhere?", words, stead))
    if over.unmoved is not None and checks.unmoved is not None:
        words = unmoved_sentence(over.unmoved, checks.unmoved)
        parts.append(_block("Did what should not have moved stay as it was?", words, ""))
    if over.mix is not None and told:
        parts.append(mix_part(shown, over))
    return f'<div class="hs-checks">{"".join(parts)}</div><p class="he-note">{text(ALSO)}</p>'


def _block(title: str, words: str, drawn: str) -> str:
    head = f"<h3>{text(title)}</h3>" if title else ""
    figure = f"<figure>{drawn}</figure>" if drawn else ""
    return f'<div class="hs-check">{head}<p>{text(words)}</p>{figure}</div>'


def table(shown: Similar, over: OverTime) -> str:
    """The numbers of the drawings, a row per period."""
    decimals = shown.measure.decimals
    study = over.checks.periods if over.checks is not None else None
    rows = "".join(
        f'<tr><th scope="row">{text(period_words(period))}</th><td class="he-r">{text(number_text(own, decimals))}</td>'
        f'<td class="he-r">{text(number_text(others, decimals))}</td>{_study(study, period, decimals=decimals)}</tr>'
        for period, own, others in zip(over.periods, over.chosen, over.similar, strict=True)
    )
    more = '<th scope="col" class="he-r">Difference since the last period before</th><th scope="col">95 % interval</th>'
    head = (
        f'<tr><th scope="col">Period</th><th scope="col" class="he-r">{text(shown.name)}</th>'
        f'<th scope="col" class="he-r">'
        f"{over.areas[1]:,} similar {text(shown.many)}</th>{more if study is not None and not study.empty else ''}</tr>"
    )
    gone = sum(over.incomplete)
    note = f'<p class="he-note">{text(_gone(gone))} {text(BREAKS)}</p>' if gone else ""
    made = f'<table class="he-table hs-periods"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    inside = f"{scrolled(made, label='Periods')}{note}"
    return f'<details class="he-panel"><summary>The same numbers as a table</summary>{inside}</details>'


def _gone(number: int) -> str:
    return f"{number:,} {'area is' if number == 1 else 'areas are'} left out because a period is missing."


def _study(study, period: str, *, decimals: int) -> str:
    if study is None or study.empty or period not in study.index:
        return ""
    row = study.loc[period]
    if row["phase"] == "reference":
        return '<td class="he-r">0</td><td>compared with</td>'
    low, high = (number_text(row[name], decimals) for name in ("lower_ci", "upper_ci"))
    return f'<td class="he-r">{text(number_text(row["estimate"], decimals))}</td><td>{text(f"{low} to {high}")}</td>'


def _section(inside: str) -> str:
    return f'<section class="hs-section hs-change"><h2>Change over time</h2>{inside}</section>'
