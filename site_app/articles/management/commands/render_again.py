"""How do stored views catch up with a reading engine that has changed?"""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition
from site_app.articles.stored_views import store_views


class Command(BaseCommand):
    help = "重新生成所有已发布版本和草稿的三种视图。升级读音词典或程序以后运行；可以重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        editions = Edition.objects.being_used().order_by("pk")
        current = lexicon()
        count = editions.count()
        # One edition at a time: a run that is broken off leaves every page whole, and the next run finishes the rest.
        for number, key in enumerate(editions.values_list("pk", flat=True), 1):
            with transaction.atomic():
                edition = Edition.objects.get(pk=key)
                store_views(edition, current)
            self.stdout.write(
                _("%(number)d/%(count)d　%(edition)s") % {"number": number, "count": count, "edition": edition}
            )
