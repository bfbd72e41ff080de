"""The neighbourhood teams of a place side by side: a line per risk factor or measure, a column per team.

Lives here: the table and its sentence. Not here: which teams and measures (`pages.parts.profile.teams`).
"""

from __future__ import annotations

from charts.evidence import AreaRow
from charts.marks import mark
from charts.markup import text
from charts.profile.profile_evidence import TeamRow, Teams
from charts.states import state
from charts.words import mid_sentence, number_text, period_words, value_text
from equity.comparing.comparison import Comparison


def teams_section(teams: Teams, *, selected: str) -> str:
    """Heading, sentence and table; "" where a place has no teams in the register."""
    if not teams.rows:
        return ""
    title = f"The neighbourhood teams of {teams.place}, side by side"
    heads = "".join(f'<th scope="col" class="he-r">{text(name)}</th>' for _, name in teams.names)
    rows = "".join(_row(row, teams, selected=selected) for row in teams.rows)
    notes = "".join(f"<li>{text(one)}</li>" for one in teams.notes)
    told = f'<details class="he-panel"><summary>How sure these boundaries are</summary><ul>{notes}</ul></details>'
    return (
        f'<section class="hp-teams" aria-label="{text(title)}"><h2>{text(title)}</h2>'
        f'<p class="hp-said">{text(sentence(teams))}</p>'
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{text(title)}, table">'
        f'<table class="he-table hp-teamtable"><caption class="he-vh">{text(title)}</caption><thead><tr>'
        f'<th scope="col">Risk factor or measure</th>{heads}<th scope="col" class="he-r">{text(teams.place)}</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div>{told if notes else ''}</section>"
    )


def sentence(teams: Teams) -> str:
    """Which risk factors are not measured, and where the first that is stands highest and lowest."""
    missing = [row.name for row in teams.rows if row.missing]
    said = ""
    if missing:
        named = [mid_sentence(one) for one in missing]
        joined = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
        said = f"The pack has no indicator yet for {joined}. "
    first = next((row for row in teams.rows if sum(cell.has_value for cell in row.cells) > 1), None)
    if first is None:
        return said.strip()
    known = [cell for cell in first.cells if cell.has_value]
    low, high = min(known, key=lambda cell: cell.value), max(known, key=lambda cell: cell.value)
    values = f"from {value_text(low.value, first.measure)} in {low.name} to {value_text(high.value, first.measure)}"
    return f"{said}{first.name}: {values} in {high.name}."


def _row(row: TeamRow, teams: Teams, *, selected: str) -> str:
    unit = f", {row.measure.unit}" if row.measure is not None and row.measure.unit else ""
    when = f"<small>{text(period_words(row.period) + unit)}</small>" if row.period else ""
    name = f'<th scope="row">{text(row.name)}{when}</th>'
    if row.missing:
        return f'<tr class="hp-none">{name}<td colspan="{len(teams.names) + 1}">{text(row.missing)}</td></tr>'
    cells = "".join(_cell(cell, row, on=cell.code == selected) for cell in row.cells)
    whole = _cell(row.place, row, on=False) if row.place is not None else "<td></td>"
    return f"<tr>{name}{cells}{whole}</tr>"


def _cell(cell: AreaRow, row: TeamRow, *, on: bool) -> str:
    if not cell.has_value:
        found = state(cell.status)
        return f'<td class="he-r hp-quiet">{text(found.table_text or found.label)}</td>'
    shown = number_text(cell.value, row.measure.decimals)
    judged = cell.compared not in (Comparison.NOT_COMPARED, Comparison.BENCHMARK)
    outcome = Comparison(cell.compared).value
    sign = f'{mark(cell.compared, size=13)}<span class="he-vh">{text(outcome)}: </span>' if judged else ""
    kind = "he-r hp-here" if on else "he-r"
    return f'<td class="{kind}"><span class="hp-team">{sign}{text(shown)}</span></td>'
