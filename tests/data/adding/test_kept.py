"""What readers added is kept whole or not at all, comes back as it went in, and stands beside the pack's own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from data.adding import version
from data.adding.areas import Areas
from data.adding.candidate import changes
from data.adding.kept import OwnIndicators
from data.adding.merged import is_own, with_own
from data.adding.version import Added, Notes, read_version, write_version
from data.pack import Pack
from data.trace import trace
from data.validation import FileFaults
from tests.data.adding.sheets import HEAD, ROWS, SMOKING, csv_bytes, judged

ID = "own_smoking_when_giving_birth"
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), min_size=1, max_size=30).filter(
    str.strip
)


@pytest.fixture
def added(areas: Areas) -> Added:
    """The clean sheet."""
    return judged(areas, csv_bytes([HEAD, *ROWS])).added


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnIndicators:
    """A store of the test's own."""
    monkeypatch.setenv("CARDS", str(tmp_path))
    return OwnIndicators("unused")


def same(one: Added, other: Added) -> bool:
    """Whether two versions say the same."""
    pd.testing.assert_frame_equal(one.frame, other.frame)
    told = [(item.indicator, item.source, item.notes, item.original) for item in (one, other)]
    return told[0] == told[1]


@hypothesis(max_examples=25)
@given(
    texts=st.lists(TEXT, min_size=6, max_size=6), reports=st.lists(TEXT, max_size=3), original=st.binary(max_size=50)
)
def test_a_version_comes_back_as_it_was_written(areas, tmp_path_factory, texts, reports, original) -> None:
    made = judged(areas, csv_bytes([HEAD, *ROWS])).added
    made = replace(
        made,
        indicator=replace(made.indicator, name=texts[0], definition=texts[1], cautions=(texts[2],)),
        source=replace(made.source, publisher=texts[3], title=texts[4]),
        notes=Notes(texts[5], "2026-06-03", "a.csv", report=tuple(reports)),
        original=original,
    )
    folder = tmp_path_factory.mktemp("version") / "one"
    write_version(made, folder)
    assert same(read_version(folder), made)


def test_taking_out_bringing_back_replacing_and_going_back(added: Added, own: OwnIndicators, areas: Areas) -> None:
    own.keep(added)
    assert list(own.added()[0]) == [ID] and same(own.added()[0][ID], added)
    own.remove(ID)
    assert own.folders() == {} and list(own.folders(state="removed")) == [ID]
    own.restore(ID)
    newer = judged(
        areas, csv_bytes([HEAD, *ROWS[:5], [*ROWS[5][:3], 151, 1500], ["E07000200", "Babergh", "2024/25", 90, 900]])
    )
    assert changes(added.frame, newer.added.frame) == {
        "rows new": 1,
        "rows gone": 1,
        "rows changed": 1,
        "rows the same": 5,
        "periods new": 1,
        "periods gone": 0,
    }
    own.keep(newer.added)
    assert same(own.added()[0][ID], newer.added) and same(read_version(own.before(ID)[0]), added)
    own.undo(ID)
    assert same(own.added()[0][ID], added)
    assert len([path for path in own.place.iterdir() if path.is_dir()]) == 2


def test_every_version_that_was_replaced_stays_and_can_be_shown_again(added: Added, own: OwnIndicators) -> None:
    versions = [replace(added, notes=replace(added.notes, file=f"{number}.csv")) for number in range(5)]
    for one in versions:
        own.keep(one)
    files = lambda: [read_version(folder).notes.file for folder in own.before(ID)]  # noqa: E731
    assert own.added()[0][ID].notes.file == "4.csv" and files() == ["3.csv", "2.csv", "1.csv", "0.csv"]
    own.undo(ID, back=3)
    assert own.added()[0][ID].notes.file == "1.csv" and files() == ["4.csv", "3.csv", "2.csv", "0.csv"]
    own.undo(ID, back=9)  # there is none
    assert own.added()[0][ID].notes.file == "1.csv"
    own.remove(ID)
    own.keep(versions[0])
    assert files() == ["1.csv", "4.csv", "3.csv", "2.csv", "0.csv"] and own.folders(state="removed") == {}


