"""What does a Word file say, as Markdown?

mammoth reads what the styles mean (headings, lists, tables, footnotes) and leaves the looks; `word_markdown` writes it.
To be called in a process that may die: the file is somebody else's, and its readers are large.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

import mammoth

from site_app.documents.archive import Archive
from site_app.documents.errors import DocumentError
from site_app.documents.word_markdown import to_markdown
from site_app.documents.word_safety import MAX_XML, check_word, why_not_word
from site_app.message import Message
from site_app.pinyin.notation import parse_readings

_MAX_PICTURES = 100
_MAX_PART, _MAX_PARTS = 20 * 1024**2, 60 * 1024**2  # bytes
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='标题 1'] => h1:fresh
p[style-name='标题 2'] => h2:fresh
p[style-name='标题 3'] => h3:fresh
p[style-name='标题 4'] => h4:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='引用'] => blockquote > p:fresh
p[style-name='明显引用'] => blockquote > p:fresh
p[style-name='TOC Heading'] => !
p[style-name^='toc '] => !
strike =>
"""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class WordText:
    markdown: str
    pictures: dict[str, bytes]
    """By the address that the Markdown gives them."""
    notes: tuple[str, ...]
    """What the editor should know, one sentence each."""


def read_word(data: bytes, name: str, pictures_at: str = "") -> WordText:
    """The words, headings, lists, tables, footnotes and pictures of a .docx. Raises DocumentError.

    `pictures_at` is where the pictures are said to lie: ``images/`` gives ``images/1.png``.
    """
    if name.lower().endswith((".docm", ".dotm")):
        raise DocumentError(name, 1, 1, Message("里面有宏；请另存为不带宏的 .docx"))
    if why := why_not_word(data):
        raise DocumentError(name, 1, 1, why)
    parts = check_word(Archive(BytesIO(data), name, largest=_MAX_PART, total=_MAX_PARTS))
    document = _main_part(parts)
    if document in parts and b"ruby" in parts[document]:
        parts[document] = _with_inline_readings(parts[document])
    pictures = _Pictures(pictures_at)
    try:
        html = mammoth.convert_to_html(
            _packed(parts),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(pictures.take),
        )
        markdown = to_markdown(html.value)
    except (MemoryError, DocumentError):
        raise
    except RecursionError:
        raise DocumentError(name, 1, 1, Message("嵌套得太深")) from None
    except Exception:
        # What a broken file makes of the converter has many names.
        raise DocumentError(name, 1, 1, Message("Word 文件已经损坏，读不出来")) from None
    return WordText(markdown, pictures.found, tuple(_notes(parts, pictures)))


def _main_part(parts: dict[str, bytes]) -> str:
    return "word/document.xml" if "word/document.xml" in parts else ""


def _packed(parts: dict[str, bytes]) -> BytesIO:
    """A zip of what was looked through and nothing else."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    out.seek(0)
    return out


class _Pictures:
    def __init__(self, at: str) -> None:
        self._at = at
        self.found: dict[str, bytes] = {}
        self.left_out = 0
        self.without_description = 0

    def take(self, image: Any) -> dict[str, str]:
        if len(self.found) >= _MAX_PICTURES:
            self.left_out += 1
            return {"src": ""}
        if not (image.alt_text or "").strip():
            self.without_description += 1
        with image.open() as opened:
            data = opened.read()
        suffix = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}
        kind = suffix.get(image.content_type, PurePosixPath(f"x.{image.content_type.rpartition('/')[2]}").suffix)
        address = f"{self._at}{len(self.found) + 1}{re.sub(r'[^a-z0-9.]', '', kind.lower()) or '.bin'}"
        self.found[address] = data
        return {"src": address}


def _notes(parts: dict[str, bytes], pictures: _Pictures) -> Iterator[str]:
    if pictures.without_description:
        yield Message(
            "有%(without_description)s张图片没有说明，要补上", without_description=pictures.without_description
        )
    if pictures.left_out:
        yield Message(
            "图片超过了%(limit)s张，后面的%(left_out)s张没有导入", limit=_MAX_PICTURES, left_out=pictures.left_out
        )
    if "word/comments.xml" in parts:
        yield Message("Word 的批注没有导入")
    if any(name.startswith("word/charts/") for name in parts):
        yield Message("图表没有导入；请把它存成图片再插入")


def _with_inline_readings(xml: bytes) -> bytes:
    """Word's phonetic guide (拼音指南) as inline readings; mammoth would drop the characters with it."""
    root = ElementTree.fromstring(xml)
    for run in root.iter(f"{_W}r"):
        if (ruby := run.find(f"{_W}ruby")) is None:
            continue
        place = list(run).index(ruby)
        run.remove(ruby)
        text = ElementTree.Element(f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = _read_aloud(_texts(ruby, "rubyBase"), _texts(ruby, "rt"))
        run.insert(place, text)
    out = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return out if len(out) <= 2 * MAX_XML else xml


def _texts(ruby: ElementTree.Element, part: str) -> str:
    found = ruby.find(f"{_W}{part}")
    return "".join(text.text or "" for text in found.iter(f"{_W}t")) if found is not None else ""


def _read_aloud(word: str, reading: str) -> str:
    """The word with its reading where it is one, ``{卒|cù}``; else the word."""
    try:
        parse_readings(word, reading)
    except ValueError:
        return word
    return f"{{{word}|{reading.strip()}}}"
