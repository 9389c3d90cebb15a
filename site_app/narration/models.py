"""How far is the sound of an edition?"""

from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models import Edition
from site_app.articles.models.message_field import MessageField
from site_app.glossary.models import TermPage
from site_app.narration import voices


class NarrationQuerySet(models.QuerySet["Narration"]):
    def live(self) -> Self:
        """Those of editions that readers see."""
        return self.filter(edition__state="published")

    def audible(self) -> Self:
        """Those that have sound, also when newer sound is being made."""
        return self.exclude(digest="")

    def to_begin_with(self) -> Self:
        """Of each live edition the sound that comes first of those that can be heard."""
        others = Narration.objects.audible().filter(edition=OuterRef("edition")).order_by("place")
        return self.audible().live().filter(pk=Subquery(others.values("pk")[:1]))

    def to_be_made(self) -> Self:
        """What is waited for, in the order in which it should be made: readers hear the first voice soonest."""
        return self.live().filter(state__in=["waiting", "speaking"]).order_by("place", "edition__published_at", "pk")


class Narration(models.Model):
    """One edition read by one voice at one pace, and how far that has come."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待")
        SPEAKING = "speaking", _("正在生成")
        READY = "ready", _("可以听")
        FAILED = "failed", _("失败")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="narrations", verbose_name=_("版本"))
    voice = models.CharField(_("声音"), max_length=20)
    pace = models.CharField(_("快慢"), max_length=20)
    place = models.PositiveSmallIntegerField(_("先后"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    sentences = models.PositiveIntegerField(_("句数"), default=0)
    spoken = models.PositiveIntegerField(_("已读"), default=0)
    error = MessageField(_("错误"), blank=True)
    engine = models.CharField(_("引擎"), max_length=60, blank=True)
    """The version of the engine that made the sound."""
    digest = models.CharField(_("文件"), max_length=32, blank=True, db_index=True)
    duration = models.PositiveIntegerField(_("毫秒"), default=0)
    opus_bytes = models.PositiveIntegerField(default=0)
    mp3_bytes = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    objects = NarrationQuerySet.as_manager()

    class Meta:
        ordering = ["-edition", "place"]
        verbose_name = _("朗读")
        verbose_name_plural = pgettext_lazy("复数", "朗读")
        constraints = [
            models.UniqueConstraint(fields=["edition", "voice", "pace"], name="one_narration_per_sound"),
            models.CheckConstraint(condition=Q(spoken__lte=F("sentences")), name="spoken_within_sentences"),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(digest=""), name="ready_has_files"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.label}"

    @property
    def label(self) -> str:
        """``女声 · 慢速``"""
        return f"{voices.voice(self.voice).name} · {voices.pace(self.pace).name}"


class SpokenTerm(models.Model):
    """The sound of a word that the glossary explains: one file, named after what is heard."""

    term = models.OneToOneField(TermPage, on_delete=models.CASCADE, related_name="spoken")
    digest = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.term} · {self.digest}"
