"""How does the server end when the person who started it presses Ctrl-C or closes the terminal?

A terminal tells every process of its group. The server's own processes would tell each other once more, and one that
hears of it twice may wait for ever. So they run in a group of their own, and the order to stop is passed on once. An
order that comes while the server is still starting can be lost: it is repeated, and in the end not left to the server.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

PATIENCE = 6
"""Seconds between one order to stop and the next; longer than the server gives its workers to finish."""


def serve(arguments: Sequence[str]) -> int:
    """Run granian with these arguments until it ends or this process is told to stop; returns granian's exit status."""
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
    server = subprocess.Popen([sys.executable, "-m", "granian", *arguments], process_group=0)
    if orders:
        server.terminate()
    return server.wait()


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:]))