def test_an_index_that_names_one_version_before_is_understood(added: Added, own: OwnIndicators) -> None:
    own.keep(added)
    own.keep(replace(added, notes=replace(added.notes, file="second.csv")))
    index = json.loads((own.place / "index.json").read_text())
    (own.place / "index.json").write_text(json.dumps(index | {"before": {ID: index["before"][ID][0]}}))
    assert same(read_version(own.before(ID)[0]), added)
    for odd in ({ID: ["../elsewhere"]}, {ID: [3]}, {ID: 3}, {"other": index["before"][ID]}, []):
        (own.place / "index.json").write_text(json.dumps(index | {"before": odd}))
        with pytest.raises(FileFaults, match="is not what was written"):
            own.folders()


def test_a_measure_that_was_added_stands_beside_the_packs_own_marked(
    added: Added, own: OwnIndicators, pack: Pack
) -> None:
    assert with_own(pack).pack is pack
    own.keep(added)
    merged = with_own(pack)
    assert merged.left_out == () and merged.pack.digest != pack.digest and is_own(merged.pack, ID)
    assert set(merged.pack.indicators) == {*pack.indicators, ID} and not is_own(merged.pack, "flu65")
    assert merged.pack.indicators[ID].cautions[0] == (
        "Added by the Norfolk place team on 3 June 2026: these are not official statistics."
    )
    source = merged.pack.sources[merged.pack.indicators[ID].source]
    assert source.publisher.startswith("Added by the Norfolk place team on 3 June 2026, not official: Norfolk")
    rows = merged.pack.store.observations(ID, area_type="lad22")
    assert rows.set_index("area_code")["numerator"].to_dict() == {row[0]: row[3] for row in ROWS}
    told = trace(merged.pack, ID, area="E07000145", period="2023/24").places[0]
    assert (told.file, told.row) == ("births.csv", 4)
    flu = pack.store.observations("flu65")
    pd.testing.assert_frame_equal(merged.pack.store.observations("flu65"), flu)


def test_one_that_is_not_whole_is_left_out_and_said(added: Added, own: OwnIndicators, pack: Pack) -> None:
    (folder,) = own.keep(added)
    own.keep(replace(added, indicator=replace(added.indicator, id="flu65")))
    (folder / "observations.parquet").write_bytes(b"half")
    merged = with_own(pack)
    assert merged.pack.indicators == pack.indicators
    said = [str(fault) for fault in merged.left_out]
    assert said[0].startswith("observations.parquet: cannot be read as Parquet")
    assert any("flu65: is a measure of the pack itself: choose another name" in one for one in said)
    (own.place / "index.json").write_text('{"indicators": 1, "shown": {"x": "../../etc"}}')
    with pytest.raises(FileFaults, match="is not what was written; until it is mended or put back"):
        own.folders()
    assert with_own(pack).left_out


def test_a_place_that_cannot_be_written_to_says_what_to_do(added: Added, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARDS", "/dev/null/x")
    with pytest.raises(FileFaults, match="nothing was changed; whoever runs the server can name a folder in CARDS"):
        OwnIndicators("unused").keep(added)


SAVER = """
import sys
from datetime import date
sys.path.insert(0, {root!r})
from data.adding.version import read_version
from data.adding.kept import OwnIndicators
from dataclasses import replace
from pathlib import Path
one = read_version(Path({version!r}))
store = OwnIndicators("unused")
print("ready", flush=True)
for number in range(10_000):
    store.keep(replace(one, notes=replace(one.notes, sheet=str(number))))
"""


def test_a_killed_save_leaves_nothing_half_written(
    added: Added, own: OwnIndicators, tmp_path: Path, pack: Pack
) -> None:
    write_version(added, tmp_path / "version")
    program = SAVER.format(root=str(Path(__file__).parents[3]), version=str(tmp_path / "version"))
    for pause in (0.004, 0.017, 0.031):
        running = subprocess.Popen([sys.executable, "-c", program], env=os.environ, stdout=subprocess.PIPE)
        assert running.stdout.readline() == b"ready\n"
        time.sleep(pause)
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stdout.close()
        found, faults = own.added()
        assert faults == () and all(same(replace(one, notes=added.notes), added) for one in found.values())
        assert with_own(pack).left_out == ()
    own.keep(added)
    left = [path.name for path in own.place.iterdir() if path.is_dir()]
    assert not [name for name in left if name.startswith(".new-")] and len(left) == 1 + len(own.before(ID))


def test_a_save_that_fails_midway_changes_nothing(added, own, monkeypatch) -> None:
    own.keep(added)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(version, "write_observations", full)
    with pytest.raises(FileFaults, match="cannot be written to"):
        own.keep(replace(added, notes=replace(added.notes, owner="Somebody else")))
    assert own.added()[0][ID].notes.owner == SMOKING.owner
