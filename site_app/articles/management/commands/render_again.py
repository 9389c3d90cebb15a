"""How do stored views catch up with a reading engine that has changed?"""

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from site_app.articles.finding import note_titles
from site_app.articles.lexicon import lexicon
from site_app.articles.management.tables import check_tables
from site_app.articles.models import Edition
from site_app.articles.signals import edition_rendered_again, send_on_commit
from site_app.articles.stored_views import store_views

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon


class Command(BaseCommand):
    help = "重新生成所有已发布版本和草稿的三种视图。升级读音词典或程序以后运行；可以重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        check_tables()
        keys = list(Edition.objects.being_used().order_by("pk").values_list("pk", flat=True))
        current = lexicon()
        # One edition at a time: a run that is broken off leaves every page whole, and the next run finishes the rest.
        for number, key in enumerate(keys, 1):
            if edition := _render(key, current):
                place = {"number": number, "count": len(keys), "edition": edition}
                self.stdout.write(_("%(number)d/%(count)d　%(edition)s") % place)


@transaction.atomic
def _render(key: int, current: "Lexicon") -> Edition | None:
    """The edition with its new views; None when it has been superseded, withdrawn or deleted meanwhile."""
    edition = Edition.objects.select_for_update().being_used().filter(pk=key).first()
    if edition:
        store_views(edition, current)
        note_titles(edition.article, current)
        send_on_commit(edition_rendered_again, Edition, edition=edition)
    return edition
