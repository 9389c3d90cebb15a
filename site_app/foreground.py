"""How does the server end when the person who started it presses Ctrl-C or closes the terminal?

A terminal tells every process of its group. The server's own processes would tell each other once more, and one that
hears of it twice may wait for ever. So they run in a group of their own, and the order to stop is passed on once. An
order that comes while the server is still starting can be lost: it is repeated, and in the end not left to the server.

What is to run beside the server, such as the worker in the background, is started anew whenever it is lost and ends with
the server: ``python -m site_app.foreground manage.py worker -- --interface wsgi …``.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

PATIENCE = 6
"""Seconds between one order to stop and the next; longer than the server gives its workers to finish."""
REST = 5
"""Seconds before a companion that was lost is started anew."""
LEAN = {"MALLOC_MMAP_THRESHOLD_": "131072"}
"""Has glibc give every large piece of memory back as soon as it is free: left to itself it keeps ever larger ones after some
large pages were made, up to a tenth of a worker's memory. Whoever sets it otherwise is listened to."""


class Companion:
    """A Python program that runs as long as the server; one that ends with status 0 has nothing to do and is let go."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._command = [sys.executable, *arguments]
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def _keep(self) -> None:
        while True:
            with self._starting:
                if self._stopping.is_set():
                    return
                # It notices by its input that this process has ended, however that came about.
                self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, process_group=0)
            if self._process.wait() == 0 or self._stopping.wait(REST):
                return

    def stop(self) -> None:
        """End it at once: what a companion does can be interrupted anywhere."""
        with self._starting:
            self._stopping.set()
            if self._process:
                self._process.kill()
        self._thread.join()


def serve(arguments: Sequence[str], companion: Sequence[str] = ()) -> int:
    """Run granian with these arguments until it ends or this process is told to stop; returns granian's exit status.

    `companion` are the arguments of the Python program that runs beside it; none if empty.
    """
    orders: list[int] = []
    server: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, frame: FrameType | None) -> None:
        is_first = not orders
        orders.append(number)
        if not is_first and number != signal.SIGALRM:
            return
        signal.alarm(PATIENCE)
        if server and orders.count(signal.SIGALRM) > 1:
            # Two orders went unheard: end the whole group, or its workers would keep the port.
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
        elif server:
            server.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, pass_on)
    server = subprocess.Popen([sys.executable, "-m", "granian", *arguments], process_group=0, env=LEAN | os.environ)
    beside = Companion(companion) if companion else None
    if orders:
        server.terminate()
    status = server.wait()
    if beside:
        beside.stop()
    return status


if __name__ == "__main__":
    given = sys.argv[1:]
    divider = given.index("--") if "--" in given else -1
    sys.exit(serve(given[divider + 1 :], given[: max(divider, 0)]))
