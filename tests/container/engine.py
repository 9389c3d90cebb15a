"""How is a container built and run on a machine that has no Docker engine running and reaches no registry of images?

Debian's dockerd runs on a socket of its own, in a mount namespace of its own, and leaves the machine's network alone. The
base images are made of Debian's packages; that official ones are not tried here is the price.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

ROOT = Path(__file__).resolve().parents[2]
_OPEN = build_opener(ProxyHandler({})).open
PATIENCE = 120
"""Seconds that anything may take on a busy machine."""
_BASE_PACKAGES = "python3-minimal,python3-venv,ca-certificates"
_SLIM = ("path-exclude=/usr/share/man/*", "path-exclude=/usr/share/locale/*", "path-exclude=/usr/share/doc/*",
         "path-include=/usr/share/doc/*/copyright", "force-unsafe-io")  # fmt: skip


def run(*command: str, **options: Any) -> str:
    """The command's output; when it fails, the end of what it said is in the error."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        raise AssertionError(
            f"{' '.join(command[:6])} … ended with {done.returncode}:\n{(done.stdout + done.stderr)[-3000:]}"
        )
    return done.stdout


def kept_base() -> Path:
    """Where the base image is kept from one run to the next."""
    folder = Path(os.environ.get("CONTAINER_CACHE", "/var/cache/site-container-tests"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "trixie.tar"


class Engine:
    """A Docker engine that ends with the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        socket = folder / "docker.sock"
        self.environment = {
            **os.environ,
            "DOCKER_HOST": f"unix://{socket}",
            "DOCKER_CONFIG": str(folder / "config"),
            "DOCKER_BUILDKIT": "1",
        }
        (folder / "config").mkdir()
        (folder / "config" / "config.json").write_text("{}")
        # Debian's client carries BuildKit; another one earlier on PATH may lack it.
        listed = run("dpkg", "-L", "docker.io").splitlines()
        self._client = next(path for path in listed if path.endswith("bin/docker"))
        self._compose = shutil.which("docker-compose", path=str(Path(sys.executable).parent)) or "docker-compose"
        self._log = (folder / "dockerd.log").open("w")
        places = {"host": f"unix://{socket}", "data-root": folder / "engine", "exec-root": folder / "exec",
                  "pidfile": folder / "dockerd.pid", "bridge": "none"}  # fmt: skip
        options = [part for name, value in places.items() for part in (f"--{name}", str(value))]
        options += [f"--{name}=false" for name in ("iptables", "ip6tables", "ip-forward", "ip-masq")]
        self._process = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "dockerd", *options], stdout=self._log, stderr=self._log
        )
        try:
            until(self._answers, PATIENCE, "the engine answers")
        except AssertionError as error:
            said = (folder / "dockerd.log").read_text().strip().splitlines()
            self._end()
            raise AssertionError("\n".join([str(error), *said[-3:]])) from None

    def _answers(self) -> bool:
        assert self._process.poll() is None, "the engine has ended"
        done = subprocess.run([self._client, "version"], env=self.environment, capture_output=True)
        return done.returncode == 0

    def docker(self, *arguments: str) -> str:
        return run(self._client, *arguments, env=self.environment)

    def compose(self, *arguments: str, **variables: str) -> str:
        command = (self._compose, "--project-directory", str(ROOT), "--profile", "scale", *arguments)
        return run(*command, env={**self.environment, **variables})

    def build(self, tag: str, folder: Path, *arguments: str) -> None:
        """The machine's own certificates go along as a secret, for registries behind them."""
        bundle = os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt")
        (self.folder / "pip.conf").write_text("[global]\ncert = /run/ca-bundle.crt\n")
        secrets = (f"id=pip_conf,src={self.folder / 'pip.conf'}", f"id=ca_bundle,src={bundle}")
        given = [part for secret in secrets for part in ("--secret", secret)]
        self.docker("build", "--network", "host", "--progress", "plain", *given, "--tag", tag, *arguments, str(folder))

    def base(self, tag: str, kept: Path) -> None:
        """Import Debian with Python; made once, and kept at `kept`."""
        if not kept.exists():
            options = [f"--dpkgopt={option}" for option in _SLIM]
            unfinished = kept.with_suffix(".unfinished.tar")
            run(
                "mmdebstrap",
                "--quiet",
                "--variant=minbase",
                f"--include={_BASE_PACKAGES}",
                *options,
                "trixie",
                str(unfinished),
            )
            unfinished.rename(kept)
        self.docker("import", "--change", 'CMD ["python3"]', str(kept), tag)

    def inspect(self, name: str) -> Any:
        return json.loads(self.docker("inspect", name))[0]

    def is_healthy(self, name: str) -> bool:
        return bool(self.inspect(name)["State"]["Health"]["Status"] == "healthy")

    def close(self) -> None:
        try:
            for name in self.docker("ps", "--all", "--quiet").split():
                self.docker("rm", "--force", "--volumes", name)
        finally:
            self._end()

    def _end(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def until(holds: Any, seconds: float, what: str) -> None:
    """Wait until it holds; fails when it takes longer."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.2)


def get(address: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Status and body; 0 when nobody answers."""
    try:
        with _OPEN(Request(address, headers=headers or {}), timeout=20) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()
    except (URLError, OSError):
        return 0, b""
