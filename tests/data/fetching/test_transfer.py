"""One file from a real server on this machine that does everything wrong a server can do."""

from __future__ import annotations

import json
import ssl
import subprocess
import threading
from http.server import HTTPServer
from pathlib import Path

import pytest

from data.fetching.addresses import checked
from data.fetching.coming import Asked
from data.fetching.kinds import CSV
from data.fetching.manners import Manners
from data.fetching.record import beside, recorded
from data.fetching.refusals import NotFetched
from data.fetching.session import Session, client
from data.fetching.transfer import fetched
from tests.data.fetching.conftest import TABLE, Fetching, asked, got, refused
from tests.data.loopback import Answer, Handler, Publisher, Waits, code, cut, quick, silent


def test_a_file_comes_whole_with_its_record_and_is_not_sent_again(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE, headers={"Last-Modified": "Thu, 08 Jul 2021 09:30:00 GMT"})
    first = got(fetching, publisher)
    assert first.new and first.path.read_bytes() == TABLE
    told = json.loads(beside(first.path).read_text())
    assert told["url"] == asked(publisher).url and told["bytes"] == len(TABLE) and len(told["sha256"]) == 64
    assert told["etag"] and told["last_modified"].startswith("Thu, 08 Jul") and told["retrieved"]
    again = got(fetching, publisher)
    assert not again.new and again.path.read_bytes() == TABLE
    assert publisher.asked[-1][1]["If-None-Match"] == told["etag"]
    assert sorted(path.name for path in fetching.folder.iterdir()) == ["t.csv", "t.csv.json"]
    assert fetching.told[-1].done == fetching.told[-1].of == len(TABLE) or fetching.told


