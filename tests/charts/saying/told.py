"""What tests of sentences share: an area, its system, and the check that words are plain."""

from __future__ import annotations

import re

from charts.evidence import AreaRow
from tests.plain_words import CLAIMS, NOT_PERSON_FIRST

DAY = "2021-07-08"
HARBOUR = AreaRow(
    "E1", "Harbour", value=55.4, lower_ci=54.4, upper_ci=56.4, numerator=5306, denominator=9573, compared="worse"
)
SYSTEM = AreaRow("S1", "Norfolk and Waveney", value=78.2)


def plain(words: str) -> str:
    """The words, if none of them is forbidden and nothing shows through that is no word."""
    assert not CLAIMS.search(words) and not NOT_PERSON_FIRST.search(words), words
    assert not re.search(r"\b(nan|None|inf)\b|  |;;|\.\.", words), words
    return words
