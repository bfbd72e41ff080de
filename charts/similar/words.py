"""The words at the top of the page and beside its figures: finding, lead, subtitle, and what to make of it.

Lives here: sentences about one comparison as a whole. Not here: those made from one result of `equity.similar`
(`charts.saying.similar_places`, `similar_change`).
"""

from __future__ import annotations

from charts.saying.clauses import side_text
from charts.saying.similar_places import REASONS
from charts.similar.found import Similar
from charts.similar.own_change import own_change
from charts.words import mid_sentence, number_text, period_phrase, sentence_case, value_text
from data.schema import Polarity
from equity.similar.reasons import FEWEST_COMPARATORS, Withheld

LISTED = 3  # areas named in a sentence


def counted(number: int, shown: Similar) -> str:
    """ "1 MSOA", "42 MSOAs"."""
    return f"{number:,} {shown.one if number == 1 else shown.many}"


def kind_words(shown: Similar) -> str:
    """ "similar MSOAs", for sentences."""
    return f"similar {shown.many}"


def beyond(shown: Similar) -> bool:
    """Whether the difference is more than areas as alike as these differ by."""
    return shown.own.compared in ("better", "worse", "lower", "higher")


def finding(shown: Similar) -> str:
    """The heading: which side of similar areas, or why none can be told."""
    if shown.reason:
        return f"{shown.measure.short_name}: no areas here can be compared"
    if not shown.told:
        return f"{shown.name}: no comparison with {kind_words(shown)}"
    noun, level = mid_sentence(shown.measure.noun), shown.level
    if not beyond(shown):
        return f"{shown.name}: {noun} is much as in {kind_words(shown)}"
    return f"{shown.name}: {noun} is {side_words(shown)} than in {kind_words(shown)}" if level else ""


def side_words(shown: Similar) -> str:
    """The difference with its direction: "5.6 percentage points lower", "0.93 times" for rates."""
    level = shown.level
    if level.kind == "difference":
        return side_text(level.estimate, shown.measure)
    return f"{percent_words(level.estimate)} {'higher' if level.estimate > 1 else 'lower'}"


def percent_words(ratio: float) -> str:
    """How much more or less a ratio says: 0.93 is "7 %"."""
    return f"{number_text(abs(100 * (ratio - 1)), 0)} %"


def lead(shown: Similar) -> str:
    """One plain sentence under the heading."""
    if shown.reason:
        return shown.reason
    if not shown.told and not shown.own.has_value:
        return f"No estimate is given: {shown.own.reason}."
    if not shown.told:
        return f"No estimate is given: {REASONS[Withheld(shown.level.reason)]}.{_few_left(shown)}"
    measure, level = shown.measure, shown.level
    own, others = (value_text(group.value, measure) for group in (level.chosen, level.comparators))
    many = f"{level.comparators.areas:,} similar {shown.many}"
    noun = sentence_case(mid_sentence(measure.noun))
    words = f"{noun} was {own} {period_phrase(measure, shown.period)}; in {many} together it was {others}."
    if beyond(shown):
        return f"{words} That is more than areas as alike as these differ by."
    return f"{words} Areas as alike as these differ by that much anyway."


def _few_left(shown: Similar) -> str:
    left = len(shown.neighbours)
    if shown.level.reason != Withheld.TOO_FEW_COMPARATORS:
        return ""
    had = f"{sentence_case(counted(left, shown))} of at least {FEWEST_COMPARATORS} needed"
    return f" {had}: look further, take more, or put areas back."


def subtitle(shown: Similar) -> str:
    """What is compared with what: measure, people, where, and what was matched on."""
    measure = shown.measure
    what = (
        f"{measure.name}, {measure.unit} of {measure.people}"
        if measure.people and measure.unit == "%"
        else measure.name
    )
    if shown.reason:
        return what
    themes = ", ".join(mid_sentence(theme) for theme in shown.themes)
    about = shown.kind if shown.single else f"{shown.kind}, {counted(len(shown.parts), shown)}"
    looked = f"{shown.where}" if shown.where else "England"
    return f"{sentence_case(about)}. {what}. Looked in {looked}; matched on {themes}."


def next_finding(shown: Similar) -> str:
    """The heading of the roll-out finder."""
    if shown.measure.polarity == Polarity.NONE or shown.reason or not shown.level or not shown.own.has_value:
        return f"{shown.name}: nothing to roll out on this measure"
    if own_change(shown).good is False:
        return f"{shown.name}: no change for the better to roll out yet"
    number = len(shown.worse)
    if not number:
        already = " without a programme" if shown.under_way else ""
        return f"No similar {shown.one}{already} does worse than {shown.name}"
    return f"{counted(number, shown)} like {shown.name} {'does' if number == 1 else 'do'} worse"


def next_lead(shown: Similar) -> str:
    """Where it could be tried next, named; nothing is offered of a place that did not itself change for the better."""
    change = own_change(shown)
    if change.good is False:
        return f"{change.words} So nothing is offered to others; see where to learn from."
    if not shown.worse:
        return _unable(shown) or (
            f"None of the {counted(len(shown.neighbours), shown)} most like it is worse beyond chance"
            f"{' without a programme' if shown.under_way else ''}. "
            f"Look further, take more similar areas, or see where to learn from.{_under_way(shown)}"
        )
    named = _named(shown.worse)
    where = f"It could be tried next in {named}: alike in what was matched on, worse beyond chance."
    return f"{change.words} {where}{_under_way(shown)}"


def _under_way(shown: Similar) -> str:
    """Who is left out because something is recorded there already."""
    if not shown.under_way:
        return ""
    return f" Left out, since a programme is recorded there already: {_named(shown.under_way)}."


def learn_finding(shown: Similar) -> str:
    """The heading of the view of those who do better."""
    if shown.measure.polarity == Polarity.NONE or shown.reason or not shown.level or not shown.own.has_value:
        return f"{shown.name}: nobody to learn from on this measure"
    number = len(shown.better)
    if not number:
        return f"No similar {shown.one} does better than {shown.name}"
    return f"{counted(number, shown)} like {shown.name} {'does' if number == 1 else 'do'} better"


def learn_lead(shown: Similar) -> str:
    """Whom to ask, named."""
    if not shown.better:
        return _unable(shown) or (
            f"None of the {counted(len(shown.neighbours), shown)} most like it is better beyond chance. "
            "Look further, or see where this could be tried next."
        )
    return f"Ask what they do in {_named(shown.better)}: alike in what was matched on, better beyond chance."


def _unable(shown: Similar) -> str:
    if shown.reason:
        return shown.reason
    if shown.measure.polarity == Polarity.NONE:
        return "This measure has no better or worse, so no area does worse or better on it."
    if not shown.own.has_value:
        return f"{shown.name} has no value that may be compared."
    return ""


def _named(areas: tuple) -> str:
    names = [one.row.name for one in areas[:LISTED]]
    more = len(areas) - len(names)
    if more:
        return f"{', '.join(names)} and {more:,} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
