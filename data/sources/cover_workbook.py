"""The sheets of one quarterly COVER workbook as a long table.

Lives here: which sheet holds what, and how the headings of the years name ages and antigens.
Not here: the checks and the observations made of the long table (`ukhsa_cover`).
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data.sources.cells import text_cells
from data.sources.sheets import grids, sheet_names
from data.validation import Door

COLUMNS = [
    "fin_year",
    "quarter",
    "utla_code",
    "area_name",
    "age",
    "antigen_std",
    "numerator",
    "denominator",
    "coverage_pct",
]
COUNTED = ["ods_code", "area_name", "age", "antigen_std", "numerator", "denominator"]
PERCENT_SHEET = re.compile(r"^(12m|24m|5y)_(?:UTLA|LA)", re.IGNORECASE)
DATA_SHEET = re.compile(r"^Data ?file$", re.IGNORECASE)
CODE = re.compile(r"^E(?:06|08|09|10)\d{6}$")
# Heading without age, "Numerator", "%" and spaces -> antigen, by age group where the same word means two things.
HEADINGS = {
    "dtap/ipv/hib": "DTaP/IPV/Hib(/HepB)",
    "dtap/ipv/hib/hepb": "DTaP/IPV/Hib(/HepB)",
    "dtapipvhib": "DTaP/IPV/Hib(/HepB)",
    "dtapipvhib3": "DTaP/IPV/Hib(/HepB)",
    "dtapipvhib3primary": "DTaP/IPV/Hib(/HepB)",
    "dtapipvhibhepb": "DTaP/IPV/Hib(/HepB)",
    "pcv": "PCV",
    "pcv1": "PCV1",
    "pcv2": "PCV2",
    "rota": "Rotavirus",
    "rotavirus": "Rotavirus",
    "menb": "MenB",
    "menbbooster": "MenB",
    "menc": "MenC",
    "mmr1": "MMR1",
    "mmr2": "MMR2",
    "mmr2booster": "MMR2",
    "hib/menc": "Hib/MenC booster",
    "hib/mencbooster": "Hib/MenC booster",
    "hibmencbooster": "Hib/MenC booster",
    "pcvbooster": "PCV booster",
    "dtapipv": "DTaP/IPV booster",
    "dtap/ipv": "DTaP/IPV booster",
    "dtapipvbooster": "DTaP/IPV booster",
}


def read_workbook(path: Path) -> pd.DataFrame:
    """The workbook as a long table with `COLUMNS`: percentages and, where the data sheet is there, counts.

    Raises
    ------
    FileFaults
        If a sheet that is needed is missing, or authorities of the data sheet have no code on the percentage sheets.
    """
    names = sheet_names(path)
    sheets = grids(path, [name for name in names if PERCENT_SHEET.match(name) or DATA_SHEET.match(name)])
    door = Door(path)
    percent = [percentages(door, name, sheet=sheet) for name, sheet in sheets.items() if PERCENT_SHEET.match(name)]
    percent = [frame for frame in percent if not frame.empty]
    counts = [sheet for name, sheet in sheets.items() if DATA_SHEET.match(name)]
    if not percent:
        door.refuse("no sheet of percentages by authority (12m_UTLA_GOR, 24m_UTLA_GOR, 5y_UTLA_GOR)")
    door.close()
    rates = pd.concat(percent, ignore_index=True)
    year, quarter = period_of(door, path, counts=counts)
    result = rates if not counts else with_counts(door, rates, counts=counted(door, counts[0]))
    door.close()
    return result.assign(fin_year=year, quarter=quarter).reindex(columns=COLUMNS)


def percentages(door: Door, name: str, *, sheet: pd.DataFrame) -> pd.DataFrame:
    """Rows utla_code, ods_code, area_name, age, antigen_std, denominator, coverage_pct of one sheet."""
    labels = text_cells(sheet.iloc[0]) if len(sheet) else pd.Series(dtype="str")
    code = labels.index[labels.str.fullmatch(r"ONS Upper Tier LA Code|ONS Code|Upper Tier Local Authority Code")]
    ods = labels.index[labels.str.contains("ODS")]
    title = labels.index[labels.str.fullmatch(r"Upper Tier LA Name|Upper Tier Local Authority( Name)?")]
    base = labels.index[labels.str.contains("Denominator")]
    if code.empty or title.empty or base.empty:
        door.refuse(f"sheet {name}: needs the columns ONS Upper Tier LA Code, Upper Tier LA Name and a denominator")
        return pd.DataFrame()
    age = PERCENT_SHEET.match(name)[1].lower()
    rows = sheet[text_cells(sheet[code[0]]).str.match(CODE)]
    parts = []
    for column in labels.index[labels.str.contains("%")]:
        antigen = antigen_of(door, labels[column], where=f"sheet {name}")
        if antigen:
            part = {"utla_code": text_cells(rows[code[0]]), "area_name": text_cells(rows[title[0]])}
            part |= {"ods_code": text_cells(rows[ods[0]]) if len(ods) else "", "age": age, "antigen_std": antigen}
            parts.append(pd.DataFrame({**part, "denominator": rows[base[0]], "coverage_pct": rows[column]}))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def antigen_of(door: Door, heading: str, *, where: str) -> str:
    """The antigen a heading names; "" and a fault if it is not known."""
    bare = re.sub(r"^(12m|24m|5y)\s*|%|Numerator|\s|_", "", heading, flags=re.IGNORECASE).lower()
    if bare not in HEADINGS:
        door.refuse(f"{where}: a vaccine that is not known", column=heading, values=(heading,))
    return HEADINGS.get(bare, "")


def counted(door: Door, sheet: pd.DataFrame) -> pd.DataFrame:
    """Rows ods_code, area_name, age, antigen_std, numerator, denominator of the data sheet."""
    labels = text_cells(sheet.iloc[0])
    ods = labels.index[labels.str.contains("ODS Code")]
    title = labels.index[labels.str.contains("Local Authority Name")]
    if ods.empty or title.empty:
        door.refuse("the data sheet needs the columns Upper Tier Local Authority ODS Code and Name")
        door.close()
    rows = sheet.iloc[1:]
    rows = rows[text_cells(rows[ods[0]]) != ""]
    parts = []
    for column in labels.index[labels.str.contains("Numerator")]:
        age = re.match(r"(12m|24m|5y)", labels[column])
        antigen = antigen_of(door, labels[column], where="the data sheet")
        base = labels.index[labels == labels[column].replace("Numerator", "Denominator")]
        if base.empty or age is None:
            door.refuse("a numerator without its denominator", column=labels[column])
        elif antigen:
            part = {"ods_code": text_cells(rows[ods[0]]), "area_name": text_cells(rows[title[0]]), "age": age[1]}
            part |= {"antigen_std": antigen, "numerator": rows[column], "denominator": rows[base[0]]}
            parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COUNTED)


def with_counts(door: Door, rates: pd.DataFrame, *, counts: pd.DataFrame) -> pd.DataFrame:
    """Percentages of the authority sheets joined with the counts of the data sheet through the ODS code.

    The sheets name PCV differently in the same quarter ("PCV2" and "PCV"): the data sheet's word is kept.
    """
    codes = rates.drop_duplicates("ods_code").set_index("ods_code")["utla_code"]
    unknown = ~counts["ods_code"].isin(codes.index)
    door.check(
        unknown, counts["area_name"], message="an authority of the data sheet that is not on the percentage sheets"
    )
    words = set(counts["antigen_std"])
    same = {"PCV2": "PCV"} if "PCV" in words and "PCV2" not in words else {}
    rates = rates.assign(antigen_std=rates["antigen_std"].replace(same))
    counts = counts[~unknown].assign(utla_code=counts["ods_code"].map(codes)).drop(columns=["ods_code", "area_name"])
    keys = ["utla_code", "age", "antigen_std"]
    joined = rates.merge(counts, how="outer", on=keys, suffixes=("_rate", ""))
    names = rates.drop_duplicates("utla_code").set_index("utla_code")["area_name"]
    base = joined["denominator"].where(joined["denominator"].notna(), joined["denominator_rate"])
    return joined.assign(denominator=base, area_name=joined["utla_code"].map(names))


def period_of(door: Door, path: Path, *, counts: list[pd.DataFrame]) -> tuple[str, str]:
    """Financial year and quarter: from the data sheet ("FY2018_19_Q1"), else from the file's name (2018_2019_Q1)."""
    cells = "" if not counts else " ".join(text_cells(counts[0].iloc[:3].stack()))
    found = re.search(r"FY(\d{4})_(\d{2})_(Q[1-4])", cells)
    found = found or re.search(r"(\d{4})[_-](\d{2,4})[_-](Q[1-4])", path.name, re.IGNORECASE)
    if not found:
        door.refuse("neither the data sheet nor the file's name says which financial year and quarter it is")
        return "", ""
    return f"{found[1]}/{found[2][-2:]}", found[3].upper()
