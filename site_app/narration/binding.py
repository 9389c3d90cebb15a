"""What is in the book of an article, and how is it put together?

An EPUB 3 whose text is the view with pinyin above, with Media Overlays: any reading system that knows them reads it aloud
and lights up what it says. The same manuscript always gives the same bytes.
"""

import json
import shutil
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from site_app.articles.models import Image
from site_app.narration.overlay import LitElement, lit_elements
from site_app.narration.sound_files import CUES, MP3
from site_app.rendering import xhtml
from site_app.rendering.xml_text import allowed_in_xml

FORMAT = 3
"""Of the books; counted up when a template or this module changes what is in them."""
_TEMPLATES = "narration/book"
_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can name."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Everything that goes into a book, apart from pictures, whose addresses are those of their bytes."""

    name: str
    """A URN that stays when the article is corrected."""
    address: str
    """Of the article's page, absolute."""
    site_name: str
    title: str
    summary: str
    series: str
    """Plain text, empty where there is none."""
    published: str
    """``2026-01-31T12:00:00Z``"""
    title_html: SafeString
    summary_html: SafeString
    """Empty when the text begins with it."""
    body_html: SafeString
    sound: str
    """Digest of the narration."""
    emergency_number: str
    """The one to call where the site's readers live."""
    emergency_number_said: str
    """``yāo èr líng``"""

    @property
    def digest(self) -> str:
        return sha256(json.dumps([FORMAT, *astuple(self)]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Picture:
    source: str
    """Its address in the article."""
    file: str
    """Its name in the book."""
    content_type: str
    data: bytes


def bind(manuscript: Manuscript, file: Path) -> None:
    """Write the book. Raises OSError when the disk is full or the sound is not there any more."""
    sound = settings.NARRATION_ROOT / "files" / manuscript.sound
    page = xhtml.document(_written("text.html", manuscript))
    pictures = _pictures(xhtml.pictures(page))
    xhtml.show_pictures(page, {picture.source: picture.file for picture in pictures})
    xhtml.resolve_links(page, manuscript.address)
    parts = xhtml.name_sentence_parts(page)
    lit = list(lit_elements(json.loads((sound / CUES).read_text("utf-8")), parts))
    context = {
        "headings": xhtml.headings(page),
        "pictures": pictures,
        "has_drawings": xhtml.has_drawings(page),
        "describes_pictures": xhtml.describes_pictures(page),
        "sound": MP3,
        "lit": [_par(element) for element in lit],
        "duration": _seconds(sum(element.end - element.start for element in lit)),
    }
    with ZipFile(file, "w") as book:
        _add(book, "mimetype", "application/epub+zip", compressed=False)
        for name in ("META-INF/container.xml", "package.opf", "nav.xhtml", "overlay.smil", "book.css"):
            _add(book, name, _written(name.rpartition("/")[2], manuscript, **context))
        _add(book, "text.xhtml", xhtml.written(page))
        for picture in pictures:
            _add(book, picture.file, picture.data, compressed=False)
        with (sound / MP3).open("rb") as narration, book.open(_entry(MP3, compressed=False), "w") as entry:
            shutil.copyfileobj(narration, entry)


def _written(template: str, manuscript: Manuscript, **context: Any) -> str:
    return allowed_in_xml(render_to_string(f"{_TEMPLATES}/{template}", {"book": manuscript, **context}))


def _par(element: LitElement) -> dict[str, str]:
    return {"id": element.id, "start": _seconds(element.start), "end": _seconds(element.end)}


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}s"


def _pictures(sources: Iterable[str]) -> list[_Picture]:
    """Those that are pictures of this site, each once; no other file can get into a book."""
    prefix = settings.MEDIA_URL
    names = {source.removeprefix(prefix): source for source in sources if source.startswith(prefix)}
    stored = (image for image in Image.objects.filter(file__in=names) if image.file.storage.exists(str(image.file)))
    return [_bound(image, names[str(image.file)]) for image in stored]


def _bound(image: Image, source: str) -> _Picture:
    """JPEG and PNG as they are; of WebP, which older reading systems do not show, a PNG or JPEG."""
    path = PurePosixPath(str(image.file))
    with image.file.open("rb") as file:
        data = file.read()
    suffix = path.suffix
    if suffix == ".webp":
        from PIL import Image as Pictures  # a server that only shows articles does without

        out = BytesIO()
        with Pictures.open(BytesIO(data)) as picture:
            suffix = ".png" if picture.has_transparency_data else ".jpg"
            picture.save(out, "PNG" if suffix == ".png" else "JPEG", quality=90)
        data = out.getvalue()
    content_type = {".jpg": "image/jpeg", ".png": "image/png"}[suffix]
    return _Picture(source, f"pictures/{path.with_suffix(suffix).name}", content_type, data)


def _add(book: ZipFile, name: str, data: str | bytes, *, compressed: bool = True) -> None:
    book.writestr(_entry(name, compressed=compressed), data)


def _entry(name: str, *, compressed: bool) -> ZipInfo:
    entry = ZipInfo(name, _NEVER)
    entry.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
    entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same whatever system writes it
    return entry
