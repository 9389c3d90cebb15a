"""How does somebody at a terminal have articles read?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app.articles.models import Edition
from site_app.narration import narrating, voices
from site_app.narration.models import Narration

WIDTH = 30
"""Characters of the progress bar."""


class Command(BaseCommand):
    help = "现在就生成已发布文章的朗读：逐句生成，读过的句子不再重读。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="文章的网址名；不写就是全部已发布的文章")

    def handle(self, *args: Any, slugs: list[str], **options: Any) -> None:
        if not voices.are_wanted():
            raise CommandError(_("NARRATION_ENGINE=device：本站不生成声音。"))
        editions = Edition.objects.live().select_related("article").order_by("published_at", "pk")
        if slugs:
            editions = editions.filter(article__slug__in=slugs)
            unknown = set(slugs) - {edition.article.slug for edition in editions}
            if unknown:
                raise CommandError(_("没有这样的已发布文章：%(slugs)s") % {"slugs": "、".join(sorted(unknown))})
        speaking = narrating.engine()
        failed = False
        try:
            for narration in narrating.ask_for(editions, again=True):
                narrating.narrate(narration, speaking, self._show)
                failed |= self._report(narration)
        finally:
            speaking.close()
        if failed:
            raise CommandError(_("有朗读没有生成，原因见上。"))

    def _show(self, narration: Narration) -> None:
        """A bar that grows in place; a log that is no terminal gets the results only."""
        if self.stdout.isatty():
            done = WIDTH * narration.spoken // narration.sentences
            bar = "█" * done + "░" * (WIDTH - done)
            self.stdout.write(f"\r{bar} {narration.spoken}/{narration.sentences} {narration}\x1b[K", ending="")
            self.stdout.flush()

    def _report(self, narration: Narration) -> bool:
        start = "\r\x1b[K" if self.stdout.isatty() else ""
        if narration.state == Narration.State.READY:
            minutes, seconds = divmod(narration.duration // 1000, 60)
            size = narration.opus_bytes // 1024
            self.stdout.write(f"{start}✓ {narration}　{minutes}:{seconds:02}　{size} KB")
            return False
        self.stderr.write(f"{start}✗ {narration}：{narration.error}")
        return True
