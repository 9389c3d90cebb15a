"""How is a sentence spoken?"""

from collections.abc import Iterator, Sequence

from site_app.pinyin import dictionary
from site_app.pinyin.characters import dictionary_form, is_chinese
from site_app.pinyin.speech.context import plain
from site_app.pinyin.speech.erhua import merged
from site_app.pinyin.speech.rules import said
from site_app.pinyin.speech.sandhi import PhraseWord, apply_sandhi
from site_app.pinyin.speech.spans import SpokenSpan, SpokenSyllable
from site_app.pinyin.speech.wording import words_of
from site_app.pinyin.tokens import Sentence, Word

_NO_PAUSE = frozenset(" \t\u00a0\u2009\u202f\u3000“”‘’\"'「」『』《》〈〉·")
"""Silent marks that speech runs over: white space, quotation marks and the marks of titles."""


def speak(sentence: Sentence) -> tuple[SpokenSpan, ...]:
    """The sentence as it is spoken, in spans that join to the whole of its text, whatever it holds; nothing raises.

    Hanzi keep the readings that the sentence gives them; their tones change as speech changes them (`sandhi`) and 儿
    merges (`erhua`). What digits, letters and marks say is decided by `rules`, each with a view of the text around it.
    """
    spans = list(_spans(sentence))
    for phrase in _phrases(spans, sentence.text):
        apply_sandhi(phrase, _is_word)
    return tuple(SpokenSpan(start, end, tuple(tuple(word.syllables) for word in words)) for start, end, words in spans)


def _is_word(text: str) -> bool:
    return bool(dictionary.load().phrase(text))


_Span = tuple[int, int, Sequence[PhraseWord]]


def _spans(sentence: Sentence) -> Iterator[_Span]:
    """What the rules say and, between that, the words of the sentence, cut where a rule has taken part of them."""
    pieces = said(plain(dictionary_form(sentence.text)))
    piece = next(pieces, None)
    start = 0
    for word in sentence.words:
        end = start + len(word.syllables)
        position = start
        while position < end:
            while piece and piece.end <= position:
                piece = next(pieces, None)
            if piece and piece.start <= position:
                if position == piece.start:
                    words = [PhraseWord(list(spoken), piece.pos, by_rule=True) for spoken in words_of(piece.words)]
                    yield piece.start, piece.end, words
                position = min(end, piece.end)
                continue
            until = min(end, piece.start) if piece else end
            yield from _plain_spans(word, start, position, until)
            position = until
        start = end


def _plain_spans(word: Word, offset: int, start: int, end: int) -> Iterator[_Span]:
    """A word, or a part of it, divided where hanzi and silent marks meet."""
    while start < end:
        until = start + 1
        is_spoken = _is_spoken(word, start - offset)
        while until < end and _is_spoken(word, until - offset) == is_spoken:
            until += 1
        yield start, until, [_phrase_word(word, start - offset, until - offset)] if is_spoken else []
        start = until


def _is_spoken(word: Word, place: int) -> bool:
    syllable = word.syllables[place]
    return syllable.reading is not None or is_chinese(syllable.character)


def _phrase_word(word: Word, start: int, end: int) -> PhraseWord:
    syllables = [
        SpokenSyllable(dictionary_form(syllable.character), syllable.reading or "", syllable.reading or "")
        for syllable in word.syllables[start:end]
    ]
    return PhraseWord(list(merged(syllables)), word.pos)


def _phrases(spans: Sequence[_Span], text: str) -> Iterator[list[PhraseWord]]:
    """The words between two pauses."""
    phrase: list[PhraseWord] = []
    for start, end, words in spans:
        phrase += words
        if not words and not _NO_PAUSE.issuperset(text[start:end]):
            yield phrase
            phrase = []
    yield phrase
