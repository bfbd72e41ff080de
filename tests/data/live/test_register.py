"""Names of sources, what a button may fetch, the command line, and a refresh taken into use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import refresh
from data.entry_text import toml_entry
from data.fetching.session import Progress
from data.live import kept, publishing, register, texts
from data.live.any_fingertips import any_indicator
from data.live.fingertips_entry import shortened
from data.live.joining import with_earlier_notes
from data.live.publishers.mmr2 import SOURCES
from data.live.publishing import open_folder, renewed
from data.live.refreshing import Downloads
from data.snapshots.places import Root
from data.validation import FileFaults
from data.writing import observations_frame
from tests.data.live.conftest import here
from tests.data.live.fingertips_answers import metadata, mmr2_rows, publish, row
from tests.data.loopback import Publisher, quick

(MMR,) = SOURCES


def test_sources_by_name() -> None:
    assert register.named("mmr2") is MMR and register.for_source("ukhsa_cover") is MMR
    assert register.for_source("live_mmr2") is MMR
    assert register.named("fingertips:90366:6").feeds == ("fingertips_90366",)
    assert register.for_source("live_fingertips_90366_6").id == "fingertips_90366_6"
    assert register.for_source("nobody") is None
    with pytest.raises(FileFaults, match=r"no such source; known are asthma_admissions, .*502 upper-tier councils"):
        register.named("asthma")


def test_a_button_fetches_nothing_unless_somebody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(register.ALLOWED, raising=False)
    assert register.allowed() == ()
    monkeypatch.setenv(register.ALLOWED, "mmr2, fingertips:90366:502, no-such")
    assert [source.id for source in register.allowed()] == ["fingertips_90366_502", "mmr2"]
    assert len(register.allowed(["all"])) == len(register.sources()) > 15


def test_due_dates() -> None:
    assert MMR.due(date(2025, 9, 30)) == date(2026, 9, 30)
    assert register.sources()["covid_vaccinations"].due(date(2025, 9, 30)) is None
    assert any_indicator(1234, area_type=6).cadence


def test_a_refresh_is_taken_into_use_and_the_next_one_builds_on_it(
    small_real_pack: Path, tmp_path: Path, publisher: Publisher, capsys: pytest.CaptureFixture
) -> None:
    root, source = tmp_path / "root", here(MMR, publisher.base)
    downloads = Downloads(tmp_path / "downloads", quick())
    publish(publisher, mmr2_rows(), metadata(30311))
    assert open_folder(root, small_real_pack) == small_real_pack

    def go():
        return renewed([source], root=root, first=small_real_pack, downloads=downloads, told=refresh.Bar(quiet=True))

    with_door(publishing)
    first = go()
    assert first.switched and Root(root).current() == first.snapshot
    assert first.lines()[-1] == f"The new pack is served from now on: {first.snapshot}."
    again = go()
    assert not again.switched and again.lines()[-1] == "Nothing new: the pack stays as it is."
    rows = [
        *mmr2_rows(),
        row(30311, "E06000001", "2025/26", Age="5 yrs", Value="88.5", Denominator="1000", Count="885"),
    ]
    publish(publisher, rows, metadata(30311))
    second = go()
    assert second.switched and second.snapshot != first.snapshot
    assert kept.read(open_folder(root, small_real_pack))["mmr2"].period == "2025/26"
    for item in rows:
        item["Value"], item["Count"] = "1.0", ""
    publish(publisher, rows, metadata(30311))
    odd = go()
    assert odd.waits and not odd.switched and "waits for somebody's word" in "\n".join(odd.lines())
    assert Root(root).current() != "" and [path.name for path in root.iterdir() if path.name.startswith(".new")] == []


def with_door(module) -> None:
    """The footprints of the small pack are not checked by the geography's program."""
    from functools import partial

    from data.pack import open_pack
    from data.snapshots.publishing import publish as real

    module.publish = partial(real, door=open_pack)


def test_the_command_line(capsys: pytest.CaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refresh.main(["--list"]) == 0
    assert "asthma_admissions" in capsys.readouterr().out
    assert refresh.main(["no-such", "--into", str(tmp_path)]) == 1
    assert "no such source" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        refresh.main(["mmr2"])
    training = str(refresh.EMBEDDED.parent / "training")
    assert refresh.main(["mmr2", "--into", str(tmp_path / "root"), "--pack", training]) == 1
    assert "a synthetic pack is never refreshed" in capsys.readouterr().err
    bar = refresh.Bar(quiet=True)
    bar(Progress("mmr2", "fetching", 1, 2))
    bar.close()


def test_texts_of_entries() -> None:
    entry = toml_entry("a", {"source": "x", "n": 1.5, "flag": True, "cautions": ["One."], "notes": {"k ey": "T\n"}})
    assert entry == '[a]\nsource = "x"\nn = 1.5\nflag = true\ncautions = ["One."]\n[a.notes]\n"k ey" = "T\\u000A"\n'
    assert '\nsource = "y"\n' in texts.with_source(entry, "y")
    assert shortened("a long sentence", 10) == "a long..."


def test_a_broken_note_of_what_was_fetched_is_no_note(tmp_path: Path) -> None:
    assert kept.read(tmp_path) == {}
    (tmp_path / kept.FILE).write_text("[a]\nsource = 1")
    assert kept.read(tmp_path) == {} and kept.fed_by(tmp_path, "a", period="b") is None


def test_a_note_that_was_reviewed_stays_with_a_row_that_comes_without_one() -> None:
    key = {"indicator_id": "a", "area_type": "ctry", "period": "2024"}
    before = observations_frame(pd.DataFrame([{**key, "area_code": "X", "note": "old"}, {**key, "area_code": "Y"}]))
    rows = [{**key, "area_code": "X"}, {**key, "area_code": "Y", "note": "new"}, {**key, "area_code": "Z"}]
    done = with_earlier_notes(observations_frame(pd.DataFrame(rows)), before)
    assert dict(zip(done["area_code"], done["note"], strict=True)) == {"X": "old", "Y": "new", "Z": ""}
