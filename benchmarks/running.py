"""How does a benchmark run the site, and nginx beside it, as they are run in earnest?"""

import contextlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from statistics import median
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from site_app.foreground import LEAN

ROOT = Path(__file__).resolve().parents[1]
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
HOT = "/articles/nao-geng-shi-shen-me/ruby/"
"""The article whose page is measured: the first of the seeds, with pinyin above."""
_OPEN = build_opener(ProxyHandler({})).open


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  what commands are for


def machine() -> str:
    """``2 cores, Intel(R) Xeon(R) …``"""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} cores, {model[1].strip() if model else 'unknown processor'}"


def free_port() -> int:
    """Not one of those that the system gives to whoever connects: while nobody listens there, somebody who asks for a page
    might be given it, and would speak to itself."""
    while True:
        port = random.SystemRandom().randrange(15_000, 30_000)
        with contextlib.suppress(OSError), contextlib.closing(socket.create_server(("127.0.0.1", port))):
            return port


def get(address: str, **headers: str) -> tuple[int, Message, bytes]:
    """On a connection of its own, so that any worker may answer. Errors of HTTP are answers, too."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with _OPEN(Request(address, headers=said), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SSL_CERT_FILE") if name in os.environ}
    own = {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "site_app.settings", "LOG_LEVEL": "ERROR"}
    return {**kept, **own, "NARRATION_ENGINE": "device", "PYTHONPATH": str(ROOT), **more}


def python(folder: Path, *arguments: str, **more: str) -> str:
    """What a program of ours says, run on the site in the folder."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(folder, **more), capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)[:80]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


class Site:
    """The site of a folder behind granian, as `make run` starts it, in a process group of its own."""

    def __init__(self, folder: Path, *, app: str = "site_app.wsgi:application", port: int = 0, **more: str) -> None:
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--no-ws",
                   "--workers-kill-timeout", "5", "--host", "127.0.0.1", "--port", str(self.port), app]  # fmt: skip
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  closed with the process
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=LEAN | environment(folder, **more),
            stdout=self._log,
            stderr=self._log,
            process_group=0,
        )

    def __enter__(self) -> "Site":
        self.until_it_answers("/healthz")
        return self

    def __exit__(self, *_: Any) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
        self._log.close()

    def kill(self) -> None:
        """All its processes at one blow."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._log.close()

    def until_it_answers(self, path: str, seconds: float = 60) -> float:
        """Seconds until the page was there."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self.process.poll() is not None:
                self._log.seek(0)
                raise SystemExit(f"the site did not start:\n{self._log.read().decode()[-2000:]}")
            with contextlib.suppress(OSError):
                if get(self.address + path)[0] == 200:
                    return time.monotonic() - begun
            time.sleep(0.01)
        raise TimeoutError(f"{path} did not answer within {seconds} s")

    def workers(self) -> list[int]:
        """Processes that answer, by id."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [pid for pid in map(int, children) if "resource_tracker" not in _command(pid)]

    def megabytes(self) -> list[float]:
        """Resident memory of each worker."""
        return [_resident(pid) for pid in self.workers()]


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def _resident(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


@contextlib.contextmanager
def nginx(configuration: str) -> Iterator[None]:
    """With two workers. `configuration` is what stands in `http`; ``{folder}`` in it is a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        places = " ".join(
            f"{kind}_temp_path {name}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        file = folder / "nginx.conf"
        file.write_text(
            f"daemon off; worker_processes 2; pid {name}/pid; error_log {name}/error.log;\n{'user root;' if os.geteuid() == 0 else ''}\n"
            f"events {{ worker_connections 1024; }}\nhttp {{ access_log off; {places}\n{configuration.replace('{folder}', name)}\n}}\n"
        )
        process = subprocess.Popen([NGINX, "-c", str(file), "-e", f"{name}/error.log"])
        try:
            time.sleep(0.5)
            if process.poll() is not None:
                raise SystemExit((folder / "error.log").read_text())
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def in_front(port: int, site: int) -> str:
    """docker/nginx.conf, what stands in its `http`, on this port before a site on that one."""
    whole = (ROOT / "docker" / "nginx.conf").read_text()
    inside = whole[whole.index("http {") + 6 : whole.rindex("}")]
    ours = re.sub(r"^\s*(include|access_log|\w+_temp_path|resolver) .*$", "", inside, flags=re.MULTILINE)
    ours = ours.replace("/var/cache/nginx", "{folder}").replace("listen 8080", f"listen 127.0.0.1:{port}")
    return ours.replace("http://web:8000", f"http://127.0.0.1:{site}")


def wrk(address: str, *, seconds: float = 3, script: str = "", **headers: str) -> tuple[float, int]:
    """(requests a second, answers that were errors) of 16 connections."""
    said = [part for name, value in headers.items() for part in ("-H", f"{name.replace('_', '-')}: {value}")]
    given = ["-s", script] if script else []
    command = ["wrk", "-t2", "-c16", f"-d{seconds:g}s", *said, *given, address]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output)
    if not rate:
        raise SystemExit(output)
    return float(rate[1]), int(wrong[1] if wrong else 0) + sum(map(int, lost.groups() if lost else ()))


def middle(values: list[float]) -> float:
    return median(values)
