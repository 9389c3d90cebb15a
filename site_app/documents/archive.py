"""Which files does a zip hold, and may any of them be unpacked?

A zip is refused as a whole for what no honest packer makes. Sizes are counted while unpacking: what a zip says of itself
is not believed.
"""

import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from site_app.documents.errors import DocumentError
from site_app.message import Message

MAX_MEMBERS = 2_000
MAX_MEMBER = 20 * 1024**2
"""Bytes of one file."""
MAX_TOTAL = 200 * 1024**2
"""Bytes of all files."""
MAX_RATIO = 200
"""How many times larger than its packed bytes a file may be; text packs to a fifth, blank pictures to a hundredth."""
SMALL = 1024**2
"""Bytes below which the ratio is nobody's concern."""
_MAX_NAME = 200
_END_OF_DIRECTORY = b"PK\x05\x06"
_JUNK = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)")
_NESTED = re.compile(r"\.(zip|jar|7z|rar|tar|tgz|gz|bz2|xz|zst|cab|iso|apk|epub|odt|xlsx|pptx)$", re.IGNORECASE)
_PACKED = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_ENCRYPTED, _UTF_8 = 0x1, 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive, with a name that is a plain relative path."""

    name: str
    info: zipfile.ZipInfo


class Archive:
    """A zip whose list of files has been looked through. Raises DocumentError, which names the file and the reason."""

    def __init__(self, stream: BinaryIO, name: str, *, largest: int = MAX_MEMBER, total: int = MAX_TOTAL) -> None:
        self.name = name
        self._largest, self._left = largest, total
        _check_count(stream, name)
        try:
            # Names that are not marked as UTF-8 are GBK where Chinese Windows packed them.
            self._zip = zipfile.ZipFile(stream, metadata_encoding="gb18030")
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError, OSError, struct.error):
            raise self._refusal("", Message("不是完好的 zip 文件")) from None
        if sum(info.file_size for info in infos) > total:
            raise self._refusal("", Message("解压以后超过了 %(limit)s MB 的上限", limit=total // 1024**2))
        self.members = list(self._checked(infos))

    def read(self, member: Member) -> bytes:
        """The bytes of a file, as many as its entry says and the limits allow."""
        data = bytearray()
        try:
            with self._zip.open(member.info) as file:
                while some := file.read(min(64 * 1024, self._largest + 1 - len(data))):
                    data += some
                    self._check_size(member, len(data))
        except DocumentError:
            raise
        except Exception:
            # Damaged members raise whatever their decoder stumbles over.
            raise self._refusal(member.name, Message("文件在 zip 里已经损坏")) from None
        self._left -= len(data)
        return bytes(data)

    def peek(self, member: Member) -> bytes:
        """The first bytes of a file, which tell its kind; none of one that is damaged."""
        try:
            with self._zip.open(member.info) as file:
                return file.read(8)
        except Exception:
            return b""

    def _check_size(self, member: Member, size: int) -> None:
        if size > self._largest:
            raise self._refusal(
                member.name, Message("解压以后超过了 %(limit)s MB 的上限", limit=self._largest // 1024**2)
            )
        if size > self._left:
            raise self._refusal(member.name, Message("zip 解压以后的总大小超过了上限"))
        if size > SMALL and size > MAX_RATIO * max(member.info.compress_size, 1):
            raise self._refusal(member.name, Message("压缩得太厉害，像是压缩炸弹"))

    def _checked(self, infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
        seen: set[str] = set()
        for info in infos:
            name = self._plain_path(info)
            # Some file systems know no capitals.
            if name.casefold() in seen:
                raise self._refusal(name, Message("同名的文件有两个"))
            seen.add(name.casefold())
            if info.is_dir():
                continue
            self._check_kind(name, info)
            if not _JUNK.search(name):
                yield Member(name, info)

    def _plain_path(self, info: zipfile.ZipInfo) -> str:
        # What zipfile makes of a name is not what others read: a NUL cuts it, a backslash divides it.
        name = info.orig_filename
        if not name or len(name) > _MAX_NAME:
            raise self._refusal(name[:_MAX_NAME], Message("文件名是空的或者太长"))
        if not name.isprintable():
            raise self._refusal(name, Message("文件名里有控制字符"))
        if "\\" in name or ":" in name or name.startswith("/"):
            raise self._refusal(name, Message("文件名不是普通的相对路径（有反斜杠、盘符或者以 / 开头）"))
        parts = name.removesuffix("/").split("/")
        if any(part in ("", ".", "..") or part != part.strip() for part in parts):
            raise self._refusal(name, Message("文件名指到别的目录（有“..”、空的或多余的一段）"))
        return name

    def _check_kind(self, name: str, info: zipfile.ZipInfo) -> None:
        mode = info.external_attr >> 16
        if mode and not (stat.S_ISREG(mode) or stat.S_IFMT(mode) == 0):
            raise self._refusal(name, Message("是符号链接或特殊文件，不是普通文件"))
        if info.flag_bits & _ENCRYPTED:
            raise self._refusal(name, Message("加了密码；请去掉密码再打包"))
        if info.compress_type not in _METHODS:
            raise self._refusal(name, Message("用了不支持的压缩方法"))
        if info.file_size > self._largest:
            raise self._refusal(name, Message("解压以后超过了 %(limit)s MB 的上限", limit=self._largest // 1024**2))
        if info.file_size > SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise self._refusal(name, Message("压缩得太厉害，像是压缩炸弹"))

    def _refusal(self, member: str, why: str) -> DocumentError:
        return DocumentError(f"{self.name}/{member}" if member else self.name, 1, 1, why)


def is_packed(name: str, data: bytes) -> bool:
    """Whether a file is an archive in its turn; Word files are zips, too, and are known by their suffix."""
    is_word = PurePosixPath(name).suffix.lower() in (".docx", ".docm", ".dotx", ".dotm")
    return not is_word and (_NESTED.search(name) is not None or data.startswith(_PACKED))


def _check_count(stream: BinaryIO, name: str) -> None:
    """Before a million entries are read: each costs half a kilobyte of memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        raise DocumentError(name, 1, 1, Message("不是完好的 zip 文件"))
    entries, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    # A directory longer than its entries can be, and the marks of zip64, stand for numbers that do not fit.
    if entries > MAX_MEMBERS or directory > MAX_MEMBERS * (46 + 3 * _MAX_NAME):
        raise DocumentError(name, 1, 1, Message("zip 里的文件超过了%(limit)s个", limit=MAX_MEMBERS))
