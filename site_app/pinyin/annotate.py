"""How is each character of a text read, in which word, in which sentence?"""

from collections.abc import Sequence

from site_app.pinyin import dictionary
from site_app.pinyin.characters import dictionary_form
from site_app.pinyin.lexicon import EMPTY_LEXICON, Lexicon
from site_app.pinyin.readings import STEPS
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
    decided: dict[int, tuple[str, str]] = {}
    for step in STEPS:
        for offset, reading in step(block):
            decided.setdefault(offset, (reading, step.__name__))
    return [_syllable(character, decided.get(offset), block) for offset, character in enumerate(text)]


def _syllable(character: str, decision: tuple[str, str] | None, block: Block) -> Syllable:
    if decision is None:
        return Syllable(character)
    reading, source = decision
    others = block.dictionary.readings(dictionary_form(character))
    return Syllable(character, reading, source, tuple(other for other in others if other != reading))
