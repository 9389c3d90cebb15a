"""What did an article say at one time, and who may read it?"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app import languages
from site_app.articles.models import state as states
from site_app.articles.models.article import Article
from site_app.articles.models.particulars import Particulars
from site_app.articles.models.person import Person
from site_app.articles.models.state import OPEN, WRITABLE
from site_app.articles.querysets import EditionQuerySet
from site_app.message import Message

if TYPE_CHECKING:
    from site_app.articles.models.rendering import Rendering

MAX_MARKDOWN = 200_000
"""Longest text of one edition, in characters: the length of a book, rendered in a few seconds."""


class EditionIsFixed(ValueError):
    """Somebody tried to rewrite what an edition says while it is reviewed, or after readers have seen it."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an editor writes."""

    title: str
    """One line; may hold inline readings, no Markdown."""
    summary: str
    """One paragraph; may hold inline readings, no Markdown."""
    markdown: str


def _account(name: Any) -> models.ForeignKey:
    """The account that acted; whoever is deleted has acted all the same."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=name
    )


def _profile(name: Any) -> models.ForeignKey:
    """Whom readers see; cannot be deleted while an edition names it."""
    return models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=name
    )


class Edition(models.Model):
    """One version of an article's words. `publishing` moves it from state to state; saving renders its words into the
    three views. What it says can change in a `WRITABLE` state alone."""

    State = states.State
    Withdrawal = states.Withdrawal

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="editions", verbose_name=_("文章"))
    number = models.PositiveIntegerField(_("版次"))
    state = models.CharField(_("状态"), max_length=20, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True)

    # What it says

    title = models.CharField(_("标题"), max_length=200, blank=True)
    summary = models.TextField(_("摘要"), max_length=1000, blank=True, validators=[MaxLengthValidator(1000)])
    markdown = models.TextField(
        _("正文"), max_length=MAX_MARKDOWN, blank=True, validators=[MaxLengthValidator(MAX_MARKDOWN)]
    )
    readers = models.CharField(
        _("适用人群"), max_length=200, blank=True, help_text=_("写给谁看的，例如：高血压病人和家属。")
    )
    level = models.PositiveSmallIntegerField(
        _("HSK 等级"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("1 到 9；不是写给学中文的人就留空。"),
    )

    # Who wrote it, and what changed

    author = _account(_("写作的账号"))
    """Who saved other words last."""
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("写过的账号"))
    """Everybody whose words may be in it unreviewed: none of them may review it."""
    written_by = _profile(_("作者"))
    change_note = models.CharField(_("修改说明"), max_length=300, blank=True)
    is_minor = models.BooleanField(
        _("小改"), default=False, help_text=_("错字、链接这样的改动：审核日期不变，修改说明不给读者看。")
    )

    # Who answers for it

    reviewer = _account(_("审核的账号"))
    reviewed_by = _profile(_("审核者"))
    reviewed_on = models.DateField(_("审核日期"), null=True, blank=True)
    review_due = models.DateField(_("下次审核"), null=True, blank=True, db_index=True)
    unreviewed_reason = models.CharField(_("未经审核发布的原因"), max_length=500, blank=True)

    # When readers get it, and when it is taken away

    scheduled_for = models.DateTimeField(_("定时发布的时间"), null=True, blank=True)
    scheduled_by = _account(_("定时的账号"))
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = _account(_("发布者"))
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    withdrawn_by = _account(_("撤下者"))
    withdrawal = models.CharField(_("撤下以后"), max_length=10, choices=Withdrawal, blank=True)
    withdrawal_reason = models.CharField(_("撤下的原因"), max_length=500, blank=True)
    withdrawal_explanation = models.CharField(_("给读者的说明"), max_length=500, blank=True)
    merged_into = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("并入的文章")
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("版本")
        verbose_name_plural = pgettext_lazy("复数", "版本")
        permissions = [
            ("submit_edition", Message("可以提交审核")),
            ("review_edition", Message("可以审核")),
            ("publish_edition", Message("可以发布")),
            ("publish_unreviewed_edition", Message("可以未经审核发布")),
            ("withdraw_edition", Message("可以撤下")),
        ]
        # Rows are long: what lists ask about many of them stands in an index.
        indexes = [
            models.Index("scheduled_for", condition=Q(state="scheduled"), name="what_is_scheduled"),
            models.Index("review_due", "article", condition=Q(state="published"), name="what_is_to_be_reviewed_again"),
            models.Index("state", "updated_at", "article", name="how_long_in_this_state"),
            models.Index("article", "updated_at", name="when_an_article_was_changed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_numbers_are_unique"),
            models.UniqueConstraint(fields=["article"], condition=Q(state="published"), name="one_live_edition"),
            models.UniqueConstraint(fields=["article"], condition=Q(state__in=OPEN), name="one_open_edition"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "withdrawn"]) | Q(published_at__isnull=False),
                name="what_was_published_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(scheduled_for__isnull=False),
                name="what_is_scheduled_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_on__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_on__isnull=False),
                name="a_review_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(reviewed_by__isnull=False) | ~Q(unreviewed_reason=""),
                name="what_is_live_was_reviewed_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawal=""), name="what_was_withdrawn_says_what_is_left"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plain_title or self.article_id} · {self.number}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Store the edition with its three views, or nothing.

        Raises EditionIsFixed when what it says would change in a state that is not writable.
        """
        from site_app.articles.finding import note_titles
        from site_app.articles.stored_views import store_views

        with transaction.atomic():
            words_change = self._check_words() if update_fields is None or {*SAID} & {*update_fields} else False
            super().save(*args, update_fields=update_fields, **kwargs)
            if words_change:
                store_views(self)
                note_titles(self.article)

    @property
    def words(self) -> Words:
        return Words(self.title, self.summary, self.markdown)

    @words.setter
    def words(self, words: Words) -> None:
        self.title, self.summary, self.markdown = words.title, words.summary, words.markdown

    @property
    def particulars(self) -> Particulars:
        """One query, for the sources."""
        references = tuple(source.reference for source in self.sources.all()) if self.pk else ()
        return Particulars(self.readers, self.level, self.written_by, references)

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def stamp(self) -> str:
        """Tells what it says from whatever else the article has said: two editors who start from one stamp would collide."""
        text = "\0".join((self.title, self.summary, self.markdown))
        about = self.particulars
        # Imports remember stamps: those of editions that say nothing more than their words stay as they were.
        if about.readers or about.level or about.references:
            text += f"\0{about.readers}\0{about.level}\0{about.references}"
        return f"{self.number}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"

    @property
    def plain_title(self) -> str:
        """The title without its inline readings, for lists and `<title>`; plain text, not HTML."""
        return self._in_traditional("title") or plain(self.title)

    @property
    def plain_summary(self) -> str:
        """The summary without its inline readings; plain text, not HTML."""
        return self._in_traditional("summary") or plain(self.summary)

    def _in_traditional(self, name: str) -> str:
        """The title or the summary by its readings, for pages in traditional characters; empty for all others."""
        from site_app.articles.models.rendering import plain_text

        if languages.spoken() is not languages.TRADITIONAL or not self.pk:
            return ""
        if not hasattr(self, "_hanzi"):
            is_known = "renderings" in getattr(self, "_prefetched_objects_cache", {})
            rows = (
                self.renderings.all() if is_known else self.renderings.filter(view="hanzi").defer("body", "body_hant")
            )
            self._hanzi = next((row for row in rows if row.view == "hanzi"), None)
        return plain_text(getattr(self._hanzi, f"{name}_hant")) if self._hanzi else ""

    @property
    def repeats_summary(self) -> bool:
        """Whether the text begins with what the summary says: nobody wants to read that twice."""
        opening = plain(self.markdown.lstrip("#\n ").split("\n\n")[0])
        return self.plain_summary.strip("。！？ ") in opening

    def rendering(self, view: str) -> "Rendering":
        """The stored view (``hanzi``, ``ruby`` or ``pinyin``); no query after a prefetch of `renderings`."""
        return next(rendering for rendering in self.renderings.all() if rendering.view == view)

    def _check_words(self) -> bool:
        """Whether the words differ from the stored ones."""
        stored = Edition.objects.filter(pk=self.pk).values("state", *SAID).first() if self.pk else None
        if stored is None:
            return True
        changed = {field for field in SAID if stored[field] != getattr(self, field)}
        if changed and stored["state"] not in WRITABLE:
            raise EditionIsFixed(_("第%(number)s版已经不是草稿，文字不能再改。") % {"number": self.number})
        return bool(changed & {*WORDS})


WORDS = ("title", "summary", "markdown")
SAID = (*WORDS, "readers", "level")


def plain(text: str) -> str:
    """A text without the marks of its inline readings; readable ones only, so that nothing raises."""
    from site_app.pinyin.inline import INLINE_READING

    return INLINE_READING.sub(r"\1", text)
