"""The sheet of the page: figure, card, map, table, balance, change, method, each from the same comparison.

Lives here: how the pieces are put together, and the method in plain words. Not here: any of the pieces.
"""

from __future__ import annotations

from charts import empty
from charts.glossary import words_used
from charts.marks import badge
from charts.markup import text
from charts.saying import similar_places as saying
from charts.similar import area_table, change_part, level_figure, words
from charts.similar.found import Similar
from charts.similar.likeness_table import likeness_table
from charts.similar.own_change import offered
from charts.source_line import source_line
from charts.words import interval_text, number_text, value_text
from equity.comparing.comparison import Comparison
from equity.similar.reasons import FEWEST_COMPARATORS

METHOD = (
    (
        "Who is similar",
        "Every area is described by the figures in the table “How alike they are”. Figures are put on one scale "
        "(z-scores of capped and square-rooted values, so that no single odd figure decides) and every theme counts "
        "the same. The areas with the smallest distance to each chosen area are taken; one near several counts once. "
        "With Mahalanobis distance figures that go together do not count twice. What is compared is never matched on.",
    ),
    (
        "A place is its areas",
        "A place, neighbourhood, district or own footprint is compared through the areas that lie mostly (over half of "
        "the people) inside it. Areas that share people with it are never its comparators.",
    ),
    (
        "Distance",
        "0 means alike on every figure; 1 is about one usual step between areas on one theme. “Far” is farther than "
        "95 % of areas are from their nearest other area. Where more than a tenth of the chosen areas have no near "
        "one, the page says that few are similar.",
    ),
    (
        "The difference",
        "Counts are added up on both sides. The interval takes the area as the unit: it says how far apart groups of "
        "areas lie that differ as these do. Counting error alone would be narrower. Shares: difference of proportions; "
        "rates: ratio. Fewer than "
        f"{FEWEST_COMPARATORS} similar areas: no estimate.",
    ),
    (
        "How alike",
        "Difference of means in standard deviations before matching (Austin 2009); above 0.1 it is noted, above 0.25 "
        "it is a warning (Rubin 2001).",
    ),
    (
        "Change",
        "Change of the chosen areas less change of the similar ones (difference in differences). The area is the unit "
        "(Bertrand, Duflo and Mullainathan 2004); periods of a side are added up first. Beside it stand: were they "
        "already moving apart, the same for every similar area treated as if it had been chosen (each difference "
        "measured in what is expected of so many people, Ferman and Pinto 2019), and invented earlier starts. With "
        "eight or more periods before the start a weighted mix of similar areas is fitted to them (synthetic control, "
        "Abadie 2010) and shown where it runs within a quarter of a standard deviation; how much worse the fit became "
        "is compared with the same for every similar area.",
    ),
    (
        "Try next, learn from",
        "Similar areas whose own value lies beyond the 95 % interval of the difference from the chosen areas together. "
        "With many areas one in forty does so by chance on either side. People: what the chosen areas' value would "
        "mean among the people there; it is a size, not a promise.",
    ),
)
CARD_MARKS = {
    Comparison.BETTER: "Better than similar areas",
    Comparison.WORSE: "Worse than similar areas",
    Comparison.SIMILAR: "Within what similar areas differ by",
    Comparison.LOWER: "Lower than similar areas",
    Comparison.HIGHER: "Higher than similar areas",
}
WORDS = ("matched", "interval", "beyond_chance", "deprivation")  # of the glossary


def compare(shown: Similar, ground: str) -> str:
    """The comparison. `ground` is the small map."""
    if shown.reason:
        return f"{empty.empty_box('Nothing to compare', shown.reason)}{method(shown)}"
    return (
        f"{_figure(shown)}{_side(shown, ground)}"
        f'<div class="hs-main">{area_table.area_table(shown)}</div>{change_part.change(shown)}{_alike(shown)}'
        f"{source_line(shown.sources, method_href='#method')}{method(shown)}"
    )


def finder(shown: Similar, ground: str, *, learn: bool, alike: bool = False) -> str:
    """The areas where something could be tried next, or learnt from; most people first, or most `alike`."""
    areas = shown.better if learn else offered(shown)
    areas = tuple(sorted(areas, key=lambda one: one.distance)) if alike else areas
    said = words.learn_lead(shown) if learn else words.next_lead(shown)
    table = area_table.finder_table(shown, areas) or empty.empty_box("No area to show", said, link=None)
    return (
        f'<div class="hs-main">{table}</div>{_side(shown, ground)}'
        f"{source_line(shown.sources, method_href='#method')}{method(shown)}"
    )


