"""How do stored views catch up with a reading engine that has changed?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from site_app.articles.management.tables import check_tables
from site_app.articles.models import Article, WaitingArticle
from site_app.articles.rereading import everything_used, order_rereading, read_waiting
from site_app.articles.rereading_help import call_help, see_helpers_out


class Command(BaseCommand):
    help = "重新生成所有已发布版本和草稿的三种视图。升级读音词典或程序以后运行；可以重复运行，中断了会接着做完。"

    def handle(self, *args: Any, **options: Any) -> None:
        check_tables()
        order_rereading(everything_used())
        total = WaitingArticle.objects.values("article").distinct().count()

        def show(article: Article) -> None:
            waiting = WaitingArticle.objects.filter(failure="").values("article").distinct().count()
            place = {"number": total - waiting, "count": total, "article": article}
            self.stdout.write(_("%(number)d/%(count)d　%(article)s") % place)

        call_help()
        read_waiting(show)
        see_helpers_out()
        failed = WaitingArticle.objects.exclude(failure="").select_related("article")
        if failed:
            lines = [f"{waiting.article.slug}：{waiting.failure}" for waiting in failed]
            raise CommandError("\n".join([_("有文章没有生成，仍显示原来的读音："), *lines]))
