"""Which doubtful readings has somebody found right?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from site_app.articles.models.article import Article


class ConfirmedReading(models.Model):
    """A reading of one place of an article, known by its word and the characters beside it: it stays confirmed through edits
    elsewhere and in later editions, and is asked about again once its own surroundings are others."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="confirmed_readings", verbose_name=_("文章")
    )
    fingerprint = models.CharField(max_length=32)
    word = models.CharField(_("词"), max_length=100)
    reading = models.CharField(_("读音"), max_length=20)
    """Canonical, of the one syllable in question."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("确认过的读音")
        verbose_name_plural = _("确认过的读音")
        constraints = [models.UniqueConstraint(fields=["article", "fingerprint"], name="a_reading_is_confirmed_once")]

    def __str__(self) -> str:
        return f"{self.word} {self.reading}"
