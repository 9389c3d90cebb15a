"""How is a sentence written in each of the three views?"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape

from site_app.pinyin import Syllable, Word
from site_app.pinyin.characters import is_chinese
from site_app.pinyin.syllables import marked
from site_app.rendering.annotated import Place, Writer


def write_hanzi(place: Place, start: int, end: int) -> str:
    """The characters alone."""
    return escape(place.text[start:end], quote=False)


def write_ruby(place: Place, start: int, end: int) -> str:
    """The characters with pinyin above, one ``ruby`` for each word, one ``rt`` for each character.

    What digits and signs say stands above them together. The pinyin is hidden from screen readers: they would say every
    syllable twice. A word is set apart from the next one by space behind it; where something other than a word
    follows, it is marked ``tight``. ``l3`` is a word of HSK level 3, ``stays`` one whose pinyin nobody can hide; a syllable
    that has another tone in speech says it in ``data-t``, what digits say in other tones stands in ``data-sandhi``.
    """
    html: list[str] = []
    at = start
    for first, last, pinyin, said in place.spoken:
        if at <= first and last <= end:
            html += _ruby_of_words(place, at, first)
            text = escape(place.text[first:last], quote=False)
            html.append(f"{_opening(place, last, 'spoken')}{text}{_above(pinyin, said=said)}</ruby>")
            at = last
    return "".join((*html, *_ruby_of_words(place, at, end)))


def _ruby_of_words(place: Place, start: int, end: int) -> Iterator[str]:
    offset = start
    for word, level, first, last in _words_within(place, start, end):
        tones = place.tones[offset : offset + last - first]
        classes = _classes(place, level, offset, offset + last - first)
        offset += last - first
        yield from _ruby(word.syllables[first:last], tones, _opening(place, offset, *classes))


def _classes(place: Place, level: int | None, start: int, end: int) -> tuple[str, ...]:
    if any(first < end and start < last for first, last in place.always_shown):
        return ("stays",)
    return (f"l{level}",) if level else ()


def _opening(place: Place, end: int, *classes: str) -> str:
    following = place.text[end : end + 1]
    if following and not is_chinese(following):
        classes += ("tight",)
    return f'<ruby class="{" ".join(classes)}">' if classes else "<ruby>"


def _above(pinyin: str, *, tone: int = 0, said: str = "") -> str:
    spoken = f' data-t="{tone}"' if tone else f' data-sandhi="{escape(said)}"' if said and said != pinyin else ""
    return f'<rt aria-hidden="true"{spoken}>{escape(pinyin)}</rt>'


def _ruby(syllables: Sequence[Syllable], tones: Sequence[int], opening: str) -> Iterator[str]:
    in_ruby = False
    for syllable, tone in zip(syllables, tones, strict=True):
        if bool(syllable.reading) != in_ruby:
            yield opening if syllable.reading else "</ruby>"
            in_ruby = not in_ruby
        yield escape(syllable.character, quote=False)
        if syllable.reading:
            yield _above(marked(syllable.reading), tone=tone)
    if in_ruby:
        yield "</ruby>"


def write_pinyin(place: Place, start: int, end: int) -> str:
    """Pinyin alone, spelled by word."""
    return escape("".join(place.pinyin[start:end]), quote=False)


_JOINTS = "-'"
"""What may stand between two syllables of a word."""


def spoken_tones(place: Place, start: int, end: int) -> str:
    """The syllables that have another tone in speech: `` data-sandhi="4.2 9.4"``, the tone behind the place of the syllable's
    first letter, counted in characters that are not white space."""
    said: list[str] = []
    seen = 0
    for piece, tone in zip(place.pinyin[start:end], place.tones[start:end], strict=True):
        if tone:
            joint = piece.lstrip()
            said.append(f"{seen + len(joint) - len(joint.lstrip(_JOINTS))}.{tone}")
        seen += len("".join(piece.split()))
    return f' data-sandhi="{" ".join(said)}"' if said else ""


def _words_within(place: Place, start: int, end: int) -> Iterator[tuple[Word, int | None, int, int]]:
    """The words between two offsets, each with its level and the part of it that lies there."""
    first = bisect_right(place.word_ends, start)
    words = zip(place.sentence.words[first:], place.levels[first:], place.word_ends[first:], strict=True)
    for word, level, stop in words:
        offset = stop - len(word.syllables)
        if offset >= end:
            break
        yield word, level, max(start - offset, 0), min(end - offset, len(word.syllables))


WRITERS = {"hanzi": Writer(write_hanzi), "ruby": Writer(write_ruby), "pinyin": Writer(write_pinyin, spoken_tones)}
