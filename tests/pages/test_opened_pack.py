"""A pack whose footprints do not fit together is not opened, and says which, where and what."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from pages.parts import opened_pack


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A copy of the embedded pack's tables, opened in place of it; nobody's stamps but its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pack = tmp_path / "pack"
    shutil.copytree(opened_pack.EMBEDDED, pack, symlinks=True)
    monkeypatch.setenv("PACK", str(pack))
    opened_pack.state.cache_clear()
    yield pack
    monkeypatch.undo()
    opened_pack.state.cache_clear()


def rewritten(folder: Path, change) -> None:
    path = folder / "footprints" / "footprints.json"
    document = json.loads(path.read_text())
    change({entry["id"]: entry for entry in document["footprints"]})
    path.write_text(json.dumps(document))


def said(folder: Path) -> list[str]:
    assert opened_pack.state().pack is None
    return [str(fault) for fault in opened_pack.state().faults]


def test_faults_of_the_registry_keep_the_pack_shut(folder: Path) -> None:
    def bend(entries: dict) -> None:
        entries["pl-rbwm"]["misfit"] = []
        entries["pl-gyw"]["n_lsoa11"] = 133

    rewritten(folder, bend)
    found = said(folder)
    assert len(found) == 2
    where = "footprints/footprints.json, column"
    assert f"{where} pl-gyw.n_lsoa11: says 133 LSOAs and has 134" in found
    assert any(line.startswith(f"{where} pl-rbwm.parents.sys-thames-valley: 6 LSOAs outside") for line in found)


def test_an_entry_that_cannot_be_read_is_a_fault_too(folder: Path) -> None:
    rewritten(folder, lambda entries: entries["pl-gyw"].pop("source"))
    (line,) = said(folder)
    assert "(pl-gyw): KeyError('source')" in line


def test_a_registry_that_was_checked_is_not_checked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened_pack.state().faults == ()
    monkeypatch.setattr(opened_pack.registry_cover, "registry_faults", lambda *_, **__: pytest.fail("checked again"))
    opened_pack.state.cache_clear()
    assert opened_pack.state().faults == ()
    rewritten(folder, lambda entries: entries["pl-gyw"].update(notes="another note"))
    opened_pack.state.cache_clear()
    with pytest.raises(pytest.fail.Exception, match="checked again"):
        opened_pack.state()


def test_what_no_list_can_confirm_is_said(folder: Path) -> None:
    (line,) = opened_pack.state().unchecked
    assert line.startswith("PCN: 43 codes of 8 footprints were checked by their shape only")


def test_a_code_that_is_not_on_record_keeps_the_pack_shut(folder: Path) -> None:
    rewritten(folder, lambda entries: entries["sys-nw-icb"]["members"][0].update(type="SICBL", code="E38999999"))
    where = "footprints/footprints.json, column sys-nw-icb.members.SICBL"
    assert said(folder) == [f"{where}: no such code on record ('E38999999')"]


def test_a_network_is_looked_up_in_a_pack_that_lists_networks(folder: Path) -> None:
    path = folder / "lookups" / "codes.parquet"
    record = pd.read_parquet(path)
    rows = [("PCN", "U00000", "", "", True, "a list")]
    pd.concat([record, pd.DataFrame(rows, columns=list(record))]).to_parquet(path, index=False)
    found = said(folder)
    assert len(found) == 8 and all(".members.PCN: no such code on record ('U" in line for line in found)
    norwich = next(line for line in found if "pl-nw-norwich" in line)
    assert norwich.endswith("('U15646', 'U19864', 'U55887')")  # U00000, the file's stand-in, is on the list
