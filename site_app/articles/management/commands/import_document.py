"""How do files from outside become drafts?"""

import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _

from site_app.articles.importing import Outcome, import_documents
from site_app.articles.lexicon import lexicon
from site_app.articles.management.address import site_address
from site_app.articles.management.tables import check_tables

if TYPE_CHECKING:
    from site_app.documents import Document


class Command(BaseCommand):
    help = "把文件导入为草稿：带front matter的Markdown、纯文本、汉(hàn)字(zì)对照文本、纯拼音文本。有一个文件出错就什么也不导入。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        from site_app.documents import DocumentError

        check_tables()
        documents, errors = [], []
        for file in files:
            try:
                documents.append(read(file))
            except DocumentError as error:
                errors.append(str(error))
        try:
            outcomes = import_documents(documents) if not errors else []
        except ValidationError as error:
            errors.append(" ".join(error.messages))
        if errors:
            for line in errors:
                self.stderr.write(line)
            sys.exit(1)
        for document, outcome in zip(documents, outcomes, strict=True):
            self._tell(document, outcome)

    def _tell(self, document: "Document", outcome: Outcome) -> None:
        place = outcome.article and reverse("admin:articles_article_change", args=[outcome.article.pk])
        self.stdout.write(f"{outcome.message} {site_address()}{place}" if place else outcome.message)
        for note in document.notes:
            self.stdout.write(f"  {note}")


def read(file: str) -> "Document":
    """The document in a file, as a draft. Raises DocumentError for whatever keeps it from being read."""
    from site_app.documents import MAX_BYTES, DocumentError, check_size, read_document

    path, name = Path(file), printable(file)
    try:
        if path.is_dir():
            raise DocumentError(name, 1, 1, _("这是目录，不是文件"))
        check_size(path.stat().st_size, name)
        # A device has no size and no end.
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(name, 1, 1, _("无法读取：%(why)s") % {"why": error.strerror}) from error
    return replace(read_document(data, name, lexicon()), key=key_of(path), published=False)


def printable(name: str) -> str:
    """The name of a file, which may hold any bytes, with those that are no UTF-8 as ``\\xff``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def key_of(path: Path) -> str:
    """The same for the same file, however its path is typed; another for a file of this name in another folder."""
    folder = hashlib.sha256(os.fsencode(path.resolve().parent)).hexdigest()[:12]
    return f"{printable(path.name)[:200]}@{folder}"