def test_a_file_that_was_touched_here_is_fetched_anew(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    path = got(fetching, publisher).path
    path.write_bytes(TABLE[:100])
    assert recorded(path) is None
    assert got(fetching, publisher).path.read_bytes() == TABLE
    assert "If-None-Match" not in publisher.asked[-1][1]


@pytest.mark.parametrize("number", [500, 502, 503, 408])
def test_faults_of_the_server_are_waited_out(fetching: Fetching, publisher: Publisher, number: int) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", code(number), times=3)
    waits = Waits()
    assert got(fetching, publisher, quick(waits)).path.read_bytes() == TABLE
    assert waits.taken == [1.0, 2.0, 4.0]


def test_waits_are_shortened_at_random_never_lengthened() -> None:
    manners = Manners(chance=lambda: 1.0)
    assert [manners.wait(tried) for tried in (1, 2, 3)] == [0.5, 1.0, 2.0]


def test_retry_after_is_kept(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", code(429, Retry_After="7"))
    waits = Waits()
    assert got(fetching, publisher, quick(waits)).new
    assert waits.taken == [7.0]
    assert any(words.startswith("waiting 7 s") for words in fetching.words())


def test_a_server_that_wants_an_hour_is_left_alone(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", code(429, Retry_After="3600"))
    waits = Waits()
    assert "come back in 3,600 seconds. Try again later" in refused(fetching, publisher, quick(waits))
    assert waits.taken == [] and len(publisher.asked) == 1


def test_a_server_that_stays_broken_is_asked_five_times(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", code(500), times=9)
    assert "a fault of its own (500)" in refused(fetching, publisher)
    assert len(publisher.asked) == 5


@pytest.mark.parametrize(
    ("number", "words"), [(404, "no such file any more"), (403, "does not let us in"), (418, "418")]
)
def test_a_clear_no_is_not_asked_again(fetching: Fetching, publisher: Publisher, number: int, words: str) -> None:
    publisher.plan("/t.csv", code(number))
    assert words in refused(fetching, publisher)
    assert len(publisher.asked) == 1


def test_a_cut_line_is_taken_up_where_it_broke(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", cut(0.5))
    assert got(fetching, publisher).path.read_bytes() == TABLE
    assert publisher.asked[1][1]["Range"].startswith("bytes=") and publisher.asked[1][1]["If-Range"]


def test_the_next_run_takes_up_what_an_earlier_one_left(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", cut(0.5), cut(0.1))
    refused(fetching, publisher, quick(tries=1))
    done = got(fetching, publisher)
    assert done.path.read_bytes() == TABLE
    assert publisher.asked[1][1]["Range"] != "bytes=0-"


def test_a_file_that_changed_meanwhile_is_begun_again(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", cut(0.5))
    refused(fetching, publisher, quick(tries=1))
    changed = TABLE.replace(b"12.5", b"99.9")
    publisher.answers["/t.csv"] = Answer(changed)
    assert got(fetching, publisher).path.read_bytes() == changed


def test_a_line_that_is_always_cut_gives_up(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE, headers={"Accept-Ranges": "none"})
    publisher.plan("/t.csv", cut(0.2), times=9)
    assert "the line broke off. Try again later" in refused(fetching, publisher)


def test_a_server_that_says_nothing(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", silent(0.4), times=2)
    assert "did not answer in time" in refused(fetching, publisher, quick(read=0.1, tries=2))


def test_a_server_that_drips_is_left_when_the_time_is_up(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    ticks = iter(range(0, 10_000, 40))
    assert "comes too slowly" in refused(fetching, publisher, quick(total=20, clock=lambda: next(ticks)))


def test_nobody_listens(fetching: Fetching, publisher: Publisher) -> None:
    with serving_nowhere() as base, pytest.raises(NotFetched, match="cannot be reached from here"):
        fetching(lambda session: fetched(Asked(f"{base}/t.csv", "t.csv", CSV), session))


def serving_nowhere():
    """An address where nobody listens."""
    import contextlib
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return contextlib.nullcontext(f"http://127.0.0.1:{port}")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://example.org/t.csv", "not encrypted"),
        ("https://example.org/t.csv", "not one of this source's servers"),
        ("https://me:secret@127.0.0.1/t.csv", "a name or a password"),
        ("ftp://127.0.0.1/t.csv", "not encrypted"),
        ("", "without saying where"),
        ("http://[::1", "not an address"),
    ],
)
def test_redirects_lead_only_where_the_source_lives(
    fetching: Fetching, publisher: Publisher, target: str, words: str
) -> None:
    publisher.plan("/t.csv", code(302, Location=target))
    with pytest.raises(NotFetched, match=words):
        got(fetching, publisher)


def test_a_redirect_to_the_same_house_is_followed_but_not_in_circles(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/new.csv"] = Answer(TABLE)
    publisher.plan("/t.csv", code(301, Location="/new.csv"))
    assert got(fetching, publisher).path.read_bytes() == TABLE
    publisher.plan("/t.csv", code(301, Location="/t.csv"), times=9)
    with pytest.raises(NotFetched, match="round in a circle"):
        got(fetching, publisher)


def test_plain_http_is_for_tests_on_this_machine_only(fetching: Fetching, publisher: Publisher) -> None:
    publisher.answers["/t.csv"] = Answer(TABLE)
    with pytest.raises(NotFetched, match="not encrypted"):
        got(fetching, publisher, Manners())
    assert publisher.asked == []


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    key, pem = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    try:
        subprocess.run([*command, "-keyout", key, "-out", pem], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not here to make a certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    server = HTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"publisher": Publisher()}))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.timeout = 2
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.handle_request, daemon=True)
    thread.start()
    manners = quick()
    with client(manners) as asking, pytest.raises(NotFetched, match="certificate of the server is not valid"):
        session = Session("test", tmp_path / "d", frozenset({"127.0.0.1"}), asking, manners)
        fetched(Asked(f"https://127.0.0.1:{server.server_port}/t.csv", "t.csv", CSV), session)
    thread.join()
    server.server_close()


@pytest.mark.parametrize("url", ["https://a.org/x", "https://A.org:443/x"])
def test_addresses_of_the_source_pass(url: str) -> None:
    assert checked(url, ["a.org"]) == url
    with pytest.raises(NotFetched, match="not one of this source's servers"):
        checked(url.replace(":443", "").replace(".org", ".org:8443"), ["a.org"])
