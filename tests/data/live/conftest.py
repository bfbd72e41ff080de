"""A small real pack, a publisher's server, and refreshes of one into the other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.catalogue import read_sources, write_sources
from data.england.texts import toml_entries
from data.fetching.arcgis import Layer
from data.fetching.listed import Listed
from data.fetching.manners import Manners
from data.fetching.nomis import Table
from data.fetching.portal import NewestItem
from data.fetching.single import File
from data.lineage import read_lineage
from data.live.declared import LiveSource
from data.live.refreshing import Downloads, Report, refreshed
from data.pack import open_pack
from data.schema import AREA_COLUMNS, KEY_COLUMNS, OBSERVATION_COLUMNS
from data.validation import sha256
from data.writing import write_areas, write_lookup, write_observations, write_pack_toml
from tests.data.loopback import Answer, Publisher, quick
from tests.data.packs import CARD, areas, write_pack

EMBEDDED = Path(__file__).parents[3] / "data" / "pack" / "embedded"
KINDS = ("ctry", "rgn", "ctyua18", "ctyua19", "ctyua21", "ctyua23")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOV = "/api/content/government/statistics/"
REAL = ("mmr2_5y", "asthma_admissions_u19")


@pytest.fixture(scope="session")
def small_real_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two real measures of the embedded pack on its councils, regions and England; everything else is small."""
    folder = write_pack(tmp_path_factory.mktemp("real") / "pack")
    every = pd.read_parquet(EMBEDDED / "areas.parquet").astype(AREA_COLUMNS)
    place = areas().query("area_type == 'place'")
    chosen = every[every["area_type"].isin([*KINDS, "msoa11"])]
    small = areas().query("area_type == 'msoa11'")
    small = small[~small["area_code"].isin(chosen["area_code"])]
    write_areas(pd.concat([chosen, place, small], ignore_index=True), folder)
    rows = pd.read_parquet(EMBEDDED / "observations.parquet").astype(OBSERVATION_COLUMNS)
    rows = pd.concat([rows, read_lineage(EMBEDDED)], axis=1)
    write_observations(rows[rows["indicator_id"].isin(REAL)], folder)
    texts = toml_entries((EMBEDDED / "indicators.toml").read_text(encoding="utf-8"))
    (folder / "indicators.toml").write_text("\n".join(texts[name] for name in REAL), encoding="utf-8")
    sources = read_sources(EMBEDDED / "sources.toml")
    write_sources({name: sources[name] for name in ("ohid_asthma", "ukhsa_cover")}, folder)
    write_pack_toml(folder, pack={**CARD, "default_indicator": "mmr2_5y", "default_period": "2023/24"})
    codes = pd.read_parquet(EMBEDDED / "lookups" / "codes.parquet")
    write_lookup(codes, folder, name="codes")
    (folder / "own").mkdir()
    (folder / "own" / "footprints.toml").write_text("# a reader's own\n")
    open_pack(folder)
    return folder


def here(source: LiveSource, base: str) -> LiveSource:
    """The source, asking this machine: the same path on the publisher of the tests."""

    def moved(url: str) -> str:
        return base + url.split("://", 1)[1][url.split("://", 1)[1].index("/") :]

    def on(remote: object) -> object:
        if isinstance(remote, File | Layer | Table):
            return replace(remote, url=moved(remote.url))
        if isinstance(remote, Listed):
            return replace(remote, pages=tuple(map(moved, remote.pages)))
        assert isinstance(remote, NewestItem)
        return replace(remote, portal=base)

    return replace(source, hosts=frozenset({"127.0.0.1"}), remotes=tuple(map(on, source.remotes)))


class Refreshing:
    """Refreshes of one pack in a folder of the test."""

    def __init__(self, pack: Path, folder: Path, publisher: Publisher) -> None:
        self.pack, self.folder, self.publisher = pack, folder, publisher
        self.to, self.told = folder / "new", []

    def __call__(self, *sources: LiveSource, manners: Manners | None = None, pack: Path | None = None) -> Report:
        """The report of a refresh whose new pack, if any, is at `to`."""
        asked: Sequence[LiveSource] = [here(source, self.publisher.base) for source in sources]
        downloads = Downloads(self.folder / "downloads", manners or quick())
        before = stand(self.pack)
        report = refreshed(asked, pack=pack or self.pack, downloads=downloads, to=self.to, told=self.told.append)
        assert stand(self.pack) == before, "the open pack is only read"
        left = [path.name for path in self.folder.iterdir() if path.name not in ("new", "downloads", "first")]
        assert left == [], "nothing half-made stays behind"
        assert (report.built is not None) == self.to.is_dir()
        return report

    def keep(self, name: str) -> Path:
        """Put the new pack aside, as the open one of the next refresh."""
        return self.to.rename(self.folder / name)


def stand(folder: Path) -> dict[str, str]:
    """Checksum of every file of a folder."""
    return {str(path.relative_to(folder)): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def refreshing(small_real_pack: Path, tmp_path: Path, publisher: Publisher) -> Iterator[Refreshing]:
    folder = tmp_path / "root"
    folder.mkdir()
    yield Refreshing(small_real_pack, folder, publisher)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def wider(refreshing: Refreshing, tmp_path: Path):
    """Makes the pack one with more areas: a copy with an area type and its codes."""

    def make(area_type: str, codes: Sequence[str]) -> Path:
        folder = tmp_path / "wider"
        if not folder.exists():
            shutil.copytree(refreshing.pack, folder)
        known = pd.read_parquet(folder / "areas.parquet").astype(AREA_COLUMNS)
        more = pd.DataFrame({"area_code": list(codes), "area_type": area_type, "name": list(codes)})
        more = more.assign(district="", county="", lon=1.0, lat=52.0, valid_from="", valid_to="")
        write_areas(pd.concat([known[known["area_type"] != area_type], more], ignore_index=True), folder)
        refreshing.pack = folder
        return folder

    return make


def new_rows(refreshing: Refreshing) -> pd.DataFrame:
    return pd.read_parquet(refreshing.to / "observations.parquet").set_index(list(KEY_COLUMNS))


def listed(publisher: Publisher, page: str, files: dict[str, tuple[str, Answer]]) -> None:
    """A page of GOV.UK with attachments: title -> name and answer."""
    found = [{"title": title, "url": f"{publisher.base}/media/{name}"} for title, (name, _) in files.items()]
    publisher.answers[page] = Answer(json.dumps({"details": {"attachments": found}}).encode(), "application/json")
    publisher.answers |= {f"/media/{name}": answer for name, answer in files.values()}
