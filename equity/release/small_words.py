"""Small numbers of people in what readers write: a text that is exported must not tell of three children.

Lives here: finding them. Not here: released figures (`equity.disclosure`), where texts are kept.
"""

from __future__ import annotations

import re

LARGEST = 7
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PEOPLE = (
    "people|persons?|patients?|residents?|child(?:ren)?|babies|baby|infants?|toddlers?|adults?|women|woman|men|man|"
    "girls?|boys?|families|family|households?|mothers?|fathers?|parents?|carers?|pupils?|students?|clients?|cases?|"
    "admissions?|deaths?|referrals?|users?|pensioners?|teenagers?|siblings?|sisters?|brothers?|couples?"
)
_NOT_BETWEEN = (
    "for|to|of|or|and|with|at|pm|am|in|on|per|by|than|from|all|days?|weeks?|months?|years?|hours?|minutes?|"
    "clinics?|practices?|sessions?|visits?|letters?|calls?"
)
_BETWEEN = rf"(?:\s+(?!(?:{_NOT_BETWEEN})\b)[a-z'-]+){{0,2}}?\s+"  # "3 elderly patients"


def small_number(text: str, *, largest: int = LARGEST) -> str:
    """The first small number of people in a text, as it stands there ("3 children"); "" where there is none.

    Parameters
    ----------
    text : str
        Free text.
    largest : int
        Numbers from 1 to this are small.

    Examples
    --------
    >>> small_number("Letters to 120 families, visits to two elderly patients")
    'two elderly patients'
    """
    numbers = "|".join([*map(str, range(1, largest + 1)), *_WORDS[:largest]])
    found = re.search(rf"(?<![\w.,£-])(?:{numbers}){_BETWEEN}(?:{_PEOPLE})\b", text, re.IGNORECASE)
    return found.group(0) if found else ""
