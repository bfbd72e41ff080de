"""Pages of services and lists of files: whole or refused, with the reason."""

from __future__ import annotations

import csv
import io
import json

import pytest

from data.fetching.arcgis import Layer, layer_rows
from data.fetching.kinds import oddity
from data.fetching.listed import Listed, anchors, attachments, own_name
from data.fetching.manners import Manners
from data.fetching.nomis import Table
from data.fetching.portal import NewestItem
from data.fetching.refusals import NotFetched, place
from data.fetching.single import File
from data.fetching.unzipped import member, members
from data.validation import FileFaults
from tests.data.fetching.conftest import Fetching
from tests.data.loopback import Answer, Publisher, code, cut, other, quick
from tests.data.publishers import feature_service, nomis_table, zipped

ROWS = [{"LSOA21CD": f"E0100{number:04d}", "LSOA21NM": f"Area {number}"} for number in range(250)]
AGES = [
    {"GEOGRAPHY_CODE": f"E0100{n:04d}", "C_AGE_NAME": f"Age {a}", "OBS_VALUE": str(n + a)}
    for n in range(30)
    for a in (0, 1)
]


def layer(publisher: Publisher) -> Layer:
    return Layer(f"{publisher.base}/rest/services/Areas/FeatureServer/0", "areas.geojson", outlines=False)


def test_a_layer_comes_page_by_page_in_order(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers |= feature_service("/rest/services/Areas/FeatureServer/0", ROWS, most=100)
    (done,) = fetching(layer(publisher).fetch)
    assert [row["LSOA21CD"] for row in layer_rows(done.path)] == [row["LSOA21CD"] for row in ROWS]
    assert [item.done for item in fetching.told if item.of == 250] == [100, 200, 250]
    (again,) = fetching(layer(publisher).fetch)
    assert not again.new
    assert sum("resultOffset" in path for path, _ in publisher.asked) == 3, "nothing was edited: no page is asked for"


def test_pages_survive_a_bad_moment(fetching: Fetching, publisher: Publisher) -> None:
    path = "/rest/services/Areas/FeatureServer/0/query"
    publisher.answers |= feature_service("/rest/services/Areas/FeatureServer/0", ROWS, most=100)
    busy = other(json.dumps({"error": {"code": 503, "message": "busy"}}).encode())
    publisher.plan(path, code(500), busy, cut(0.3))
    (done,) = fetching(layer(publisher).fetch)
    assert len(layer_rows(done.path)) == 250


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"skip": 1}, "only 100 of 250 areas came: a page of the service is missing"),
        ({"twice": True}, "100 areas came twice"),
        ({"count": 200}, "holds more than the 200 areas it counts"),
        ({"count": 230}, "250 areas came, but the service has 230"),
        ({"count": None}, "does not say how many features"),
        ({"key": ""}, "does not say how its features are numbered"),
        ({"error": 400}, "answers with a fault"),
        ({"nothing": True}, "a page holds no features"),
    ],
)
def test_a_layer_that_is_no_whole_is_refused(fetching: Fetching, publisher: Publisher, fault: dict, words: str) -> None:
    publisher.answers |= feature_service("/rest/services/Areas/FeatureServer/0", ROWS, most=100, **fault)
    with pytest.raises(NotFetched, match=words):
        fetching(layer(publisher).fetch)
    assert not (fetching.folder / "areas.geojson").exists()


def table(publisher: Publisher) -> Table:
    address = f"{publisher.base}/api/v01/dataset/NM_1.data.csv?geography=TYPE151"
    return Table(address, "ages.csv", ("GEOGRAPHY_CODE", "C_AGE_NAME"))


def test_a_nomis_table_comes_page_by_page(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers |= nomis_table("/api/v01/dataset/NM_1.data.csv", AGES, most=25)
    (done,) = fetching(table(publisher).fetch)
    assert list(csv.DictReader(io.StringIO(done.path.read_text()))) == AGES
    assert [path.rsplit("=", 1)[-1] for path, _ in publisher.asked] == ["0", "25", "50"]
    (again,) = fetching(table(publisher).fetch)
    assert not again.new


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"skip": 1}, "only 25 of 60 rows came"),
        ({"twice": True}, "rows came twice"),
        ({"drift": True}, "number of rows changes"),
        ({"columns": True}, "other columns than the first"),
        ({"without": "RECORD_COUNT"}, "no column RECORD_COUNT"),
    ],
)
def test_a_nomis_table_that_is_no_whole_is_refused(
    fetching: Fetching, publisher: Publisher, fault: dict, words: str
) -> None:
    publisher.answers |= nomis_table("/api/v01/dataset/NM_1.data.csv", AGES, most=25, **fault)
    with pytest.raises(NotFetched, match=words):
        fetching(table(publisher).fetch)
    assert list(fetching.folder.iterdir()) == []


PAGE = "/api/content/government/statistics/cover"


def listed(publisher: Publisher, *pages: str, **options: object) -> Listed:
    return Listed(tuple(publisher.base + page for page in pages), r"\.csv", **options)


