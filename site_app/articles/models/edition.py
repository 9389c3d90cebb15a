"""What did an article say at one time, and who may read it?"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from site_app.articles.models.article import Article
from site_app.articles.querysets import EditionQuerySet

if TYPE_CHECKING:
    from site_app.articles.models.rendering import Rendering

MAX_MARKDOWN = 200_000
"""Longest text of one edition, in characters: the length of a book, rendered in a few seconds."""


class EditionIsFixed(ValueError):
    """Somebody tried to rewrite the words of an edition that readers have seen."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an editor writes."""

    title: str
    """One line; may hold inline readings, no Markdown."""
    summary: str
    """One paragraph; may hold inline readings, no Markdown."""
    markdown: str


class Edition(models.Model):
    """One version of an article's words. Only a draft's words can change; saving renders them into the three views."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        PUBLISHED = "published", _("已发布")
        SUPERSEDED = "superseded", _("已被替换")
        WITHDRAWN = "withdrawn", _("已撤下")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="editions", verbose_name=_("文章"))
    number = models.PositiveIntegerField(_("版次"))
    title = models.CharField(_("标题"), max_length=200, blank=True)
    summary = models.TextField(_("摘要"), max_length=1000, blank=True, validators=[MaxLengthValidator(1000)])
    markdown = models.TextField(
        _("正文"), max_length=MAX_MARKDOWN, blank=True, validators=[MaxLengthValidator(MAX_MARKDOWN)]
    )
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("作者"),
    )
    change_note = models.CharField(_("修改说明"), max_length=300, blank=True)
    withdrawal_reason = models.CharField(_("撤下的原因"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("发布者"),
    )
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("撤下者"),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("版本")
        verbose_name_plural = _("版本")
        permissions = [("publish_edition", "可以发布"), ("withdraw_edition", "可以撤下")]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_numbers_are_unique"),
            models.UniqueConstraint(fields=["article"], condition=Q(state="published"), name="one_live_edition"),
            models.UniqueConstraint(fields=["article"], condition=Q(state="draft"), name="one_draft"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "withdrawn"]) | Q(published_at__isnull=False),
                name="what_was_published_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plain_title or self.article_id} · {self.number}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Store the edition with its three views, or nothing.

        Raises EditionIsFixed when the words of a published, superseded or withdrawn edition would change.
        """
        from site_app.articles.stored_views import store_views

        with transaction.atomic():
            words_change = self._check_words() if update_fields is None or {*WORDS} & {*update_fields} else False
            super().save(*args, update_fields=update_fields, **kwargs)
            if words_change:
                store_views(self)

    @property
    def words(self) -> Words:
        return Words(self.title, self.summary, self.markdown)

    @words.setter
    def words(self, words: Words) -> None:
        self.title, self.summary, self.markdown = words.title, words.summary, words.markdown

    @property
    def stamp(self) -> str:
        """Tells these words from any others the article has had: two editors who start from one stamp would collide."""
        text = "\0".join((self.title, self.summary, self.markdown))
        return f"{self.number}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"

    @property
    def plain_title(self) -> str:
        """The title without its inline readings, for lists and `<title>`; plain text, not HTML."""
        return plain(self.title)

    @property
    def plain_summary(self) -> str:
        """The summary without its inline readings; plain text, not HTML."""
        return plain(self.summary)

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
        stored = Edition.objects.filter(pk=self.pk).values("state", *WORDS).first() if self.pk else None
        if stored is None:
            return True
        changed = any(stored[field] != getattr(self, field) for field in WORDS)
        if changed and stored["state"] != self.State.DRAFT:
            raise EditionIsFixed(_("第%(number)s版已经不是草稿，文字不能再改。") % {"number": self.number})
        return changed


WORDS = ("title", "summary", "markdown")


def plain(text: str) -> str:
    """A text without the marks of its inline readings; readable ones only, so that nothing raises."""
    from site_app.pinyin.inline import INLINE_READING

    return INLINE_READING.sub(r"\1", text)
