"""ONS Open Geography: LSOA 2021 to boards, sub-ICB locations and districts of April 2024."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.fetching.arcgis import layer_rows
from data.live.declared import Fed
from data.live.geography import code_reader, geography_source, layer
from data.pack import Pack
from data.sources.cells import text_cells
from data.validation import Door

SERVICE = "LSOA21_SICBL24_ICB24_CAL24_LAD24_EN_LU"
DAY = "2024-04-01"
# Column of the pack's lookup -> the layer's, and the shape of its codes.
COLUMNS = {
    "lsoa21cd": ("LSOA21CD", r"E01\d{6}"),
    "sicbl24cd": ("SICBL24CD", r"E38\d{6}"),
    "icb24cd": ("ICB24CD", r"E54\d{6}"),
    "lad24cd": ("LAD24CD", r"E0[6-9]\d{6}"),
}


def table(path: Path) -> pd.DataFrame:
    """One row per LSOA 2021: `COLUMNS`.

    Raises
    ------
    FileFaults
        With every missing column, cell that is no code, and LSOA that stands there twice.
    """
    raw = pd.DataFrame(layer_rows(path))
    door = Door(path)
    if not door.needs(raw, [theirs for theirs, _ in COLUMNS.values()]):
        door.close()
    frame = pd.DataFrame({ours: text_cells(raw[theirs]) for ours, (theirs, _) in COLUMNS.items()})
    for ours, (theirs, shape) in COLUMNS.items():
        door.check(~frame[ours].str.fullmatch(shape), frame[ours].rename(theirs), message="not such a code")
    door.unique(frame, ["lsoa21cd"])
    door.close()
    return frame


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """The pack's lookup of LSOA 2021 with these columns anew, and the lists of codes of the day."""
    codes = code_reader(DAY, {"ICB": "ICB24CD", "SICBL": "SICBL24CD"})(paths, pack)
    if not pack.has_lookup("lsoa21"):
        return codes
    old, new = pack.lookup("lsoa21"), table(paths[0]).set_index("lsoa21cd")
    door = Door(paths[0])
    door.check(~old["lsoa21cd"].isin(new.index), old["lsoa21cd"], message="an LSOA of the pack that it lacks")
    door.close()
    fresh = old.assign(**{name: old["lsoa21cd"].map(new[name]) for name in new if name in old})
    moved = int((fresh[list(fresh)].astype(str) != old.astype(str)).any(axis=1).sum())
    words = (*codes.report, f"{moved:,} of {len(old):,} LSOAs have another board, location or district than before")
    return Fed(codes=codes.codes, lookups={"lsoa21": fresh} if moved else {}, report=words)


SOURCES = (
    geography_source(
        "ons_lsoa21_lookups",
        [layer(SERVICE, "lsoa21_boards24.geojson", shapes=False)],
        read=read,
        vintage="lsoa21, sicbl24, icb24, lad24",
        feeds="codes",
    ),
)
