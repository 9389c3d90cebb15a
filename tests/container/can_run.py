"""Can this machine run a Docker engine at all? Exit code 3 when not, and one line says why.

What is tried has nothing of the site in it: an engine starts, a base image is made, and a container of it runs, alone and in
a network of its own. What fails after that is the fault of the site's images or of their tests.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

from tests.container.engine import Engine, kept_base

CANNOT = 3


def reason_against() -> str:
    """Empty when a container runs."""
    if os.geteuid():
        return "不是 root"
    try:
        subprocess.run(["unshare", "--mount", "--propagation", "private", "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return "不允许 unshare"
    try:
        engine = Engine(Path(mkdtemp(prefix="container-")))
    except (AssertionError, OSError) as error:
        return f"dockerd 没有启动：{last_line(error)}"
    try:
        engine.base("base", kept_base())
        engine.docker("network", "create", "own")
        for network in ("none", "own"):
            engine.docker("run", "--rm", "--read-only", "--network", network, "base", "python3", "-c", "print(1)")
    except (AssertionError, OSError) as error:
        return f"容器运行不起来：{last_line(error)}"
    finally:
        engine.close()
    return ""


def last_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[-1]


if __name__ == "__main__":
    if found := reason_against():
        sys.stderr.write(f"这台机器运行不了容器引擎：{found}\n")
        sys.exit(CANNOT)
