"""Where does an editor prescribe readings?"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from site_app.articles.admin.lexicon_several import change_several
from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import LexiconEntry, Rereading
from site_app.articles.signed_in import signed_in


@admin.register(LexiconEntry)
class LexiconDesk(admin.ModelAdmin):
    change_list_template = "admin/articles/lexicon_list.html"
    list_display = ("word", "reading", "explanation", "note", "updated_at")
    show_full_result_count = False
    list_per_page = 50
    search_fields = ("word", "explanation", "note")

    def save_model(self, request: HttpRequest, obj: LexiconEntry, form: Any, change: bool) -> None:
        former = form.initial.get("word", obj.word)
        wanted = [Prescription(**{name: getattr(obj, name) for name in Prescription.__slots__})]
        removed = [former] if former != obj.word else []
        ordered = change_lexicon(prescribe=wanted, remove=removed, by=signed_in(request))
        obj.pk = LexiconEntry.objects.values_list("pk", flat=True).get(word=obj.word)
        self.tell(request, ordered)

    def delete_model(self, request: HttpRequest, obj: LexiconEntry) -> None:
        self.tell(request, change_lexicon(remove=[obj.word], by=signed_in(request)))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[LexiconEntry]) -> None:
        words = list(queryset.values_list("word", flat=True))
        self.tell(request, change_lexicon(remove=words, by=signed_in(request)))

    def tell(self, request: HttpRequest, ordered: Rereading | None) -> None:
        """Say what goes on in the background, and where to look."""
        if ordered is None:
            return
        message = format_html(
            '{} <a href="{}">{}</a>',
            _("有%(count)s篇文章里有这个词，正在后台按新的读音重新生成；完成以前，读者看到的还是原来的读音。")
            % {"count": ordered.total},
            reverse("admin:articles_rereading_changelist"),
            _("看进度"),
        )
        messages.info(request, message)

    def get_urls(self) -> list[URLPattern]:
        several = self.admin_site.admin_view(lambda request: change_several(self, request))
        return [path("several/", several, name="articles_lexiconentry_several"), *super().get_urls()]
