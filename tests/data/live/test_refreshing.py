"""A refresh from a server on this machine: what is new is in the new pack; if anything goes wrong, the old is whole."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from data import trace
from data.fetching.manners import Manners
from data.live import kept
from data.live.publishers.mmr2 import SOURCES as MMR2
from data.live.refreshing import Downloads, refreshed
from data.live.register import named
from data.pack import open_pack
from data.schema import KEY_COLUMNS
from data.validation import PackFaults
from tests.data.live.conftest import Refreshing
from tests.data.live.fingertips_answers import ABOUT, COLUMNS, TABLE, metadata, mmr2_rows, publish, row
from tests.data.loopback import WEB_PAGE, Answer, Fault, Publisher, bomb, code, cut, other, quick, silent
from tests.data.publishers import as_csv

(MMR,) = MMR2
KEY = list(KEY_COLUMNS)


def with_a_new_year(publisher: Publisher) -> list[dict[str, object]]:
    """The published years, one value corrected, and a year that the pack does not have."""
    rows = mmr2_rows()
    one = next(item for item in rows if item["Area Code"] == "E06000001" and item["Time period"] == "2022/23")
    one["Value"], one["Count"] = "99.5", ""
    rows.append(row(30311, "E06000001", "2025/26", Age="5 yrs", Value="88.5", Denominator="1000", Count="885"))
    publish(publisher, rows, metadata(30311))
    return rows


def observations(folder) -> pd.DataFrame:
    return pd.read_parquet(folder / "observations.parquet").set_index(KEY)


def test_new_and_corrected_figures_are_in_the_new_pack(refreshing: Refreshing, publisher: Publisher) -> None:
    with_a_new_year(publisher)
    report = refreshing(MMR)
    assert report.good and [outcome.state for outcome in report.outcomes] == ["new"]
    assert report.outcomes[0].words.startswith("1 new rows, 1 changed, ")
    pack, old = open_pack(refreshing.to), observations(refreshing.pack)
    new = observations(refreshing.to)
    key = ("mmr2_5y", "E06000001", "ctyua23", "2025/26", "all", "5 years", "")
    assert new.loc[key, ["numerator", "denominator"]].tolist() == [885, 1000] and key not in old.index
    corrected = ("mmr2_5y", "E06000001", "ctyua21", "2022/23", "all", "5 years", "")
    assert new.loc[corrected, "value"] == 99.5
    asthma = old.loc[["asthma_admissions_u19"]]
    pd.testing.assert_frame_equal(new.loc[["asthma_admissions_u19"]].sort_index(), asthma.sort_index())
    assert pack.sources["live_mmr2"].file.startswith("fingertips_30311_502.csv; fingertips_30311_6.csv")
    assert not (refreshing.to / "own").exists(), "what readers keep is not copied"
    came = trace.trace(pack, "mmr2_5y", area="E06000001", period="2025/26")
    assert came.places[0].file.startswith("fingertips_30311") and came.places[0].row and came.source.id == "live_mmr2"
    stayed = trace.trace(pack, "asthma_admissions_u19", area=asthma.index[0][1], period=asthma.index[0][3])
    assert stayed.places[0].file == "asthma_admissions_under19.csv" and stayed.source.id == "ohid_asthma"
    told = kept.read(refreshing.to)["mmr2"]
    assert told.period == "2025/26" and "2025/26" in told.feeds["mmr2_5y"]
    assert kept.fed_by(refreshing.to, "mmr2_5y", period="2025/26") == told
    assert kept.fed_by(refreshing.to, "mmr2_5y", period="1999/00") is None
    assert {file.name for file in told.files} >= {"fingertips_30311_502.csv"}
    assert {len(file.sha256) for file in told.files} == {64}
    assert {item.source for item in refreshing.told} == {"mmr2", ""}


def test_the_second_refresh_finds_nothing_new(refreshing: Refreshing, publisher: Publisher) -> None:
    with_a_new_year(publisher)
    refreshing(MMR)
    first = refreshing.keep("first")
    report = refreshing(MMR, pack=first)
    assert [outcome.state for outcome in report.outcomes] == ["unchanged"] and report.built is None
    assert "Nothing new: the pack stays as it is." in report.lines()
    told = [headers.get("If-None-Match") for _, headers in publisher.asked[-3:]]
    assert all(told), "every file is asked for only if it has changed"


def test_files_that_came_but_are_not_in_the_pack_are_used(refreshing: Refreshing, publisher: Publisher) -> None:
    """A refresh that was ended between fetching and building: the server says "not changed", the pack lacks them."""
    with_a_new_year(publisher)
    refreshing(MMR)
    refreshing.keep("first")
    report = refreshing(MMR)
    assert [outcome.state for outcome in report.outcomes] == ["new"] and report.built


def changed_column(name: str, by: str) -> Fault:
    """The publisher renames a column."""
    return lambda _, answer: replace(answer, body=answer.body.replace(f",{name},".encode(), f",{by},".encode(), 1))


FAILS: dict[str, tuple[Fault, int, str, str]] = {
    "slow": (silent(0.3), 9, "failed", "did not answer in time"),
    "500": (code(500), 9, "failed", "a fault of its own (500)"),
    "429": (code(429, Retry_After="86400"), 1, "failed", "come back in 86,400 seconds"),
    "cut": (cut(0.4), 9, "failed", "the line broke off"),
    "wrong type": (other(kind="application/pdf"), 1, "failed", "application/pdf instead of a table"),
    "changed column": (changed_column("Value", "Reading"), 1, "refused", "missing column Value"),
    "half a table": (other(as_csv(mmr2_rows(), COLUMNS)[:90_001], Connection="close"), 1, "failed", "last row is cut"),
    "web page": (WEB_PAGE, 1, "failed", "a web page came instead of a table"),
    "gzip bomb": (bomb(60_000_000), 1, "failed", "unpacks to more than 50 MB"),
    "redirect to http": (code(302, Location="http://example.org/x.csv"), 1, "failed", "not encrypted"),
    "gone": (code(404), 1, "failed", "no such file any more"),
    "nonsense": (lambda _, answer: replace(answer, body=answer.body.replace(b",95", b",95x")), 1, "refused", "not a"),
    "two values": (lambda _, answer: replace(answer, body=_twice(answer.body)), 1, "refused", "different values"),
    "above the whole": (lambda _, a: replace(a, body=a.body.replace(b",885,", b",1885,")), 1, "refused", "proportion"),
}


def _twice(body: bytes) -> bytes:
    """The first council's row once more, with another value."""
    lines = body.split(b"\r\n")
    cells = lines[-2].split(b",")
    cells[12] = b"1.0"
    return b"\r\n".join([*lines[:-1], b",".join(cells), b""])


