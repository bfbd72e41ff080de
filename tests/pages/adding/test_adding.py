"""An added measure stands on the pages at once, marked, through the gate; who may add is one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest

from charts.adding import adding_style, words
from data.adding.areas import Areas
from data.adding.kept import OwnIndicators
from pages.parts import forgetting, opened_pack
from pages.parts.adding import describing, exchanging, freshness, listing, previewing, taking
from pages.parts.adding.permission import may_add
from pages.parts.answering import view
from pages.parts.asking import resolution, selection
from pages.parts.serving import view_api
from pages.parts.showing import frame
from tests.data.adding.sheets import HEAD, ROWS, SMOKING, csv_bytes, judged
from tests.data.adding.test_kept import ID

SMALL = ["E07000200", "Babergh", "2023/24", 3, 900]


@pytest.fixture
def kept(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnIndicators]:
    """A store of the test's own beside the embedded pack, forgotten afterwards."""
    monkeypatch.setenv("CARDS", str(tmp_path))
    yield OwnIndicators("unused")
    monkeypatch.undo()
    opened_pack.renew()


@pytest.fixture
def added():
    """A sheet with one small count."""
    return judged(Areas(opened_pack.pack()), csv_bytes([HEAD, *ROWS, SMALL])).added


def test_a_saved_measure_is_on_the_map_at_once_and_goes_when_it_is_taken_out(kept: OwnIndicators) -> None:
    before = opened_pack.pack()
    kept.keep(judged(Areas(before), csv_bytes([HEAD, *ROWS])).added)
    opened_pack.follow()  # as the next page run does, in this or another process
    assert opened_pack.pack().digest != before.digest
    assert view_api.knows(before.digest) and view_api.knows(opened_pack.pack().digest) and not view_api.knows("other")
    asked, notices = resolution.resolved(selection.landing() | {"indicator": ID, "level": "district"})
    assert (asked.indicator, asked.period, notices) == (ID, "2023/24", ())
    shown = view.shown(asked)
    frame = shown.evidence.frame
    assert frame.at["E07000145", "value"] == pytest.approx(19.0) and frame.at["E07000145", "status"] == "ok"
    assert "not official" in shown.evidence.sources[0].publisher
    kept.remove(ID)
    opened_pack.follow()
    assert opened_pack.pack().digest == before.digest
    asked, notices = resolution.resolved(selection.landing() | {"indicator": ID})
    assert asked.indicator != ID and notices


def test_the_preview_passes_the_gate(kept: OwnIndicators, added) -> None:
    area_type, period, frame = previewing.newest(added)
    assert (area_type, period, len(frame)) == ("lad22", "2023/24", 8)
    rows = previewing.released(added, frame)
    assert rows.at["E07000200", "status"] == "suppressed"
    assert rows.loc["E07000200", ["numerator", "value"]].isna().all()
    open_ = replace(added, indicator=replace(added.indicator, release_rule="none"))
    rows = previewing.released(open_, frame)
    assert rows.at["E07000200", "numerator"] == 3
    assert rows.index[0] == "E07000145"  # low is good: the highest needs attention first


def test_forgetting_replaces_caches_wherever_they_are_known() -> None:
    calls = []

    @lru_cache(maxsize=4)
    def answer(question: str) -> str:
        calls.append(question)
        return question

    listing.answer_of_test = taking.answer_of_test = answer
    try:
        listing.answer_of_test("a")
        assert forgetting.forget_all() > 50
        assert listing.answer_of_test is taking.answer_of_test is not answer
        listing.answer_of_test("a")
        answer("a")  # whoever kept the old one
        assert calls == ["a", "a", "a"]
    finally:
        del listing.answer_of_test, taking.answer_of_test


HOME = {"url": "http://localhost:8501/data", "ip": None, "headers": {}}


@pytest.mark.parametrize(
    ("said", "changed", "may"),
    [
        ("", {}, True),
        ("", {"ip": "127.0.0.1"}, True),
        ("", {"ip": "10.0.0.7"}, False),
        ("", {"url": "https://equity.example.org/data"}, False),
        ("", {"headers": {"x-forwarded-for": "10.0.0.7"}}, False),
        ("allow", {"url": "https://equity.example.org/data", "ip": "10.0.0.7"}, True),
        ("refuse", {}, False),
        ("alow", {}, False),
    ],
)
def test_only_a_reader_at_the_servers_own_machine_may_add(said: str, changed: dict, may: bool) -> None:
    assert may_add(said, **HOME | changed) is may


def test_settings_of_an_added_measure_are_those_it_was_made_of(added) -> None:
    assert replace(describing.settings_of(added), id="") == SMOKING
    assert set(describing.SPOKEN) <= set(describing.ASKED) and callable(exchanging.exchanging)


def test_why_others_are_withheld_is_said_in_words() -> None:
    assert words.withheld_words(0, 0) == ""
    assert "1 area has a small number" in words.withheld_words(1, 0) and "more" not in words.withheld_words(1, 0)
    told = words.withheld_words(1, 7)
    assert "7 more are withheld, though the number is not small" in told and "left with the small number" in told


def test_a_plain_sheet_with_nothing_to_tell_is_taken_without_a_word() -> None:
    """Nothing found beside the rows, nothing withheld: Streamlit refuses an empty text."""
    frame.told(words.found(()))
    frame.told(words.withheld_words(0, 0))


def test_words_are_escaped_and_name_what_to_do() -> None:
    assert words.preview_head("Aged <5 & over", "2023/24") == "<h2>Preview: Aged &lt;5 &amp; over, 2023/24</h2>"
    table = words.faults_table([("2", "<b>", "x & y", "mend it")] * 201, csv="data:,")
    assert "ha-fresh" not in table, "on a phone a fault keeps what stands there"
    assert "ha-fresh" in words.freshness([("./", "A", "1 May 2026", "2 May 2026", "3 May 2026")], late=0)
    assert "201 things to mend" in table and "&lt;b&gt;" in table and "1 more are in the file" in table
    assert 'href="./?indicator=a"' in words.added_item("A", ["B"], ways={"On the map": {"": "", "indicator": "a"}})
    assert "1 row holds counts" in words.small_words(1) and "3 rows hold" in words.small_words(3)
    assert "OWN_DATA=allow" in words.CLOSED and words.found([]) == ""
    assert ".st-key-owndata" in adding_style.adding_css() and "./programmes" in words.also()


def test_official_sources_stand_with_the_day_they_are_due_the_latest_first() -> None:
    pack = opened_pack.pack()
    told = freshness.freshness(date(2024, 1, 1))
    for source in {one.source for one in pack.indicators.values()}:
        assert pack.sources[source].title.split("&")[0] in told and f"source={source}" in told
    assert "None is overdue" in freshness.freshness(date(2000, 1, 1))
    later = freshness.freshness(date(2099, 1, 1))
    assert "overdue. New figures" in later and "Overdue since" in later
    assert "None is overdue" not in later and "Nothing more expected" in later
