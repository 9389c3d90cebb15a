"""Which words does the site explain, where, and in which articles do they occur? Stored, so that serving computes nothing."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models import Edition
from site_app.articles.models.slug_field import FormerSlug, PinyinSlugField


class TermPageQuerySet(models.QuerySet["TermPage"]):
    def shown(self) -> Self:
        """Those that have something to say."""
        return self.filter(is_shown=True)


class TermPage(models.Model):
    """The page of a word. It outlives the lexicon's entry, so that a word that comes back has its address again."""

    word = models.CharField(_("词"), max_length=40, unique=True)
    slug = PinyinSlugField(_("网址名"), help_text=_("改了以后，旧网址会自动转到新网址。读音改了，网址不变。"))
    is_shown = models.BooleanField(_("公开"), default=True)
    """Whether the lexicon explains the word now."""
    pinyin = models.CharField(_("拼音"), max_length=400)
    """As it is shown: ``nǎogěng``."""
    letters = models.CharField(max_length=400, db_index=True)
    """The same as it is typed: ``naogeng``."""
    sort_key = models.CharField(max_length=500)
    """Syllable by syllable, as dictionaries sort: ``nao 3 geng 3``."""
    gloss = models.CharField(_("英文"), max_length=200, blank=True)
    plain = models.TextField(_("意思"))
    """The explanation as it was typed, without markup."""
    word_ruby = models.TextField()
    hanzi = models.TextField()
    ruby = models.TextField()
    pinyin_text = models.TextField()
    """The explanation as safe HTML in the three views."""
    changed_at = models.DateTimeField(_("修改时间"))

    objects = TermPageQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "word"]
        verbose_name = _("词语解释")
        verbose_name_plural = pgettext_lazy("复数", "词语解释")

    def __str__(self) -> str:
        return self.word

    def get_absolute_url(self) -> str:
        return reverse("pages:term", args=[self.slug])

    def explanation(self, view: str) -> str:
        """Safe HTML."""
        return {"hanzi": self.hanzi, "ruby": self.ruby, "pinyin": self.pinyin_text}[view]


class OldTermSlug(FormerSlug):
    term = models.ForeignKey(TermPage, on_delete=models.CASCADE, related_name="old_slugs", verbose_name=_("词语解释"))

    class Meta:
        verbose_name = _("词语的旧网址名")
        verbose_name_plural = pgettext_lazy("复数", "词语的旧网址名")


class MentionQuerySet(models.QuerySet["Mention"]):
    def for_readers(self) -> Self:
        """Those of words that are explained, with their pages."""
        return self.filter(term__is_shown=True).select_related("term")

    def live(self) -> Self:
        """Those of articles that readers find."""
        return self.filter(edition__state="published", edition__article__binned_at=None)


class Mention(models.Model):
    """Where an edition's text says a word first."""

    term = models.ForeignKey(TermPage, on_delete=models.CASCADE, related_name="mentions")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mentions")
    order = models.PositiveIntegerField()
    places = models.JSONField()
    """The first ones outside headings: ``[sentence, from, up to, from in the pinyin view, up to in the pinyin view]``."""

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["edition", "term"], name="one_mention_of_a_term")]

    def __str__(self) -> str:
        return f"{self.term} · {self.edition_id}"

    def at(self, view: str) -> str:
        """The places in a view, for the page's script: ``s3 4 6, s9 0 2``; places count what is not white space."""
        first = 3 if view == "pinyin" else 1
        return ", ".join(f"s{place[0]} {place[first]} {place[first + 1]}" for place in self.places)
