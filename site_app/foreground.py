"""How does the server end when the person who started it presses Ctrl-C or closes the terminal?

A terminal tells every process of its group. The server's own processes would tell each other once more, and one that
hears of it twice may wait for ever. So they run in a group of their own, and the order to stop is passed on once.
"""

import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType


def serve(arguments: Sequence[str]) -> int:
    """Run granian with these arguments until it ends or this process is told to stop; returns granian's exit status."""
    orders: list[int] = []
    server: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, frame: FrameType | None) -> None:
        orders.append(number)
        if server and len(orders) == 1:
            server.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    server = subprocess.Popen([sys.executable, "-m", "granian", *arguments], process_group=0)
    if orders:
        server.terminate()
    return server.wait()


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:]))
