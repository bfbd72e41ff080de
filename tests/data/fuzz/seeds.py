"""Small files in every form that is read: genuine ones cut to their first lines where the shared folder is, else made.

Each parser has a name, how it is called, the ending of its files and its seeds.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd

from data import programmes
from data.entry_text import toml_entry
from data.fetching import kinds, listed, record
from data.fetching.unzipped import member
from data.live import fingertips_entry, kept
from data.live.geography import listed_codes
from data.live.publishers import ons_code_history, ons_lsoa21_lookups, qof, small_area_population
from data.own import own_files
from data.sources import (
    fingertips,
    mhclg_iod,
    nhs_england,
    nhs_qof,
    ons_boundaries,
    ons_health_index,
    ons_lookups,
    ons_population,
    ons_sape,
    sheets,
    ukhsa_cover,
)
from data.writing import observations_frame
from tests.data.fuzz.parser import Parser
from tests.data.fuzz.reader_seeds import READERS
from tests.data.live.fingertips_answers import COLUMNS, metadata, mmr2_rows
from tests.data.publishers import as_csv, zipped
from tests.data.sources.cover_files import synthetic_grids, write_ods, write_xlsx
from tests.data.sources.test_any_file import TABLES
from tests.data.sources.weekly_workbook import write_weekly_workbook

SHARED = Path(os.environ.get("SHARED") or Path(__file__).parents[4] / "shared") / "data"
SQUARE = {"type": "Polygon", "coordinates": [[[1.0, 52.0], [1.1, 52.0], [1.1, 52.1], [1.0, 52.1], [1.0, 52.0]]]}


def genuine(name: str, lines: int = 12) -> list[bytes]:
    """The first lines of a genuine table of the shared folder; [] where it is not there."""
    path = SHARED / name
    if not path.is_file():
        return []
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as handle:
        return [b"".join(handle.readline() for _ in range(lines))]


def made(write: Callable[[Path], object], ending: str) -> bytes:
    """The bytes of a file that a function writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made{ending}"
        write(path)
        return path.read_bytes()


@cache
def collection() -> bytes:
    """Two areas as GeoJSON, as a feature service and as a reader gives them."""
    names = [
        {"LAD24CD": f"E0700000{n}", "ICB23CD": "E54000008", "LSOA21CD": f"E0100000{n}", "SICBL24CD": "E38000256"}
        | {"ICB24CD": "E54000008", "name": "A", "FID": n}
        for n in (1, 2)
    ]
    features = [{"type": "Feature", "geometry": SQUARE, "properties": item} for item in names]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@cache
def workbooks() -> dict[str, list[bytes]]:
    """Made workbooks of COVER and of the weekly vaccinations."""
    cover = [made(lambda path: write_xlsx(path, synthetic_grids()), ".xlsx")]
    sheet = [made(lambda path: write_ods(path, synthetic_grids()), ".ods")]
    return {"cover": cover, "ods": sheet, "weekly": [made(write_weekly_workbook, ".xlsx")]}


def fingertips_seeds() -> list[bytes]:
    """Downloads in the documented form."""
    names = ("jargonautical", "social_isolation_brc")
    real = [seed for name in names for seed in genuine(f"ohid/fingertips_countyua_{name}.csv.gz")]
    return [as_csv(mmr2_rows()[:8], COLUMNS), *real]


def parquet() -> list[bytes]:
    out = io.BytesIO()
    pd.DataFrame({"lsoa21_code": ["E01000001", "E01000002"], "IMD_rank": [1, 2]}).to_parquet(out)
    return [out.getvalue()]


def entry(path: Path) -> object:
    rows = [{"indicator_id": "fingertips_30311", "area_code": "E92000001", "area_type": "ctry", "period": "2024"}]
    return fingertips_entry.entry_of(path, "fingertips_30311", frame=observations_frame(pd.DataFrame(rows)), notes={})


def history(path: Path) -> object:
    with member(path, r"ChangeHistory[^/]*\.csv$") as table:
        return ons_code_history.history(table)


def registers(path: Path) -> object:
    with member(path, r"PREVALENCE_\d{4}\.csv$") as table:
        return qof.period_of(path), nhs_qof.practice_registers(table)


def own(path: Path) -> object:
    return own_files.read_own_file(path.name, path.read_bytes())


CHANGES = [{"GEOGCD": "E54000008", "ENTITYCD": "E54", "OPER_DATE": "01/07/2022", "TERM_DATE": "", "STATUS": "live"}]
RAW = [
    {
        "PRACTICE_CODE": "A99001",
        "GROUP_CODE": "AST",
        "REGISTER": 1,
        "PATIENT_LIST_TYPE": "06OV",
        "PRACTICE_LIST_SIZE": 9,
    }
]
AGES = [
    {"DATE_NAME": "2024", "GEOGRAPHY_CODE": "E01000001", "C_AGE_NAME": f"Age {age}", "OBS_VALUE": age}
    for age in range(91)
]
FIELDS = {"name": "A", "place": "pl-a", "start": "2020-03-23", "owner": "O", "owner_kind": "council", "source": "S"}
PROGRAMME = toml_entry("a-b", {**FIELDS, "url": "https://a.org/"}).encode()