def method(shown: Similar) -> str:
    """Method in plain words, how firm the result is, and what to be careful with."""
    rows = [*METHOD, *(("Be careful", caution) for caution in shown.cautions)]
    rows += [("Be careful", saying.NOT_PROOF), ("Be careful", saying.CHOSEN_FOR_LOW)]
    items = "".join(f"<div><dt>{text(label)}</dt><dd>{text(said)}</dd></div>" for label, said in rows)
    return (
        '<details class="he-panel" id="method"><summary>Method and limits</summary>'
        f'<dl class="he-method">{items}</dl>{words_used(WORDS, "method")}</details>'
    )


def _figure(shown: Similar) -> str:
    if not shown.told:
        return f'<div class="hs-top">{empty.empty_box("No estimate", words.lead(shown))}</div>'
    sentence = saying.level_sentence(shown.measure, shown.own, period=shown.period, level=shown.level)
    return f'<div class="hs-top">{level_figure.figure(shown)}<p class="hs-said">{text(sentence)}</p></div>'


def _side(shown: Similar, ground: str) -> str:
    """Card and map."""
    if shown.reason:
        return ""
    return f'<div class="he-side">{card(shown)}{ground}</div>'


def card(shown: Similar) -> str:
    """The difference as one number, how far like areas differ anyway, and how alike these are."""
    level = shown.level
    if not shown.told:
        inside = f'<p class="he-big he-big-words">No estimate</p><p>{text(words.lead(shown))}</p>'
    else:
        inside = (
            f'<p class="hs-v"><b>{text(_big(shown))}</b><span>{text(_unit(shown))}</span></p>'
            f'<p class="he-judge">{badge(shown.own.compared, CARD_MARKS[Comparison(shown.own.compared)])}</p>'
            f'<p class="he-ci">{text(_between(shown))}</p>'
        )
    warning = saying.few_similar_sentence(shown.matches)
    warned = f'<p class="hs-warn">{text(warning)}</p>' if warning else ""
    out = f"<p>{text(saying.matching_sentence(shown.matches))}</p>"
    spread = saying.spread_sentence(shown.measure, level)
    return (
        f'<section class="he-card hs-card" aria-label="The difference"><p class="he-eyebrow">{text(_title(shown))}</p>'
        f"{inside}{warned}{f'<p>{text(spread)}</p>' if spread else ''}{out}"
        f'<p class="he-note">{text(saying.NOT_PROOF)}</p></section>'
    )


def _title(shown: Similar) -> str:
    return f"Beside {len(shown.neighbours):,} similar {shown.many if len(shown.neighbours) != 1 else shown.one}"


def _big(shown: Similar) -> str:
    level, measure = shown.level, shown.measure
    if level.kind == "difference":
        sign = "+" if level.estimate > 0 else ""
        return f"{sign}{number_text(level.estimate, measure.decimals)}"
    return f"{number_text(level.estimate, 2)} times"


def _unit(shown: Similar) -> str:
    level, measure = shown.level, shown.measure
    ends = f"{number_text(level.chosen.value, measure.decimals)} against {value_text(level.comparators.value, measure)}"
    if level.kind != "difference":
        return ends
    return f"percentage points: {ends}" if measure.unit == "%" else ends


def _between(shown: Similar) -> str:
    level = shown.level
    if level.kind == "difference":
        limits = interval_text(level.lower_between, level.upper_between, measure=shown.measure, unit=False)
    else:
        limits = f"{number_text(level.lower_between, 2)} to {number_text(level.upper_between, 2)} times"
    return f"95 % interval, areas varying as they do: {limits}"


def _alike(shown: Similar) -> str:
    """How alike the two groups are, and how much the result hangs on our choices."""
    if not shown.likeness:
        return ""
    said = [saying.balance_sentence(shown.balance)] if len(shown.neighbours) else []
    if shown.told and shown.stability is not None:
        said.append(saying.stability_sentence(shown.measure, shown.stability, kind=shown.level.kind))
    paragraph = "".join(f"<p>{text(one)}</p>" for one in said)
    return (
        f'<section class="hs-section hs-alike"><h2>How alike they are</h2>{paragraph}{likeness_table(shown)}</section>'
    )
