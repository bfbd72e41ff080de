"""A server started for a role: it sees the small numbers of its sources, says so everywhere, and logs every view."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from charts import seen_as as words
from charts.sources.meaning import disclosure_words
from data.catalogue import RELEASE_RULES
from data.keeping.release_store import ReleaseStore
from data.roles import Role
from data.validation import Fault, FileFaults
from equity.release.rules import AS_COUNTED
from pages.parts import opened_pack
from pages.parts.answering.own import own_ledger
from pages.parts.serving import seen_as
from tests.data.test_training import FOLDER
from tests.pages.asgi import ask

ANALYST = Role("analyst", "Analyst", frozenset({"training_series"}))
SAID = "Seen as Analyst: small numbers are shown. Do not pass on."
SCRIPT = """
import json, os, sys
import app as hall
from data.roles import ROLE_VARIABLE
from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.answering.own import own_ledger
from pages.parts.asking import resolution, selection
from pages.parts.signals import cards
from tests.pages.asgi import ask
query = "indicator=asthma_admissions&period=2025/26&level=msoa&role=analyst&RELEASE_ROLE=analyst&seen_as=analyst"
headers = {"X-Forwarded-User": "a.reader", "X-Seen-As": "Analyst", "X-Release-Role": "analyst"}
chosen = resolution.resolved(selection.landing() | {"indicator": "asthma_admissions", "period": "2025/26"})[0]
shown = view.shown(chosen).evidence.frame["status"].value_counts().to_dict()
file = ask(hall.app, "/r/view.csv", query=query, headers=headers)
page = ask(hall.app, "/", query=query, headers=headers)
print("@@" + json.dumps({"shown": shown, "file": file.body.decode("utf-8-sig"), "page": page.body.decode(),
    "head": file.headers, "digest": opened_pack.pack().digest, "ledger": own_ledger.store().path.name,
    "cards": cards.store().path.name}), flush=True)
os._exit(0)  # work for quiet moments is not waited for
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where answers, cards and views are kept, with the file of roles."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "roles.toml").write_text('[analyst]\ntitle = "Analyst"\nsees = ["training_series"]\n', encoding="utf-8")
    return folder


def served(folder, **environment) -> dict:
    env = os.environ | {"PACK": str(FOLDER), "PYTHONPATH": ".", "RELEASE_LEDGER": str(folder), "CARDS": str(folder)}
    env |= {"RELEASE_ROLES": str(folder / "roles.toml"), "RELEASE_USER_HEADER": "X-Forwarded-User"} | environment
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=240)
    return json.loads(done.stdout.partition("@@")[2])


@pytest.fixture(scope="module")
def analyst(folder):
    """What a server for analysts answers."""
    return served(folder, RELEASE_ROLE="analyst")


@pytest.fixture(scope="module")
def public(folder):
    """What a server for the public answers to the same address, with the same headers."""
    return served(folder, RELEASE_ROLE="")


def test_a_role_sees_small_numbers_and_the_public_does_not_whatever_it_asks_for(analyst, public):
    assert analyst["shown"] == {"ok": 125}
    assert public["shown"]["suppressed"] > 30  # address and headers that ask for a role change nothing
    assert "Suppressed" in public["file"] and "Suppressed" not in analyst["file"]


def test_every_page_and_file_of_a_role_says_so_and_none_may_be_kept(analyst, public):
    head, first, *_ = analyst["file"].splitlines()
    assert "seen_as" in head.split(",")[:2] and SAID in first
    assert SAID in analyst["page"] and analyst["head"]["cache-control"] == "private, no-store"
    assert analyst["head"]["x-seen-as"] == "Analyst"
    assert SAID not in public["page"] + public["file"] and "x-seen-as" not in public["head"]
    assert analyst["digest"] != public["digest"]  # no address of one is an address of the other


