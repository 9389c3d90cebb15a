"""Which words are offered to somebody who types? Those of the lexicon and the tags that articles are found by."""

from collections.abc import Iterable

from site_app.finding.characters import compared
from site_app.finding.document import loaded
from site_app.finding.models import LONGEST_KEY, Findable, Posting, Term
from site_app.pinyin.syllables import marked, toneless


def keep(findables: Iterable[Findable]) -> None:
    """Have the words of these articles among the terms."""
    documents = [loaded(findable.document) for findable in findables]
    known = {word for document in documents for word in document.known}
    missing = known - {*Term.objects.filter(word__in=known).values_list("word", flat=True)}
    if not missing:
        return
    read = {
        word.text: word.readings
        for document in documents
        for _, held in document.fields()
        for p in held
        for word in p.words
    }
    for document in documents:
        read |= {passage.text: tuple(r for w in passage.words for r in w.readings) for passage in document.terms}
    Term.objects.bulk_create([_term(word, read.get(word, ())) for word in sorted(missing)], ignore_conflicts=True)


def drop_unused(words: Iterable[str]) -> None:
    """Take away those of these words under which no article is found any more."""
    asked = {*words}
    found = Posting.objects.filter(key__in=[f"!{word}"[:LONGEST_KEY] for word in asked]).values_list("key", flat=True)
    gone = asked - {key[1:] for key in found}
    if gone:
        unused = [term.pk for term in Term.objects.only("word") if compared(term.word) in gone]
        Term.objects.filter(pk__in=unused).delete()


def _term(word: str, readings: tuple[str, ...]) -> Term:
    plain = [toneless(reading) for reading in readings if reading]
    return Term(
        word=word,
        pinyin=_spelled(readings),
        letters="".join(plain) or word.casefold(),
        initials="".join(syllable[0] for syllable in plain),
    )


def _spelled(readings: tuple[str, ...]) -> str:
    spelled = ""
    for reading in filter(None, readings):
        spelled += ("'" if spelled and reading[0] in "aoeê" else "") + marked(reading)
    return spelled