@pytest.mark.parametrize("name", FAILS)
def test_whatever_goes_wrong_the_old_pack_is_whole_and_the_report_says_why(
    refreshing: Refreshing, publisher: Publisher, name: str
) -> None:
    fault, times, state, words = FAILS[name]
    with_a_new_year(publisher)
    publisher.plan(TABLE, fault, times=times)
    limits = {"read": 0.1, "tries": 2} if name == "slow" else {"unpacked": 50_000_000}
    report = refreshing(MMR, manners=quick(**limits))
    (outcome,) = report.outcomes
    assert outcome.state == state and not report.good and report.built is None
    said = "\n".join(report.lines())
    assert words in said and "Traceback" not in said and said.startswith("mmr2: ")
    if name in ("cut", "changed column"):
        publisher.planned.clear()
        assert refreshing(MMR).outcomes[0].state == "new", "the next refresh is none the worse for it"


def test_one_source_that_fails_spoils_nothing(refreshing: Refreshing, publisher: Publisher) -> None:
    with_a_new_year(publisher)
    broken = replace(MMR, id="broken", remotes=(replace(MMR.remotes[0], url="https://x.org/none.csv"),))
    report = refreshing(broken, MMR)
    assert [(item.source, item.state) for item in report.outcomes] == [("broken", "failed"), ("mmr2", "new")]
    assert report.built and not report.good


