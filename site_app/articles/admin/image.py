"""Where do pictures get their description?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.images import ImageRefused, delete_image, store_image
from site_app.articles.models import Edition, Image
from site_app.articles.translating import translated
from site_app.message import said

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NewImageForm(forms.ModelForm):
    """For editors without JavaScript, and for pictures that wait for their text."""

    by: "User | None" = None
    """Who uploads; set by the desk."""

    upload = forms.FileField(label=gettext_lazy("图片文件"), help_text=gettext_lazy("JPEG、PNG、WebP或静止的GIF。"))

    class Meta:
        model = Image
        fields = ("alt", "credit")

    def clean(self) -> dict[str, Any] | None:
        """Store the picture here, where a refusal can still be shown beside the form."""
        super().clean()
        if upload := self.cleaned_data.get("upload"):
            words = {name: self.cleaned_data.get(name, "") for name in ("alt", "credit")}
            try:
                self.instance = store_image(upload=upload, by=self.by, **words)
            except ImageRefused as error:
                raise ValidationError({"upload": translated(said(error))}) from error
            # A picture that was here already keeps what is known about it.
            may_change = self.by is not None and self.by.has_perm("articles.change_image")
            for name, word in words.items():
                self.cleaned_data[name] = (may_change and word) or getattr(self.instance, name)
        return self.cleaned_data


@admin.register(Image)
class ImageDesk(admin.ModelAdmin):
    list_display = ("thumbnail", "alt", "credit", "created_at")
    show_full_result_count = False
    list_per_page = 50
    list_display_links = ("thumbnail", "alt")
    search_fields = ("alt", "credit")
    readonly_fields = ("thumbnail", "markdown", "width", "height", "uploaded_by", "created_at")
    fields = ("thumbnail", "alt", "credit", "markdown", "width", "height", "uploaded_by", "created_at")

    @admin.display(description=gettext_lazy("图片"))
    def thumbnail(self, image: Image) -> str:
        return format_html(
            '<img src="{}" alt="{}" height="120" loading="lazy">', image.file.url, image.alt or _("没有说明")
        )

    @admin.display(description=gettext_lazy("放进正文的写法"))
    def markdown(self, image: Image) -> str:
        return format_html("<code>{}</code>", image.markdown)

    def get_form(self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj:
            return super().get_form(request, obj, change, **kwargs)
        return type("NewImageForm", (NewImageForm,), {"by": request.user})

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        return self.fields if obj else ("upload", "alt", "credit")

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        return self.readonly_fields if obj else ()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The admin refuses to delete, and lists, what stands in the last of the four."""
        *found, protected = super().get_deleted_objects(objs, request)
        return *found, [*protected, *(_link(edition) for image in objs for edition in image.shown_by())]

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        delete_image(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        for image in queryset:
            delete_image(image)


def _link(edition: Edition) -> str:
    address = reverse("admin:articles_article_change", args=[edition.article_id])
    about = _("%(edition)s（%(state)s）") % {"edition": edition, "state": edition.get_state_display()}
    return format_html('<a href="{}">{}</a>', address, about)
