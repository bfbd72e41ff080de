"""Programmes that readers add: understood whole or refused with every fault, kept, taken out, brought back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.keeping.programme_store import FOLDER_VARIABLE, LARGEST, ProgrammeStore, added_tables
from data.validation import FileFaults

KNOWN = {"indicators": {"asthma"}, "areas": {"pl-tower-hamlets"}, "taken": {"good-neighbours"}}
GOOD = """[asthma-work]
name = "Work with children on asthma"
place = "pl-tower-hamlets"
start = "2015-04-01"
owner = "Example partnership"
owner_kind = "partnership"
source = "Yearly report, 2016"
url = "https://example.org/report"
indicators = ["asthma"]
"""


def tables(text: str) -> dict:
    return added_tables(text.encode(), file="mine.toml", **KNOWN)


def test_a_file_is_kept_taken_out_and_brought_back(tmp_path: Path) -> None:
    store = ProgrammeStore(tmp_path)
    assert store.stamp() == (0, 0, 0) and store.programmes() == {}
    store.add(tables(GOOD))
    before = store.stamp()
    assert [one.name for one in ProgrammeStore(tmp_path).programmes().values()] == ["Work with children on asthma"]
    store.remove("asthma-work")
    assert store.programmes() == {} and list(store.programmes(removed=True)) == ["asthma-work"]
    assert store.stamp() != before
    store.restore("asthma-work")
    store.restore("nobody")
    assert list(store.programmes()) == ["asthma-work"] and store.programmes(removed=True) == {}
    store.remove("asthma-work")
    store.add(tables(GOOD.replace("2015-04-01", "2015-05-01")))
    assert store.programmes()["asthma-work"].start == "2015-05-01" and not store.programmes(removed=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no programme"),
        ("[a\nb", "cannot be read"),
        ("x = 1", "every entry is a table"),
        (GOOD.replace('start = "2015-04-01"\n', ""), "start: missing"),
        (GOOD.replace("pl-tower-hamlets", "pl-nowhere"), "is not in this pack ('pl-nowhere')"),
        (GOOD.replace('["asthma"]', '["asthmaa"]'), "is not in this pack ('asthmaa')"),
        (GOOD.replace("[asthma-work]", "[good-neighbours]"), "is a programme of the pack already"),
        ("#" * LARGEST + "\n", "is larger than"),
    ],
)
def test_a_file_with_a_fault_is_refused_by_its_own_name(text: str, words: str) -> None:
    with pytest.raises(FileFaults) as refused:
        tables(text)
    assert words in str(refused.value) and "mine.toml" in str(refused.value)


def test_every_fault_is_told_at_once() -> None:
    broken = GOOD.replace("2015-04-01", "April 2015").replace("https://", "")
    with pytest.raises(FileFaults) as refused:
        tables(broken)
    assert len(refused.value.faults) == 2


def test_two_who_add_at_once_both_find_theirs(tmp_path: Path) -> None:
    texts = [GOOD.replace("asthma-work", f"work-{number}") for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda text: ProgrammeStore(tmp_path).add(tables(text)), texts))
    assert len(ProgrammeStore(tmp_path).programmes()) == 12


@pytest.mark.parametrize("text", ["{", "[]", '{"programmes": 1}', '{"programmes": 1, "shown": {}, "removed": 3}'])
def test_a_broken_store_says_so_and_is_left_alone(tmp_path: Path, text: str) -> None:
    store = ProgrammeStore(tmp_path)
    store.path.parent.mkdir(parents=True)
    store.path.write_text(text)
    for act in (store.programmes, lambda: store.add(tables(GOOD))):
        with pytest.raises(FileFaults, match="is not what was written"):
            act()
    assert store.path.read_text() == text


def test_a_folder_that_cannot_be_written_to_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(FileFaults, match=FOLDER_VARIABLE):
        ProgrammeStore(tmp_path).add(tables(GOOD))