def test_any_indicator_gets_a_full_entry_from_its_metadata(refreshing: Refreshing, publisher: Publisher) -> None:
    rows = [row(91234, "E06000001", "2024/25", Age="5 yrs", Value="81.2", Count="812", Denominator="1000")]
    rows += [row(91234, "E92000001", "2024/25", Age="5 yrs", Value="82.0", **{"Value note": "Value estimated"})]
    publish(publisher, rows, metadata(91234))
    report = refreshing(named("fingertips:91234:502"))
    assert report.good, report.lines()
    item = open_pack(refreshing.to).indicators["fingertips_91234"]
    assert (item.name, item.unit, item.multiplier, item.value_type) == (
        "Children with something good",
        "%",
        100,
        "proportion",
    )
    assert item.definition == "Children who had it, out of all children. Counted every year."
    assert item.polarity == "none" and item.default_age == "5 years" and item.source == "live_fingertips_91234_502"
    assert item.notes == {"value_estimated": "Value estimated"} and item.cautions[0].startswith("Figures of two")
    said = " ".join(report.lines())
    assert "do not say whether high or low is good" in said and "reviewed by nobody" in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ValueType": {"Name": "Witchcraft"}}, "a way of calculation that is not known"),
        ({"Unit": None}, "no number that values are given per"),
        ({"Descriptive": None}, "the indicator has no name"),
    ],
)
def test_metadata_that_leave_the_meaning_open_are_refused(
    refreshing: Refreshing, publisher: Publisher, changes: dict, words: str
) -> None:
    publish(publisher, [row(91234, "E06000001", "2024/25", Age="5 yrs", Value="81.2")], metadata(91234, **changes))
    report = refreshing(named("fingertips:91234:502"))
    assert report.outcomes[0].state == "refused" and words in " ".join(report.lines())


def test_metadata_of_another_indicator_are_refused(refreshing: Refreshing, publisher: Publisher) -> None:
    publish(publisher, [row(91234, "E06000001", "2024/25", Age="5 yrs", Value="81.2")], metadata(1))
    report = refreshing(named("fingertips:91234:502"))
    assert "holds no metadata of indicator 91234" in " ".join(report.lines())
    publisher.answers[ABOUT] = Answer(b"[1]", "application/json")
    assert "holds no metadata" in " ".join(refreshing(named("fingertips:91234:502")).lines())


def test_polarity_that_is_given_is_taken(refreshing: Refreshing, publisher: Publisher) -> None:
    rows = [row(91234, "E06000001", "2024/25", Age="5 yrs", Value="81.2")]
    publish(publisher, rows, metadata(91234, Polarity={"Id": 1, "Name": "RAG - High is good"}))
    report = refreshing(named("fingertips:91234:502"))
    assert open_pack(refreshing.to).indicators["fingertips_91234"].polarity == "high_is_good"
    assert "high or low" not in " ".join(report.lines())


def test_a_synthetic_pack_is_never_refreshed(tmp_path) -> None:
    training = refreshing_training()
    with pytest.raises(PackFaults, match="a synthetic pack is never refreshed"):
        refreshed([MMR], pack=training, downloads=tmp_path / "d", to=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def refreshing_training():
    """The training pack."""
    from tests.data.live.conftest import EMBEDDED

    return EMBEDDED.parent / "training"


def test_two_refreshes_at_once(refreshing: Refreshing, publisher: Publisher) -> None:
    from data.live.refreshing import alone

    with alone(refreshing.folder / "downloads"), pytest.raises(PackFaults, match="another refresh is at work"):
        refreshed(
            [MMR],
            pack=refreshing.pack,
            downloads=Downloads(refreshing.folder / "downloads", Manners()),
            to=refreshing.to,
        )
