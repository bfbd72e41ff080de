"""Readers without a browser: they speak Streamlit's websocket protocol, so that reruns can be timed and multiplied.

As a browser does, a session keeps the messages it may keep for two runs and names them with each rerun.

Lives here: one session (connect, rerun, change a select box), and many at once.
Not here: the browser (`driver.py`).
"""

from __future__ import annotations

import statistics
import threading
import time
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

LARGEST = 1 << 28


class Session:
    """One reader's session.

    Attributes
    ----------
    boxes : dict of str to str
        Label of every select box seen, and its widget id.
    options : dict of str to list of str
        Label of every select box seen, and what it offers.
    parts : dict of str to str
        Label of every select box seen, and the part of the script that runs for it; "" for all of it.
    received : int
        Bytes of messages received (uncompressed).
    """

    def __init__(self, url: str, *, path: str = "", query: str = "") -> None:
        self.path, self.query = path, query
        self.boxes: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self.parts: dict[str, str] = {}
        self.states: dict[str, WidgetState] = {}
        self.received = 0
        self.page_hash = ""
        self.held: list[set[str]] = [set(), set(), set()]  # hashes of messages: of this run and of those before
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        self.connection = connect(address, subprotocols=["streamlit"], max_size=LARGEST, origin=url)

    def __enter__(self) -> Session:
        self.socket = self.connection.__enter__()
        try:
            self.rerun()
        except RuntimeError:
            self.socket.close()
            raise
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.connection.__exit__(kind, error, trace)

    def choose(self, label: str, value: str) -> float:
        """Set a select box and rerun; seconds until the script has finished."""
        self.states[label] = WidgetState(id=self.boxes[label], string_value=value)
        return self.rerun(part=self.parts.get(label, ""))

    def rerun(self, *, part: str = "") -> float:
        """Rerun the script, or a part of it that runs alone; seconds from asking until it has finished.

        Raises
        ------
        RuntimeError
            If the script ended in an exception or did not compile.
        """
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_name = "" if self.page_hash else self.path
        state.page_script_hash = self.page_hash
        state.fragment_id = part
        state.widget_states.widgets.extend(self.states.values())
        state.cached_message_hashes.extend(set.union(*self.held))
        self.held = [set(), *self.held[:2]]
        start = time.perf_counter()
        self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            text = self.socket.recv(timeout=120)
            self.received += len(text)
            answer.ParseFromString(text)
            self._notice(answer)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise RuntimeError("the script did not compile")
                if answer.script_finished == (
                    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY if part else ForwardMsg.FINISHED_SUCCESSFULLY
                ):
                    return time.perf_counter() - start

    def _notice(self, answer: ForwardMsg) -> None:
        kind = answer.WhichOneof("type")
        if kind == "ref_hash" or answer.metadata.cacheable:
            self.held[0].add(answer.ref_hash or answer.hash)
        if kind == "new_session":
            self.page_hash = answer.new_session.page_script_hash
        if kind == "navigation":  # only now is it known which page the address meant
            self.page_hash = answer.navigation.page_script_hash
        if kind == "page_info_changed":  # a browser's address follows the script
            self.query = answer.page_info_changed.query_string
        if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
            element = answer.delta.new_element
            if element.WhichOneof("type") == "exception":
                raise RuntimeError(f"{element.exception.type}: {element.exception.message}")
            if element.WhichOneof("type") == "selectbox":
                self.boxes[element.selectbox.label] = element.selectbox.id
                self.parts[element.selectbox.label] = answer.delta.fragment_id
                self.options[element.selectbox.label] = list(element.selectbox.options)


def rerun_median(url: str, *, runs: int = 60, **where: str) -> float:
    """Median milliseconds of a rerun of one session, the first ten left out."""
    with Session(url, **where) as session:
        times = [session.rerun() for _ in range(runs)]
    return statistics.median(times[10:]) * 1000


def reruns_per_second(url: str, *, readers: int = 10, seconds: float = 6, **where: str) -> float:
    """Finished reruns per second of several sessions that each rerun as soon as they can."""
    counts = [0] * readers
    gate = threading.Barrier(readers + 1)

    def read(number: int) -> None:
        with Session(url, **where) as session:
            gate.wait()
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                session.rerun()
                counts[number] += 1

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    gate.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - start)
