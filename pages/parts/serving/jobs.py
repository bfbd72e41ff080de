"""Long exports: work done in a thread, told how far it is, called off at the next step, and its file kept for a while.

Whoever knows a job's id, which cannot be guessed, can ask for it. Nothing is written to disk; what nobody asks for any
more is called off or forgotten, except work that is not for one reader alone (`stays`): it goes on to its end.
One process holds its own jobs, as it holds its own sessions.
Lives here: the jobs and their bounds. Not here: addresses (`serving.job_routes`), what is made (whoever starts one).
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_RUNNING, MOST_WAITING = 2, 8
# Seconds after which work that nobody has asked about is waited for by nobody; a hidden window asks once a minute.
LEFT_AFTER = 90.0
KEPT_FOR = 900.0  # seconds: a file, after it was made
MOST_FILES, MOST_BYTES = 20, 200_000_000  # kept at once; the oldest go first
WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
BROKE = "The file could not be made: something went wrong on the server, which has noted it. Please try once more."
BUSY = "The server is making as many files as it can. Please try again in a minute."
CALLED_OFF = "Called off."


class Cancelled(Exception):  # noqa: N818
    """Nobody wants the file any more: the work ends here."""


class Busy(Exception):  # noqa: N818
    """As much work is waiting as may wait."""


@dataclass(frozen=True)
class File:
    """What a job makes."""

    name: str
    content: bytes
    media_type: str


@dataclass
class Progress:
    """How far a job is: its work says so at every step, and hears there that it was called off."""

    done: int = 0
    of: int = 0
    words: str = "Waiting for its turn."
    stopped: threading.Event = field(default_factory=threading.Event)
    wanted: Callable[[], bool] = lambda: True

    def at(self, done: int, of: int, *, words: str) -> None:
        """So many of so many steps are done; `words` say what is being done now.

        Raises
        ------
        Cancelled
            Nobody wants the file any more.
        """
        if self.stopped.is_set() or not self.wanted():
            raise Cancelled
        self.done, self.of, self.words = done, of, words


Work = Callable[[Progress], File]


@dataclass
class Job:
    """One export, from its start to its file."""

    work: Work
    id: str
    asked: float
    progress: Progress = field(default_factory=Progress)
    state: str = WAITING
    file: File | None = None
    ended: float = 0.0
    stays: bool = False  # nobody needs to wait for it

    def told(self) -> dict[str, object]:
        """What is said of it: `state`, `done`, `of`, `words`, and the file's `name` once it is made."""
        now = self.progress
        name = {"name": self.file.name} if self.file else {}
        return {"state": self.state, "done": now.done, "of": now.of, "words": now.words, **name}


class Jobs:
    """The exports of this server.

    Parameters
    ----------
    clock
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.every: dict[str, Job] = {}
        self.waiting: deque[Job] = deque()
        self.running = 0
        self.sweeping = threading.Event()

    def start(self, work: Work, *, stays: bool = False) -> str:
        """Begin, or queue, some work; returns its id. One that `stays` goes on when its tab is closed.

        Raises
        ------
        Busy
            Too much waits already.
        """
        with self.lock:
            self._swept()
            if len(self.waiting) >= MOST_WAITING:
                raise Busy(BUSY)
            job = Job(work, secrets.token_urlsafe(18), self.clock(), stays=stays)
            job.progress.wanted = lambda: stays or self.clock() - job.asked <= LEFT_AFTER
            self.every[job.id] = job
            self.waiting.append(job)
            self._next()
        return job.id

    def asked(self, name: str) -> Job | None:
        """The job of an id, noted as still wanted; None where there is none (any more)."""
        with self.lock:
            self._swept()
            job = self.every.get(name)
            if job:
                job.asked = self.clock()
            return job

    def cancel(self, name: str) -> Job | None:
        """Call a job off, and forget its file; work under way ends at its next step."""
        with self.lock:
            job = self.every.get(name)
            if job:
                self._called_off(job)
            return job

    def _called_off(self, job: Job) -> None:
        job.progress.stopped.set()
        job.file = None
        if job in self.waiting:
            self.waiting.remove(job)
        if job.state in (WAITING, RUNNING, DONE):
            job.state, job.progress.words, job.ended = CANCELLED, CALLED_OFF, self.clock()

    def _next(self) -> None:
        while self.waiting and self.running < MOST_RUNNING:
            job = self.waiting.popleft()
            job.state = RUNNING
            self.running += 1
            threading.Thread(target=self._run, args=(job,), name="export", daemon=True).start()

    def _run(self, job: Job) -> None:
        """Do the work. What it did not foresee goes on to the thread's own hook, which writes it to the log."""
        made, words = None, BROKE
        try:
            made = job.work(job.progress)
        except Cancelled:
            words = CALLED_OFF
        except ValueError as fault:
            words = str(fault) or BROKE
        finally:
            with self.lock:
                self._ended(job, made, words)

    def _ended(self, job: Job, made: File | None, words: str) -> None:
        self.running -= 1
        if job.state == RUNNING:
            job.state = DONE if made else CANCELLED if words == CALLED_OFF else FAILED
            job.file, job.ended = made, self.clock()
            job.progress.words = f"{made.name} is ready." if made else words
        self._swept()
        self._next()
        if not self.sweeping.is_set():
            self.sweeping.set()
            later = threading.Timer(KEPT_FOR + 1, self._sweep_later)
            later.daemon = True
            later.start()

    def _sweep_later(self) -> None:
        with self.lock:
            self.sweeping.clear()
            self._swept()

    def _swept(self) -> None:
        """Call off what nobody waits for, forget what is old or too much."""
        now = self.clock()
        for job in list(self.every.values()):
            if job.state in (WAITING, RUNNING) and not job.stays and now - job.asked > LEFT_AFTER:
                self._called_off(job)
            elif job.ended and now - job.ended > KEPT_FOR:
                del self.every[job.id]
        kept = [job for job in self.every.values() if job.file]
        while len(kept) > MOST_FILES or sum(len(job.file.content) for job in kept) > MOST_BYTES:
            del self.every[kept.pop(0).id]


JOBS = Jobs()
