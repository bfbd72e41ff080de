"""Names, codes and kinds of area as people write them and as they are said to people.

Lives here: plain forms to compare by, area types with their vintage in words. Not here: which area is meant
(`data.adding.areas`).
"""

from __future__ import annotations

import re

from data.schema import AREA_TYPES, LEVEL_NAMES

_TITLE = re.compile(
    r"\b(?:the|nhs|city of|london borough of|royal borough of|borough|county|council|district|ua|icb)\b|,"
)


def plain_name(name: str) -> str:
    """A name without titles, marks and case: "City of Bristol, the" and "bristol" are one."""
    bare = name.casefold().replace("&", " and ").replace("-", " ").replace("'", "").replace("’", "")
    bare = re.sub(r"\bst\.(?=\s)", "st", bare)
    return " ".join(_TITLE.sub(" ", bare).replace(".", " ").split())


def type_words(area_type: str) -> str:
    """An area type with its vintage in words: "districts (2022)"."""
    level, year = AREA_TYPES.get(area_type), re.sub(r"\D", "", area_type)
    if level is None:
        return "areas"
    name = LEVEL_NAMES[level]
    words = name if name.isupper() or name[:4] in ("LSOA", "MSOA") else name[0].lower() + name[1:]
    words = "England" if area_type == "ctry" else words
    return f"{words} (20{year})" if year else words


def newest(area_type: str) -> int:
    """A number that is larger for newer vintages; of one year councils are districts unless a county is among them."""
    return int(re.sub(r"\D", "", area_type) or 0) * 2 + (area_type[:3] == "lad")


def plain_code(value: str) -> str:
    """A code without spaces and signs around it, in its usual case."""
    bare = re.sub(r"\s", "", str(value)).lstrip("'")
    return bare.lower() if re.match(r"(?:pl|nb|sys|hosp|ct)-", bare, re.I) else bare.upper()
