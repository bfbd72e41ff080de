"""Recorded prevalence: practices sum to networks, and the genuine file to the published national prevalence."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.sources.nhs_qof import network_prevalence, practice_networks, practice_registers
from data.validation import FileFaults
from tests.shared_folder import shared

REGISTERS = "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n"
NETWORKS = "PRACTICE_CODE,PCN_ODS_CODE,PCN_NAME\n"


def written(path: Path, heads: str, *rows: str) -> Path:
    path.write_text(heads + "\n".join(rows) + "\n")
    return path


def test_practices_sum_to_networks(tmp_path: Path) -> None:
    registers = practice_registers(
        written(
            tmp_path / "r.csv",
            REGISTERS,
            "A99001,AST,10,06OV,100",
            "A99002,AST,30,06OV,200",
            "A99003,AST,9,06OV,50",
            "A99004,AST,9,06OV,5",
        )
    )
    networks = practice_networks(
        written(tmp_path / "n.csv", NETWORKS, "A99001,U99001,One", "A99002,U99001,One", "A99003,U,Unallocated")
    )
    assert registers.report == ("1 practices with more people on a register than on the list left out",)
    assert networks.report == ("1 practices belong to no network",)
    done = network_prevalence(registers.frame, networks.frame, period="2020/21", area_type="pcn20")
    (row,) = done.frame.to_dict("records")
    assert (row["indicator_id"], row["area_code"], row["age"]) == ("qof_asthma", "U99001", "6+")
    assert (row["numerator"], row["denominator"], row["status"]) == (40, 300, "ok")
    assert done.report == ("1 practices without a network are in no value",)


def test_the_mapping_of_registered_patients_is_read_too(tmp_path: Path) -> None:
    path = written(tmp_path / "m.csv", "PRACTICE_CODE,PCN_CODE,PCN_NAME\n", "A99001,U99001,ONE PCN")
    assert practice_networks(path).frame["pcn_code"].tolist() == ["U99001"]


def test_faults_are_listed(tmp_path: Path) -> None:
    rows = ("A99001,AST,10,06OV,100", "A99001,AST,10,06OV,100", "1,XX,-4,99OV,many")
    with pytest.raises(FileFaults) as caught:
        practice_registers(written(tmp_path / "r.csv", REGISTERS, *rows))
    for words in (
        "the same key twice",
        "not a practice code ('1')",
        "a register that is not known",
        "a list type that is not",
        "a negative count ('-4')",
        "not a number ('many')",
    ):
        assert words in str(caught.value)
    with pytest.raises(FileFaults, match="missing columns"):
        practice_registers(written(tmp_path / "s.csv", "PRACTICE_CODE\n", "A99001"))
    with pytest.raises(FileFaults, match="not the code of a network"):
        practice_networks(written(tmp_path / "n.csv", NETWORKS, "A99001,PCN 1,One"))
    with pytest.raises(FileFaults, match="missing columns"):
        practice_networks(written(tmp_path / "o.csv", "PRACTICE_CODE\n", "A99001"))


@pytest.mark.shared
def test_genuine_registers_give_the_published_national_prevalence() -> None:
    """QOF 2020/21, England: asthma 6.4 % (6 and over), COPD 1.9 %, diabetes 7.1 % (17 and over)."""
    folder = ("data", "primary_care")
    registers = practice_registers(shared(*folder, "qof_practice_prevalence_2020_21.csv.gz")).frame
    assert registers["practice_code"].nunique() == 6_571
    sums = registers.groupby("indicator_id")[["numerator", "denominator"]].sum()
    percent = (100 * sums["numerator"] / sums["denominator"]).astype(float).round(1)
    assert percent[["qof_asthma", "qof_copd", "qof_diabetes"]].tolist() == [6.4, 1.9, 7.1]
    networks = practice_networks(shared(*folder, "mapping_practice_pcn_ccg_stp_2021.csv.gz")).frame
    frame = network_prevalence(registers, networks, period="2020/21", area_type="pcn20").frame
    joined = registers.merge(networks, on="practice_code")
    inside = joined[joined["pcn_code"] != ""]
    assert frame["numerator"].sum() == inside["numerator"].sum()
    assert frame.groupby("indicator_id").size().nunique() == 1
    assert pd.Series(frame["numerator"] <= frame["denominator"]).all()
