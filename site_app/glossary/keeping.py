"""How do the pages of words follow the lexicon?"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from site_app.articles.lexicon import lexicon
from site_app.articles.models import LexiconEntry
from site_app.articles.models.rendering import plain_text
from site_app.glossary.mentions import note_mentions_of
from site_app.glossary.models import TermPage
from site_app.glossary.signals import terms_changed
from site_app.glossary.slugs import free_slug

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon

_STORED = ("pinyin", "letters", "sort_key", "gloss", "plain", "word_ruby", "hanzi", "ruby", "pinyin_text", "is_shown")


def keep() -> list[TermPage]:
    """Bring the pages of all words up to date, and note where new ones occur; returns those that changed.

    Renders outside of any transaction. What is called at the same time elsewhere ends up the same.
    """
    readings = lexicon()
    explained = LexiconEntry.objects.exclude(explanation="")
    entries = {entry.word: entry for entry in explained if entry.explanation.strip() and entry.word in readings}
    pages = {page.word: page for page in TermPage.objects.all()}
    changed, came = list[TermPage](), set[str]()
    for word, entry in entries.items():
        page = pages.get(word) or TermPage(word=word)
        if not page.pk or not page.is_shown:
            came.add(word)
        if _follow(page, entry, readings):
            changed.append(page)
    gone = [page for word, page in pages.items() if page.is_shown and word not in entries]
    _store(changed, gone, readings)
    note_mentions_of(came)
    if changed or gone:
        terms_changed.send_robust(TermPage)
    return [*changed, *gone]


def are_kept() -> bool:
    """Whether each word that is explained has its page; says nothing of what they say."""
    explained = {*LexiconEntry.objects.exclude(explanation="").values_list("word", flat=True)}
    return explained == {*TermPage.objects.shown().values_list("word", flat=True)}


def _follow(page: TermPage, entry: LexiconEntry, readings: "Lexicon") -> bool:
    """Write into the page what the entry says now; whether that is something else than before."""
    from site_app.pinyin.syllables import toneless
    from site_app.rendering.render import render_line

    read, word = readings[entry.word], render_line(entry.word, readings)
    spelled = plain_text(word.pinyin)
    shown = render_line(entry.explanation, readings)
    said = {
        "pinyin": spelled[:1].lower() + spelled[1:],
        "letters": "".join(map(toneless, read)),
        "sort_key": " ".join(f"{toneless(syllable)} {syllable[-1]}" for syllable in read),
        "gloss": entry.gloss,
        "plain": entry.explanation,
        "word_ruby": word.ruby,
        "hanzi": shown.hanzi,
        "ruby": shown.ruby,
        "pinyin_text": shown.pinyin,
        "is_shown": True,
    }
    if page.pk and all(getattr(page, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(page, name, value)
    return True


@transaction.atomic
def _store(changed: Collection[TermPage], gone: Collection[TermPage], readings: "Lexicon") -> None:
    now = timezone.now()
    for page in changed:
        page.changed_at = now
        if not page.pk:
            page.slug = free_slug(page.word, readings)
            kept, is_new = TermPage.objects.get_or_create(
                word=page.word, defaults={name: getattr(page, name) for name in (*_STORED, "slug", "changed_at")}
            )
            page.pk, page.slug = kept.pk, kept.slug
            if is_new:
                continue
        page.save(update_fields=[*_STORED, "changed_at"], force_update=True)
    for page in gone:
        page.is_shown, page.changed_at = False, now
        page.save(update_fields=["is_shown", "changed_at"])
