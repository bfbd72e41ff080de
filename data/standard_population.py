"""Standard populations: whose ages rates are standardised to. Reviewed texts of their publisher's figures.

Lives here: reading `data/standards/*.toml`. Not here: putting its ages together to an indicator's bands
(`equity.values.age_bands`), standardising (`equity.values.direct_rate`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent / "standards"


@dataclass(frozen=True)
class StandardPopulation:
    """People of a standard by first year of age of each band (the last band is open), with its source."""

    id: str
    title: str
    publisher: str
    document: str
    url: str
    published: str
    licence: str
    people: pd.Series


@lru_cache(maxsize=4)
def standard_population(name: str = "esp2013") -> StandardPopulation:
    """A standard population by its id.

    Raises
    ------
    FileNotFoundError
        If there is none of this id.
    """
    read = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    people = {int(age): float(count) for age, count in read.pop("people").items()}
    return StandardPopulation(**read, people=pd.Series(people).sort_index())