def table_seeds(name: str) -> Callable[[], list[bytes]]:
    return lambda: [pd.DataFrame([TABLES[name][1]] * 3).to_csv(index=False).encode()]


PARSERS: dict[str, Parser] = {
    **{name: Parser(read, ".csv", table_seeds(name)) for name, (read, _) in TABLES.items()},
    "fingertips": Parser(fingertips.indicator_values, ".csv", fingertips_seeds),
    "fingertips series": Parser(
        fingertips.chart_series, ".csv", lambda: genuine("ohid/fingertips_90810_asthma_u19_7LAs_2013-14_to_2023-24.csv")
    ),
    "fingertips gz": Parser(
        fingertips.indicator_values, ".csv.gz", lambda: [gzip.compress(seed, mtime=0) for seed in fingertips_seeds()]
    ),
    "cover table": Parser(
        ukhsa_cover.coverage, ".csv", lambda: genuine("ukhsa/cover_utla_quarterly_2016-17_to_2023-24.csv.gz")
    ),
    "cover workbook": Parser(ukhsa_cover.coverage, "_2018_2019_Q1.xlsx", lambda: workbooks()["cover"]),
    "cover ods": Parser(ukhsa_cover.coverage, "_2018_2019_Q1.ods", lambda: workbooks()["ods"]),
    "weekly people": Parser(nhs_england.people_vaccinated, ".xlsx", lambda: workbooks()["weekly"]),
    "weekly register": Parser(nhs_england.registered_population, ".xlsx", lambda: workbooks()["weekly"]),
    "sape": Parser(lambda path: ons_sape.system_population(path, systems={}), ".xlsx", lambda: workbooks()["weekly"]),
    "parquet": Parser(lambda path: mhclg_iod.deprivation(path, whole=False), ".parquet", parquet),
    "any table": Parser(sheets.table, ".parquet", parquet),
    "single years": Parser(
        lambda path: ons_population.single_year_population(path, period="2020"), ".csv",
        lambda: [f"lsoa11_code,total_population,{','.join(map(str, range(91)))}\nE01000001,91{',1' * 91}".encode()],
    ),
    "boundaries": Parser(lambda path: ons_boundaries.boundaries(path, repair=True), ".geojson", lambda: [collection()]),
    "lookup": Parser(
        lambda path: ons_lookups.lookup(path, {"lsoa21cd": "LSOA21CD", "wd22cd": "WD22CD"}), ".csv",
        lambda: genuine("ons/lookups/lsoa21_ward22_lad22_v3.csv.gz"),
    ),
    "districts of the index": Parser(
        ons_health_index.health_index, ".csv",
        lambda: genuine("ons/health_index/england_health_index_indicators.csv.gz"),
    ),
    "metadata": Parser(entry, ".json", lambda: [json.dumps(metadata(30311)).encode()]),
    "codes of a layer": Parser(
        lambda path: listed_codes(path, {"ICB": "ICB23CD"}, shapes={"ICB": r"E54\d{6}"}), ".json",
        lambda: [collection()],
    ),
    "small area lookups": Parser(ons_lsoa21_lookups.table, ".json", lambda: [collection()]),
    "population of nomis": Parser(small_area_population.residents, ".csv", lambda: [as_csv(AGES)]),
    "code history": Parser(history, ".zip", lambda: [zipped({"ChangeHistory.csv": as_csv(CHANGES)})]),
    "qof archive": Parser(registers, "_2324.zip", lambda: [zipped({"PREVALENCE_2324.csv": as_csv(RAW)})]),
    "own list": Parser(own, ".csv", lambda: [b"code,share\nE01000001,1\nE01000002,0.5\n", b"E01000001 E01000002"]),
    "own geojson": Parser(own, ".geojson", lambda: [collection()]),
    "own zip": Parser(own, ".zip", lambda: [zipped({"a.geojson": collection()})]),
    **READERS,
    "programmes": Parser(programmes.read_programmes, ".toml", lambda: [PROGRAMME]),
    "attachments": Parser(
        lambda path: listed.attachments(path.read_bytes()), ".json",
        lambda: [b'{"details": {"attachments": [{"title": "a", "url": "https://a.org/a.csv"}]}}'],
    ),
    "links": Parser(
        lambda path: listed.anchors(path.read_bytes()), ".html",
        lambda: [b"<!DOCTYPE html><html><body><p><a href='a.csv'>A <b>b</b></a></body></html>"],
    ),
    "first bytes": Parser(lambda path: kinds.oddity(kinds.CSV, path), ".csv", fingertips_seeds),
    "first bytes of a zip": Parser(
        lambda path: kinds.oddity(kinds.ZIP, path), ".zip", lambda: [zipped({"a.csv": b"a,b\n1,2\n"})]
    ),
    "record of a file": Parser(lambda path: record.recorded(path), ".json", lambda: [b'{"name": "a", "bytes": 3}']),
    "what was fetched": Parser(
        lambda path: kept.read(path.parent), "live.toml",
        lambda: [b'[a]\nsource = "b"\nretrieved = "2026-01-01"\n[a.feeds]\nx = ["2024"]\n'],
    ),
}  # fmt: skip
