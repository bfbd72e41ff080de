"""The published figures: totals, cautions, codes of the right year, and faults of a broken table."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.schema import Status
from data.sources import facts
from data.validation import FileFaults, sha256
from tests.shared_folder import shared


def rows_of(name: str) -> list[dict[str, str]]:
    """A table of `data/facts`, read without pandas."""
    with open(facts.FOLDER / name, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def covid() -> pd.DataFrame:
    return facts.covid_first_dose().frame


@pytest.fixture(scope="module")
def mmr() -> pd.DataFrame:
    return facts.mmr2().frame


def test_first_doses_sum_to_the_published_total(covid: pd.DataFrame) -> None:
    whole, bands = covid[covid["age"] == "16+"], covid[covid["age"] != "16+"]
    assert (len(whole), len(bands), bands["age"].nunique()) == (125, 125 * 13, 13)
    assert whole["numerator"].sum() == bands["numerator"].sum() == 749_451
    assert whole["denominator"].sum() == bands["denominator"].sum() == 917_141


def test_every_msoa_is_the_sum_of_its_ages(covid: pd.DataFrame) -> None:
    sums: dict[str, list[float]] = {}
    for row in rows_of("covid_first_dose_msoa11_norfolk_waveney_by_age.csv"):
        sums.setdefault(row["msoa11_code"], []).append(float(row["first_dose_people"]))
    whole = covid[covid["age"] == "16+"].set_index("area_code")["numerator"]
    assert {code: sum(values) for code, values in sums.items()} == whole.to_dict()


def test_nothing_above_the_register_is_clipped_or_ranked(covid: pd.DataFrame) -> None:
    row = covid[(covid["area_code"] == "E02005503") & (covid["age"] == "25-29")].iloc[0]
    assert (row["numerator"], row["denominator"], row["status"]) == (476, 460, Status.NOT_COMPARABLE)
    assert row["note"] == "base;over_register"
    above = covid[covid["numerator"] > covid["denominator"]]
    assert len(above) == 3 and (above["status"] == Status.NOT_COMPARABLE).all()


@pytest.mark.parametrize(("code", "note"), [("E02005503", "base"), ("E02005564", "base"), ("E02005593", "university")])
def test_unreliable_registers_keep_their_counts(covid: pd.DataFrame, code: str, note: str) -> None:
    rows = covid[covid["area_code"] == code]
    assert len(rows) == 14 and (rows["status"] == Status.NOT_COMPARABLE).all()
    assert rows["note"].str.contains(note).all() and rows["numerator"].notna().all()


def test_all_other_areas_are_ok(covid: pd.DataFrame) -> None:
    others = covid[~covid["area_code"].isin(["E02005503", "E02005564", "E02005593"])]
    assert (others["status"] == Status.OK).all() and (others["note"] == "").all()


@pytest.mark.parametrize(
    ("code", "period", "value"),
    [
        ("E92000001", "2009/10", 82.69),
        ("E92000001", "2013/14", 88.32),
        ("E92000001", "2021/22", 85.69),
        ("E92000001", "2024/25", 83.7),
        ("E12000007", "2024/25", 69.6),
    ],
)
def test_published_coverage(mmr: pd.DataFrame, code: str, period: str, value: float) -> None:
    assert mmr[(mmr["area_code"] == code) & (mmr["period"] == period)]["value"].tolist() == [value]


def test_every_published_value_is_carried(mmr: pd.DataFrame) -> None:
    wanted = {(row["area_code"], row["period"]): float(row["value"]) for row in rows_of("mmr2_5y_utla.csv")}
    cumbria = {key: wanted.pop(key) for key in [("E10000006", "2023/24"), ("E10000006", "2024/25")]}
    found = {(row.area_code, row.period): row.value for row in mmr.dropna(subset="value").itertuples()}
    assert {key: found[key] for key in wanted} == wanted
    assert len(found) == len(wanted) + 2 * len(cumbria)


def test_counts_reproduce_the_published_percentages(mmr: pd.DataFrame) -> None:
    known = mmr[mmr["numerator"].notna()]
    assert len(known) == 159 - 1 + 10  # Cumbria's counts are not given to its two parts
    for _, row in known.iterrows():
        assert abs(100 * row["numerator"] / row["denominator"] - row["value"]) <= 0.05


def test_no_numerator_is_rebuilt(mmr: pd.DataFrame) -> None:
    published = sum(bool(row["numerator"]) for row in rows_of("mmr2_5y_utla.csv"))
    assert int(mmr["numerator"].notna().sum()) == published - 1


def test_each_year_stands_on_its_own_authorities(mmr: pd.DataFrame) -> None:
    kinds = {"2013/14": "ctyua18", "2018/19": "ctyua18", "2019/20": "ctyua19", "2020/21": "ctyua19"}
    kinds |= {"2021/22": "ctyua21", "2022/23": "ctyua21", "2023/24": "ctyua23", "2024/25": "ctyua23"}
    for period, kind in kinds.items():
        codes = mmr[(mmr["period"] == period) & mmr["area_code"].str.startswith(("E06", "E08", "E09", "E10"))]
        assert set(codes["area_type"]) == {kind}
    first = mmr[mmr["area_type"] == "ctyua18"]["area_code"]
    assert {"E06000028", "E06000029", "E10000021"} <= set(first) and "E06000058" not in set(first)
    last = mmr[mmr["area_type"] == "ctyua23"]["area_code"]
    assert not {"E10000006", "E10000021", "E06000028"} & set(last)


def test_cumbria_is_shown_for_its_parts_but_never_added(mmr: pd.DataFrame) -> None:
    rows = mmr[mmr["area_code"].isin(facts.CUMBRIA_NOW)]
    assert sorted(rows["value"]) == [94.3, 94.3, 94.77, 94.77]
    assert (rows["status"] == Status.NOT_COMPARABLE).all() and (rows["note"] == "cumbria_whole").all()
    assert rows["numerator"].isna().all() and rows["denominator"].isna().all()


def test_authorities_counted_elsewhere_say_so(mmr: pd.DataFrame) -> None:
    for code, note in (("E09000001", "in_hackney"), ("E06000053", "in_cornwall"), ("E06000017", "in_leicestershire")):
        rows = mmr[mmr["area_code"] == code]
        assert len(rows) == 12 and (rows["status"] == Status.MISSING).all() and (rows["note"] == note).all()
        assert rows["value"].isna().all()
    assert (mmr[mmr["area_code"] == "E09000012"]["note"].str.contains("with_city")).all()


def test_london_carries_its_caution_in_the_last_year_only(mmr: pd.DataFrame) -> None:
    marked = mmr[mmr["note"].str.contains("london_2024")]
    assert set(marked["period"]) == {"2024/25"} and len(marked) == 33
    assert set(marked["area_code"].str[:3]) == {"E09", "E12"}


def test_asthma_is_where_it_was_published_and_nowhere_else() -> None:
    frame = facts.asthma_admissions().frame
    assert len(frame) == len(rows_of("asthma_admissions_under19.csv")) and frame["area_code"].nunique() == 10
    west_sussex = frame[frame["area_code"] == "E10000032"]
    assert (west_sussex["numerator"] % 5 == 0).all() and (west_sussex["note"] == "rounded").all()
    assert west_sussex["lower_ci"].notna().all() and frame["numerator"].notna().sum() == len(west_sussex)
    twice = frame[(frame["area_code"] == "E06000044") & (frame["note"] == "portsmouth_twice")]
    assert twice["value"].tolist() == [200.03112, 200.03112]


def test_flu_deprivation_and_residents() -> None:
    assert facts.flu65().frame["value"].tolist() == [79.9, 77.8]
    deprivation = facts.imd2019().frame
    ranks = deprivation[deprivation["indicator_id"] == "imd2019_rank"].set_index("area_code")["value"]
    deciles = deprivation[deprivation["indicator_id"] == "imd2019_decile"].set_index("area_code")["value"]
    assert len(ranks) == 1790 and ranks.is_unique and ranks.between(1, 32_844).all()
    assert all(-(-rank * 10 // 32_844) == deciles[code] for code, rank in ranks.items())
    people = facts.population2015().frame
    total = people[people["age"] == "all"]["numerator"].sum()
    assert total == people[people["age"] != "all"]["numerator"].sum() == facts.residents_mid2015().sum()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lsoa11cd,imd_rank", "lsoa,imd_rank", "missing column lsoa11cd"),
        ("E01004197,9298,3", "E01004197,many,3", "column imd_rank, row 2: not a number ('many')"),
        ("E01004198", "E01004197", "column lsoa11cd, row 3: the same key twice"),
    ],
)
def test_a_broken_table_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (facts.FOLDER / "imd2019_lsoa11.csv").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "imd2019_lsoa11.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileFaults) as error:
        facts.imd2019(tmp_path)
    assert message in str(error.value)


def test_a_table_that_does_not_add_up_or_is_absent_is_refused(tmp_path: Path) -> None:
    name = "population_mid2015_lsoa11.csv"
    shutil.copyfile(facts.FOLDER / name, tmp_path / name)
    text = (tmp_path / name).read_text().replace("2919,655", "2920,655", 1)
    (tmp_path / name).write_text(text)
    with pytest.raises(FileFaults, match="not the sum of its age bands"):
        facts.population2015(tmp_path)
    with pytest.raises(FileFaults, match="cannot be read as CSV"):
        facts.flu65(tmp_path)


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(path.name for path in facts.FOLDER.glob("*.csv")))
def test_the_copies_are_the_shared_facts(name: str) -> None:
    assert sha256(facts.FOLDER / name) == sha256(shared("facts", name))
