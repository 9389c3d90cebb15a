"""What does an editor fill in on the article desk?"""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.admin.markdown_widget import MarkdownWidget
from site_app.articles.admin.source_forms import sources_of
from site_app.articles.checks import problems_in
from site_app.articles.drafting import changed_meanwhile, current_edition, why_fixed
from site_app.articles.models import Article, Edition, Particulars, Person
from site_app.articles.models.edition import Words
from site_app.articles.recording import name_of
from site_app.articles.sending import new_token, token_in
from site_app.articles.slugs import free_slug, is_taken
from site_app.articles.translating import translated
from site_app.articles.workflow import names_to_sign_with

WORDS = ("title", "summary", "markdown")
ABOUT = ("readers", "level", "written_by")
CHANGE = ("is_minor", "change_note")
_UNSEEN = ("seen", "form_token", "set_aside")


def is_locked(article: Article | None) -> bool:
    """Whether the words wait for a reviewer, or for their time, and have to be taken back first."""
    edition = article.open_edition if article and article.pk else None
    return edition is not None and not edition.is_writable


class ArticleForm(forms.ModelForm):
    """The article's place and what its draft says, which is stored by `drafting.save_draft`, never by the form."""

    by: ClassVar[Any] = None
    """Who fills it in; set by the desk."""

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
        help_text=gettext_lazy(
            "可以从 Word、WPS 或微信里复制过来，图片可以拖进来或粘贴。选中文字再按上面的按钮；按“帮助”看全部写法。"
        ),
    )
    readers = forms.CharField(
        label=gettext_lazy("适用人群"),
        max_length=200,
        required=False,
        widget=AdminTextInputWidget,
        help_text=Edition._meta.get_field("readers").help_text,
    )
    level = forms.IntegerField(
        label=gettext_lazy("HSK 等级"),
        min_value=1,
        max_value=9,
        required=False,
        help_text=Edition._meta.get_field("level").help_text,
    )
    written_by = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("作者"),
        required=False,
        empty_label=gettext_lazy("（不写明）"),
        help_text=gettext_lazy("读者看到的作者。"),
    )
    is_minor = forms.BooleanField(
        label=gettext_lazy("小改"), required=False, help_text=Edition._meta.get_field("is_minor").help_text
    )
    change_note = forms.CharField(
        label=gettext_lazy("修改说明"),
        max_length=300,
        required=False,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("这一版改了什么、为什么改。不是小改的话，发布以后读者也看得到。"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    form_token = forms.CharField(required=False, widget=forms.HiddenInput)
    set_aside = forms.BooleanField(required=False)

    class Meta:
        model = Article
        fields = ("slug", "series", "position", "tags")
        widgets = {"tags": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.other: Edition | None = None
        self.edition = current_edition(self.instance) if self.instance.pk else None
        self.is_locked = is_locked(self.instance)
        stored = self.edition.particulars if self.edition else Particulars(written_by=_own_name(self.by))
        self.sources = sources_of(self.data if self.is_bound else None, stored.references)
        if self.is_locked and "markdown" not in self.data:
            for name in (*WORDS, *ABOUT, *CHANGE):
                del self.fields[name]
            return
        # Whose text a browser keeps, and of which article.
        kept = {"data-account": getattr(self.by, "pk", ""), "data-article": self.instance.pk or ""}
        self.fields["form_token"].widget.attrs |= kept
        self._offer_names(stored.written_by)
        about = {"readers": stored.readers, "level": stored.level, "written_by": stored.written_by}
        if self.edition:
            # What was said about the change belongs to its own edition.
            change = {name: getattr(self.edition, name) for name in CHANGE} if self.edition.is_writable else {}
            words = {name: getattr(self.edition, name) for name in WORDS}
            about = {**words, **change, **about, "seen": self.edition.stamp}
        self.initial = {**about, "form_token": new_token(), **self.initial}

    def _offer_names(self, present: Person | None) -> None:
        field: Any = self.fields["written_by"]
        names = names_to_sign_with(self.by) | Person.objects.filter(pk__in=[present.pk] if present else [])
        field.queryset = Person.objects.all() if self.by.has_perm("articles.publish_edition") else names.distinct()

    @cached_property
    def changed_data(self) -> list[str]:
        """What somebody changed, for the log: nobody has ever seen the fields that the page sends by itself."""
        return [name for name in super().changed_data if name not in _UNSEEN]

    @property
    def writes(self) -> bool:
        """Whether there are words to keep, and not only the article's place."""
        return "markdown" in self.fields

    @property
    def words(self) -> Words:
        """What was typed, once the form is valid."""
        return Words(*(self.cleaned_data[field] for field in WORDS))

    @property
    def particulars(self) -> Particulars:
        """What was said about the words, once the form is valid. A form sent without its sources leaves them alone."""
        about = {name: self.cleaned_data[name] for name in ABOUT}
        if self.sources.is_bound:
            return Particulars(**about, references=self.sources.references)
        return Particulars(**about, references=self.edition.particulars.references if self.edition else ())

    def clean_form_token(self) -> str:
        return token_in(self.cleaned_data["form_token"])

    def clean_title(self) -> str:
        return self._readable("title")

    def clean_summary(self) -> str:
        return self._readable("summary")

    def clean_markdown(self) -> str:
        return self._readable("markdown")

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        if self.writes and self.is_locked and self.edition:
            raise ValidationError(translated(why_fixed(self.edition)))
        if self.writes and self.sources.is_bound and not self.sources.is_valid():
            raise ValidationError(_("来源填得不对，请看下面。"))
        if {*WORDS, *ABOUT} <= self.cleaned_data.keys():
            self._clean_slug(self.cleaned_data["title"])
            self._refuse_to_overwrite()
        elif not self.writes and self.edition:
            self._clean_slug(self.edition.title)
        return self.cleaned_data

    def _readable(self, field: str) -> str:
        """The text with line ends as Markdown has them, unless a reading in it is no pinyin."""
        text = str(self.cleaned_data[field]).replace("\r\n", "\n")
        if found := list(problems_in(str(self.fields[field].label), text)):
            raise ValidationError([*map(translated, found)])
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
        seen = self.cleaned_data.get("seen", "")
        self.other = changed_meanwhile(article=self.instance, words=self.words, particulars=self.particulars, seen=seen)
        if self.other:
            raise ValidationError(
                _(
                    "您打开这一页以后，%(who)s在 %(when)s 保存了另一份文字。您写的还在下面，没有保存；两份文字的不同之处在页面顶端。"
                ),
                params={
                    "who": self.name_of_other,
                    "when": date_format(timezone.localtime(self.other.updated_at), "DATETIME_FORMAT"),
                },
            )

    @property
    def name_of_other(self) -> str:
        """Who saved what stands in the way."""
        author = self.other.author if self.other else None
        return name_of(author) if author else _("别人")


def _own_name(person: Any) -> Person | None:
    return Person.objects.filter(user=person).first() if person else None
