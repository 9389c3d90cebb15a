"""What is kept so that readers find articles? Tables of our own, so that every database gives the same answers."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from site_app.articles.models import Article, Edition

SHELF = 1024
"""How many articles share a row of a key: few rows to read for a query, few bytes to write for an article."""
LONGEST_KEY = 40


class FindableQuerySet(models.QuerySet["Findable"]):
    def live(self) -> Self:
        """What readers can see, also where the index has not yet heard of a withdrawal."""
        return self.filter(edition__state="published")

    def still_live(self, ids: Collection[int]) -> list[int]:
        """Those of a few, in their order. The state is compared here: asked for it, SQLite looks through all articles."""
        states = dict(self.filter(pk__in=[*ids]).values_list("pk", "edition__state"))
        return [pk for pk in ids if states.get(pk) == "published"]


class Findable(models.Model):
    """A live article as it is found. Its id is its number in the postings: shelf and place on the shelf."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="findable", verbose_name=_("文章"))
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", verbose_name=_("版本"))
    format = models.PositiveSmallIntegerField()
    """Which version of `keys` made its postings."""
    digest = models.CharField(max_length=32)
    """Of all that the postings were made from."""
    document = models.TextField()
    """See `document`: what postings were made from, and snippets are taken from."""
    letter = models.CharField(_("字母"), max_length=1)
    sort_key = models.CharField(max_length=120)
    characters = models.PositiveIntegerField(_("字数"), default=0)
    """Of the text: hanzi, and Latin words and numbers as one each."""
    level = models.PositiveSmallIntegerField(_("用词的 HSK 等级"), null=True, db_index=True)
    """1 to 7, which is 7 to 9; see `rendering.levels`. None for a text that is too short to tell."""

    objects = FindableQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("letter", "sort_key", name="by_letter")]

    def __str__(self) -> str:
        return str(self.article_id)


class Shelf(models.Model):
    """Its one row is held by whoever writes to the index, so that no change is lost to another."""

    number = models.PositiveIntegerField(unique=True)

    def __str__(self) -> str:
        return str(self.number)


class Posting(models.Model):
    """Which articles of a shelf hold a key, and how much it says of each: see `postings`."""

    key = models.CharField(max_length=LONGEST_KEY)
    shelf = models.PositiveIntegerField()
    entries = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "shelf"], name="one_posting_per_shelf")]

    def __str__(self) -> str:
        return f"{self.key} · {self.shelf}"


class Term(models.Model):
    """A word that articles are found by and that is offered while one types: a tag or an entry of the lexicon."""

    word = models.CharField(max_length=50, unique=True)
    pinyin = models.CharField(max_length=200)
    """As it is shown: ``nǎogěng``."""
    letters = models.CharField(max_length=200)
    """The same as it is typed: ``naogeng``."""
    initials = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.word


class Related(models.Model):
    """An article whose content is like another's; the likest has place 0."""

    findable = models.ForeignKey(Findable, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(Findable, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["findable", "place"], name="one_related_per_place")]

    def __str__(self) -> str:
        return f"{self.findable_id} · {self.other_id}"
