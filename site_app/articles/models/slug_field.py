"""What may stand for a page in its address?"""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_SLUG = 80
"""Longest slug, in characters."""

_SHAPE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("网址名只能用小写字母、数字和连字符，例如 nao-geng-shi-shen-me。")
)


class PinyinSlugField(models.CharField):
    """Syllables and words in lower case joined by hyphens: ``nao-geng-shi-shen-me``."""

    default_validators = [_SHAPE]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_SLUG)
        kwargs.setdefault("unique", True)
        super().__init__(*args, **kwargs)


class FormerSlug(models.Model):
    """An address that a page once had, kept so that it redirects. Each kind of page adds its own, as `old_slugs`."""

    slug = PinyinSlugField(_("旧网址名"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug
