"""What a server sends instead of the file: pages, halves, bombs. Nothing of it stands where the file would be."""

from __future__ import annotations

import gzip

import pytest

from data.fetching.kinds import JSON, XLSX
from data.fetching.refusals import NotFetched
from tests.data.fetching.conftest import TABLE, Fetching, got, refused
from tests.data.loopback import WEB_PAGE, Answer, Publisher, bomb, other, quick


def test_a_web_page_instead_of_a_table(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", WEB_PAGE, other(kind="text/html"), other(b'{"error": 1}'), other(b"PK\x03\x04"))
    assert "a web page came instead of a table" in refused(fetching, publisher)
    assert "the server sent text/html instead of a table" in refused(fetching, publisher)
    assert "a message in JSON came instead of a table" in refused(fetching, publisher)
    assert "a binary file came instead of a table" in refused(fetching, publisher)


def test_half_a_table_or_nothing(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    half = {"Connection": "close"}
    publisher.plan("/t.csv", other(b"", **half), other(TABLE[:5007], **half))
    assert "an empty file came" in refused(fetching, publisher)
    assert "a table whose last row is cut came" in refused(fetching, publisher)


def test_half_a_workbook_and_half_json(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(b"PK\x03\x04half", "application/zip")
    with pytest.raises(NotFetched, match="not a whole workbook or zip file came instead of a workbook"):
        got(fetching, publisher, kind=XLSX)
    publisher.answers["/t.csv"] = Answer(b'{"features": [', "application/json")
    with pytest.raises(NotFetched, match="not whole JSON came"):
        got(fetching, publisher, kind=JSON)


def test_wrong_length(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    longer = {"Content_Length": str(len(TABLE) + 10), "Connection": "close"}
    publisher.plan("/t.csv", other(**longer), times=9)
    assert "the line broke off" in refused(fetching, publisher, quick(tries=2))


def test_gzip_is_unpacked_and_a_bomb_is_not(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(gzip.compress(TABLE), headers={"Content-Encoding": "gzip"})
    assert got(fetching, publisher).path.read_bytes() == TABLE
    publisher.plan("/t.csv", bomb(30_000_000))
    before = (fetching.folder / "t.csv").read_bytes()
    with pytest.raises(NotFetched, match="unpacks to more than 10 MB"):
        got(fetching, publisher, quick(unpacked=10_000_000))
    assert (fetching.folder / "t.csv").read_bytes() == before


def test_a_damaged_or_cut_gzip(fetching: Fetching, publisher: Publisher) -> None:
    whole = gzip.compress(TABLE)
    publisher.answers["/t.csv"] = Answer(whole[:-9], headers={"Content-Encoding": "gzip"})
    assert "ends too early" in refused(fetching, publisher)
    publisher.answers["/t.csv"] = Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"})
    assert "damaged" in refused(fetching, publisher)
    publisher.answers["/t.csv"] = Answer(TABLE, headers={"Content-Encoding": "br"})
    assert "packed in a way that was not asked for (br)" in refused(fetching, publisher)


def test_a_file_that_is_too_large_is_not_taken(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    assert "larger than the 0 MB" in refused(fetching, publisher, quick(biggest=1000))
