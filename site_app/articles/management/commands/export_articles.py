"""How do articles leave as a zip that comes back in as the same editions?"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app.articles.exchange.exporting import export, reasons_against_exporting
from site_app.articles.management.tables import check_tables
from site_app.articles.models import Article
from site_app.articles.sign_in_log import exported


class Command(BaseCommand):
    help = "把文章导出为zip：每篇一个带front matter的Markdown文件，加上图片。不写SLUG就导出全部。同样的文章总是得到同样的字节。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG")
        parser.add_argument(
            "--to", default="articles.zip", metavar="FILE", help="写到哪里（articles.zip）；- 是标准输出"
        )
        parser.add_argument("--live", action="store_true", help="导出读者看到的版本，不是正在写的版本")

    def handle(self, *args: Any, slugs: list[str], to: str, live: bool, **options: Any) -> None:
        check_tables()
        articles = Article.objects.filter(slug__in=slugs) if slugs else Article.objects.all()
        known = set(articles.values_list("slug", flat=True))
        if unknown := [slug for slug in slugs if slug not in known]:
            raise CommandError(_("没有这篇文章：%(slugs)s") % {"slugs": _("、").join(unknown)})
        if reasons := list(reasons_against_exporting(articles, live=live)):
            raise CommandError("\n".join(reasons))
        exported(None, len(known))
        if to == "-":
            for piece in export(articles, live=live):
                sys.stdout.buffer.write(piece)
            return
        _write(Path(to), export(articles, live=live))
        self.stdout.write(_("已导出%(count)s篇文章：%(file)s") % {"count": len(known), "file": to})


def _write(path: Path, pieces: Any) -> None:
    """Whole or not at all."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as out:
            out.writelines(pieces)
        unfinished.replace(path)
    except OSError as error:
        raise CommandError(_("%(file)s：无法写入（%(why)s）。") % {"file": path, "why": error.strerror}) from error
    finally:
        unfinished.unlink(missing_ok=True)
