"""How does a test open the book of an article?"""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from site_app.articles.models import Article

XHTML, SMIL = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/ns/SMIL}"
OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
HOSTILE = '甲<b>&"\x07\x0b乙]]>'
MakeHeard = Callable[..., Article]


def answer(client, article: Article, **options: Any) -> Any:
    """The response; its `body` is what was sent."""
    response = client.get(f"/articles/{article.slug}/book.epub", **options)
    response.body = response.getvalue()
    return response


def book(client, article: Article) -> ZipFile:
    return ZipFile(BytesIO(answer(client, article).body))


def page(opened: ZipFile) -> Element:
    return fromstring(opened.read("text.xhtml"))


def ids(element: Element) -> set[str | None]:
    return {found.get("id") for found in element.iter()}


def clips(opened: ZipFile) -> list[tuple[str, float, float]]:
    """(what lights up, from, up to), in seconds."""
    found = []
    for par in fromstring(opened.read("overlay.smil")).iter(f"{SMIL}par"):
        text, audio = par
        begin, end = (float(audio.get(name, "").removesuffix("s")) for name in ("clipBegin", "clipEnd"))
        found.append((text.get("src", "").removeprefix("text.xhtml#"), begin, end))
    return found


def meta(opened: ZipFile, name: str) -> list[str]:
    package = fromstring(opened.read("package.opf"))
    return [found.text or "" for found in package.iter(f"{OPF}meta") if found.get("property") == name]
