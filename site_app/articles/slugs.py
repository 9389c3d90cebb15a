"""Which address does an article, a series or a tag get, and where do its old ones lead?"""

import unicodedata
from itertools import count
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from site_app.articles.models import Article, Series, Tag
from site_app.articles.models.slug_field import MAX_SLUG

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon

Owner = Article | Series | Tag


def free_slug(owner: Owner, title: str) -> str:
    """A slug made from the title's pinyin that no other page has or had: ``nao-geng``, then ``nao-geng-2`` and so on.

    Inline readings in the title count. At most 80 characters, cut between syllables.
    """
    for number in count(1):
        suffix = f"-{number}" if number > 1 else ""
        slug = _readable_slug(title, MAX_SLUG - len(suffix)) or _slug_of_kind(owner)
        if not is_taken(owner, slug + suffix):
            return slug + suffix
    raise AssertionError("count() never ends")


def is_taken(owner: Owner, slug: str) -> bool:
    """Whether another page of the same kind has this slug or once had it, so that it still leads there; in the bin, too."""
    others = type(owner)._base_manager.exclude(pk=owner.pk)
    return others.filter(Q(slug=slug) | Q(old_slugs__slug=slug)).exists()


@transaction.atomic
def change_slug(*, owner: Owner, slug: str) -> None:
    """Give the page another slug and let the former one redirect. Raises ValidationError when it is not free."""
    if is_taken(owner, slug):
        raise ValidationError({"slug": _("网址名“%(slug)s”已经属于另一页，或者是它用过的旧网址名。") % {"slug": slug}})
    former = type(owner)._base_manager.values_list("slug", flat=True).get(pk=owner.pk)
    if not slug:
        raise ValidationError({"slug": _("网址名不能是空的。")})
    owner.slug = slug
    owner.clean_fields(exclude=[field.name for field in owner._meta.fields if field.name != "slug"])
    owner.save(update_fields=["slug"])
    if former != slug:
        owner.old_slugs.filter(slug=slug).delete()
        owner.old_slugs.create(slug=former)


def _readable_slug(title: str, longest: int) -> str:
    from site_app.articles.lexicon import lexicon
    from site_app.articles.models.edition import plain
    from site_app.pinyin import InlineReadingError, parse_inline, pinyin_slug

    try:
        inline = parse_inline(title)
    except InlineReadingError:
        return pinyin_slug(plain(title), lexicon(), longest)
    written = {inline.text[reading.start : reading.end]: reading.readings for reading in inline.written}
    return pinyin_slug(inline.text, _with(lexicon(), written), longest) or _names_of_symbols(inline.text, longest)


def _with(lexicon: "Lexicon", written: dict[str, tuple[str, ...]]) -> "Lexicon":
    from site_app.pinyin import Lexicon

    return Lexicon({**{word: lexicon[word] for word in lexicon}, **written}) if written else lexicon


def _names_of_symbols(text: str, longest: int) -> str:
    """🧠 → ``brain``: Unicode's own names, for a title that has nothing to read aloud."""
    slug = ""
    for character in text:
        if unicodedata.category(character) == "So":
            name = unicodedata.name(character, "").lower().replace(" ", "-")
            slug = f"{slug}-{name}".strip("-") if len(slug) + len(name) < longest else slug
    return slug


def _slug_of_kind(owner: Owner) -> str:
    from site_app.pinyin import pinyin_slug

    return pinyin_slug(str(owner._meta.verbose_name))