def content(publisher: Publisher, *names: str) -> Answer:
    found = [{"title": f"Table {name}", "url": f"{publisher.base}/media/{name}"} for name in names]
    return Answer(json.dumps({"details": {"attachments": found}}).encode(), "application/json")


def test_attachments_of_a_government_page(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers[PAGE] = content(publisher, "a.csv", "notes.pdf", "b.csv")
    publisher.answers |= {"/media/a.csv": Answer(b"x,y\n1,2\n"), "/media/b.csv": Answer(b"x,y\n3,4\n")}
    files = fetching(listed(publisher, "/api/content/next-year", PAGE).fetch)
    assert [(item.path.name, item.kept.title) for item in files] == [("a.csv", "Table a.csv"), ("b.csv", "Table b.csv")]
    assert [item.path.name for item in fetching(listed(publisher, PAGE, most=1).fetch)] == ["a.csv"]


def test_links_of_a_web_page(fetching: Fetching, publisher: Publisher) -> None:
    text = b"<!DOCTYPE html><html><body><a href='/f/raw.csv'>Raw <b>data</b></a><a>no</a><a href='x.pdf'>p</a></body>"
    publisher.answers |= {"/page": Answer(text, "text/html"), "/f/raw.csv": Answer(b"x,y\n1,2\n")}
    (file,) = fetching(listed(publisher, "/page").fetch)
    assert file.kept.title == "Raw data"


def test_a_page_without_the_file(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers[PAGE] = content(publisher, "notes.pdf")
    with pytest.raises(NotFetched, match="lists no file of the kind"):
        fetching(listed(publisher, PAGE).fetch)
    with pytest.raises(NotFetched, match="no such file any more"):
        fetching(listed(publisher, "/api/content/none").fetch)


def test_an_attachment_on_another_server_is_not_asked_for(fetching: Fetching, publisher: Publisher) -> None:
    found = {"details": {"attachments": [{"title": "x", "url": "https://evil.example/a.csv"}]}}
    publisher.answers[PAGE] = Answer(json.dumps(found).encode(), "application/json")
    with pytest.raises(NotFetched, match=r"evil\.example is not one of this source's servers"):
        fetching(listed(publisher, PAGE).fetch)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{", b'{"details": 3}', b'{"details": {"attachments": [1]}}', b"[" * 99999]
)
def test_any_json_gives_a_list(text: bytes) -> None:
    assert attachments(text) == []


def test_any_page_gives_links() -> None:
    assert anchors(b"<a href=x>\xff</a><a href") == [("\ufffd", "x")]
    assert own_name("", "https://a.org/x/Ta ble(1).csv?q=1") == "Ta_ble_1_.csv"


def test_the_newest_item_of_the_portal(fetching: Fetching, publisher: Publisher) -> None:
    ids = {"a" * 32: "Code History Database (June 2026)", "b" * 32: "Another"}
    results = [{"id": key, "title": title} for key, title in ids.items()]
    publisher.answers["/sharing/rest/search"] = Answer(json.dumps({"results": results}).encode(), "application/json")
    publisher.answers[f"/sharing/rest/content/items/{'a' * 32}/data"] = Answer(
        zipped({"x.csv": b"a\n1\n"}), "application/zip"
    )
    item = NewestItem("owner", "Code History Database", "history.zip", publisher.base)
    (file,) = fetching(item.fetch)
    assert members(file.path) == ["x.csv"] and file.kept.title == "Code History Database (June 2026)"
    with pytest.raises(NotFetched, match="no item is called Gone"):
        fetching(NewestItem("owner", "Gone", "history.zip", publisher.base).fetch)


def test_one_file(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/a.csv"] = Answer(b"x,y\n1,2\n")
    from data.fetching.kinds import CSV

    (file,) = fetching(File(f"{publisher.base}/a.csv", "a.csv", CSV).fetch)
    assert oddity(CSV, file.path) == ""


def test_members_of_a_zip(tmp_path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"in/PREVALENCE_2324.csv": b"a,b\n1,2\n" * 1000}))
    with member(path, r"PREVALENCE_\d{4}\.csv$") as table_:
        assert table_.read_bytes().startswith(b"a,b")
    assert not table_.exists()
    with pytest.raises(FileFaults, match="unpacks to more than 0 MB"), member(path, "PREVALENCE", biggest=100):
        pass
    with (
        pytest.raises(FileFaults, match=r"holds no table like MAPPING; it holds in/PREVALENCE_2324\.csv"),
        member(path, "MAPPING"),
    ):
        pass
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(FileFaults, match="nothing that can be read"), member(path, "PREVALENCE"):
        pass


def test_a_date_in_retry_after_and_a_long_address() -> None:
    from datetime import UTC, datetime

    manners = Manners(now=lambda: datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    assert manners.asked_to_wait("Sun, 22 Nov 2026 12:00:30 GMT") == 30.0
    assert manners.asked_to_wait("Sun, 22 Nov 2026 11:00:00 -0000") == 0.0
    assert quick().asked_to_wait("soon") is None
    assert len(place("https://a.org/" + "x" * 300)) == 160
