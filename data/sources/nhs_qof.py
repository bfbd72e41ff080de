"""NHS Digital, Quality and Outcomes Framework: registers and list sizes by practice.

Lives here: practice counts summed to primary care networks through the practices' own mapping.
Not here: what a register means; every value is *recorded* prevalence, never admissions or need.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.lineage import gathered_by, placed
from data.schema import Status
from data.sources.cells import measured, text_cells
from data.sources.sheets import checked_table, table
from data.sources.source import OGL, Imported, Publication
from data.validation import Door

NEEDED = ["PRACTICE_CODE", "GROUP_CODE", "REGISTER", "PATIENT_LIST_TYPE", "PRACTICE_LIST_SIZE"]
LISTS = {"TOTAL": "all", "06OV": "6+", "16OV": "16+", "17OV": "17+", "18OV": "18+", "50OV": "50+"}
GROUPS = {
    "AF": "atrial_fibrillation",
    "AST": "asthma",
    "CAN": "cancer",
    "CHD": "coronary_heart_disease",
    "CKD": "chronic_kidney_disease",
    "COPD": "copd",
    "DEM": "dementia",
    "DEP": "depression",
    "DM": "diabetes",
    "EP": "epilepsy",
    "HF": "heart_failure",
    "HYP": "hypertension",
    "LD": "learning_disability",
    "MH": "severe_mental_illness",
    "NDH": "non_diabetic_hyperglycaemia",
    "OB": "obesity",
    "OST": "osteoporosis",
    "PAD": "peripheral_arterial_disease",
    "PC": "palliative_care",
    "RA": "rheumatoid_arthritis",
    "STIA": "stroke",
}
NO_NETWORK = {"U", ""}


def practice_registers(path: str | Path) -> Imported:
    """Registers by practice: practice_code, indicator_id, age, numerator, denominator.

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    door, raw = checked_table(path, NEEDED)
    codes = text_cells(raw["PRACTICE_CODE"])
    door.check(~codes.str.match(r"^[A-Z]\d{5}$"), codes, message="not a practice code")
    door.check(~raw["GROUP_CODE"].isin(GROUPS), raw["GROUP_CODE"], message="a register that is not known")
    door.check(~raw["PATIENT_LIST_TYPE"].isin(LISTS), raw["PATIENT_LIST_TYPE"], message="a list type that is not known")
    door.unique(raw, ["PRACTICE_CODE", "GROUP_CODE"])
    register, _ = measured(door, raw["REGISTER"])
    size, _ = measured(door, raw["PRACTICE_LIST_SIZE"])
    door.check(register.lt(0).fillna(False) | size.lt(0).fillna(False), raw["REGISTER"], message="a negative count")
    door.close()
    frame = pd.DataFrame({"practice_code": codes, "indicator_id": "qof_" + raw["GROUP_CODE"].map(GROUPS)})
    frame = frame.assign(age=raw["PATIENT_LIST_TYPE"].map(LISTS), numerator=register, denominator=size)
    over = (register > size).fillna(False)
    report = (
        [f"{over.sum():,} practices with more people on a register than on the list left out"] if over.any() else []
    )
    return Imported(placed(frame, path)[~over].reset_index(drop=True), tuple(report))


def practice_networks(path: str | Path) -> Imported:
    """Practice -> network: practice_code, pcn_code, pcn_name. Practices without a network have "".

    Reads the QOF mapping of geographies and the mapping of "Patients registered at a GP practice".

    Raises
    ------
    FileFaults
        With every fault of the file.
    """
    raw = table(path := Path(path))
    door = Door(path, first_row=2)
    network = "PCN_ODS_CODE" if "PCN_ODS_CODE" in raw else "PCN_CODE"
    if not door.needs(raw, ["PRACTICE_CODE", network, "PCN_NAME"]):
        door.close()
    door.unique(raw, ["PRACTICE_CODE"])
    codes = text_cells(raw[network])
    none = codes.isin(NO_NETWORK)
    door.check(~none & ~codes.str.match(r"^U\d{5}$"), codes, message="not the code of a network")
    door.close()
    frame = pd.DataFrame({"practice_code": text_cells(raw["PRACTICE_CODE"]), "pcn_code": codes.mask(none, "")})
    report = (f"{none.sum():,} practices belong to no network",) if none.any() else ()
    return Imported(frame.assign(pcn_name=text_cells(raw["PCN_NAME"])), report)


def network_prevalence(registers: pd.DataFrame, networks: pd.DataFrame, *, period: str, area_type: str) -> Imported:
    """Recorded prevalence by network: people on the register over people on the lists of its practices.

    Parameters
    ----------
    registers, networks : DataFrame
        As `practice_registers` and `practice_networks` give them.
    period, area_type : str
        "2020/21" and "pcn20".
    """
    joined = registers.merge(networks[["practice_code", "pcn_code"]], on="practice_code", how="left", validate="m:1")
    outside = joined["pcn_code"].fillna("").eq("")
    complete = joined[~outside & joined[["numerator", "denominator"]].notna().all(axis=1)]
    keys = ["indicator_id", "age", "pcn_code"]
    frame = complete.groupby(keys, as_index=False)[["numerator", "denominator"]].sum()
    if "source_file" in complete:
        frame = frame.merge(gathered_by(complete, keys), on=keys)
    frame = frame.rename(columns={"pcn_code": "area_code"}).assign(area_type=area_type, period=period)
    frame["status"] = frame["denominator"].gt(0).map({True: Status.OK.value, False: Status.MISSING.value})
    lost = joined.loc[outside, "practice_code"].nunique()
    report = (f"{lost:,} practices without a network are in no value",) if lost else ()
    return Imported(frame[frame["status"] == Status.OK.value].reset_index(drop=True), report)


PUBLICATION = Publication(
    id="nhs_qof",
    publisher="NHS Digital (now NHS England)",
    title="Quality and Outcomes Framework: prevalence by practice",
    url="https://digital.nhs.uk/data-and-information/publications/statistical/quality-and-outcomes-framework-achievement-prevalence-and-exceptions-data",
    licence=OGL,
    cadence="yearly, in August to October",
    formats=(".csv", ".csv.gz"),
    parser=practice_registers,
)
