"""What was shown is kept: over restarts, between processes, whole or not at all; a bad file is never forgotten."""

from __future__ import annotations

import builtins
import errno
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from data.keeping import release_store
from data.keeping.release_store import FILE, FOLDER_VARIABLE, Answer, ReleaseStore
from data.stamp import content_digest
from data.validation import FileFaults

ROOT = Path(__file__).parents[3]
ONE = Answer("asthma", "2023/24", "all", "0-18", "", ("a", "b"))
NO = replace(ONE, members=("a",), shown=False, small=("b",), offered=("a", "b", "c"))
MANY = """
import sys
from data.keeping.release_store import Answer, ReleaseStore
store = ReleaseStore(sys.argv[1])
for number in range(15):
    with store.held():
        store.add(Answer("asthma", "2023/24", "all", "", "", (sys.argv[2], f"b{number}")))
"""


@pytest.fixture(autouse=True)
def no_folder_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)


def kept(folder: Path, *answers: Answer) -> ReleaseStore:
    store = ReleaseStore(folder)
    for answer in answers:
        with store.held():
            store.add(answer)
    return store


def test_a_restart_forgets_nothing_and_the_pack_stays_what_it_was(tmp_path: Path) -> None:
    before = content_digest(tmp_path)
    assert ReleaseStore(tmp_path).answers() == ()
    kept(tmp_path, ONE, NO, ONE)
    assert ReleaseStore(tmp_path).answers() == (ONE, NO)
    assert ONE.segment == ("2023/24", "all", "0-18", "")
    assert content_digest(tmp_path) == before
    assert sorted(path.name for path in (tmp_path / "own").iterdir()) == [".lock-released", FILE.name]


def test_only_an_unchanged_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = kept(tmp_path, ONE), ReleaseStore(tmp_path)
    assert there.answers() == (ONE,)
    with here.held():
        here.add(NO)
    assert there.answers() == (ONE, NO)
    monkeypatch.setattr(release_store, "_read", lambda path: pytest.fail("read again"))
    assert there.answers() == here.answers() == (ONE, NO)


def test_two_processes_and_many_threads_lose_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MANY, str(tmp_path)]
    processes = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("one", "two")]
    threads = [
        threading.Thread(target=kept, args=(tmp_path, replace(ONE, members=(f"t{number}",)))) for number in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    assert len(set(ReleaseStore(tmp_path).answers())) == 2 * 15 + 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "row 1: is no list of answers"),
        ("{}\n", "row 1: does not begin"),
        ('{"released": 1}\n{"members": ["a"]}\n', "row 2: is no answer"),
        ('{"released": 1}\n{"members": ["a"', "row 2: is no list of answers"),
        ('{"released": 1}\n3\n', "row 2: is no answer"),
    ],
)
def test_a_bad_file_is_one_clear_message(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / FILE).write_text(text)
    with pytest.raises(FileFaults, match=words) as caught:
        ReleaseStore(tmp_path).answers()
    assert len(caught.value.faults) == 1 and "nothing is shown of measures with small counts" in str(caught.value)
    store = ReleaseStore(tmp_path)
    with pytest.raises(FileFaults), store.held():
        store.add(ONE)
    assert (tmp_path / FILE).read_text() == text


@pytest.mark.parametrize("field", ["indicator_id", "members", "shown"])
def test_a_field_of_another_kind_is_no_answer(tmp_path: Path, field: str) -> None:
    kept(tmp_path, ONE)
    wrong = {"indicator_id": 3, "members": [], "shown": "yes"}[field]
    (tmp_path / FILE).unlink()
    kept(tmp_path, replace(ONE, **{field: wrong}))
    with pytest.raises(FileFaults, match="row 2: is no answer"):
        ReleaseStore(tmp_path).answers()


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / FILE).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(FileFaults, match=r"own/released.jsonl: cannot be read"):
        ReleaseStore(tmp_path).answers()


def shut(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Writing into the folder fails with an error number."""
    opened = builtins.open

    def refused(path, *args, **kwargs):
        if str(path).endswith(".lock-released"):
            raise OSError(number, "no")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", refused)


def test_a_pack_nobody_may_write_to_is_remembered_in_memory_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, ONE)
    shut(monkeypatch, errno.EROFS)
    store = kept(tmp_path, NO)
    assert "until this server restarts" in store.notice and FOLDER_VARIABLE in store.notice
    assert store.answers() == (ONE, NO)
    assert ReleaseStore(tmp_path).answers() == (ONE,)


@pytest.mark.parametrize("named", [True, False])
def test_a_full_disk_or_a_wrong_named_folder_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    if named:
        monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    shut(monkeypatch, errno.EROFS if named else errno.ENOSPC)
    with pytest.raises(FileFaults, match="cannot be written to"):
        kept(tmp_path, ONE)


def test_a_folder_can_be_named_for_the_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    kept(tmp_path / "pack", ONE)
    assert (tmp_path / "kept" / FILE.name).is_file() and not (tmp_path / "pack").exists()


def test_an_answer_that_cannot_be_kept_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = kept(tmp_path, ONE)

    def full(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileFaults, match="No space left"), store.held():
        store.add(NO)
    assert ReleaseStore(tmp_path).answers() == (ONE,)
    assert sorted(path.name for path in (tmp_path / "own").iterdir()) == [".lock-released", FILE.name]
