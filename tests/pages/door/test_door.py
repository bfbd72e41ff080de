"""The door: who answers which request, what a tab says of itself, when a process is let go."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from data.snapshots.places import Root
from pages.parts.serving import house
from pages.parts.serving.door import followed, front_door, passing, tabs, worker
from tests.data.packs import write_pack

OLD, NEW = "20260101-000000-00-aaaaaaaa", "20260201-000000-00-bbbbbbbb"


def scope(path: str, query: str = "") -> dict:
    """A GET as uvicorn hands it over."""
    raw = path.replace("~", "%7E") if path.startswith("/%") else path
    asked = {"type": "http", "method": "GET", "headers": [], "scheme": "http", "query_string": query.encode()}
    return asked | {"path": path, "raw_path": raw.encode()}


@pytest.mark.parametrize(
    ("path", "query", "base", "named", "left"),
    [
        (f"/~{OLD}/_stcore/stream", "", "", OLD, ("/_stcore/stream", "")),
        (f"/eq/~{OLD}/r/board.csv", "place=a", "/eq", OLD, ("/eq/r/board.csv", "place=a")),
        ("/board", f"place=a&%7E={OLD}&date=b", "", OLD, ("/board", "place=a&date=b")),
        ("/board", f"~={OLD}", "", OLD, ("/board", "")),
        ("/board", "place=a~b", "", "", ("/board", "place=a~b")),
        ("/~/board", "", "", "", ("/board", "")),
    ],
)
def test_a_tab_names_its_snapshot_and_the_worker_never_sees_it(
    path: str, query: str, base: str, named: str, left: tuple[str, str]
) -> None:
    snapshot, bare = tabs.taken(scope(path, query), base=base)
    assert (snapshot, (bare["path"], bare["query_string"].decode())) == (named, left)
    assert bare["raw_path"].decode() == left[0]


def test_without_a_door_a_document_says_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(worker.VARIABLE, raising=False)
    assert (tabs.head(), tabs.prefix(), tabs.script("")) == ("", "", "")
    monkeypatch.setenv(worker.VARIABLE, OLD)
    assert tabs.prefix() == f"~{OLD}/" and f'ID = "{OLD}", BASE = "/eq"' in tabs.script("/eq")


class Standing(worker.Worker):
    """A worker whose process is said to run."""

    alive = True

    def __init__(self, root: Root, snapshot: str, digest: str) -> None:
        super().__init__(root, snapshot, socket=root.folder / snapshot)
        self.digest, self.stopped = digest, False

    async def stop(self) -> None:
        """Note it."""
        self.stopped = True


@pytest.fixture
def door(tmp_path: Path) -> front_door.FrontDoor:
    """A door with an old and a new pack behind it."""
    made = front_door.FrontDoor(tmp_path)
    made.workers = [Standing(made.root, OLD, "0ld0ld"), Standing(made.root, NEW, "0e30e3")]
    return made


@pytest.mark.parametrize(
    ("path", "query", "answers"),
    [
        ("/board", "", NEW),
        ("/board", f"~={OLD}", OLD),
        (f"/~{OLD}/_stcore/stream", "", OLD),
        (f"/~{OLD}/r/board.csv", "", OLD),
        ("/r/view/0ld0ld/values", "", OLD),
        ("/r/view/0e30e3/values", "", NEW),
        ("/r/view/gone/values", "", NEW),
        ("/~19990101-000000-00-cccccccc/board", "", NEW),
    ],
)
def test_a_tab_is_answered_by_its_own_pack(door: front_door.FrontDoor, path: str, query: str, answers: str) -> None:
    assert door.chosen(scope(path, query))[0].snapshot == answers


def asked(door: front_door.FrontDoor, path: str, query: str = "") -> tuple[int, bytes]:
    """Status and body of a GET."""
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(door(scope(path, query), receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def test_news_is_told_to_old_tabs_only(door: front_door.FrontDoor) -> None:
    assert json.loads(asked(door, "/r/news", f"of={OLD}")[1]) == {"new": True}
    assert json.loads(asked(door, "/r/news", f"of={NEW}")[1]) == {"new": False}


def test_where_nobody_answers_a_sentence_does(door: front_door.FrontDoor) -> None:
    assert asked(door, "/board") == (503, front_door.STARTING.encode())  # the sockets are not there
    door.workers = []
    assert asked(door, "/r/map/x.json") == (503, front_door.STARTING.encode())


def test_a_pack_stays_while_a_tab_shows_it(door: front_door.FrontDoor) -> None:
    old, new = door.workers
    old.tabs, old.left = 1, -1000.0
    asyncio.run(door._drained())
    assert door.workers == [old, new]
    old.tabs = 0
    asyncio.run(door._drained())
    assert door.workers == [new] and old.stopped and not new.stopped


def test_no_more_packs_are_served_than_the_machine_can_hold(door: front_door.FrontDoor) -> None:
    more = [Standing(door.root, f"{NEW}{number}", str(number)) for number in range(2)]
    door.workers += more
    for each in door.workers:
        each.tabs = 1
    first = door.workers[0]
    asyncio.run(door._drained())
    assert len(door.workers) == front_door.MOST and first.stopped and door.workers[-1] is more[-1]


def test_a_restored_pack_whose_tabs_are_open_is_simply_served_again(door: front_door.FrontDoor, tmp_path: Path) -> None:
    write_pack(tmp_path / "snapshots" / OLD)
    door.root.switch(OLD)
    old, new = door.workers
    assert asyncio.run(door.followed()) and door.workers == [new, old]


def test_the_door_stands_only_before_a_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(worker.VARIABLE, raising=False)
    for folder, expected in ((write_pack(tmp_path / "pack"), None), (tmp_path / "root", tmp_path / "root")):
        (tmp_path / "root" / "snapshots").mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv("PACK", str(folder))
        assert followed.root() == expected
    monkeypatch.setenv(worker.VARIABLE, "")  # a worker of a root without a pack is no door itself
    assert followed.root() is None


def test_one_address_has_one_answer() -> None:
    """Two groups of routes never claim the same address."""
    paths = [route.path for route in house.parts()["routes"] if not route.path.endswith("{rest:path}")]
    assert len(paths) == len(set(paths)) and "/r/origins" in paths and passing.AWAY == 1012
