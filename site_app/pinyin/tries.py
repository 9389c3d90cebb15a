"""How is a compiled trie put where other processes may be reading?"""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import marisa_trie


def write(path: Path, trie: "marisa_trie.Trie | marisa_trie.BytesTrie") -> None:
    """Write beside and rename, so that a process never maps half a file. Whoever runs the site may read it."""
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        trie.save(name)
        unfinished.chmod(0o644)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
