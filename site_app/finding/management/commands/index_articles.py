"""How is the index of what readers find made anew, or brought up to date after an upgrade?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import F, Q
from django.utils.translation import gettext as _

from site_app.articles.management.tables import check_tables
from site_app.articles.models import Edition
from site_app.finding.indexing import batches, empty, forget, index
from site_app.finding.keys import FORMAT
from site_app.finding.models import Findable, Related
from site_app.finding.related import relate_one

AT_ONCE = 250
"""Articles of one transaction."""


class Command(BaseCommand):
    help = "重建查找文章用的索引。可以随时中断，再运行就接着做；没有变的文章不重做。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="只做还没有索引的文章，不检查别的")
        parser.add_argument("--anew", action="store_true", help="清空索引，全部重做")

    def handle(self, *args: Any, missing: bool, anew: bool, verbosity: int, **options: Any) -> None:
        check_tables()
        if anew or Findable.objects.exclude(format=FORMAT).exists():
            empty()
        forget(Findable.objects.exclude(edition__state="published"))
        wanted = Edition.objects.live().order_by("pk")
        if missing:
            wanted = wanted.exclude(article__findable__edition=F("pk"))
        count, done, changed = wanted.count(), 0, list[int]()
        # Read whole: SQLite cannot tidy its journal up beneath a question that is still being answered.
        for some in batches([*wanted.only("pk")], AT_ONCE):
            changed += [findable.pk for findable in index(some)]
            done += len(some)
            self.stdout.write(_("索引 %(done)d/%(count)d") % {"done": done, "count": count})
        # Those without any are what a run that was broken off has left.
        unrelated = Findable.objects.filter(Q(pk__in=changed[-AT_ONCE:]) | Q(related=None))
        if len(changed) > AT_ONCE:
            Related.objects.all().delete()
            unrelated = Findable.objects.all()
        keys = [*unrelated.order_by("pk").values_list("pk", flat=True)]
        for number, key in enumerate(keys, 1):
            if findable := Findable.objects.filter(pk=key).first():
                relate_one(findable)
            if number % AT_ONCE == 0 or number == len(keys):
                self.stdout.write(_("相关文章 %(done)d/%(count)d") % {"done": number, "count": len(keys)})
