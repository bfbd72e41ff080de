"""Groups as their publisher gives them, as plain objects: one axis of one area with its rows, everyone beside them.

Lives here: the dataclass, and the words of axes and groups. Not here: which rows they are (`pages.parts.gradient`), the
section (`charts.gradient.published_section`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from charts.evidence import AreaRow
from charts.words import age_words, sentence_case, sex_words

ADULTS = ("18+", "65+")
TENTHS = {1: "Most deprived tenth", 10: "Least deprived tenth"}
COUNCILS = {"county": "upper-tier authorities", "district": "districts"}
TITLES = {
    "sex": "Sex",
    "age": "Age",
    "ethnicity": "Ethnic group",
    "religion": "Religion",
    "sexuality": "Sexual orientation",
    "primary_support_reason": "Main reason for support",
    "support_setting": "Where people are supported",
    "mechanism_of_delivery": "How support is arranged",
    "service_user_full_cost_client": "Who pays",
    "client_group": "Reason for support, older list",
}
OTHER_PEOPLE = re.compile(r"v\w+able people", re.IGNORECASE)  # a publisher's word that is not person-first
GROUPS = {  # publishers' words that say nothing alone, or less than plainly
    "Substance misuse": "Support with alcohol or drugs",
    "Yes": "People who pay the full cost",
    "No": "People who do not pay the full cost",
    "LA managed personal budget": "Personal budget managed by the council",
    "LA commissioned support only": "Support arranged by the council only",
    "Asian / Asian British inc Chinese": "Asian or Asian British, with Chinese",
    "Black / African / Caribbean / Black British": "Black, African, Caribbean or Black British",
}


@dataclass(frozen=True)
class Published:
    """One axis of one area and period.

    Attributes
    ----------
    axis, title : str
        "ethnicity", "Ethnic group".
    area, period : str
        "England", "2018/19".
    rows : tuple of AreaRow
        The groups, named; in their own order where they have one, else the one that needs attention first.
    everyone : AreaRow or None
        Everyone of the same area and period.
    unknown : float
        Share of people of unknown group (0 to 1); NaN where it is not published.
    ordered : bool
        Whether the groups have an order of their own.
    note : str
        What the groups are of, where they are not groups of people.
    """

    axis: str
    title: str
    area: str
    period: str
    rows: tuple[AreaRow, ...]
    everyone: AreaRow | None = None
    unknown: float = float("nan")
    ordered: bool = False
    note: str = ""


def is_deprivation(axis: str) -> bool:
    """Whether an axis puts councils in order of deprivation."""
    return "deprivation" in axis


def title_of(axis: str) -> str:
    """ "Ethnic group" of "ethnicity", "Deprivation of upper-tier authorities" of the publisher's long name."""
    if is_deprivation(axis):
        return f"Deprivation of {_councils(axis)}"
    known = next((words for key, words in TITLES.items() if axis == key or axis.startswith(f"{key}_")), "")
    return known or sentence_case(axis.replace("_", " "))


def note_of(axis: str) -> str:
    """That tenths by deprivation are tenths of councils."""
    if not is_deprivation(axis):
        return ""
    by = f" (IMD {edition})" if (edition := edition_of(axis)) else ""
    return (
        f"England’s {_councils(axis)} in ten groups by deprivation{by}, as the publisher makes them: a group is of "
        "whole councils, not of the people in them who are worst off."
    )


def edition_of(axis: str) -> str:
    """Year of the index of deprivation, "" where the axis does not say."""
    found = re.search(r"imd(20\d\d)", axis)
    return found[1] if found else ""


def _councils(axis: str) -> str:
    return next((words for start, words in COUNCILS.items() if axis.startswith(start)), "councils")


def group_of(axis: str, group: str, *, ages: str = "") -> str:
    """A group's name in a table; of a measure of adults (`ages` "18+") women, not "women and girls"."""
    if is_deprivation(axis) and group.isdigit():
        return TENTHS.get(int(group), f"Tenth {group} of 10")
    if axis == "sex":
        words = sentence_case(sex_words(group)) or group
        return words.partition(" and ")[0] if ages in ADULTS else words
    if axis == "age":
        return sentence_case(age_words(group).removeprefix("aged ")) or "All ages"
    if OTHER_PEOPLE.fullmatch(group):
        return "People supported for another reason"
    return sentence_case(GROUPS.get(group, group))
