"""What a reader is told of a measure's rules: direction, small numbers, groups, coverage, in words.

Lives here: words made from the rules themselves, so that they cannot say something else. Not here: the reviewed texts
of a measure (the pack's catalogue).
"""

from __future__ import annotations

from charts.words import age_words, category_words, level_words, period_words, sentence_case, sex_words
from data.schema import Polarity
from equity.disclosure import RULES
from equity.release.rules import AS_COUNTED

LENSES = {
    "outcomes": "Health and wellbeing outcomes",
    "quality": "Standards of care and quality",
    "finance": "Finance and use of resources",
    "context": "About the area",
}
DIRECTION = {
    Polarity.HIGH_IS_GOOD: "Higher is better.",
    Polarity.LOW_IS_GOOD: "Lower is better.",
    Polarity.NONE: "Neither: it describes an area. Values are called higher or lower, never better or worse.",
}
NOT_GIVEN = "This pack does not say."
FEW = 6  # groups that are named; more are counted


def disclosure_words(rule_id: str) -> str:
    """What is done about small numbers, from the rule that is applied."""
    rule = RULES[rule_id]
    if rule_id == AS_COUNTED:
        return "Small numbers are shown, to the role this page is seen as only: the public sees them withheld."
    if rule_id == "published":
        return "Shown as the publisher released it, who withholds or rounds small numbers where that is needed."
    few = f"Nothing is shown of fewer than {rule.fewest_people:,} people." if rule.fewest_people else ""
    if few and not rule.largest:
        return few
    if not rule.largest:
        return "Nothing is withheld: no count of people with a condition or event is behind it."
    said = [f"Counts from 1 to {rule.largest} are withheld, and with them every rate made of them."]
    if rule.round_to:
        said.append(f"Other counts are rounded to the nearest {rule.round_to}.")
    if rule.secondary:
        said.append("Where a total less its shown parts would give a withheld count away, one more part is withheld.")
    return " ".join([*said, few] if few else said)


def direction(polarity: str) -> str:
    """Which way is better, in a sentence."""
    return DIRECTION[Polarity(polarity)]


def periods_words(periods: list[str]) -> str:
    """ "2013/14 to 2024/25 (12 periods)", or the one period."""
    if len(periods) == 1:
        return period_words(periods[0])
    return f"{period_words(periods[0])} to {period_words(periods[-1])} ({len(periods)} periods)"


def kind_words(area_type: str) -> str:
    """ "Wards, 2025 borders"; footprints and nations have no year."""
    year = area_type.lstrip("abcdefghijklmnopqrstuvwxyz")
    many = sentence_case("England" if area_type == "ctry" else level_words(area_type)[1])
    return f"{many}, 20{year} borders" if year else many


def groups_words(sexes: list[str], ages: list[str], *, categories: list[str]) -> list[str]:
    """Which groups of people have figures of their own: a sentence for each way of dividing them."""
    said = []
    for label, codes, words in (("Sex", sexes, sex_words), ("Age", ages, age_words)):
        if len(codes) > 1:
            said.append(_some(label, [words(code).removeprefix("aged ") or "everyone" for code in codes]))
    axes: dict[str, list[str]] = {}
    for code in filter(None, categories):
        axes.setdefault(code.partition(":")[0], []).append(code)
    for axis, codes in axes.items():
        plain = [category_words(code).removeprefix(f"{axis.replace('_', ' ')}: ") for code in codes]
        said.append(_some(sentence_case(axis.replace("_", " ")).replace("Imd", "IMD"), plain))
    return said


def _some(label: str, words: list[str]) -> str:
    named = ", ".join(words) if len(words) <= FEW else f"{len(words)}, from {words[0]} to {words[-1]}"
    return f"{label}: {named}."
