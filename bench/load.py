"""A small load generator: kept-alive connections over plain sockets, so that it takes little of the machine it measures.

One client asks one after the other and gives latencies; eight processes ask at once and give answers a second. Some
are asked before anything is timed.
"""

from __future__ import annotations

import multiprocessing
import socket
import time
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Barrier
from typing import Any

CLIENTS = 8
LENGTH = b"content-length:"


class Refused(RuntimeError):
    """An answer that is no success: a measurement of errors would be worthless."""


class Client:
    """One kept-alive connection."""

    def __init__(self, port: int, headers: str = "") -> None:
        self.port = port
        self.headers = headers
        self.socket: socket.socket | None = None

    def get(self, path: str) -> tuple[bytes, bytes]:
        """(head, body). Opens the connection anew when the server has closed it."""
        asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: zh-CN\r\n{self.headers}\r\n".encode()
        for attempt in (1, 2):
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=120)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self.socket.sendall(asked)
                return self._read(path)
            except (ConnectionError, EOFError):
                self.socket.close()
                self.socket = None
                if attempt == 2:
                    raise
        raise Refused(path)

    def _read(self, path: str) -> tuple[bytes, bytes]:
        connection = self.socket
        assert connection is not None
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more(connection)
        head, pieces = got[:end], [got[end + 4 :]]
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200")):
            raise Refused(f"{path}: {head[:200]!r}")
        low = head.lower()
        if LENGTH in low:
            size, here = int(low.split(LENGTH, 1)[1].split(b"\r\n", 1)[0]), len(pieces[0])
            while here < size:
                pieces.append(self._more(connection))
                here += len(pieces[-1])
        else:
            while not pieces[-1].endswith(b"0\r\n\r\n"):
                pieces.append(self._more(connection))
        if b"connection: close" in low:
            connection.close()
            self.socket = None
        return head, b"".join(pieces)

    @staticmethod
    def _more(connection: socket.socket) -> bytes:
        more = connection.recv(1 << 18)
        if not more:
            raise EOFError
        return more


Ask = Callable[[Any], object]


def warm(ask: Ask, subjects: Sequence[Any], seconds: float = 2.0) -> None:
    """Ask for some without timing."""
    end = time.perf_counter() + seconds
    for subject in subjects[:20]:
        ask(subject)
        if time.perf_counter() > end:
            break


def alone(ask: Ask, subjects: Sequence[Any], seconds: float, most: int) -> list[float]:
    """One client: latencies in seconds, over all subjects in turn, until time or number is used up; at least three."""
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while (time.perf_counter() < end and len(taken) < most) or len(taken) < 3:
        subject = subjects[len(taken) % len(subjects)]
        begun = time.perf_counter()
        ask(subject)
        taken.append(time.perf_counter() - begun)
    return taken


def _ask_on(make: Callable[[], Ask], subjects: Sequence[Any], first: int, seconds: float, gate: Barrier, out: Any) -> None:
    ask = make()
    ask(subjects[first % len(subjects)])
    gate.wait()
    done, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        ask(subjects[(first + done) % len(subjects)])
        done += 1
    out.put(done / (time.perf_counter() - begun))


def together(make: Callable[[], Ask], subjects: Sequence[Any], seconds: float) -> float:
    """Eight clients, each a process with a connection of its own and its own place in the list: answers a second in all."""
    fork = multiprocessing.get_context("fork")
    gate, out = fork.Barrier(CLIENTS), fork.Queue()
    step = max(1, len(subjects) // CLIENTS)
    runners = [
        fork.Process(target=_ask_on, args=(make, subjects, place * step, seconds, gate, out), daemon=True)
        for place in range(CLIENTS)
    ]
    for runner in runners:
        runner.start()
    rates = [out.get(timeout=seconds + 180) for _ in runners]
    for runner in runners:
        runner.join()
    return float(sum(rates))
