"""What a reader must say of an indicator before it is kept, and the catalogue entries made of it.

Lives here: the settings with their faults, as TOML too, and the words of help beside each. Not here: figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from math import inf

from data.adding.cell_fault import CellFault
from data.adding.setting_words import ACCEPTED, HELP, LABELS, RULES
from data.catalogue import LENSES, OWN, Indicator, Source
from data.schema import Polarity, ValueType
from data.sources.fingertips_words import slug
from data.toml_text import toml_table

PREFIX = "own_"
COUNTED = (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.DSR)
SUMMABLE = (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.COUNT)
BLOCKS = ("lsoa11", "lsoa21", "msoa11")  # areas that figures can be added up from
WORDS = {
    ValueType.PROPORTION: "Uptake",
    ValueType.CRUDE_RATE: "The rate",
    ValueType.DSR: "The rate",
    ValueType.COUNT: "The count",
    ValueType.MEAN: "The average",
    ValueType.INDEX: "The score",
}


@dataclass(frozen=True)
class Settings:
    """What a reader says of an indicator; every field is text or number as it is typed."""

    name: str = ""
    short_name: str = ""
    definition: str = ""
    lens: str = ""
    value_type: str = ""
    unit: str = ""
    multiplier: float = 100.0
    decimals: int = 1
    polarity: str = ""
    people: str = ""
    numerator_name: str = ""
    publisher: str = ""
    title: str = ""
    licence: str = ""
    published: str = ""
    url: str = ""
    owner: str = ""
    release_rule: str = ""
    reason: str = ""
    id: str = ""  # of an indicator that is edited or replaced; "" makes one of the name

    @property
    def indicator_id(self) -> str:
        """The id it is kept by."""
        return self.id or f"{PREFIX}{slug(self.name or 'indicator', longest=60)}"


SHEET = (
    "",
    "# Only what is not found by itself: take the # away from what you say.",
    "[sheet]",
    '# sheet = "Table 1"',
    "# header = 3",
    '# period = "2023/24"',
    '# area_type = "lsoa11"',
    "# [sheet.columns]",
    '# numerator = "Number of smokers"',
    '# denominator = "Births"',
)
NEEDED = ("name", "definition", "owner", "publisher", "title", "licence", "published")
CHOICES = {
    "lens": LENSES,
    "value_type": tuple(map(str, ValueType)),
    "polarity": tuple(map(str, Polarity)),
    "release_rule": tuple(RULES),
}


def settings_faults(settings: Settings, *, small: int) -> list[CellFault]:
    """Everything that is missing or cannot be so; `small` is how many rows hold small counts."""
    found = [_fault(name, "is missing: fill it in") for name in NEEDED if not str(getattr(settings, name)).strip()]
    for name, allowed in CHOICES.items():
        if getattr(settings, name) not in allowed:
            found.append(_fault(name, f"choose one of {', '.join(allowed)}", getattr(settings, name)))
    if settings.value_type in COUNTED and not settings.people.strip():
        found.append(_fault("people", "is missing: say out of whom is counted"))
    if settings.value_type in SUMMABLE and not settings.numerator_name.strip():
        found.append(_fault("numerator_name", "is missing: say what was counted"))
    if settings.value_type not in (ValueType.COUNT, ValueType.INDEX) and not settings.unit.strip():
        found.append(_fault("unit", "is missing: write %, per 100,000 or another unit"))
    if not _is_number(settings.multiplier) or not 0 < settings.multiplier < inf:
        found.append(_fault("multiplier", "must be a number above 0", settings.multiplier))
    if not isinstance(settings.decimals, int) or not 0 <= settings.decimals <= 6:
        found.append(_fault("decimals", "must be from 0 to 6", settings.decimals))
    if settings.unit.strip() == "%" and settings.value_type == ValueType.PROPORTION and settings.multiplier != 100:
        found.append(_fault("multiplier", "must be 100 where the unit is %", settings.multiplier))
    if settings.published.strip() and not _is_day(settings.published.strip()):
        found.append(_fault("published", "must be a date such as 2026-05-31", settings.published))
    if settings.id and not re.fullmatch(r"[a-z][a-z0-9_]*", settings.id):
        found.append(_fault("id", "must be small letters, digits and _, or be left out", settings.id))
    if settings.url.strip() and not re.match(r"https?://", settings.url.strip()):
        found.append(_fault("url", "must begin with http, or be empty", settings.url))
    if small and settings.release_rule == ACCEPTED and len(settings.reason.strip()) < 10:
        found.append(_fault("reason", f"is missing: {small} rows hold small counts; say why they may be shown"))
    return found


def _is_day(words: str) -> bool:
    """Whether it is a year, a month or a day that there is."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", words):
        return False
    try:
        date.fromisoformat(words + "-01-01"[len(words) - 4 :])
    except ValueError:
        return False
    return True


