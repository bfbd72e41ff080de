"""Every health source with answers in its publisher's form: what it lists, what it reads, what is left out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.live.any_fingertips import any_indicator
from data.live.hospital_counts import as_stored
from data.live.publishers import (
    asthma_admissions,
    iod2025,
    mmr2,
    qof,
    small_area_population,
)
from data.pack import open_pack
from data.sources import mhclg_iod
from data.sources.sheets import table
from data.validation import FileFaults
from tests.data.live.conftest import GOV, WORKBOOK, Refreshing, listed, new_rows
from tests.data.live.fingertips_answers import metadata, publish, row
from tests.data.loopback import Answer, Publisher
from tests.data.publishers import as_csv, nomis_table, zipped


def test_asthma_admissions(refreshing: Refreshing, publisher: Publisher) -> None:
    counts = {"E06000001": 3, "E06000002": 12, "E12000001": 401, "E92000001": 12_343}
    rows = [
        row(90810, area, "2025/26", Age="0-18 yrs", Value="120.5", Count=count, Denominator="10000")
        for area, count in counts.items()
    ]
    publish(publisher, rows, metadata(90810))
    report = refreshing(*asthma_admissions.SOURCES)
    assert report.good and "1 counts of 1 to 7 withheld" in " ".join(report.lines())
    new = new_rows(refreshing).xs("2025/26", level="period").xs("under 19", level="age").reset_index()
    new = new.set_index("area_code")
    assert new["numerator"].fillna(-1).to_dict() == {
        "E06000001": -1, "E06000002": 10, "E12000001": 400, "E92000001": 12_343
    }  # fmt: skip
    assert new.loc["E06000001", "status"] == "suppressed" and pd.isna(new.loc["E06000001", "value"])
    item = open_pack(refreshing.to).indicators["asthma_admissions_u19"]
    assert not any("No other authority" in text for text in item.cautions), "no longer true"
    assert "portsmouth_twice" in item.notes and item.source == "ohid_asthma", "earlier rows are still there"


def test_counts_of_stays_by_a_plain_loop() -> None:
    frame = pd.DataFrame({"numerator": [0.0, 1, 7, 8, 12, 13, None], "area_type": "ctyua23", "status": "ok"})
    frame = frame.assign(value=1.0, lower_ci=0.5, upper_ci=1.5).astype({"numerator": "Float64", "value": "Float64"})
    done, _ = as_stored(frame)
    for before, after in zip(frame["numerator"], done.itertuples(), strict=True):
        if pd.isna(before):
            assert pd.isna(after.numerator) and after.value == 1.0
        elif 1 <= before <= 7:
            assert pd.isna(after.numerator) and pd.isna(after.value) and after.status == "suppressed"
        else:
            assert after.numerator == 5 * round(before / 5) and after.value == 1.0


PRACTICES = [
    {"PRACTICE_CODE": f"A9900{n}", "GROUP_CODE": "AST", "REGISTER": 10 * n, "PATIENT_LIST_TYPE": "06OV"}
    | {"PRACTICE_LIST_SIZE": 100 * n}
    for n in (1, 2, 3)
]
NETWORKS = [
    {"PRACTICE_CODE": f"A9900{n}", "PCN_ODS_CODE": code, "PCN_NAME": "One"}
    for n, code in ((1, "U99001"), (2, "U99001"), (3, "U99002"))
]


def qof_files(publisher: Publisher, name: str) -> None:
    page = qof.SOURCES[0].remotes[0].pages[1].split("digital.nhs.uk")[1]
    text = f"<!DOCTYPE html><html><body><a href='/f/{name}.zip'>QOF: raw data csv files (zip)</a></body></html>"
    year = name[-4:]
    files = {f"PREVALENCE_{year}.csv": as_csv(PRACTICES), f"MAPPING_NHS_GEOGRAPHIES_{year}.csv": as_csv(NETWORKS)}
    publisher.answers |= {
        page: Answer(text.encode(), "text/html"),
        f"/f/{name}.zip": Answer(zipped(files), "application/zip"),
    }


def test_qof(refreshing: Refreshing, publisher: Publisher, wider) -> None:
    wider("pcn20", ["U99001"])
    qof_files(publisher, "raw_2324")
    report = refreshing(*qof.SOURCES)
    assert report.good, report.lines()
    one = new_rows(refreshing).loc["qof_asthma"].iloc[0]
    assert (one["numerator"], one["denominator"], one["note"]) == (30, 300, "later_practices")
    assert new_rows(refreshing).loc["qof_asthma"].index[0][:3] == ("U99001", "pcn20", "2023/24")
    assert "1 networks without an outline of 2020 left out" in " ".join(report.lines())
    assert open_pack(refreshing.to).indicators["qof_asthma"].notes["later_practices"].startswith("The network's")


def test_qof_without_networks_or_a_year(refreshing: Refreshing, publisher: Publisher, wider) -> None:
    qof_files(publisher, "raw_2324")
    (outcome,) = refreshing(*qof.SOURCES).outcomes
    assert outcome.state == "unused" and "no primary care networks" in outcome.words
    wider("pcn20", ["U99001"])
    qof_files(publisher, "raw_none")
    assert "which financial year" in " ".join(refreshing(*qof.SOURCES).lines())


def test_iod2025(refreshing: Refreshing, publisher: Publisher, wider, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [f"E0199{number:04d}" for number in range(20)]
    monkeypatch.setitem(mhclg_iod.EDITIONS, "2025", mhclg_iod.Edition("2025", "lsoa21", 20))
    rows = [
        {"LSOA code (2021)": code, "LSOA name (2021)": code}
        | {"Index of Multiple Deprivation (IMD) Score": 40 - n}
        | {"Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)": n + 1}
        | {"Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)": n // 2 + 1}
        | {"Income Decile (where 1 is most deprived 10% of LSOAs)": n // 2 + 1}
        for n, code in enumerate(codes)
    ]
    files = {"File 1": ("File_1_IoD2025.xlsx", Answer(b"", WORKBOOK))}
    files["File 7: all ranks, scores, deciles"] = ("File_7_IoD2025_All_Ranks.csv", Answer(as_csv(rows)))
    listed(publisher, f"{GOV}english-indices-of-deprivation-2025", files)
    (outcome,) = refreshing(*iod2025.SOURCES).outcomes
    assert outcome.state == "unused"
    wider("lsoa21", codes)
    report = refreshing(*iod2025.SOURCES)
    assert report.good, report.lines()
    new = new_rows(refreshing)
    assert new.loc["imd2025_rank"].reset_index().set_index("area_code")["value"].to_dict() == {
        code: n + 1 for n, code in enumerate(codes)
    }
    assert "income2025_decile" in new.index.get_level_values(0)


def ages(codes: list[str]) -> list[dict[str, object]]:
    return [
        {"DATE_NAME": "2024", "GEOGRAPHY_CODE": code, "C_AGE_NAME": f"Age {age}{'+' if age == 90 else ''}"}
        | {"OBS_VALUE": (number + 1) * (age % 7)}
        for number, code in enumerate(codes)
        for age in range(91)
    ]


def test_small_area_population(refreshing: Refreshing, publisher: Publisher, wider) -> None:
    codes = [f"E0199{number:04d}" for number in range(5)]
    path = small_area_population.ADDRESS.split("nomisweb.co.uk")[1].split("?")[0]
    publisher.answers |= nomis_table(path, ages([*codes, "W01000001"]), most=100)
    assert refreshing(*small_area_population.SOURCES).outcomes[0].state == "unused"
    wider("lsoa21", codes)
    report = refreshing(*small_area_population.SOURCES)
    assert report.good, report.lines()
    new = new_rows(refreshing).loc["population_lsoa21"].reset_index()
    bands = {"all": (0, 120), "0-15": (0, 15), "16-64": (16, 64), "65+": (65, 120), "85+": (85, 120)}
    for number, code in enumerate(codes):
        for word, (low, high) in bands.items():
            slow = sum((number + 1) * (age % 7) for age in range(91) if low <= age <= high)
            found = new[(new["area_code"] == code) & (new["age"] == word)]
            assert found["numerator"].tolist() == [slow]
    assert set(new["area_code"]) == set(codes)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"GEOGRAPHY_CODE": "E02000001"}, "not the code of an LSOA"),
        ({"C_AGE_NAME": "old"}, "not a year of age"),
        ({"OBS_VALUE": "-3"}, "not a count"),
        ({"DATE_NAME": "now"}, "not a year"),
        ({"C_AGE_NAME": "Age 1"}, "the same key twice"),
    ],
)
def test_population_that_makes_no_sense(tmp_path: Path, wrong: dict, words: str) -> None:
    rows = ages(["E01990001"])
    rows[0] |= wrong
    (tmp_path / "t.csv").write_bytes(as_csv(rows))
    with pytest.raises(FileFaults, match=words):
        small_area_population.residents(tmp_path / "t.csv")
    (tmp_path / "t.csv").write_bytes(as_csv(ages(["E01990001"])[:-20]))
    with pytest.raises(FileFaults, match="an area lacks a year of age"):
        small_area_population.residents(tmp_path / "t.csv")


def test_addresses_follow_the_documented_api() -> None:
    table_, _, about = mmr2.SOURCES[0].remotes
    assert table_.url.startswith(
        "https://fingertips.phe.org.uk/api/all_data/csv/by_indicator_id?indicator_ids=30311&child_area_type_id=502"
    )
    assert "/api/indicator_metadata/by_indicator_id?indicator_ids=30311" in about.url
    assert any_indicator(90366, area_type=6).remotes[0].url.endswith("child_area_type_id=6&parent_area_type_id=15")
    assert table(Path(__file__).parents[3] / "data" / "facts" / "mmr2_5y_utla.csv").shape[0] > 1000
