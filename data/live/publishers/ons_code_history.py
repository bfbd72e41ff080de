"""ONS Open Geography, Code History Database: first and last day of every code of boards and their locations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.fetching.portal import NewestItem
from data.fetching.unzipped import member
from data.live.declared import Fed, LiveSource
from data.live.geography import PUBLISHER
from data.pack import Pack
from data.sources.cells import text_cells
from data.sources.sheets import checked_table
from data.sources.source import OGL

HOSTS = frozenset({"www.arcgis.com", "ago-item-storage.s3.us-east-1.amazonaws.com"})
NEEDED = ["GEOGCD", "ENTITYCD", "OPER_DATE", "TERM_DATE", "STATUS"]
KINDS = {"E54": "ICB", "E38": "SICBL"}  # E54 was the STPs' before July 2022: their codes stay with their own record


def history(path: Path) -> pd.DataFrame:
    """`kind, code, valid_from, valid_to` of every code of the kinds that footprints use.

    Raises
    ------
    FileFaults
        With every missing column and every date that is none.
    """
    door, raw = checked_table(path, NEEDED)
    own = text_cells(raw["ENTITYCD"]).isin(KINDS)
    rows = raw[own]
    days = {}
    for name, column in {"valid_from": "OPER_DATE", "valid_to": "TERM_DATE"}.items():
        text = text_cells(rows[column]).str.slice(0, 10)
        parsed = pd.to_datetime(text.where(text != ""), format="%d/%m/%Y", errors="coerce")
        door.check(parsed.isna() & (text != ""), rows[column], message="not a date such as 01/07/2022")
        days[name] = parsed.dt.strftime("%Y-%m-%d").fillna("")
    codes = text_cells(rows["GEOGCD"])
    door.check(~codes.str.match(r"^E\d{8}$"), rows["GEOGCD"], message="not a code")
    door.close()
    frame = pd.DataFrame({"kind": text_cells(rows["ENTITYCD"]).map(KINDS), "code": codes, **days})
    frame = frame.sort_values(["kind", "code", "valid_from"])
    spans = frame.groupby(["kind", "code"], as_index=False).agg(
        valid_from=("valid_from", "min"), last=("valid_to", "last")
    )
    return spans.rename(columns={"last": "valid_to"})


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """The pack's record of codes with the days of the database where it has none of its own."""
    if not pack.has_lookup("codes"):
        return Fed(unused="this pack has no record of codes, so nothing of it can be used.")
    with member(paths[0], r"(?:^|/)ChangeHistory[^/]*\.csv$") as table:
        spans = history(table)
    record = pack.lookup("codes")
    merged = record.merge(spans, on=["kind", "code"], how="left", suffixes=("", "_history"))
    fresh = record.copy()
    for name in ("valid_from", "valid_to"):
        told = merged[f"{name}_history"].fillna("")
        fresh[name] = record[name].mask((record[name] == "") & (told != "").to_numpy(), told.to_numpy())
    filled = int((fresh[["valid_from", "valid_to"]] != record[["valid_from", "valid_to"]]).any(axis=1).sum())
    words = f"{filled:,} of {len(record):,} codes have a first or last day now that they lacked"
    return Fed(lookups={"codes": fresh} if filled else {}, report=(words,))


SOURCES = (
    LiveSource(
        id="ons_code_history",
        publisher=PUBLISHER,
        title="Code History Database",
        url="https://geoportal.statistics.gov.uk/",
        licence=OGL,
        cadence="every quarter",
        every=3,
        vintage="codes of all years",
        hosts=HOSTS,
        remotes=(NewestItem("ONSGeography_data", "Code History Database", "code_history.zip"),),
        read=read,
        feeds=("codes",),
    ),
)
