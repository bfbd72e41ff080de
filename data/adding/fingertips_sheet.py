"""A Fingertips download on the way in as an added indicator: its own columns, words, vintages and value notes.

Lives here: from a table with that header to a reading. Not here: what its words mean (`data.sources.fingertips`),
sheets of any other form (`data.adding.reading`).
"""

from __future__ import annotations

import pandas as pd

from data.adding.area_words import type_words
from data.adding.areas import Areas
from data.adding.cell_fault import CellFault
from data.adding.columns import Columns
from data.adding.layout import Table
from data.adding.reading import Reading
from data.sources.fingertips import KEY, NUMBERS, OPTIONAL, known_areas, read_rows
from data.validation import Door

ROLES = {
    "Area Code": "area_code",
    "Area Name": "area_name",
    "Time period": "period",
    "Count": "numerator",
    "Denominator": "denominator",
    "Value": "value",
    "Sex": "sex",
    "Age": "age",
    "Category": "category",
}


def indicators_in(table: Table) -> dict[str, str]:
    """Name of each indicator of a download by its number, in the file's order."""
    number, name = (
        table.header.index(one) if one in table.header else None for one in ("Indicator ID", "Indicator Name")
    )
    return {row[number]: row[name] if name is not None else row[number] for row in table.rows}


def read_fingertips(table: Table, *, areas: Areas, indicator: str = "") -> Reading:
    """Every row of one indicator of a download as observations, with every fault.

    Parameters
    ----------
    table : Table
    areas : Areas
    indicator : str
        Its number; "" for the first of the file.
    """
    raw = pd.DataFrame(list(table.rows), columns=list(table.header)).assign(row=list(table.numbers))
    wanted = indicator or next(iter(indicators_in(table)), "")
    raw = raw[raw["Indicator ID"] == wanted].reset_index(drop=True)
    raw = raw.assign(**{name: "" for name in OPTIONAL if name not in raw})
    door = Door("the file", first_row=0)
    frame = read_rows(door, raw).assign(row=raw["row"])
    frame, report = known_areas(raw, frame)
    frame = frame.drop_duplicates([*KEY, *NUMBERS, "status", "note"]).reset_index(drop=True)
    pairs = list(zip(frame["area_type"], frame["area_code"], strict=True))
    faults = [
        CellFault(int(raw["row"].iloc[place]), fault.column or "", value, fault.message)
        for fault in door.faults
        for place, value in zip(fault.rows, fault.values, strict=True)
    ]
    for (area_type, code), row in zip(pairs, frame["row"], strict=True):
        if (area_type, code) not in areas.names:
            words = f"no area of {type_words(area_type)} in this pack has this code: leave the row out"
            faults.append(CellFault(int(row), "Area Code", code, words))
    frame["name"] = [areas.names.get(pair, "") for pair in pairs]
    columns = Columns({place: ROLES[name] for place, name in enumerate(table.header) if name in ROLES})
    said = ("The file is a Fingertips download: its columns were taken as they are.", *table.report, *report)
    return Reading(frame.drop(columns=["indicator_id", "note"]), tuple(faults), said, columns)
