"""How do the processes of one machine take turns?"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(file: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a file that only one process can hold; raises BlockingIOError when another has it and we do not `wait`.

    The system gives it back when a process ends, however it ends.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
