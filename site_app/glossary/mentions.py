"""Where does the text of an article say a word that the site explains?"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from site_app.articles.lexicon import editions_with, lexicon
from site_app.articles.models import Edition
from site_app.glossary.models import Mention, TermPage

if TYPE_CHECKING:
    from site_app.rendering.reading_aloud import SpokenSentence, SpokenWord

MOST_PLACES = 3
"""Of one word: the first of them may stand in a link or a caption, where nothing can be pressed."""

Place = list[int]


def note_mentions(edition: Edition) -> None:
    """Store where the edition says each word first, in place of what was stored."""
    pages = dict(TermPage.objects.values_list("word", "pk"))
    found = first_places(edition, pages.keys()) if pages else {}
    with transaction.atomic():
        edition.mentions.all().delete()
        Mention.objects.bulk_create(
            Mention(term_id=pages[word], edition=edition, order=order, places=places)
            for order, (word, places) in enumerate(found.items())
        )


def note_mentions_of(words: Collection[str]) -> None:
    """Look for words that have just been explained, in every live article that holds one."""
    if words:
        for edition in editions_with(words).filter(state="published").iterator(50):
            note_mentions(edition)


def first_places(edition: Edition, words: Collection[str]) -> dict[str, list[Place]]:
    """The words in the order of the text, each with its first places outside headings."""
    from site_app.rendering.reading_aloud import SpokenWord, spoken_article

    found: dict[str, list[Place]] = {}
    for sentence in spoken_article("", edition.markdown, lexicon()):
        if sentence.is_heading:
            continue
        for part in sentence.parts:
            if isinstance(part, SpokenWord) and (text := _text(sentence, part)) in words:
                places = found.setdefault(text, [])
                if len(places) < MOST_PLACES:
                    places.append([sentence.number, *part.place.text, *part.place.pinyin])
    return found


def _text(sentence: "SpokenSentence", word: "SpokenWord") -> str:
    from site_app.rendering.opaque import OPAQUE

    start, end = word.place.text
    counted = [character for character in sentence.text if not character.isspace() and character != OPAQUE]
    return "".join(counted[start:end])
