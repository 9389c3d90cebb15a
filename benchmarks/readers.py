"""Does the site stand a thousand readers? `python -m benchmarks.readers [READERS] [SECONDS] [postgresql://…]`

Readers look at articles, lists, searches and files, each a few seconds at a page, over connections that stay open, while an
edition is published each second. Nothing may fail, nobody may see an edition a second after it was replaced, and memory
must not grow.
"""

import asyncio
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles

from benchmarks.publisher import MARK, SLUG
from benchmarks.running import ROOT, Site, environment, python, say

READERS, SECONDS = 1000, 300
AT_A_PAGE = (2.0, 8.0)
"""Seconds."""
PATIENCE = 1.0
"""Seconds after which a replaced edition must not be seen any more."""
FLAT = 1.15
"""How much the memory at the end may be of that after a third of the time."""
WAYS = (
    (30, f"/articles/{SLUG}/ruby/"),
    (15, f"/articles/{SLUG}/"),
    (10, f"/articles/{SLUG}/pinyin/"),
    (10, "/articles/nao-geng-shi-shen-me/ruby/"),
    (8, "/"),
    (5, "/a-z/"),
    (5, "/120/"),
    (4, "/search/?q=naogeng"),
    (3, "/search/suggestions/?q=gao"),
    (3, "/terms/"),
    (2, "/atom.xml"),
    (2, "/static/{sheet}"),
    (2, f"/articles/{SLUG}/feedback/?useful=yes"),
    (1, "/articles/no-such-article/"),
)
_MARKED = re.compile(MARK.format(r"(\d+)"))


class Log:
    def __init__(self) -> None:
        self.replaced: dict[int, float] = {}
        """When the edition after this one was acknowledged."""
        self.statuses: Counter[int] = Counter()
        self.stale: list[str] = []
        self.times: list[float] = []
        self.failed: Counter[str] = Counter()


def main(arguments: list[str]) -> None:
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    readers, seconds = (*numbers, READERS, SECONDS)[:2] if len(numbers) < 2 else numbers[:2]
    if len(numbers) == 1:
        seconds = SECONDS
    database = next((argument for argument in arguments if "://" in argument), "")
    more = {"DATABASE_URL": database} if database else {}
    with tempfile.TemporaryDirectory(prefix="bench-readers-") as folder:
        python(Path(folder), "-m", "benchmarks.filled_site", "50", **more)
        faults = run(Path(folder), readers, float(seconds), more)
    sys.exit("\n".join(faults) or None)


def run(folder: Path, readers: int, seconds: float, more: dict[str, str]) -> list[str]:
    log, memory = Log(), list[float]()
    publisher = subprocess.Popen([sys.executable, "-m", "benchmarks.publisher", "1"], cwd=ROOT,
                                 env=environment(folder, **more), stdout=subprocess.PIPE, text=True)  # fmt: skip
    threading.Thread(target=_follow, args=(publisher, log), daemon=True).start()
    while not log.replaced and publisher.poll() is None:
        time.sleep(0.1)
    if not log.replaced:
        return ["nothing can be published"]
    try:
        with Site(folder, port=0, **{"SEARCHES_PER_MINUTE": "0", **more}) as site:
            asyncio.run(_all(site, readers, seconds, log, memory))
        is_alive = publisher.poll() is None
    finally:
        publisher.kill()
        publisher.wait()
    late = quantiles(log.times, n=100)
    say(f"{readers} readers, {seconds:.0f} s: {sum(log.statuses.values())} answers {dict(log.statuses)}, "
        f"median {1000 * late[49]:.0f} ms, 99% {1000 * late[98]:.0f} ms")  # fmt: skip
    say(f"memory of the larger worker, MB, over the time: {', '.join(f'{value:.0f}' for value in memory)}")
    say(f"{len(log.replaced)} editions published meanwhile")
    faults = [] if is_alive else ["the publisher stopped"]
    faults += [f"{count} answers {status}" for status, count in log.statuses.items() if status >= 500]
    faults += [f"{count} times {what}" for what, count in log.failed.items()]
    faults += [f"{len(log.stale)} stale pages, such as {log.stale[0]}"] if log.stale else []
    third = memory[len(memory) // 3] if memory else 0
    faults += [f"memory grew from {third:.0f} to {memory[-1]:.0f} MB"] if memory and memory[-1] > FLAT * third else []
    return faults


def _follow(publisher: "subprocess.Popen[str]", log: Log) -> None:
    assert publisher.stdout
    for line in publisher.stdout:
        log.replaced[int(line) - 1] = time.monotonic()


async def _all(site: Site, readers: int, seconds: float, log: Log, memory: list[float]) -> None:
    sheet = next((ROOT / "static" / "css").glob("text.css")).name
    paths = [way.format(sheet=f"css/{sheet}") for _, way in WAYS]
    weights = [weight for weight, _ in WAYS]
    end = time.monotonic() + seconds
    tasks = [asyncio.create_task(_reader(site.port, paths, weights, end, log)) for _ in range(readers)]
    while time.monotonic() < end:
        await asyncio.sleep(min(10.0, max(0.1, seconds / 12)))
        memory.append(max(site.megabytes()))
    await asyncio.gather(*tasks)


async def _reader(port: int, paths: list[str], weights: list[int], end: float, log: Log) -> None:
    dice = random.Random()
    await asyncio.sleep(dice.uniform(0, AT_A_PAGE[1]))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < end:
        (path,) = dice.choices(paths, weights)
        encoding = dice.choice(("br, gzip", "gzip", ""))
        begun = time.monotonic()
        try:
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {encoding}\r\n\r\n".encode()
            )
            status, body = await asyncio.wait_for(_answer(reader), 20)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as error:
            log.failed[type(error).__name__] += 1
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        log.times.append(time.monotonic() - begun)
        log.statuses[status] += 1
        if SLUG in path and status == 200 and not encoding:
            for number in {*map(int, _MARKED.findall(body.decode()))}:
                if begun - log.replaced.get(number, begun) > PATIENCE:
                    log.stale.append(f"edition {number} at {path}, {begun - log.replaced[number]:.2f} s after")
        await asyncio.sleep(dice.uniform(*AT_A_PAGE))
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    length = re.search(r"(?im)^content-length: (\d+)", head)
    if length:
        return status, await reader.readexactly(int(length[1]))
    body = b""
    while size := int((await reader.readuntil(b"\r\n")).strip() or b"0", 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readexactly(2)
    return status, body


if __name__ == "__main__":
    main(sys.argv[1:])
