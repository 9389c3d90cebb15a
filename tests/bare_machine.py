"""How does a test get a machine whose commands are what the test puts on it?"""

import subprocess
from pathlib import Path


class Machine:
    """A folder of commands; nothing else is found on it. Its visitor runs `script`, and may not install anything."""

    def __init__(self, folder: Path, script: Path) -> None:
        self.folder = folder
        self.script = script
        self.log = folder / "log"
        self.has("id", "echo 1000")

    def has(self, name: str, does: str = ":") -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{does}\n")
        (self.folder / name).chmod(0o755)

    def lets_install(self, installs: str = "") -> None:
        """The visitor is root and has apt-get, whose calls are written down."""
        self.has("id", "echo 0")
        self.has("apt-get", f'echo "$@" >> {self.log}; {installs or ":"}')

    def ensure(self, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.folder), **variables}
        return subprocess.run(["/bin/sh", self.script], env=environment, capture_output=True, text=True)
