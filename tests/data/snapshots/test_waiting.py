"""A pack that waits undoes nothing newer; what readers kept with a pack that stood alone is not left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.keeping.own_store import change_own, read_own
from data.pack import open_pack
from data.snapshots.__main__ import main
from data.snapshots.places import Root, opened
from data.snapshots.publishing import Beyond, Outdated, accept_held, publish
from tests.data.packs import observations, write_pack
from tests.data.snapshots.test_publishing import put


def test_a_pack_that_waits_never_undoes_what_came_after_it(tmp_path: Path) -> None:
    root = tmp_path / "root"
    first = put(root, 0)
    with pytest.raises(Beyond):
        put(root, 1, observations().query("area_code != 'E02000002'"))
    second = put(root, 2)
    with pytest.raises(Outdated, match=f"built on {first.snapshot}, but {second.snapshot} has been served since"):
        accept_held(root)
    assert Root(root).current() == second.snapshot and Root(root).held.is_dir() and main(["accept", str(root)]) == 1
    with pytest.raises(Beyond):
        put(root, 3, observations().query("area_code != 'E02000002'"))
    assert accept_held(root).switched


def test_what_readers_kept_with_a_pack_that_stood_alone_comes_along_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "__kwdefaults__", {**publish.__kwdefaults__, "door": open_pack})
    root, built = tmp_path / "root", write_pack(tmp_path / "built")
    change_own(built, lambda _: "# a footprint")
    assert main(["publish", str(root), "--from", str(built)]) == 0 and "came along" in capsys.readouterr().out
    assert read_own(opened(root)) == read_own(built) == "# a footprint"
    change_own(opened(root), lambda _: "# another")
    assert main(["publish", str(root), "--from", str(built)]) == 0 and "was left there" in capsys.readouterr().out
    assert read_own(opened(root)) == "# another" and not list(root.glob(".own.*"))
