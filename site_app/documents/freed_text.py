"""What is left of an interlinear text without its brackets, and where must a reading stay?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_app.documents.comparison import PlacedWord, disagreements, read_words, written_inline
from site_app.documents.document import MAX_BODY, refuse_longer
from site_app.documents.errors import place
from site_app.documents.interlinear import Interlinear, Pair, parse_interlinear
from site_app.documents.known_readings import is_known
from site_app.documents.punctuation import restore
from site_app.message import Message
from site_app.pinyin import Lexicon
from site_app.pinyin.characters import count_chinese
from site_app.pinyin.syllables import marked, tone


@dataclass(frozen=True, slots=True)
class FreedText:
    """Characters with their full-width punctuation, and the source's readings of them."""

    words: tuple[PlacedWord, ...]
    notes: tuple[str, ...]
    """Toneless readings that differ from the site's, and readings that their characters never have."""

    def written(self, write: Callable[[str], str]) -> str:
        """The words joined, the source's toned readings inline where they differ; `write` writes the text in between."""
        pieces: list[str] = []
        plain: list[str] = []
        for placed in self.words:
            if inline := written_inline(placed):
                pieces += (write("".join(plain)), inline)
                plain = []
            else:
                plain.append(placed.word.text)
        return "".join(pieces) + write("".join(plain))


def free_of_brackets(source: str, name: str, lexicon: Lexicon, start: int = 0) -> FreedText:
    """Read the interlinear text that begins at the offset `start` of the source. Raises DocumentError."""
    refuse_longer(Message("正文"), count_chinese(source[start:]), MAX_BODY, name)
    interlinear = parse_interlinear(source, name, start)
    text = restore(interlinear.text).text
    refuse_longer(Message("正文"), len(text), MAX_BODY, name)
    readings = interlinear.readings_in(text)
    words = read_words(text, readings, lexicon)
    unknown = dict(_unknown(interlinear, readings))
    toneless = [item for item in disagreements(text, words) if not tone(item.source) and item.position not in unknown]
    notes = (*map(str, toneless), *(_about_unknown(pair, source) for pair in unknown.values()))
    return FreedText(tuple(words), notes)


def _unknown(interlinear: Interlinear, readings: dict[int, str]) -> Iterator[tuple[int, Pair]]:
    """The pairs whose reading no dictionary has for their character, by the character's position in the text."""
    for position, pair in zip(sorted(readings), interlinear.chinese_pairs, strict=True):
        if not is_known(pair.character, pair.reading):
            yield position, pair


def _about_unknown(pair: Pair, source: str) -> str:
    line, column = place(source, pair.offset)
    written = marked(pair.reading) if tone(pair.reading) else pair.reading.replace("v", "ü")
    return Message(
        "第%(line)s行第%(column)s列的“%(character)s”注 %(written)s，词典里这个字没有这个读音",
        line=line,
        column=column,
        character=pair.character,
        written=written,
    )
