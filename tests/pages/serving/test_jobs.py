"""Long exports: progress, calling off, bounds, words for what goes wrong, and nothing kept for ever."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from pages.parts.serving import job_routes, jobs
from tests.pages.asgi import Answer, ask

FILE = jobs.File("deck of “me”.txt", b"made", "text/plain")
LONG = 20  # seconds: a loaded machine is slow, not wrong


class Clock:
    """Seconds that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        """The seconds."""
        return self.now


class Held:
    """Work that says a step, then waits until it is let go or called off."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, progress: jobs.Progress) -> jobs.File:
        """One step of two, then the file."""
        progress.at(1, 2, words="The first half.")
        self.begun.set()
        assert self.go.wait(LONG)
        progress.at(2, 2, words="The second half.")
        return FILE


def ended(mine: jobs.Jobs, name: str) -> dict:
    """What is said of a job when its thread has ended."""
    for thread in threading.enumerate():
        if thread.name == "export":
            thread.join(LONG)
    return mine.asked(name).told()


def test_work_says_how_far_it_is_and_leaves_a_file() -> None:
    mine, work = jobs.Jobs(), Held()
    name = mine.start(work)
    assert work.begun.wait(LONG)
    assert mine.asked(name).told() == {"state": "running", "done": 1, "of": 2, "words": "The first half."}
    work.go.set()
    told = ended(mine, name)
    assert told["state"] == "done" and told["name"] == FILE.name and mine.asked(name).file == FILE


def test_called_off_at_the_next_step_and_no_file_is_kept() -> None:
    mine, work = jobs.Jobs(), Held()
    name = mine.start(work)
    assert work.begun.wait(LONG)
    assert mine.cancel(name).told()["state"] == "cancelled"
    work.go.set()
    assert ended(mine, name)["state"] == "cancelled" and mine.asked(name).file is None
    assert mine.running == 0 and mine.cancel("nobody's") is None


def test_two_run_eight_wait_and_the_next_is_refused() -> None:
    mine, works = jobs.Jobs(), [Held() for _ in range(jobs.MOST_RUNNING + jobs.MOST_WAITING)]
    names = [mine.start(work) for work in works]
    states = [mine.asked(name).state for name in names]
    assert states == ["running"] * 2 + ["waiting"] * 8
    with pytest.raises(jobs.Busy, match="try again"):
        mine.start(Held())
    mine.cancel(names[2])  # one that waits: never begun
    for work in works:
        work.go.set()
    while mine.waiting or mine.running:
        ended(mine, names[0])
    assert [mine.asked(name).state for name in names] == ["done"] * 2 + ["cancelled"] + ["done"] * 7
    assert not works[2].begun.is_set()


def test_ids_cannot_be_guessed() -> None:
    mine = jobs.Jobs()
    names = {mine.start(lambda progress: FILE) for _ in range(8)}
    assert len(names) == 8 and all(len(name) >= 22 for name in names)  # 22 letters: 128 bits and more


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize(
    ("fault", "words"),
    [(ValueError("This view has no figure."), "This view has no figure."), (KeyError("covid"), jobs.BROKE)],
)
def test_a_failure_is_one_sentence(fault: Exception, words: str) -> None:
    def work(progress: jobs.Progress) -> jobs.File:
        raise fault

    mine = jobs.Jobs()
    told = ended(mine, mine.start(work))
    assert (told["state"], told["words"]) == ("failed", words) and mine.running == 0


def test_what_nobody_asks_for_is_called_off_and_old_files_go() -> None:
    clock = Clock()
    mine, work = jobs.Jobs(clock), Held()
    left = mine.start(work)
    assert work.begun.wait(LONG)
    clock.now = jobs.LEFT_AFTER + 1
    work.go.set()  # nobody asked for a minute: the next step is not done, though nobody called it off
    for thread in [one for one in threading.enumerate() if one.name == "export"]:
        thread.join(LONG)
    assert mine.every[left].state == "cancelled"
    made = mine.start(lambda progress: FILE)
    assert ended(mine, made)["state"] == "done"
    clock.now += jobs.KEPT_FOR + 1
    assert mine.asked(made) is None and mine.asked(left) is None


def test_kept_files_are_bounded_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_BYTES", 3 * len(FILE.content))
    mine = jobs.Jobs()
    names = []
    for _ in range(4):
        names.append(mine.start(lambda progress: FILE))
        ended(mine, names[-1])
    assert [mine.asked(name) is not None for name in names] == [False, True, True, True]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Ask a server that makes one small file."""
    monkeypatch.setattr(jobs, "JOBS", jobs.Jobs())

    def begin(request: Request) -> object:
        return job_routes.started(request, lambda progress: FILE)

    app = Starlette(routes=[Route("/r/begin", begin, methods=["POST"]), *job_routes.routes()])
    return lambda path, **how: ask(app, path, **how)


def test_addresses_of_a_job(address: Callable[..., Answer]) -> None:
    begun = address("/r/begin", method="POST")
    name = json.loads(begun.body)["id"]
    ended(jobs.JOBS, name)
    assert begun.status == 202
    assert json.loads(address(f"/r/jobs/{name}").body)["state"] == "done"
    file = address(f"/r/jobs/{name}/file")
    assert (file.status, file.body) == (200, b"made")
    assert file.headers["content-disposition"] == 'attachment; filename="deck-of-me-.txt"'
    assert file.headers["cache-control"] == "no-store"
    assert json.loads(address(f"/r/jobs/{name}", method="DELETE").body)["state"] == "cancelled"
    for gone in (f"/r/jobs/{name}/file", "/r/jobs/another"):
        answer = address(gone)
        assert answer.status == 404 and json.loads(answer.body)["words"] == job_routes.GONE


def test_another_site_starts_nothing_and_a_busy_server_says_so(
    address: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = address("/r/begin", method="POST", headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status == 403 and not jobs.JOBS.every
    monkeypatch.setattr(jobs, "MOST_WAITING", 0)
    full = address("/r/begin", method="POST", headers={"Sec-Fetch-Site": "same-origin"})
    assert full.status == 503 and "try again" in json.loads(full.body)["words"]
