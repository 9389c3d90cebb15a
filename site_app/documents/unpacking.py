"""What is in an uploaded file? Run as a process of its own, which may die of it.

``python -m site_app.documents.unpacking SOURCE NAME FOLDER FIRST`` reads the file SOURCE, whose uploader called it NAME,
and writes what it finds into FOLDER, each file under a number. Standard output has one line of JSON for each file:
``{"at": name}`` before it is looked at, then what it is; the last line is ``{"done": true}``. FIRST is the number of the member with which to begin: whoever
asks again after a death goes on behind it.
"""

import json
import resource
import sys
import time
from pathlib import Path, PurePosixPath
from typing import Any

from site_app.documents.archive import MAX_TOTAL, Archive, is_packed
from site_app.documents.decoding import MAX_BYTES
from site_app.documents.errors import DocumentError
from site_app.message import Message, as_data

MEMORY = 300 * 1024**2
"""Bytes of address space."""
SECONDS = 10
"""Of processor time for each file."""
MAX_PICTURE = 10 * 1024**2
"""Bytes."""
TEXTS = (".md", ".markdown", ".txt")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc")


def main(source: str, name: str, folder: str, first: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _Unpacking(Path(folder)).unpack(Path(source), name, first)
    _tell(done=True)


class _Unpacking:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._left = MAX_TOTAL - sum(path.stat().st_size for path in folder.iterdir())

    def unpack(self, source: Path, name: str, first: int) -> None:
        if PurePosixPath(name).suffix.lower() != ".zip":
            if first == 0:
                _tell(at=name)
                self._take(name, source.read_bytes, 0)
            return
        with source.open("rb") as stream:
            try:
                archive = Archive(stream, name)
                for member in archive.members:
                    if is_packed(member.name, archive.peek(member)):
                        raise DocumentError(f"{name}/{member.name}", 1, 1, Message("zip 里又有压缩包；请先解开"))
            except DocumentError as error:
                why = error.message
                if error.name != name:
                    why = Message("%(why)s；所以整个 zip 都没有读", why=why)
                _tell(refused=error.name, why=as_data(why))
                return
            for number, member in enumerate(archive.members):
                if number >= first:
                    _tell(at=member.name)
                    self._take(member.name, lambda: archive.read(member), number)  # noqa: B023  called at once

    def _take(self, name: str, read: Any, number: int) -> None:
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, resource.RLIM_INFINITY))
        try:
            self._look(name, read, number)
        except DocumentError as error:
            _tell(refused=name, why=as_data(error.message))
        except (MemoryError, RecursionError):
            _tell(refused=name, why=as_data(Message("读它要用太多内存")))

    def _look(self, name: str, read: Any, number: int) -> None:
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in TEXTS:
            data = read()
            if len(data) > MAX_BYTES:
                raise DocumentError(name, 1, 1, Message("文字超过了 %(limit)s MB 的上限", limit=MAX_BYTES // 1024**2))
            _tell(text=name, kept=self._keep(f"{number}", data))
        elif suffix in PICTURES:
            _tell(picture=name, kept=self._keep(f"{number}", _small_enough(name, read())))
        elif suffix in WORD:
            self._read_word(name, read(), number)
        else:
            raise DocumentError(name, 1, 1, Message("不认识这种文件；可以上传 .docx、.md、.txt、图片，或者它们的 .zip"))

    def _read_word(self, name: str, data: bytes, number: int) -> None:
        from site_app.documents.word import read_word

        word = read_word(data, name, f".word-{number}/")
        for place, (address, picture) in enumerate(word.pictures.items()):
            # Their names are found beside the document, as those of a zip are.
            at = str(PurePosixPath(name).parent / address)
            _tell(picture=at, kept=self._keep(f"{number}-{place}", _small_enough(name, picture)), inside=name)
        kept = self._keep(f"{number}", word.markdown.encode())
        _tell(text=name, kept=kept, notes=[as_data(note) for note in word.notes], is_markdown=True)

    def _keep(self, name: str, data: bytes) -> str:
        self._left -= len(data)
        if self._left < 0:
            raise DocumentError(
                name, 1, 1, Message("全部解开以后超过了 %(limit)s MB 的上限", limit=MAX_TOTAL // 1024**2)
            )
        (self._folder / name).write_bytes(data)
        return name


def _small_enough(name: str, data: bytes) -> bytes:
    if len(data) > MAX_PICTURE:
        raise DocumentError(name, 1, 1, Message("图片超过了 %(limit)s MB 的上限", limit=MAX_PICTURE // 1024**2))
    return data


def _tell(**line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
