"""Which pictures do articles show?"""

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.message import Message

if TYPE_CHECKING:
    from site_app.articles.querysets import EditionQuerySet


class Image(models.Model):
    """A re-encoded picture, stored once under the hash of its bytes (see `images`)."""

    file = models.FileField(_("文件"), upload_to="images/", max_length=120)
    alt = models.CharField(
        _("图片说明"), max_length=300, blank=True, help_text=_("看不见图片的读者听到的就是这句话：说出图里要紧的内容。")
    )
    credit = models.CharField(_("来源或作者"), max_length=200, blank=True)
    width = models.PositiveIntegerField(_("宽（像素）"))
    height = models.PositiveIntegerField(_("高（像素）"))
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("上传者"),
    )
    created_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("图片")
        verbose_name_plural = pgettext_lazy("复数", "图片")

    def __str__(self) -> str:
        return self.alt or str(self.file)

    @property
    def markdown(self) -> str:
        """How the picture is put into a text."""
        alt = self.alt.translate({ord("["): "［", ord("]"): "］", ord("\n"): " "}) or self.placeholder()
        return f"![{alt}]({self.file.url})"

    @staticmethod
    def placeholder() -> str:
        """What stands for the description of a picture until somebody writes it."""
        return str(Message("请在这里写图片说明"))

    def shown_by(self) -> "EditionQuerySet":
        """The live editions and drafts whose text holds the picture's address."""
        from site_app.articles.models.edition import Edition

        return Edition.objects.being_used().filter(markdown__contains=PurePosixPath(str(self.file)).name)
