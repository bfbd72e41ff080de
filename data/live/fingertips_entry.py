"""An entry of the catalogue made from an indicator's own metadata, with everything said that the metadata leave open.

Lives here: unit, way of calculation, polarity and method words of an indicator that nobody reviewed here. Not here: the
entries that were reviewed (`indicators.toml` of the packs), what an entry must have (`data.catalogue`).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data.entry_text import toml_entry
from data.schema import Polarity, ValueType
from data.validation import Door

KINDS = (
    (r"directly standardised", ValueType.DSR),
    (r"crude rate", ValueType.CRUDE_RATE),
    (r"proportion|percentage", ValueType.PROPORTION),
    (r"^count", ValueType.COUNT),
    (r"mean|average|life expectancy|median|years", ValueType.MEAN),
    (r"ratio|index|score|slope|gap|standardised|rate", ValueType.INDEX),
)
POLARITIES = ((r"high is good", Polarity.HIGH_IS_GOOD), (r"low is good", Polarity.LOW_IS_GOOD))
WORDS = {ValueType.PROPORTION: "The percentage", ValueType.COUNT: "The number", ValueType.INDEX: "The value"}
LONGEST = 600


def entry_of(about: Path, name: str, *, frame: pd.DataFrame, notes: Mapping[str, str]) -> tuple[str, list[str]]:
    """The table of `indicators.toml` for one indicator, and what its metadata left open, in words.

    Parameters
    ----------
    about : Path
        The API's JSON: indicator number -> metadata.
    name : str
        "fingertips_<number>".
    frame : DataFrame
        Its observations: the most recent period says which sex and age stand first.
    notes : mapping
        Texts of the notes of the rows.

    Raises
    ------
    FileFaults
        If the metadata cannot be read, have no such indicator, no name, no unit or no known way of calculation.
    """
    told = metadata(about, name.rsplit("_", 1)[-1])
    report: list[str] = []
    with Door(about) as door:
        fields = _fields(door, told, name=name, report=report)
    sex, age = usual(frame)
    used = set(";".join(frame["note"].dropna().unique()).split(";")) - {""}
    fields |= {"default_sex": sex, "default_age": age, "cautions": _cautions(told)}
    return toml_entry(name, {**fields, "notes": {key: notes[key] for key in sorted(used & set(notes))}}), report


def metadata(about: Path, number: str) -> dict:
    """The metadata of one indicator. Raises FileFaults if the file has none."""
    door = Door(about)
    try:
        told = json.loads(about.read_text(encoding="utf-8")).get(number)
    except (OSError, ValueError, AttributeError, RecursionError):
        told = None
    if not isinstance(told, dict):
        door.refuse(f"holds no metadata of indicator {number}")
        door.close()
    return told


def _fields(door: Door, told: dict, *, name: str, report: list[str]) -> dict[str, object]:
    """The fields of the entry that follow from the metadata; what must be there and is not is a fault."""
    number = name.rsplit("_", 1)[-1]
    title, words = _said(told, "Descriptive", "Name"), _said(told, "ValueType", "Name")
    kind = next((ours for pattern, ours in KINDS if re.search(pattern, words, re.IGNORECASE)), None)
    if not title:
        door.refuse("the indicator has no name", column="Descriptive.Name")
    if kind is None:
        door.refuse("a way of calculation that is not known", column="ValueType.Name", values=[words])
    unit, multiplier = _said(told, "Unit", "Label"), _number(told.get("Unit"))
    if multiplier is None:
        door.refuse("no number that values are given per", column="Unit.Value", values=[_said(told, "Unit", "Value")])
    polarity = polarity_of(told)
    if polarity is Polarity.NONE:
        report.append(
            f"{title or name}: the metadata do not say whether high or low is good, so neither is coloured as good"
        )
    report.append(
        f"{title or name}: new here, in the words of the publisher's metadata, reviewed by nobody; under outcomes"
    )
    spread = (ValueType.DSR, ValueType.CRUDE_RATE)
    calculated = {
        "value_type": str(kind or ValueType.INDEX),
        "unit": unit,
        "multiplier": multiplier or 1.0,
        "polarity": str(polarity),
        "word": WORDS.get(kind, "The rate" if kind in spread else "The value"),
    }
    return _words(told, title or number, number=number) | calculated


def _words(told: dict, title: str, *, number: str) -> dict[str, object]:
    """The fields that are the publisher's own words, and those that are the same for all."""
    return {
        "name": title,
        "short_name": shortened(title, 40),
        "lens": "outcomes",
        "decimals": 1,
        "people": shortened(_said(told, "Descriptive", "DenomDef"), 160).rstrip("."),
        "numerator_name": shortened(_said(told, "Descriptive", "CountDefinition"), 160).rstrip("."),
        "complement": "",
        "period_phrase": "in {period}",
        "definition": shortened(_said(told, "Descriptive", "Definition") or title, LONGEST),
        "rationale": shortened(_said(told, "Descriptive", "Rationale"), LONGEST),
        "rationale_source": f"OHID, Fingertips, metadata of indicator {number}",
        "updated": _said(told, "Descriptive", "Frequency") or "As the publisher updates it.",
        "source": "",
        "release_rule": "published",
        "building_block": "",
    }


def polarity_of(told: dict) -> Polarity:
    """What the metadata say is good; never guessed from the name."""
    given = told.get("Polarity")
    words = given if isinstance(given, str) else _said(told, "Polarity", "Name")
    return next((ours for pattern, ours in POLARITIES if re.search(pattern, words, re.IGNORECASE)), Polarity.NONE)


def _said(told: dict, group: str, name: str) -> str:
    """A text of the metadata without tags and line breaks, "" where there is none."""
    inner = told.get(group)
    text = inner.get(name) if isinstance(inner, dict) else None
    bare = html.unescape(re.sub(r"<[^>]*>", " ", text)) if isinstance(text, str) else ""
    return " ".join(bare.split())


def shortened(text: str, longest: int) -> str:
    """The text up to a whole word, with "..." where something is left out."""
    if len(text) <= longest:
        return text
    return text[: longest - 3].rsplit(" ", 1)[0].rstrip(",;:. ") + "..."


def usual(frame: pd.DataFrame) -> tuple[str, str]:
    """Sex and age that stand first: everyone if there is such a row in the newest period, else the most frequent."""
    newest = frame[(frame["period"] == frame["period"].max()) & (frame["category"] == "")]
    newest = newest if len(newest) else frame
    pairs = newest.value_counts(["sex", "age"]).index.tolist()
    return next((pair for pair in pairs if pair[0] == "all"), pairs[0])


def _cautions(told: dict) -> list[str]:
    texts = (_said(told, "Descriptive", name) for name in ("Caveats", "DiscControl"))
    return [shortened(text, LONGEST) for text in texts if text]


def _number(unit: object) -> float | None:
    value = unit.get("Value") if isinstance(unit, dict) else None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 < number < float("inf") else None
