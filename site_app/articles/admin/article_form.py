"""What does an editor fill in on the article desk?"""

import json
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdownx.widgets import MarkdownxWidget

from site_app.articles.checks import problems_in
from site_app.articles.models import Article, Edition, Rendering
from site_app.articles.models.edition import Words
from site_app.articles.publishing import changed_meanwhile, current_edition
from site_app.articles.slugs import free_slug, is_taken


class MarkdownWidget(MarkdownxWidget):
    """markdownx's editor with tabs for the three views, in the public pages' own type."""

    @property
    def media(self) -> forms.Media:
        preview = forms.Media(
            css={"all": ["css/tokens.css", "admin_desk/desk.css"]},
            js=[forms.Script("admin_desk/preview.js", type="module")],  # type: ignore[list-item]  # missing in the stubs
        )
        return forms.Media(js=MarkdownxWidget.Media.js) + preview

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        labels = {
            "data-stylesheets": json.dumps([static("css/text.css"), static("admin_desk/paper.css")]),
            "data-views": json.dumps([[view.value, str(view.label)] for view in Rendering.View]),
            "data-preview-name": _("预览"),
            "data-upload-failed": _("图片没有传上去，请检查网络后再试。"),
        }
        context: dict[str, Any] = super().get_context(name, value, {**(attrs or {}), **labels})
        # A page that grows and shrinks under the hands loses the place; the field scrolls instead.
        context["widget"]["attrs"]["data-markdownx-editor-resizable"] = "False"
        return context


class ArticleForm(forms.ModelForm):
    """The article's place and its words. The words are stored by `publishing.save_draft`, never by the form."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=200, widget=AdminTextInputWidget)
    summary = forms.CharField(
        label=gettext_lazy("摘要"), max_length=1000, required=False, widget=AdminTextareaWidget(attrs={"rows": 3})
    )
    markdown = forms.CharField(
        label=gettext_lazy("正文"),
        max_length=Edition._meta.get_field("markdown").max_length,
        required=False,
        strip=False,
        widget=MarkdownWidget(attrs={"rows": 30}),
        help_text=gettext_lazy("Markdown。读音要改时写成 {卒中|cù zhòng}。图片可以拖进来或粘贴。"),
    )
    change_note = forms.CharField(
        label=gettext_lazy("修改说明"),
        max_length=300,
        required=False,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("这一版改了什么、为什么改，给同事看。"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    set_aside = forms.BooleanField(required=False)

    class Meta:
        model = Article
        fields = ("slug", "series", "position", "tags")
        widgets = {"tags": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.other: Edition | None = None
        edition = current_edition(self.instance) if self.instance.pk else None
        if edition:
            note = edition.change_note if edition.state == Edition.State.DRAFT else ""
            words = {"title": edition.title, "summary": edition.summary, "markdown": edition.markdown}
            self.initial = {**words, "change_note": note, "seen": edition.stamp, **self.initial}

    @property
    def words(self) -> Words:
        """What was typed, once the form is valid."""
        return Words(*(self.cleaned_data[field] for field in ("title", "summary", "markdown")))

    def clean_title(self) -> str:
        return self._readable("title")

    def clean_summary(self) -> str:
        return self._readable("summary")

    def clean_markdown(self) -> str:
        return self._readable("markdown")

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        if {"title", "summary", "markdown"} <= self.cleaned_data.keys():
            self._clean_slug(self.cleaned_data["title"])
            self._refuse_to_overwrite()
        return self.cleaned_data

    def _readable(self, field: str) -> str:
        """The text with line ends as Markdown has them, unless a reading in it is no pinyin."""
        text = str(self.cleaned_data[field]).replace("\r\n", "\n")
        if found := list(problems_in(str(self.fields[field].label), text)):
            raise ValidationError(found)
        return text

    def _clean_slug(self, title: str) -> None:
        slug = self.cleaned_data.get("slug")
        if slug and is_taken(self.instance, slug):
            self.add_error("slug", _("这个网址名已经属于另一篇文章，或者是它用过的旧网址名。"))
        elif slug == "":
            self.cleaned_data["slug"] = free_slug(self.instance, title)

    def _refuse_to_overwrite(self) -> None:
        if not self.instance.pk or self.cleaned_data.get("set_aside"):
            return
        self.other = changed_meanwhile(article=self.instance, words=self.words, seen=self.cleaned_data.get("seen", ""))
        if self.other:
            raise ValidationError(
                _("您打开这一页以后，%(who)s保存了另一份文字。您写的还在下面，没有保存；对方的文字在页面顶端。"),
                params={"who": self.other.author or _("别人")},
            )