def test_views_of_a_role_are_logged_without_a_count(analyst, public, folder):
    lines = [json.loads(line) for line in (folder / "views-analyst.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines and {line["role"] for line in lines} == {"analyst"} and {line["who"] for line in lines} == {"a.reader"}
    assert all(set(line) == {"when", "role", "who", "what"} for line in lines)
    assert any("view.csv" in line["what"] and "asthma_admissions" in line["what"] for line in lines)
    assert sorted(path.name for path in folder.glob("views*")) == ["views-analyst.jsonl"]
    assert (analyst["ledger"], public["ledger"]) == ("released-analyst.jsonl", "released.jsonl")
    assert (analyst["cards"], public["cards"]) == ("cards-analyst.jsonl", "cards.jsonl")


# In this process: the middleware and the ledgers.


@pytest.fixture
def as_analyst(monkeypatch, tmp_path):
    """The embedded pack, as a role that sees nothing more of it, with ledgers of its own."""
    monkeypatch.setattr(opened_pack, "role", lambda: ANALYST)
    monkeypatch.setenv("RELEASE_LEDGER", str(tmp_path))
    own_ledger.store.cache_clear()
    yield tmp_path
    own_ledger.store.cache_clear()


def test_a_role_knows_what_the_public_was_shown_and_never_the_other_way_round(as_analyst, monkeypatch):
    from data.keeping.release_store import Answer

    theirs, ours = (Answer("asthma", "2023/24", "all", "all", "", (code,)) for code in ("E1", "E2"))
    public = ReleaseStore(as_analyst)
    for store, answer in ((public, theirs), (own_ledger.store(), ours)):
        with store.held():
            store.add(answer)
    assert own_ledger.answers() == (theirs, ours) and public.answers() == (theirs,)
    monkeypatch.setattr(opened_pack, "role", lambda: Role())
    own_ledger.store.cache_clear()
    assert own_ledger.answers() == (theirs,)


def answers(_request) -> Response:
    name = _request.path_params["name"]
    return {
        "r/a.csv": Response("code,value\r\nE01,5\r\n", media_type="text/csv"),
        "r/view/1/values": JSONResponse({"block": 0}),
        "r/list": JSONResponse([1]),
        "r/map/a.json": JSONResponse({"type": "FeatureCollection"}),
        "board": HTMLResponse("<html><body></body></html>"),
    }[name]


@pytest.fixture
def app():
    """The middleware before an app that compresses."""
    inner = Starlette(routes=[Route("/{name:path}", answers)], middleware=[Middleware(GZipMiddleware, minimum_size=1)])
    return seen_as.SeenAs(inner, ANALYST)


def test_answers_are_marked_and_geometry_is_not(app, as_analyst):
    assert ask(app, "/r/a.csv").body.decode("utf-8-sig").splitlines()[1] == f"{SAID},E01,5"
    assert json.loads(ask(app, "/r/view/1/values").body) == {"seen_as": "Analyst", "block": 0}
    assert json.loads(ask(app, "/r/list").body) == [1]
    page = ask(app, "/board", headers={"Accept-Encoding": "gzip"})
    assert SAID in page.body.decode() and int(page.headers["content-length"]) == len(page.body)
    assert "x-seen-as" not in ask(app, "/r/map/a.json").headers


def test_a_view_that_cannot_be_logged_is_not_shown(app, as_analyst, monkeypatch):
    def shut(*_args, **_kwargs):
        raise FileFaults([Fault("views", "cannot be written to")])

    monkeypatch.setattr(seen_as, "note", shut)
    found = ask(app, "/r/a.csv")
    assert found.status == 503 and b"E01" not in found.body
    monkeypatch.setattr(seen_as, "ready", shut)
    for before in ("", "/board?area=E1"):
        with pytest.raises(FileFaults):
            seen_as.page_seen("board", {"area": "E1"}, before=before, by="")


def test_pages_are_logged_once_an_address_and_nothing_for_the_public(as_analyst, monkeypatch):
    file = as_analyst / "views-analyst.jsonl"
    first = seen_as.page_seen("board", {"area": "E1"}, before="", by="a.reader")
    assert seen_as.page_seen("board", {"area": "E1"}, before=first, by="a.reader") == first
    seen_as.page_seen("board", {"area": "E2"}, before=first, by="a.reader")
    assert [json.loads(one)["what"] for one in file.read_text().splitlines()] == ["/board?area=E1", "/board?area=E2"]
    monkeypatch.setattr(opened_pack, "role", lambda: Role())
    seen_as.logged("/board?area=E3", by="")
    assert len(file.read_text().splitlines()) == 2
    monkeypatch.delenv(seen_as.WHO_VARIABLE, raising=False)
    assert seen_as.who({"X-Forwarded-User": "a.reader"}) == ""  # no header is believed that nobody named


def test_no_pack_can_ask_for_the_rule_of_a_role():
    assert AS_COUNTED not in RELEASE_RULES and "role" in disclosure_words(AS_COUNTED)
    assert words.seen_words("Analyst") == SAID


def test_a_wrong_role_shuts_the_pack(monkeypatch):
    monkeypatch.setenv("RELEASE_ROLE", "analyst")
    monkeypatch.delenv("RELEASE_ROLES", raising=False)
    opened_pack.state.cache_clear()
    found = opened_pack.state()
    monkeypatch.undo()
    opened_pack.state.cache_clear()
    assert found.pack is None and "analyst" in str(found.faults[0])
    assert opened_pack.state().faults == ()
