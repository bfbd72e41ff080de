"""A root of snapshots: published whole, compared, switched, restored, pruned; readers' own things stay."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.keeping.own_place import own_folder, root_of
from data.keeping.own_store import change_own, read_own
from data.keeping.release_store import Answer, ReleaseStore
from data.pack import open_pack
from data.snapshots import journal
from data.snapshots.__main__ import main
from data.snapshots.locking import Busy, in_use, shown, working
from data.snapshots.places import Root, is_root, opened
from data.snapshots.publishing import Beyond, accept_held, publish, restore
from data.validation import FileFaults, PackFaults
from tests.data.packs import CODES, observations, write_pack


def version(number: int, rows: pd.DataFrame | None = None):
    """A function that builds the small pack, with a count that differs a little from version to version."""
    frame = observations() if rows is None else rows
    if rows is None:
        frame["numerator"] = frame["numerator"].where(frame["age"] != "16-24", 8 + number / 100)

    return lambda folder: write_pack(folder, frame)


def put(root: Path, number: int, rows: pd.DataFrame | None = None, **options: object):
    """Publish a version by the pack's own rules (its register is too small for the geography's)."""
    return publish(root, version(number, rows), door=open_pack, **options)


def figures(root: Path) -> pd.DataFrame:
    """What a reader of the root is shown."""
    return open_pack(opened(root)).store.observations("uptake").dropna(subset="numerator")


def said(root: Path) -> list[str]:
    """What the journal tells, in order."""
    return [entry["what"] for entry in journal.entries(Root(root))]


def test_a_new_pack_takes_the_old_ones_place_and_the_old_one_stays(tmp_path: Path) -> None:
    root = tmp_path / "root"
    first, second = put(root, 0), put(root, 1)
    assert first.switched and second.switched and second.comparison.changes[0].indicator == "uptake"
    assert Root(root).ids() == [first.snapshot, second.snapshot] and Root(root).current() == second.snapshot
    assert 8.01 in figures(root)["numerator"].tolist()
    restore(root, first.snapshot)
    assert 8.0 in figures(root)["numerator"].tolist()
    assert said(root) == ["published", "published", "restored"] and not list(root.glob("snapshots/.*"))


def test_the_same_content_is_not_published_twice(tmp_path: Path) -> None:
    first, again = put(tmp_path / "root", 0), put(tmp_path / "root", 0)
    assert not again.switched and again.snapshot == first.snapshot and len(Root(tmp_path / "root").ids()) == 1


def test_a_faulty_pack_is_refused_with_every_fault_and_the_old_one_is_served(tmp_path: Path) -> None:
    root = tmp_path / "root"
    put(root, 0)
    broken = observations().assign(indicator_id="unknown", area_code="nowhere")
    with pytest.raises(PackFaults) as refused:
        put(root, 1, broken)
    assert len(refused.value.faults) >= 2
    assert 8.0 in figures(root)["numerator"].tolist() and len(Root(root).ids()) == 1
    assert said(root)[-1] == "refused" and not list(root.glob("snapshots/.*"))


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fails(folder: Path) -> None:
        folder.mkdir()
        (folder / "half").write_text("half")
        raise OSError("the line is cut")

    put(tmp_path / "root", 0)
    with pytest.raises(OSError, match="cut"):
        publish(tmp_path / "root", fails)
    assert not list((tmp_path / "root").glob("snapshots/.*")) and len(Root(tmp_path / "root").ids()) == 1


LOST = {
    "an area": (lambda rows: rows[rows["area_code"] != CODES[1]], "1 area gone: E02000002"),
    "a measure": (lambda rows: rows[rows["indicator_id"] != "stays"], "1 measure gone: stays"),
    "its period": (lambda rows: rows.assign(period="2021-07-15"), "1 period gone: 2021-07-08"),
    "other values": (lambda rows: rows.assign(numerator=rows["numerator"] * 0.8), "differ by more than 10%"),
    "withheld": (
        lambda rows: rows.assign(
            numerator=pd.NA, status=["suppressed" if code.startswith("E02") else "ok" for code in rows["area_code"]]
        ),
        "are withheld or missing now",
    ),
}


@pytest.mark.parametrize("what", LOST)
def test_a_pack_that_differs_too_much_waits_for_somebodys_word(what: str, tmp_path: Path) -> None:
    root, (changed, words) = tmp_path / "root", LOST[what]
    first = put(root, 0, observations())
    with pytest.raises(Beyond, match=words):
        put(root, 1, changed(observations()))
    assert Root(root).current() == first.snapshot and Root(root).held.is_dir()
    done = accept_held(root)
    assert Root(root).current() == done.snapshot != first.snapshot and not Root(root).held.exists()


def test_limits_are_data_of_the_root_and_of_a_measure(tmp_path: Path) -> None:
    root = tmp_path / "root"
    put(root, 0, observations())
    less = observations().query("area_code != 'E02000002'")
    (root / "limits.toml").write_text(
        "[uptake]\nareas_gone = 1\nrows_lost = 0.5\n[stays]\nareas_gone = 1\nrows_lost = 1\n"
    )
    assert put(root, 1, less).switched
    (root / "limits.toml").write_text('rows_gone = 1\nareas_gone = "two"\n')
    with pytest.raises(FileFaults) as refused:
        put(root, 2, observations())
    assert {fault.column for fault in refused.value.faults} == {"rows_gone", "areas_gone"}


def test_only_the_newest_stay_with_the_current_one_and_those_that_are_shown(tmp_path: Path) -> None:
    root = tmp_path / "root"
    done = [put(root, number).snapshot for number in range(2)]
    with shown(Root(root), done[0]):
        assert in_use(Root(root)) == {done[0]}
        done += [put(root, number, keep=2).snapshot for number in range(2, 5)]
        assert Root(root).ids() == [done[0], *done[-2:]]
    assert in_use(Root(root)) == frozenset()
    restore(root, done[-2])
    last = put(root, 9, keep=1).snapshot
    assert Root(root).ids() == [last]


def test_two_refreshes_cannot_run_at_once_and_a_dead_ones_lock_is_none(tmp_path: Path) -> None:
    root = Root(tmp_path / "root")
    with working(root), pytest.raises(Busy, match=f"process {os.getpid()}, since 20"):
        put(root.folder, 0)
    assert root.lock.is_file()  # left as a killed refresh leaves it
    assert put(root.folder, 0).switched


def test_what_a_killed_refresh_left_is_taken_away(tmp_path: Path) -> None:
    root = tmp_path / "root"
    put(root, 0)
    write_pack(root / "snapshots" / ".new.123")
    (root / ".current.123").symlink_to("snapshots/nowhere")
    with open(root / "journal.jsonl", "a") as torn:
        torn.write('{"what": "publ')
    put(root, 1)
    assert not list(root.glob("snapshots/.*")) and not list(root.glob(".current.*"))
    assert said(root) == ["published", "cleared", "published"]


def test_readers_own_things_lie_beside_the_snapshots(tmp_path: Path) -> None:
    root = tmp_path / "root"
    put(root, 0)
    change_own(opened(root), lambda _: "# a footprint")
    answer = Answer("uptake", "2021", "all", "all", "", ("E1",))
    answers = ReleaseStore(opened(root))
    with answers.held():
        answers.add(answer)
    put(root, 1)
    assert own_folder(opened(root)) == root.resolve() / "own"
    assert read_own(opened(root)) == "# a footprint" and ReleaseStore(opened(root)).answers() == (answer,)
    alone = write_pack(tmp_path / "alone")
    assert root_of(alone) is None and own_folder(alone) == alone / "own"


def test_a_root_without_links_says_its_current_pack_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "symlink_to", no_links)
    root = tmp_path / "root"
    first, second = put(root, 0), put(root, 1)
    assert (root / "current").read_text() == second.snapshot + "\n" and opened(root).name == second.snapshot
    restore(root, first.snapshot)
    assert opened(root).name == first.snapshot


def test_a_root_without_a_pack_says_so(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    assert is_root(tmp_path)
    with pytest.raises(PackFaults, match="no pack has been published here yet"):
        opened(tmp_path)
    (tmp_path / "current").write_text("../../etc\n")
    assert Root(tmp_path).current() == ""


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.snapshots.publishing.footprints_checked", lambda folder: [])
    monkeypatch.setattr(publish, "__kwdefaults__", {**publish.__kwdefaults__, "door": open_pack})
    root, built = tmp_path / "root", write_pack(tmp_path / "built")
    assert main(["list", str(root)]) == 0 and "nothing has been published" in capsys.readouterr().out
    assert main(["publish", str(root), "--from", str(built)]) == 0
    assert main(["publish", str(root), "--from", str(built)]) == 0 and "nothing has changed" in capsys.readouterr().out
    shutil.rmtree(built)
    write_pack(built, observations().query("indicator_id != 'stays'"))
    assert main(["publish", str(root), "--from", str(built)]) == 2 and "1 measure gone" in capsys.readouterr().err
    assert main(["compare", str(root)]) == 0 and "stays: gone" in capsys.readouterr().out
    assert main(["accept", str(root)]) == 0
    first = Root(root).ids()[0]
    assert main(["restore", str(root), first]) == 0 and Root(root).current() == first
    assert main(["restore", str(root), "nothing"]) == 1 and main(["accept", str(root)]) == 1
    assert main(["list", str(root)]) == 0 and f"{first}  current" in capsys.readouterr().out
    lines = [json.loads(line) for line in (root / "journal.jsonl").read_text().splitlines()]
    assert [line["what"] for line in lines] == ["published", "unchanged", "held", "published", "restored"]


def test_a_lock_is_the_systems_not_the_files(tmp_path: Path) -> None:
    """A file with an old process in it locks nobody out; a held one does, whatever it says."""
    root = Root(tmp_path)
    root.lock.write_text('{"process": 1, "since": "2020-01-01T00:00:00+00:00"}')
    with working(root):
        pass
    with open(root.lock) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Busy), working(root):
            pass
