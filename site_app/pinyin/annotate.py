"""How is each character of a text read, in which word, in which sentence?"""

from collections.abc import Sequence
from functools import lru_cache

from site_app.pinyin import dictionary
from site_app.pinyin.characters import dictionary_form
from site_app.pinyin.lexicon import EMPTY_LEXICON, Lexicon
from site_app.pinyin.readings import PRESCRIBED, STEPS
from site_app.pinyin.readings.block import Block
from site_app.pinyin.sentences import sentences
from site_app.pinyin.tokens import Sentence, Syllable, Word, WrittenReading
from site_app.pinyin.words import divide


def annotate(
    text: str, lexicon: Lexicon = EMPTY_LEXICON, written: Sequence[WrittenReading] = ()
) -> tuple[Sentence, ...]:
    """Annotate one block of text: a paragraph, a heading, a table cell.

    Readings are dictionary readings (GB/T 16159-2012, 6.5): 一 and 不 keep their tone, no third tone changes. `written`
    holds the readings that the editor gave in this very text, in its order and without overlap. Joining the characters
    of all syllables gives `text` back, whatever it holds; nothing raises.
    """
    form = dictionary_form(text)
    spans = divide(form, lexicon, written)
    block = Block(form, spans, lexicon, written, dictionary.load())
    syllables = _syllables(text, block)
    words = [Word(tuple(syllables[span.start : span.end]), span.pos) for span in spans]
    return tuple(Sentence(part) for part in sentences(words))


def _syllables(text: str, block: Block) -> list[Syllable]:
    opinions: list[list[tuple[str, str]]] = [[] for _ in text]
    """For each offset what the steps say: (step, reading), strongest first."""
    for step in STEPS:
        for offset, reading in step(block):
            opinions[offset].append((step.__name__, reading))
    return [_syllable(character, tuple(said)) for character, said in zip(text, opinions, strict=True)]


@lru_cache(maxsize=1 << 16)
def _syllable(character: str, opinions: tuple[tuple[str, str], ...]) -> Syllable:
    """Texts repeat themselves: nine in ten syllables have been seen before."""
    if not opinions:
        return Syllable(character)
    source, reading = opinions[0]
    listed = dictionary.load().readings(dictionary_form(character))
    alternatives = tuple(
        dict.fromkeys(other for other in (*(said for _, said in opinions), *listed) if other != reading)
    )
    return Syllable(character, reading, source, alternatives, bool(alternatives) and _is_doubtful(opinions))


def _is_doubtful(opinions: tuple[tuple[str, str], ...]) -> bool:
    decider, decision = opinions[0]
    if decider in _PRESCRIBED:
        return False
    heard = {decider}
    for step, reading in opinions[1:]:
        # The commonest reading speaks of the character, not of this place: it contradicts nobody.
        if reading != decision and step != _LAST and (step == decider or step not in heard):
            return True
        heard.add(step)
    return decider == _LAST


_PRESCRIBED = {step.__name__ for step in PRESCRIBED}
_LAST = STEPS[-1].__name__
