"""The tier page's figure: one row per level with a bar of its share, its events, and whether they are enough.

Lives here: HTML and CSS of the rows, and the file. Not here: sentences (`charts.tier.tier_words`).
"""

from __future__ import annotations

from charts.evidence import SourceItem
from charts.files.csv_file import csv_file
from charts.markup import text
from charts.source_line import source_text
from charts.theme import ACCENT, INK, MARGIN, NARROW_BELOW, ORANGE_TEXT, PAPER, ROW_RULE, RULE, SECONDARY
from charts.tier import tier_words
from charts.tier.tier_words import OWN, TIERS, Tiers, limits_text, percent
from charts.words import count_text, sentence_case
from equity.comparing.tiers import ENOUGH, Events

CSV_COLUMNS = (
    "measure", "scope", "period", "level", "stands_for", "share_of_difference", "share_lower_95", "share_upper_95",
    "units", "units_with_figures",
    "events_median", "events_fewest", "events_most", "counted", "share_of_units_with_enough", "method", "source",
    "licence",
)  # fmt: skip


def tier_table(shown: Tiers) -> str:
    """Bars and numbers in one table."""
    rows = "".join(_row(one, shown) for one in shown.events)
    return (
        '<div class="he-scroll" role="region" aria-label="Levels" tabindex="0"><table class="he-table ht-table">'
        "<caption>Where the difference lies, and how many events each level has</caption><thead><tr>"
        '<th scope="col">Level</th><th scope="col">Share of the difference</th>'
        '<th scope="col" class="he-r">Share, 95 % interval</th><th scope="col" class="he-r he-n">Units</th>'
        f'<th scope="col" class="he-r">Events per unit, {text(shown.a_year)}</th>'
        f'<th scope="col" class="he-r he-n">Fewest to most</th><th scope="col">At least {ENOUGH}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(one: Events, shown: Tiers) -> str:
    share, name, meaning = shown.share(one.tier), TIERS[one.tier][0], shown.meaning(one.tier)
    low, high = shown.limits(one.tier)
    cap = f'<b style="left:{100 * low:.1f}%;width:{100 * (high - low):.1f}%"></b>' if low == low else ""
    bar = f'<span><i style="width:{100 * share:.1f}%"></i>{cap}</span>' if share == share else ""
    limits = limits_text((low, high))
    limits = f"<small>{text(limits)}</small>" if limits else ""
    chosen = ' class="he-on"' if one.tier == shown.hint.largest else ""
    median = count_text(one.median) if one.shown else "–"
    spread = " to ".join(dict.fromkeys((count_text(one.least), count_text(one.most)))) if one.shown else "–"
    verdict = ("yes", "Enough") if one.enough else ("no", "Too few") if one.shown else ("none", "Not known")
    enough = f'<span class="ht-{verdict[0]}">{verdict[1]}</span>'
    return (
        f'<tr{chosen}><th scope="row">{text(sentence_case(name))}<small>{text(meaning)}</small></th>'
        f'<td class="ht-bar">{bar}</td>'
        f'<td class="he-r"><b>{text(percent(share))}</b>{limits}</td>'
        f'<td class="he-r he-n">{_units(one)}</td><td class="he-r"><b>{median}</b></td>'
        f'<td class="he-r he-n">{spread}</td>'
        f"<td>{enough} <small>{text(_held(one))}</small></td></tr>"
    )


def _held(one: Events) -> str:
    if one.tier == OWN:
        return "of its own" if one.shown else "no figure"
    return f"{percent(one.holding)} of units" if one.shown else "no figures"


def _units(one: Events) -> str:
    return f"{one.units:,}" if one.shown == one.units else f"{one.shown:,} of {one.units:,}"


def csv_bytes(shown: Tiers, source: SourceItem | None = None) -> bytes:
    """The same rows as a file: UTF-8 with a byte order mark, no text a spreadsheet would run."""
    told = [tier_words.RULE, *((source_text([source]), source.licence) if source else ("", ""))]
    rows = []
    for one in shown.events:
        share = shown.share(one.tier)
        ends = [f"{end:.4f}" if end == end else "" for end in shown.limits(one.tier)]
        numbers = [f"{x:.1f}" if x == x else "" for x in (one.median, one.least, one.most)]
        words = [shown.indicator, shown.scope, shown.period, one.tier, shown.meaning(one.tier)]
        cells = [f"{share:.4f}" if share == share else "", *ends, one.units, one.shown, *numbers]
        rows.append([*words, *cells, shown.a_year, f"{one.holding:.4f}", *told])
    return csv_file(CSV_COLUMNS, rows)


def tier_css() -> str:
    """The page's rules in a `<style>` element."""
    return f"""<style>
:root{{--he-waiting:repeating-linear-gradient({ROW_RULE} 0 14px,transparent 14px 44px) {MARGIN}px 177px/
min(1100px,calc(100% - {2 * MARGIN}px)) 264px no-repeat}}
.st-key-controls .st-key-period{{flex:1 1 160px}}
.ht-page{{max-width:1100px;margin-top:14px}}
.ht-page p:not(.he-src){{font-size:15px;line-height:22px;margin:12px 0 0;max-width:900px}}
.ht-page ul{{margin:8px 0 0;padding-left:18px}}.ht-page li{{font-size:14px;line-height:20px;color:{SECONDARY}}}
.ht-page .he-src{{margin-top:12px}}
.ht-table td,.ht-table th{{height:44px}}.ht-table thead th{{height:auto}}
.ht-table small{{display:block;font-size:12px;line-height:15px;color:{SECONDARY};font-weight:400}}
.ht-bar{{width:34%}}.ht-bar span{{display:block;background:{ROW_RULE};height:22px;border-left:2px solid {RULE}}}
.ht-bar i{{display:block;height:22px;background:{ACCENT}}}
.ht-bar span{{position:relative}}
.ht-bar b{{position:absolute;top:7px;height:8px;border:2px solid {INK};border-width:0 2px;
box-sizing:border-box;background:linear-gradient({INK},{INK}) 0 50%/100% 2px no-repeat;outline:1px solid {PAPER}}}
.ht-yes{{font-weight:700;color:{ACCENT}}}.ht-no{{font-weight:700;color:{ORANGE_TEXT}}}
@media(max-width:{NARROW_BELOW}px){{.ht-table caption{{position:sticky;left:0;width:calc(100vw - 32px)}}
.ht-bar{{width:18%}}
.ht-page .he-table thead th{{font-size:11px}}}}
</style>"""
