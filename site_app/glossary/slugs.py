"""Which address does a word get, and where do its old ones lead?"""

from itertools import count
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from site_app.articles.models.slug_field import MAX_SLUG
from site_app.glossary.models import TermPage

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon

_NOTHING_TO_READ = "ci"


def free_slug(word: str, lexicon: "Lexicon") -> str:
    """A slug of the word's pinyin that no other word has or had: ``nao-geng``, then ``nao-geng-2`` and so on."""
    from site_app.pinyin import pinyin_slug

    for number in count(1):
        suffix = f"-{number}" if number > 1 else ""
        slug = (pinyin_slug(word, lexicon, MAX_SLUG - len(suffix)) or _NOTHING_TO_READ) + suffix
        if not is_taken(slug):
            return slug
    raise AssertionError("count() never ends")


def is_taken(slug: str, besides: TermPage | None = None) -> bool:
    """Whether another word has this slug or once had it."""
    others = TermPage.objects.exclude(pk=besides.pk) if besides else TermPage.objects.all()
    return others.filter(Q(slug=slug) | Q(old_slugs__slug=slug)).exists()


@transaction.atomic
def change_slug(*, term: TermPage, slug: str) -> None:
    """Give the word another address and let the former one redirect. Raises ValidationError when it is not free."""
    if is_taken(slug, besides=term):
        raise ValidationError({"slug": _("网址名“%(slug)s”已经属于另一页，或者是它用过的旧网址名。") % {"slug": slug}})
    former = TermPage.objects.values_list("slug", flat=True).get(pk=term.pk)
    term.slug = slug
    term.clean_fields(exclude=[field.name for field in term._meta.fields if field.name != "slug"])
    term.save(update_fields=["slug"])
    if former != slug:
        term.old_slugs.filter(slug=slug).delete()
        term.old_slugs.create(slug=former)
