"""Fingertips' words for ages, periods, categories and notes in the schema's words.

Lives here: pure functions from text to text.
Not here: reading files (`fingertips`).
"""

from __future__ import annotations

import re

ORDINALS = {
    "most deprived": 1,
    "second most deprived": 2,
    "third more deprived": 3,
    "fourth more deprived": 4,
    "fifth more deprived": 5,
    "fifth less deprived": 6,
    "fourth less deprived": 7,
    "third less deprived": 8,
    "second least deprived": 9,
    "least deprived": 10,
}
QUINTILES = {"most": 1, "second most": 2, "middle": 3, "second least": 4, "least": 5}
AXES = (
    (r"^Ethnic", "ethnicity"),
    (r"^Religion", "religion"),
    (r"^Sexuality", "sexuality"),
    (r"^Socioeconomic", "socioeconomic_group"),
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def slug(text: str, *, longest: int = 80) -> str:
    """Lower-case letters, digits and underscores, starting with a letter.

    Examples
    --------
    >>> slug("Value for Cornwall & Isles of Scilly combined")
    'value_for_cornwall_isles_of_scilly_combined'
    """
    bare = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:longest].strip("_")
    return bare if re.match(r"[a-z]", bare) else f"n_{bare}".rstrip("_")


def note_id(text: str) -> str:
    """Id of a value note, "" if there is none."""
    return slug(text) if text.strip() else ""


def age_words(text: str) -> str:
    """Fingertips' age in the schema's words.

    Examples
    --------
    >>> [age_words(age) for age in ("All ages", "18+ yrs", "0-18 yrs", "5 yrs", "<75 yrs", "Not applicable")]
    ['all', '18+', '0-18', '5 years', 'under 75', 'all']
    """
    bare = re.sub(r"\s+", " ", text.strip())
    if bare.lower() in {"", "all ages", "all", "not applicable"}:
        return "all"
    bare = re.sub(r"\s*(?:yrs?|years?)\.?$", "", bare)
    if bare.isdigit():
        return f"{bare} years"
    return re.sub(r"^<\s*", "under ", bare)


def period_words(text: str) -> str:
    """Fingertips' period in the schema's words, "" if it cannot be read.

    Examples
    --------
    >>> [period_words(p) for p in ("2015", "2016/17", "2017 - 19", "2023/24 Q1", "2021 Q3", "2020 Jan", "soon")]
    ['2015', '2016/17', '2017-2019', '2023/24 Q1', '2021 Q3', '2020-01', '']
    """
    bare = re.sub(r"\s+", " ", str(text).strip())
    if re.fullmatch(r"(?:19|20)\d\d(?: Q[1-4])?", bare):
        return bare
    if found := re.fullmatch(r"((?:19|20)\d\d)/(\d\d)( Q[1-4])?", bare):
        return bare if (int(found[1]) + 1) % 100 == int(found[2]) else ""
    if found := re.fullmatch(r"((?:19|20)\d\d) ?[-–] ?(\d\d|(?:19|20)\d\d)", bare):
        first, last = int(found[1]), int(found[1][: 4 - len(found[2])] + found[2])
        return f"{first}-{last}" if last > first else ""
    if found := re.fullmatch(r"((?:19|20)\d\d) ([A-Z][a-z]{2})[a-z]*", bare):
        month = found[2].lower()
        return f"{found[1]}-{MONTHS.index(month) + 1:02d}" if month in MONTHS else ""
    return ""


def category_words(kind: str, value: str) -> str:
    """ "<axis>:<value>", "" for everyone.

    Examples
    --------
    >>> category_words("County & UA deprivation deciles in England (IMD2015)", "Most deprived decile (IMD2015)")
    'county_ua_deprivation_deciles_in_england_imd2015:1'
    >>> category_words("Ethnic groups", "Asian")
    'ethnicity:Asian'
    """
    kind, value = kind.strip(), re.sub(r"\s+", " ", value.strip())
    if not kind and not value:
        return ""
    axis = next((ours for pattern, ours in AXES if re.match(pattern, kind, re.IGNORECASE)), slug(kind or "category"))
    if re.match(r"^Sexuality\b.+", kind) or re.match(r"^Religion\b.+", kind):
        axis = slug(kind)
    if "depriv" in kind.lower():
        bare = re.sub(r"\s*\(.*\)$|\s*(?:decile|quintile)s?\b", "", value, flags=re.IGNORECASE).strip().lower()
        rank = ORDINALS.get(bare) if "decile" in kind.lower() else QUINTILES.get(bare.replace(" deprived", ""))
        value = str(rank) if rank else value
    return f"{axis}:{value}"
