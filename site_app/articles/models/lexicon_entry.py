"""Which reading does this site prescribe for a word?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class LexiconEntry(models.Model):
    """Change entries through `site_app.articles.lexicon`, which renders the articles concerned again."""

    word = models.CharField(_("词"), max_length=40, unique=True)
    reading = models.CharField(
        _("读音"), max_length=200, help_text=_("每个汉字一个音节，标声调，轻声不标，例如 cù zhòng。")
    )
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
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Bring the reading into its printed form; ValidationError when it does not fit the word."""
        from site_app.pinyin.notation import parse_readings
        from site_app.pinyin.syllables import marked

        self.word = self.word.strip()
        try:
            self.reading = " ".join(map(marked, parse_readings(self.word, self.reading)))
        except ValueError as error:
            raise ValidationError({"reading": str(error)}) from error
