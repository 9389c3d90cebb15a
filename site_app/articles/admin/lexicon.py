"""Where does an editor prescribe readings?"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import LexiconEntry


@admin.register(LexiconEntry)
class LexiconDesk(admin.ModelAdmin):
    list_display = ("word", "reading", "explanation", "note", "updated_at")
    show_full_result_count = False
    list_per_page = 50
    search_fields = ("word", "explanation", "note")

    def save_model(self, request: HttpRequest, obj: LexiconEntry, form: Any, change: bool) -> None:
        former = form.initial.get("word", obj.word)
        wanted = [Prescription(**{name: getattr(obj, name) for name in Prescription.__slots__})]
        rendered = change_lexicon(prescribe=wanted, remove=[former] if former != obj.word else [])
        obj.pk = LexiconEntry.objects.values_list("pk", flat=True).get(word=obj.word)
        self._tell(request, rendered)

    def delete_model(self, request: HttpRequest, obj: LexiconEntry) -> None:
        self._tell(request, change_lexicon(remove=[obj.word]))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[LexiconEntry]) -> None:
        self._tell(request, change_lexicon(remove=list(queryset.values_list("word", flat=True))))

    def _tell(self, request: HttpRequest, rendered: int) -> None:
        if rendered:
            messages.info(request, _("有%(count)s份文字里有这个词，已经按新的读音重新生成。") % {"count": rendered})
