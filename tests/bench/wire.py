"""Bytes on the wire, counted where nothing can hide: a loopback TCP relay between the browser and a server.

Lives here: the relay. It sees HTTP, websocket frames and their compression as they really travel, headers included.
Not here: who visits and what is judged.
"""

from __future__ import annotations

import re
import socket
import threading
from contextlib import suppress

CHUNK = 1 << 16
REQUEST_LINE = re.compile(rb"^(?:GET|HEAD) (\S+) HTTP/1\.[01]\r$", re.MULTILINE)


class Relay:
    """Passes every byte on to a port of this machine and counts both directions.

    Attributes
    ----------
    down, up : int
        Bytes from the server and to the server since the start.
    asked : list of str
        Paths of every HTTP request that came through, in order, those of workers too; what the browser takes from its
        cache never comes here.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.down = self.up = 0
        self.asked: list[str] = []
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop taking new connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._pump, args=(client, server, "up"), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, "down"), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, direction: str) -> None:
        with suppress(OSError):
            while chunk := source.recv(CHUNK):
                with self._lock:
                    setattr(self, direction, getattr(self, direction) + len(chunk))
                    if direction == "up":
                        self.asked += [path.decode("ascii", "replace") for path in REQUEST_LINE.findall(chunk)]
                sink.sendall(chunk)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
        if direction == "down":
            for end in (source, sink):
                end.close()
