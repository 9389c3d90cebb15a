"""Where does an editor change the address of a word? What its page says is written in the lexicon."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from site_app.glossary.models import TermPage
from site_app.glossary.slugs import change_slug, is_taken


class TermPageForm(ModelForm):
    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if is_taken(slug, besides=self.instance):
            message = _("网址名“%(slug)s”已经属于另一页，或者是它用过的旧网址名。")
            raise ValidationError(message % {"slug": slug})
        return slug


@admin.register(TermPage)
class TermPageDesk(admin.ModelAdmin):
    form = TermPageForm
    readonly_fields = ("word", "pinyin", "plain", "gloss")
    fields = ("word", "pinyin", "plain", "gloss", "slug")
    list_display = ("word", "pinyin", "slug", "is_shown")
    list_filter = ("is_shown",)
    list_per_page = 50
    search_fields = ("word", "letters", "slug", "old_slugs__slug")
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: TermPage | None = None) -> bool:
        return self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: TermPage | None = None) -> bool:
        """Who may say what a word means may say where."""
        return bool(request.user.has_perm("articles.change_lexiconentry"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: TermPage | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: TermPage, form: Any, change: bool) -> None:
        change_slug(term=obj, slug=form.cleaned_data["slug"])
