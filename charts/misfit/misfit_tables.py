"""Two sets of borders as tables and as a file: the three parts, core and fringe, catchments.

Lives here: HTML tables of `charts.misfit.misfit_words.Misfit` and its CSV. Not here: the matrix and the pairs
(`charts.misfit.misfit_matrix`), sentences, the map, counting.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.evidence import SourceItem
from charts.files.csv_file import csv_file
from charts.markup import text
from charts.misfit.misfit_words import Misfit, fit_sentence, inside_words, share_text
from charts.source_line import source_text
from charts.words import count_text, sentence_case

APART_WORDS = "In both, borders disagree"
PARTS = (("a", "Only in {a}"), ("both", "In both"), ("b", "Only in {b}"))
CSV_COLUMNS = (
    "set_a", "code_a", "name_a", "set_b", "code_b", "name_b", "count", "counted", "share_of_a", "share_of_b",
    "source", "licence",
)  # fmt: skip


def part_words(shown: Misfit) -> dict[str, str]:
    """Words of the three parts, for map legend and tiles: only A, both, only B."""
    names = {"a": inside_words(shown.a), "b": inside_words(shown.b)}
    return {part: words.format(**names) for part, words in PARTS}


def tiles(shown: Misfit) -> str:
    """The card: the three parts with the map's patterns, the fit and what it means."""
    numbers = {"a": shown.only_a, "both": shown.both, "b": shown.only_b}
    rows = {
        part: f'<div class="hm-part"><dt><i class="hm-key hm-{part}"></i>{text(words)}</dt>'
        f"<dd><b>{count_text(numbers[part])}</b> <span>{text(share_text(numbers[part], shown.union))}</span></dd></div>"
        for part, words in part_words(shown).items()
    }
    if shown.apart:
        rows["both"] += (
            f'<div class="hm-part hm-of"><dt><i class="hm-key hm-apart"></i>of these, borders disagree</dt><dd><b>'
            f"{count_text(shown.apart)}</b> <span>{text(share_text(shown.apart, shown.union))}</span></dd></div>"
        )
    total = (
        f'<div class="hm-part hm-sum"><dt>In either</dt><dd><b>{count_text(shown.union)}</b> '
        f"<span>{text(shown.noun)}</span></dd></div>"
    )
    notes = "".join(f'<p class="he-note">{text(side.note)}</p>' for side in (shown.a, shown.b) if side.note)
    return (
        '<section class="he-card hm-card" aria-label="How far the borders agree"><p class="he-eyebrow">Fit</p>'
        f'<p class="he-big">{text(share_text(shown.fit))}</p><p class="he-sent">{text(fit_sentence(shown))}</p>'
        f'<dl class="hm-parts">{"".join(rows.values())}{total}</dl>{notes}</section>'
    )


def joint_table(names: tuple[str, ...], people: tuple[int, ...], *, noun: str) -> str:
    """People by how many of the footprints contain them, all first."""
    union = sum(people)
    rows = "".join(
        f'<tr><th scope="row">{_depth_words(depth, len(names))}</th><td class="he-r"><b>{count_text(number)}</b></td>'
        f'<td class="he-r">{text(share_text(number, union))}</td></tr>'
        for depth, number in sorted(enumerate(people, start=1), reverse=True)
    )
    return framed(
        "Joint boundary: core and fringe",
        head=f'<th scope="col">Inside</th><th scope="col" class="he-r">{text(sentence_case(noun))}</th>'
        '<th scope="col" class="he-r">Share</th>',
        body=f"<tbody>{rows}</tbody>",
    )


def _depth_words(depth: int, number: int) -> str:
    return f"all {number} (core)" if depth == number else f"{depth} of {number}"


def catchment_table(name: str, rows: tuple[tuple[str, str, int, int], ...], *, people: int) -> str:
    """Who a hospital's catchment serves: rows of kind, name, people in common, people of the unit."""
    body = "".join(
        f'<tr><td>{text(kind)}</td><th scope="row">{text(unit)}</th><td class="he-r"><b>{count_text(shared)}</b></td>'
        f'<td class="he-r">{text(share_text(shared, people))}</td>'
        f'<td class="he-r">{text(share_text(shared, size))}</td></tr>'
        for kind, unit, shared, size in rows
    )
    return f'<p class="hm-said">{text(catchment_sentence(name, rows, people=people))}</p>' + framed(
        f"{name}: whom it serves",
        head='<th scope="col">Kind</th><th scope="col">Area</th><th scope="col" class="he-r">In common</th>'
        '<th scope="col" class="he-r">Of the catchment</th><th scope="col" class="he-r">Of the area</th>',
        body=f"<tbody>{body}</tbody>",
    )


def catchment_sentence(name: str, rows: tuple[tuple[str, str, int, int], ...], *, people: int) -> str:
    """Of each kind of area the one with most of the catchment's residents: how many, and which share on both sides."""
    largest: dict[str, tuple[str, str, int, int]] = {}
    for row in rows:
        if row[0] not in largest or row[2] > largest[row[0]][2]:
            largest[row[0]] = row
    said = [
        f"{count_text(shared)} ({share_text(shared, people)}) lived in {unit}, {share_text(shared, size)} of all there"
        for _, unit, shared, size in largest.values()
    ]
    return f"{name}: of the {count_text(people)} people who lived in it in mid-2015, {'; '.join(said)}."


def csv_bytes(shown: Misfit, sources: Sequence[SourceItem] = ()) -> bytes:
    """Every pair, then what is in one set only; UTF-8 with a byte order mark, no text a spreadsheet would run."""
    a, b = ({unit.code: unit for unit in side.units} for side in (shown.a, shown.b))
    counted = {"population": "residents mid-2015"}.get(shown.basis, shown.noun)
    rows = [(a[one], b[other], people) for one, other, people in shown.cells]
    rows += [(unit, None, unit.alone) for unit in a.values() if unit.alone]
    rows += [(None, unit, unit.alone) for unit in b.values() if unit.alone]
    told = [source_text(sources), "; ".join(dict.fromkeys(one.licence for one in sources))]
    lines = []
    for one, other, people in rows:
        ends = [(shown.a, one), (shown.b, other)]
        named = [cell for side, unit in ends for cell in (side.plural, *((unit.code, unit.name) if unit else ("", "")))]
        shares = [f"{people / unit.people:.6f}" if unit else "" for _, unit in ends]
        lines.append([*named, people, counted, *shares, *told])
    return csv_file(CSV_COLUMNS, lines)


def framed(caption: str, *, head: str, body: str) -> str:
    """A table with its caption in a box that scrolls sideways; head and body are HTML."""
    return (
        f'<div class="he-scroll" role="region" aria-label="{text(caption)}" tabindex="0"><table class="he-table">'
        f"<caption>{text(caption)}</caption><thead><tr>{head}</tr></thead>{body}</table></div>"
    )
