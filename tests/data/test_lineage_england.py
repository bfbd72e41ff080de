"""Random figures of the full pack, found again in the genuine files they were read from."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.lineage import read_lineage
from data.sources.sheets import table
from tests.data.test_lineage import expanded
from tests.shared_folder import shared

EACH = 40  # figures looked up in each file
# Files whose cells are the pack's figures as they stand, and files whose named rows add up to them.
AS_PUBLISHED = {
    "cover_utla_quarterly_2016-17_to_2023-24.csv.gz",
    "england_health_index_indicators.csv.gz",
    "england_health_index_ics.csv.gz",
    "fingertips_countyua_social_isolation_brc.csv.gz",
    "imd2019_england_lsoa11.parquet",
    "imd2025_england_lsoa21.parquet",
    "imd2019_lsoa11_score_pop2015.csv.gz",
}
ADDED_UP = {
    "covid_vacc_cumulative_people_by_area_age_dose.csv.gz": "people_vaccinated",
    "qof_practice_prevalence_2020_21.csv.gz": "REGISTER",
    "ethnicity21_msoa21.parquet": "n",
}


@pytest.fixture(scope="module")
def kept(england_pack: Path) -> pd.DataFrame:
    """Observations of the full pack with where they are from."""
    rows = pd.read_parquet(england_pack / "observations.parquet")
    return pd.concat([rows, read_lineage(england_pack)], axis=1)


def opened(file: str) -> tuple[pd.DataFrame, int]:
    """A genuine file as text, and how a person counts its first row."""
    (path,) = shared("data", "provenance.csv").parent.rglob(file)
    return table(path).astype("str"), 1 if path.suffix == ".parquet" else 2


def number(cell: str) -> float | None:
    """A cell as a number."""
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return None


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("file", sorted(AS_PUBLISHED))
def test_a_figure_stands_in_the_named_row(kept: pd.DataFrame, file: str) -> None:
    raw, first = opened(file)
    found = kept[(kept["source_file"] == file) & kept["status"].isin(["ok", "not_comparable"])]
    found = found[found["source_more"] == ""]  # sums of several rows stand in none of them
    wrong = []
    for one in found.sample(EACH, random_state=5).itertuples():
        cells = raw.iloc[one.source_row - first]
        figure = one.numerator if pd.isna(one.value) else one.value
        numbers = [value for cell in cells if (value := number(cell)) is not None]
        if not any(abs(value - figure) <= 0.0501 for value in numbers):
            wrong.append((one.area_code, one.indicator_id, figure))
        # An authority that was renewed carries its former one's row: then its name or the former code is there.
        elif one.area_code not in set(cells) and not one.area_code.startswith("E06"):
            wrong.append((one.area_code, one.indicator_id, "another area's row"))
    assert wrong == []


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("file", sorted(ADDED_UP))
def test_the_named_rows_add_up_to_the_figure(kept: pd.DataFrame, file: str) -> None:
    raw, first = opened(file)
    found = kept[(kept["source_file"] == file) & (kept["status"] == "ok")]
    told = found["source_more"] != ""
    for one in found[told].sample(EACH, random_state=5).itertuples():
        rows = raw.iloc[[row - first for row in sorted(expanded(one.source_row, one.source_more))]]
        assert rows[ADDED_UP[file]].map(number).sum() == one.numerator, (one.area_code, one.indicator_id)
