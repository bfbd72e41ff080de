"""Layers, lookups and lists of codes of Open Geography: what they renew, and that vintages never mix."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import shapely

from data.live.code_lists import joined_codes
from data.live.declared import months_later
from data.live.geography import outline_reader
from data.live.publishers import (
    ons_code_history,
    ons_districts24,
    ons_icb22,
    ons_icb23,
    ons_lsoa21,
    ons_lsoa21_lookups,
    ons_msoa21,
    ons_sicbl23,
    ons_wards22,
    ons_wards25,
)
from data.pack import open_pack
from data.validation import FileFaults
from data.writing import write_lookup
from tests.data.live.conftest import Refreshing, here
from tests.data.loopback import Answer, Publisher
from tests.data.publishers import as_csv, feature_service, zipped
from tests.shared_folder import shared

OUTLINES = {
    "lsoa21": ons_lsoa21,
    "msoa21": ons_msoa21,
    "wd22": ons_wards22,
    "wd25": ons_wards25,
    "lad24": ons_districts24,
    "icb22": ons_icb22,
}
CODES = {"wd22": "E0599{:04d}", "wd25": "E0599{:04d}", "lad24": "E0799{:04d}", "icb22": "E5499{:04d}"}


def service(publisher: Publisher, source: object, rows: list[dict], **options: object) -> None:
    """The layer of a source on the server."""
    path = source.remotes[0].url.split("arcgis.com")[1]
    publisher.answers |= feature_service(path, rows, **options)


def squares(number: int) -> list[dict]:
    """Squares of a kilometre side by side in Norfolk, British National Grid, as GeoJSON."""
    boxes = [shapely.box(620_000 + 1000 * n, 310_000, 621_000 + 1000 * n, 311_000) for n in range(number)]
    return [json.loads(shapely.to_geojson(box)) for box in boxes]


@pytest.mark.parametrize("area_type", OUTLINES)
def test_outlines_of_the_packs_own_vintage_are_read_and_others_refused(
    refreshing: Refreshing, publisher: Publisher, wider, area_type: str
) -> None:
    (source,) = OUTLINES[area_type].SOURCES
    codes = [CODES.get(area_type, "E0199{:04d}").format(number) for number in range(5)]
    name = f"{area_type[:-2].upper()}{area_type[-2:]}CD"
    rows = [{name: code, name[:-1] + "NM": code} for code in [*codes, "W01000001"]]
    service(publisher, source, rows, shapes=squares(6), most=4)
    (outcome,) = refreshing(source).outcomes
    assert outcome.state == "unused" and f"no outlines of {area_type}" in outcome.words
    pack = open_pack(wider(area_type, codes))
    file = refreshing.folder / "downloads" / source.id / source.remotes[0].name
    fed = outline_reader(area_type)([file], pack)
    assert sorted(fed.outlines[area_type]["area_code"]) == codes
    assert fed.outlines[area_type].geometry.area.round().tolist() == [1_000_000] * 5
    strange = open_pack(wider(area_type, [*codes[:4], codes[4][:-1] + "9"]))
    with pytest.raises(FileFaults, match="another vintage is another kind of area") as problem:
        outline_reader(area_type)([file], strange)
    assert "1 areas of the pack have no outline" in str(problem.value)


def test_genuine_outlines_pass_for_their_own_codes(wider, tmp_path: Path) -> None:
    path = shared("data", "ons", "boundaries", "lad_may2024_uk_bsc.parquet")
    import geopandas as gpd

    read = gpd.read_parquet(path)
    english = sorted(code for code in read["LAD24CD"] if code.startswith("E"))
    fed = outline_reader("lad24")([path], open_pack(wider("lad24", english)))
    assert len(fed.outlines["lad24"]) == len(english) == 296


def lists(pack: Path, kind: str) -> list[str]:
    record = pd.read_parquet(pack / "lookups" / "codes.parquet")
    return sorted(record.loc[(record["kind"] == kind) & (record["valid_to"] == ""), "code"])


def test_lists_of_codes_join_the_record(refreshing: Refreshing, publisher: Publisher) -> None:
    (boards,), (locations,) = ons_icb23.SOURCES, ons_sicbl23.SOURCES
    known = lists(refreshing.pack, "ICB")
    new = [*known[1:], "E54000999"]
    service(publisher, boards, [{"ICB23CD": code, "ICB23NM": code} for code in new])
    service(publisher, locations, [{"SICBL23CD": code} for code in lists(refreshing.pack, "SICBL")])
    report = refreshing(boards, locations)
    assert report.good and report.built, report.lines()
    record = pd.read_parquet(refreshing.to / "lookups" / "codes.parquet").set_index(["kind", "code"])
    assert record.loc[("ICB", known[0]), "valid_to"] == "2023-03-31"
    assert record.loc[("ICB", "E54000999"), "source"] == "published list of 2023-04-01"
    before = pd.read_parquet(refreshing.pack / "observations.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(refreshing.to / "observations.parquet"), before)


def test_cells_that_are_no_codes_are_refused(refreshing: Refreshing, publisher: Publisher) -> None:
    (boards,) = ons_icb23.SOURCES
    service(publisher, boards, [{"ICB23CD": "E12000001"}, {"ICB23CD": ""}])
    assert "not a code of a ICB" in " ".join(refreshing(boards).lines())
    publisher.clear()
    service(publisher, boards, [{"OTHER": "E54000008"}], edited=2)
    assert "missing column ICB23CD" in " ".join(refreshing(boards).lines())


def test_an_older_list_ends_nothing() -> None:
    columns = ["kind", "code", "valid_from", "valid_to", "complete", "source"]
    record = pd.DataFrame([("ICB", "E54000001", "", "", True, "published lists of 2026-01-01")], columns=columns)
    done = joined_codes(record, {"ICB": {"2023-04-01": {"E54000002"}}}).set_index("code")
    assert done["valid_to"].to_dict() == {"E54000001": "", "E54000002": ""}
    later = joined_codes(record, {"ICB": {"2026-04-01": {"E54000002"}}}).set_index("code")
    assert later.loc["E54000001", "valid_to"] == "2026-03-31" and later.loc["E54000002", "valid_from"] == "2026-01-02"


def test_lookups_of_small_areas(refreshing: Refreshing, publisher: Publisher, wider) -> None:
    (source,) = ons_lsoa21_lookups.SOURCES
    codes = ["E01990001", "E01990002"]
    boards = lists(refreshing.pack, "ICB")
    places = lists(refreshing.pack, "SICBL")
    rows = [{"LSOA21CD": code, "SICBL24CD": places[0], "ICB24CD": boards[0], "LAD24CD": "E07000148"} for code in codes]
    rows += [
        {"LSOA21CD": "E01990003", "SICBL24CD": c, "ICB24CD": boards[0], "LAD24CD": "E07000148"} for c in places[1:2]
    ]
    service(publisher, source, rows)
    folder = wider("lsoa21", codes)
    old = pd.DataFrame({"lsoa21cd": codes, "icb24cd": [boards[0], boards[1]], "lad24cd": "E07000148"})
    old = old.assign(lad22cd="E07000148", ctyua21cd="E10000020", population=1500)
    write_lookup(old, folder, name="lsoa21")
    report = refreshing(source)
    assert report.good, report.lines()
    new = pd.read_parquet(refreshing.to / "lookups" / "lsoa21.parquet")
    assert new["icb24cd"].tolist() == [boards[0], boards[0]]
    assert "1 of 2 LSOAs have another board" in " ".join(report.lines())
    refreshing.keep("first")
    service(publisher, source, rows[1:], edited=2)
    assert "an LSOA of the pack that it lacks" in " ".join(refreshing(source).lines())


def history(rows: list[tuple[str, str, str, str]]) -> bytes:
    named = [
        {"GEOGCD": code, "ENTITYCD": code[:3], "OPER_DATE": start, "TERM_DATE": end, "STATUS": "live"}
        for code, start, end, _ in rows
    ]
    return zipped({"CHD/ChangeHistory.csv": as_csv(named), "CHD/Changes.csv": b"a\n1\n"})


def test_the_history_of_codes_fills_days_that_the_record_lacks(refreshing: Refreshing, publisher: Publisher) -> None:
    (source,) = ons_code_history.SOURCES
    record = pd.read_parquet(refreshing.pack / "lookups" / "codes.parquet")
    open_ = record[(record["kind"] == "ICB") & (record["valid_from"] == "")]["code"].tolist()
    code = open_[0] if open_ else lists(refreshing.pack, "ICB")[0]
    item = json.dumps({"results": [{"id": "c" * 32, "title": "Code History Database (June 2026) for the UK"}]})
    publisher.answers["/sharing/rest/search"] = Answer(item.encode(), "application/json")
    data = f"/sharing/rest/content/items/{'c' * 32}/data"
    publisher.answers[data] = Answer(
        history([(code, "01/07/2022", "", ""), ("E07000001", "x", "", "")]), "application/zip"
    )
    report = refreshing(source)
    assert report.good, report.lines()
    if report.built:
        new = pd.read_parquet(refreshing.to / "lookups" / "codes.parquet").set_index(["kind", "code"])
        assert new.loc[("ICB", code), "valid_from"] == "2022-07-01"
        refreshing.keep("first")
    publisher.answers[data] = Answer(history([(code, "July 2022", "", "")]), "application/zip")
    assert "not a date such as 01/07/2022" in " ".join(refreshing(source).lines())


def test_every_source_asks_only_its_own_servers() -> None:
    from data.live.register import sources

    for source in sources().values():
        assert source.url.startswith("https://") and source.cadence and source.licence and source.feeds
        assert all(host == host.lower() and "/" not in host for host in source.hosts)
        assert here(source, "http://127.0.0.1:1").hosts == {"127.0.0.1"}
    assert str(months_later(pd.Timestamp("2024-01-31").date(), 1)) == "2024-02-29"