def settings_of(document: Mapping[str, object]) -> tuple[Settings, list[CellFault]]:
    """Settings from the table `[indicator]` of a TOML document, and what of it cannot be settings."""
    table = document.get("indicator")
    if not isinstance(table, dict):
        return Settings(), [CellFault(0, "[indicator]", "", "is missing: begin with the template")]
    known = {item.name: type(item.default) for item in fields(Settings)}
    faults = [_fault(name, "is no setting", name) for name in table if name not in known]
    good = {}
    for name in known.keys() & table.keys():
        kinds = (int, float) if known[name] is float else (known[name],)
        if isinstance(table[name], kinds) and not isinstance(table[name], bool):
            good[name] = known[name](table[name])
        else:
            faults.append(_fault(name, f"must be {'a number' if known[name] is not str else 'a text'}", table[name]))
    return Settings(**good), faults


def template() -> str:
    """A settings file to fill in, every line with its help."""
    lines = ["# Settings of an indicator of your own. Fill in every line, then run the command again.", "[indicator]"]
    for name, value in asdict(Settings()).items():
        allowed = f" One of: {', '.join(CHOICES[name])}." if name in CHOICES else ""
        if name in HELP:
            lines += [f"# {HELP[name]}{allowed}", toml_table("x", {name: value}).splitlines()[1]]
    return "\n".join([*lines, *SHEET]) + "\n"


def catalogue(settings: Settings, *, area_types: tuple[str, ...], summed: bool, taken: Mapping[str, str]) -> tuple:
    """The indicator and the source as the catalogue holds them.

    Parameters
    ----------
    settings : Settings
        Without faults.
    area_types : tuple of str
        Of the rows, the finest first.
    summed : bool
        Rows have counts, so that they can be added up.
    taken : mapping
        `file` and `sha256` of what was read, `retrieved` the day, and the default `age`, `sex` and `category`.
    """
    kind = ValueType(settings.value_type)
    block = next((one for one in BLOCKS if one in area_types), "") if summed and kind in SUMMABLE else ""
    text = {name: str(getattr(settings, name)).strip() for name in (*LABELS, "id")}
    return _indicator(settings, text, block=block, taken=taken), _source(settings, text, area_types, taken)


def _indicator(settings: Settings, text: Mapping[str, str], *, block: str, taken: Mapping[str, str]) -> Indicator:
    kind = ValueType(settings.value_type)
    return Indicator(
        id=settings.indicator_id,
        name=text["name"],
        short_name=text["short_name"] or text["name"],
        lens=settings.lens,
        value_type=kind,
        unit=text["unit"],
        multiplier=float(settings.multiplier),
        decimals=settings.decimals,
        polarity=Polarity(settings.polarity),
        people=text["people"],
        numerator_name=text["numerator_name"],
        complement="",
        word=text["short_name"] or WORDS[kind],
        period_phrase="in {period}",
        definition=text["definition"],
        source=f"{settings.indicator_id}_source",
        release_rule=settings.release_rule,
        building_block=block,
        default_sex=taken.get("sex", "all"),
        default_age=taken.get("age", "all"),
        default_category=taken.get("category", ""),
        cautions=(f"Small counts are shown as they are. The reason given: {text['reason']}",) * bool(text["reason"]),
    )


def _source(
    settings: Settings, text: Mapping[str, str], area_types: tuple[str, ...], taken: Mapping[str, str]
) -> Source:
    return Source(
        id=f"{settings.indicator_id}_source",
        publisher=text["publisher"],
        title=text["title"],
        url=text["url"],
        licence=text["licence"],
        attribution=f"Added by {text['owner']} on {_day(taken['retrieved'])}",
        published=text["published"],
        retrieved=taken["retrieved"],
        sha256=taken["sha256"],
        vintage=area_types[0] if area_types else "",
        file=taken["file"],
        nature=OWN,
    )


def _day(iso: str) -> str:
    """ "3 June 2026" of "2026-06-03"."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _fault(name: str, message: str, value: object = "") -> CellFault:
    return CellFault(0, LABELS.get(name, name), str(value), message)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value
