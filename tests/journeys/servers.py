"""The app as a real server process on a free loopback port.

Lives here: starting it both ways, waiting until it answers, stopping it by its process id, reading its log.
Not here: the browser that visits it.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts"
READY_SECONDS = 120


@dataclass
class Server:
    """A running server: where it answers, its process and its log."""

    url: str
    process: subprocess.Popen
    log: Path

    def text(self, path: str) -> str:
        """The body of a GET, uncompressed."""
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return answer.read().decode()

    def health(self) -> dict:
        """What /healthz says."""
        return json.loads(self.text("/healthz"))

    def complaints(self) -> list[str]:
        """Lines of the log that tell of an exception or a warning."""
        words = ("Traceback", "Error:", "Exception", "Warning:")
        return [line for line in self.log.read_text().splitlines() if any(word in line for word in words)]

    def stop(self) -> None:
        """End the process, by its id, and wait until it has gone."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(way: str, port: int, *, script: str = "app.py") -> list[str]:
    """How the app is started: by uvicorn (as `make run` does) or by Streamlit itself; "timed ..." notes times."""
    if way.startswith("timed "):
        plain = command(way.removeprefix("timed "), port, script=script)
        return [*plain[:2], "tests.bench.timed", *plain[2:]]
    if way == "uvicorn":
        module = script.removesuffix(".py").replace("/", ".") + ":app"
        return [sys.executable, "-m", "uvicorn", module, "--host", "127.0.0.1", "--port", str(port), "--no-access-log"]
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
    return [sys.executable, "-m", "streamlit", "run", script, *options, "--browser.gatherUsageStats", "false"]


def started(
    way: str = "uvicorn",
    *,
    folder: Path = ROOT,
    script: str = "app.py",
    ready: str = "/healthz",
    env: dict[str, str] | None = None,
) -> Server:
    """The server, once it answers at `ready`.

    Raises
    ------
    RuntimeError
        With the end of its log, if it stopped or did not answer in time.
    """
    port = free_port()
    ARTEFACTS.mkdir(exist_ok=True)
    log = ARTEFACTS / f"server-{port}.log"
    with log.open("w") as sink:
        process = subprocess.Popen(
            command(way, port, script=script),
            cwd=folder,
            env={**os.environ, **({"PYTHONPATH": str(ROOT)} if way.startswith("timed ") else {}), **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    if not answering(server, ready):
        server.stop()
        raise RuntimeError(f"the server did not answer at {ready}:\n" + "\n".join(log.read_text().splitlines()[-30:]))
    return server


def answering(server: Server, path: str) -> bool:
    """Whether the server answers 200 before its time is up; stops asking when it has died."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        try:
            server.text(path)
            return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False
