"""Where does a command read its text from?"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


@contextmanager
def opened(file: str | None) -> Iterator[BinaryIO]:
    """The file, or standard input for None. Raises CommandError, in one line, for a file that cannot be read."""
    if file is None:
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(file).open("rb"))
        except OSError as error:
            raise CommandError(_("%(file)s：无法读取（%(why)s）。") % {"file": file, "why": error.strerror}) from error
        yield stream
