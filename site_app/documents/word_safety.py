"""What in a Word file reaches beyond its words, so that the file is not taken in?"""

import re
from pathlib import PurePosixPath
from xml.parsers import expat

from site_app.documents.archive import Archive, Member
from site_app.documents.document import MAX_BODY, refuse_longer
from site_app.documents.errors import DocumentError
from site_app.message import Message

MAX_XML = 8 * 1024**2
"""Bytes of one part: some 200,000 characters with their formatting, and the converter keeps it as a tree."""
MAX_DEPTH = 120
MAX_PAGES = 1_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FIELDS = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD)\b", re.IGNORECASE)
_MACROS = re.compile(r"vbaproject|vbadata|activex", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"macroEnabled|vbaProject|activeX", re.IGNORECASE)
_BEYOND = {
    "attachedTemplate": Message("引用了外部的模板"),
    "oleObject": Message("嵌着别的程序的对象（OLE）"),
    "package": Message("嵌着别的文件"),
    "control": Message("嵌着控件"),
    "aFChunk": Message("嵌着别的文档（altChunk）"),
    "subDocument": Message("引用了子文档"),
    "frame": Message("引用了外部的网页"),
    "mailMergeSource": Message("引用了外部的数据"),
    "mailMergeHeaderSource": Message("引用了外部的数据"),
    "vbaProject": Message("里面有宏"),
}
"""Kinds of relationships that are refused, wherever they lead."""


def why_not_word(data: bytes) -> str | None:
    """Why a file that is no zip cannot be a Word file that is read; None for a zip."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return Message("加了密码；请在 Word 里去掉密码再上传")
        return Message("是旧的 .doc 格式；请在 Word 里另存为 .docx")
    return None if data.startswith(b"PK") else Message("不是 Word 文件，只是叫这个名字")


def check_word(archive: Archive) -> dict[str, bytes]:
    """The parts of the file by their names. Raises DocumentError for whatever is more than words, tables and pictures."""
    parts: dict[str, bytes] = {}
    for member in archive.members:
        if _MACROS.search(member.name):
            raise _error(archive, Message("里面有宏；请另存为不带宏的 .docx"))
        if member.name.startswith("word/embeddings/"):
            raise _error(archive, Message("嵌着别的文件"))
        parts[member.name] = archive.read(member)
        if _is_xml(member, parts[member.name]):
            _Scan(archive, member.name).scan(parts[member.name])
    if "[Content_Types].xml" not in parts or not any(name.startswith("word/") for name in parts):
        raise _error(archive, Message("不是 Word 文件，只是叫这个名字"))
    return parts


def _is_xml(member: Member, data: bytes) -> bool:
    """By name or by look: a part's type is written elsewhere and could be anything."""
    if PurePosixPath(member.name).suffix.lower() in (".xml", ".rels"):
        return True
    return data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith((b"<?xml", b"<\0?\0x\0m\0l", b"<!DOCTYPE"))


def _error(archive: Archive, why: str) -> DocumentError:
    return DocumentError(archive.name, 1, 1, why)


class _Scan:
    """Reads one part without keeping it."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._archive, self._part = archive, part
        self._depth = 0
        self._text: list[str] | None = None
        self._kind = ""
        self._length = 0

    def scan(self, xml: bytes) -> None:
        if len(xml) > MAX_XML:
            raise _error(
                self._archive,
                Message(
                    "太长了（%(part)s 有 %(megabytes)s MB）；请分成几篇",
                    part=self._part,
                    megabytes=len(xml) // 1024**2,
                ),
            )
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_dtd
        parser.EntityDeclHandler = self._refuse_dtd
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        try:
            parser.Parse(xml, True)
        except expat.ExpatError:
            raise _error(self._archive, Message("已经损坏（%(part)s 不是完好的 XML）", part=self._part)) from None

    def _refuse_dtd(self, *_declared: object) -> None:
        raise _error(self._archive, Message("%(part)s 里有 DTD 或实体声明，Word 不会写这些", part=self._part))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _error(self._archive, Message("嵌套得太深（%(part)s）", part=self._part))
        kind = self._kind = name.rpartition(" ")[2]
        if kind == "Relationship":
            self._check_relationship(attributes)
        elif kind in ("Override", "Default") and _MACRO_TYPE.search(attributes.get("ContentType", "")):
            raise _error(self._archive, Message("里面有宏；请另存为不带宏的 .docx"))
        elif kind == "altChunk":
            raise _error(self._archive, _BEYOND["aFChunk"])
        elif kind == "OLEObject":
            raise _error(self._archive, _BEYOND["oleObject"])
        elif kind == "fldSimple":
            self._check_field(next((value for key, value in attributes.items() if key.endswith("instr")), ""))
        elif kind in ("instrText", "Pages"):
            self._text = []

    def _data(self, text: str) -> None:
        if self._kind == "t" and self._part == "word/document.xml":
            self._length += len(text)
            refuse_longer(Message("正文"), self._length, MAX_BODY, self._archive.name)
        if self._text is not None:
            self._text.append(text)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._text is None:
            return
        text, self._text = "".join(self._text), None
        if self._kind == "Pages":
            self._check_pages(text)
        else:
            self._check_field(text)

    def _check_pages(self, text: str) -> None:
        if text.strip().isdecimal() and int(text.strip()[:9]) > MAX_PAGES:
            raise _error(
                self._archive,
                Message("有%(pages)s页，超过了%(limit)s页的上限", pages=text.strip()[:9], limit=MAX_PAGES),
            )

    def _check_field(self, instruction: str) -> None:
        if found := _FIELDS.match(instruction):
            raise _error(self._archive, Message("引用了外部的内容（域 %(field)s）", field=found[1].upper()))

    def _check_relationship(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind in _BEYOND:
            raise _error(self._archive, _BEYOND[kind])
        if attributes.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            what = Message("图片") if kind == "image" else Message("内容")
            raise _error(self._archive, Message("引用了外部的%(what)s；请把它放进文件里再上传", what=what))
        if kind != "hyperlink" and re.match(r"(?i)[a-z][a-z0-9+.-]*:|//|\\", attributes.get("Target", "")):
            raise _error(self._archive, Message("引用了外部的内容"))
