"""Real and synthetic figures never share a pack, and a pack may stand on another's geography."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from data.catalogue import read_sources
from data.pack import PackFaults, open_pack
from data.pack_nature import geography_folder, nature_faults
from data.writing import write_observations, write_pack_toml
from tests.data.packs import CARD, SOURCE, observations

SYNTHETIC_SOURCE = SOURCE.format(sha="0" * 64) + 'nature = "synthetic"\n'


def card(folder: Path, **changes: object) -> None:
    write_pack_toml(folder, pack=CARD | changes)


def made_synthetic(folder: Path) -> Path:
    """The small pack with every figure said to be synthetic."""
    card(folder, synthetic=True)
    (folder / "sources.toml").write_text(SYNTHETIC_SOURCE, encoding="utf-8")
    write_observations(observations(), folder, synthetic=True)
    return folder


def test_a_pack_that_is_synthetic_throughout_opens(small_pack: Path) -> None:
    pack = open_pack(made_synthetic(small_pack))
    assert pack.synthetic and {source.nature for source in pack.sources.values()} == {"synthetic"}


def test_a_real_table_keeps_a_synthetic_pack_shut(small_pack: Path) -> None:
    made_synthetic(small_pack)
    write_observations(observations(), small_pack)
    with pytest.raises(PackFaults, match=r"observations\.parquet: a real table in a synthetic pack: .* never mixed"):
        open_pack(small_pack)


def test_a_synthetic_table_keeps_a_real_pack_shut(small_pack: Path) -> None:
    write_observations(observations(), small_pack, synthetic=True)
    with pytest.raises(PackFaults, match=r"observations\.parquet: a synthetic table in a real pack"):
        open_pack(small_pack)


@pytest.mark.parametrize("synthetic", [True, False])
def test_a_source_of_the_other_nature_is_named(small_pack: Path, synthetic: bool) -> None:
    made_synthetic(small_pack)
    if synthetic:
        (small_pack / "sources.toml").write_text(SOURCE.format(sha="0" * 64), encoding="utf-8")
    else:
        card(small_pack)
        write_observations(observations(), small_pack)
    words = "a real source in a synthetic pack" if synthetic else "a synthetic source in a real pack"
    with pytest.raises(PackFaults) as refused:
        open_pack(small_pack)
    assert [str(fault) for fault in refused.value.faults] == [f"sources.toml: {words} ('publisher')"]


def test_a_table_that_cannot_be_read_is_left_to_the_rules_of_tables(small_pack: Path) -> None:
    (small_pack / "observations.parquet").write_bytes(b"nothing")
    sources = read_sources(small_pack / "sources.toml")
    assert nature_faults(small_pack, card=CARD, sources=sources) == []
    (small_pack / "observations.parquet").unlink()
    assert nature_faults(small_pack, card=CARD, sources=sources) == []


def test_a_pack_may_stand_on_the_geography_of_another(small_pack: Path, tmp_path: Path) -> None:
    own = tmp_path / "light"
    own.mkdir()
    for name in ("indicators.toml", "sources.toml", "observations.parquet"):
        shutil.copy(small_pack / name, own)
    card(own, geography=f"../{small_pack.name}")
    light, whole = open_pack(own), open_pack(small_pack)
    assert light.geography == small_pack.resolve() and whole.geography == small_pack
    assert light.areas.equals(whole.areas) and light.manifest == whole.manifest
    assert light.names("msoa11", "england").codes == whole.names("msoa11", "england").codes
    assert light.map_file("m.json.gz").is_file() and light.has_lookup("lsoa11")
    assert light.digest != whole.digest


def test_what_is_missing_of_the_other_pack_is_said(small_pack: Path) -> None:
    card(small_pack, geography="../nowhere")
    with pytest.raises(PackFaults, match="nowhere: there is no such folder"):
        open_pack(small_pack)
    assert geography_folder(small_pack, None) == small_pack


def test_pages_take_geometry_from_the_geography_and_only_what_is_kept_from_the_folder() -> None:
    """A pack may stand on another's map: whoever reads shapes from its own folder finds none there."""
    kept = (
        "own_editing.py",
        "cards.py",
        "own_areas.py",
        "own_ledger.py",
        "opened_pack.py",
        "programmes.py",
        "seen_as.py",
    )
    found = {path.name for path in Path("pages").rglob("*.py") if re.search(r"pack(\(\))?\.folder\b", path.read_text())}
    assert found <= set(kept)
