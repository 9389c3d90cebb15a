"""Where are series and tags kept in order?"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from site_app.articles.models import Series, Tag
from site_app.articles.slugs import change_slug, free_slug, is_taken


class SlugForm(forms.ModelForm):
    """An empty slug is made from the name; one that another page has or had is refused."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        slug, name = cleaned.get("slug"), cleaned.get("title") or cleaned.get("name")
        if slug and is_taken(self.instance, slug):
            raise ValidationError({"slug": _("这个网址名已经有了，或者是别处用过的旧网址名。")})
        if slug == "" and name:
            cleaned["slug"] = free_slug(self.instance, name)
        return cleaned


class DeskWithSlug(admin.ModelAdmin):
    form = SlugForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and "slug" in form.changed_data:
            change_slug(owner=obj, slug=obj.slug)
        super().save_model(request, obj, form, change)


@admin.register(Series)
class SeriesDesk(DeskWithSlug):
    list_display = ("title", "slug", "position")
    show_full_result_count = False
    search_fields = ("title", "slug")


@admin.register(Tag)
class TagDesk(DeskWithSlug):
    list_display = ("name", "slug")
    show_full_result_count = False
    search_fields = ("name", "slug")
