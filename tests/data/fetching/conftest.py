"""A publisher's server for the tests of fetching, started once a module."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.fetching.coming import Asked
from data.fetching.kinds import CSV, Kind
from data.fetching.manners import Manners
from data.fetching.refusals import NotFetched
from data.fetching.session import Progress, Session, client
from data.fetching.transfer import fetched
from tests.data.loopback import Publisher, quick


class Fetching:
    """Sessions of one folder, and what was told on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.told = folder, []

    def __call__(self, fetch, manners: Manners | None = None):
        """What `fetch(session)` gives."""
        manners = manners or quick()
        with client(manners) as asking:
            hosts = frozenset({"127.0.0.1"})
            return fetch(Session("test", self.folder, hosts, asking, manners, self.told.append))

    def words(self) -> list[str]:
        return [item.words for item in self.told if isinstance(item, Progress)]


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path / "downloads")


TABLE = b"area,value\n" + b"E06000001,12.5\n" * 4000


def asked(publisher: Publisher, kind: Kind = CSV, path: str = "/t.csv") -> Asked:
    return Asked(publisher.base + path, "t" + kind.ending, kind)


def got(fetching: Fetching, publisher: Publisher, manners: Manners | None = None, kind: Kind = CSV):
    return fetching(lambda session: fetched(asked(publisher, kind), session), manners)


def refused(fetching: Fetching, publisher: Publisher, manners: Manners | None = None, kind: Kind = CSV) -> str:
    with pytest.raises(NotFetched) as problem:
        got(fetching, publisher, manners, kind)
    assert problem.value.sentence.startswith(f"{publisher.base}/t.csv: ")
    left = [path.name for path in fetching.folder.iterdir() if not path.name.startswith("t.csv.part")]
    assert left == [], "nothing may stand where the file would be"
    return problem.value.sentence
