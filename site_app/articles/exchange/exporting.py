"""How do articles leave as a zip of Markdown with their pictures, that comes back in as the same editions?

The same articles give the same bytes: names in order, one date for all, nothing of the machine. One article is in memory
at a time.
"""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO, cast

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from site_app.articles.drafting import current_edition
from site_app.articles.exchange.pictures import address_of, stored_names
from site_app.articles.exchange.saying import author_of, sources_of
from site_app.articles.models import Article, Edition, Image
from site_app.documents import UNWANTED, Document, Picture, write_exactly

_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold."""
_PIECE = 64 * 1024


class _Sink:
    """Takes what zipfile writes until somebody fetches it; cannot be wound back, so sizes stand behind each file."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        pass

    def fetched(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held


def export(articles: Iterable[Article], *, live: bool = False) -> Iterator[bytes]:
    """The zip, piece by piece. `live` takes what readers see instead of what an editor continues from."""
    sink = _Sink()
    pictures: set[str] = set()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w", zipfile.ZIP_DEFLATED) as packed:
        for slug, pk in sorted((article.slug, article.pk) for article in articles):
            if edition := _edition(Article(pk=pk), live=live):
                pictures.update(stored_names(edition.markdown))
                packed.writestr(_entry(f"{slug}.md"), write_exactly(document_of(edition)))
                yield sink.fetched()
        for name in sorted(pictures):
            if default_storage.exists(name):
                yield from _picture(packed, sink, name)
    yield sink.fetched()


def document_of(edition: Edition) -> Document:
    """Everything that an editor has said in the edition, and where its article belongs."""
    article = edition.article
    names = dict.fromkeys(stored_names(edition.markdown))
    described = Image.objects.filter(file__in=names).exclude(alt="", credit="").order_by("file")
    return Document(
        key=f"{article.slug}.md",
        title=edition.title,
        summary=edition.summary,
        body=edition.markdown,
        slug=article.slug,
        tags=tuple(sorted(article.tags.values_list("name", flat=True))),
        series=article.series.title if article.series else "",
        position=article.position,
        readers=edition.readers,
        level=edition.level,
        author=author_of(edition.written_by),
        sources=sources_of(edition),
        change_note=edition.change_note,
        is_minor=edition.is_minor,
        pictures=tuple(Picture(address_of(str(image.file)), image.alt, image.credit) for image in described),
    )


def reasons_against_exporting(articles: Iterable[Article], *, live: bool = False) -> Iterator[str]:
    """What would not come back as it went, in sentences for the editor."""
    for article in articles:
        edition = _edition(article, live=live)
        if edition is None:
            continue
        said = (edition.title, edition.summary, edition.readers, edition.change_note)
        if any(UNWANTED.search(text) for text in (*said, edition.markdown)):
            yield _("《%(title)s》里有看不见的控制字符，不能导出；请先删去。") % {"title": edition.plain_title}
        elif any(text != text.strip() for text in said):
            yield _("《%(title)s》的标题、摘要、适用人群或修改说明的头尾有空格，不能导出；请先删去。") % {
                "title": edition.plain_title
            }


def _edition(article: Article, *, live: bool) -> Edition | None:
    found = article.editions.live().first() if live else current_edition(article)
    if found is None:
        return None
    return Edition.objects.select_related("article__series", "written_by").get(pk=found.pk)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on whatever machine it is made
    entry.external_attr = 0o644 << 16
    return entry


def _picture(packed: zipfile.ZipFile, sink: _Sink, name: str) -> Iterator[bytes]:
    entry = _entry(str(PurePosixPath(address_of(name)).relative_to("/")))
    entry.compress_type = zipfile.ZIP_STORED  # it is packed already
    with default_storage.open(name) as stored, packed.open(entry, "w") as out:
        while piece := stored.read(_PIECE):
            out.write(piece)
            yield sink.fetched()
