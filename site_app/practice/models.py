"""Which exercise belongs to an edition? Stored, so that serving it computes no readings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from site_app.articles.models import Edition


class Exercise(models.Model):
    """The items made of one edition's sentences."""

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, related_name="exercise", verbose_name=_("版本"), primary_key=True
    )
    format = models.PositiveSmallIntegerField()
    """Of the items; one of a former format is made anew."""
    items = models.JSONField()
    """See `exercise.items`."""
    changed_at = models.DateTimeField(_("修改时间"))

    class Meta:
        verbose_name = _("练习")

    def __str__(self) -> str:
        return str(self.edition_id)
