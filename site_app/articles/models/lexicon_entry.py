"""Which reading does this site prescribe for a word?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from site_app.articles.translating import translated
from site_app.message import said


def as_listed(word: str) -> str:
    """How the table spells a word: 心脏, also for one typed with a radical (⼼脏)."""
    from site_app.pinyin.characters import dictionary_form

    return dictionary_form(word.strip())


class LexiconEntry(models.Model):
    """Change entries through `site_app.articles.lexicon`, which renders the articles concerned again."""

    word = models.CharField(_("词"), max_length=40, unique=True)
    reading = models.CharField(
        _("读音"), max_length=400, help_text=_("每个汉字一个音节，标声调，轻声不标，例如 cù zhòng。")
    )
    pos = models.CharField(_("词性"), max_length=10, blank=True, help_text=_("jieba 用的记号，例如 n、v。"))
    explanation = models.TextField(
        _("意思"), max_length=300, blank=True, help_text=_("用读者认识的字说：这个词是什么意思。")
    )
    gloss = models.CharField(_("英文"), max_length=200, blank=True)
    note = models.TextField(_("依据"), max_length=500, blank=True, help_text=_("为什么这样读：词典、标准或审定表。"))
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        ordering = ["word"]
        verbose_name = _("读音条目")
        verbose_name_plural = _("读音词表")

    def __str__(self) -> str:
        return f"{self.word} {self.reading}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        self.clean_fields()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Bring the reading into its printed form; ValidationError when it does not fit the word."""
        from site_app.pinyin.notation import parse_readings
        from site_app.pinyin.syllables import marked

        self.word = as_listed(self.word)
        try:
            self.reading = " ".join(map(marked, parse_readings(self.word, self.reading)))
        except ValueError as error:
            raise ValidationError({"reading": translated(said(error))}) from error
