"""How is a word in pinyin written with other tones, in Zhuyin, by syllable, or in colours?

What is stored has tone marks; nothing is annotated anew. static/js/reading/respelling.js does the same in the browser, and a
test holds the two together.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from html import escape

from site_app.pinyin.styles import Style, written_syllable
from site_app.pinyin.syllables import LEGAL

_VOWELS = "aāáǎàeēéěèêiīíǐìoōóǒòuūúǔùüǖǘǚǜ"
_SYLLABLE = re.compile(
    f"[eēéěè]r(?![{_VOWELS}])|(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[{_VOWELS}]+(?:ng(?![{_VOWELS}])|n(?![{_VOWELS}]))?"
)
"""A syllable of a word in pinyin: what begins with a vowel stands behind an apostrophe, so a consonant before a vowel begins one."""
_ERHUA = re.compile(f"r(?![{_VOWELS}])")
_LETTERS = re.compile(f"[a-z{_VOWELS}'’-]+", re.IGNORECASE)
_JOINTS = re.compile("['’-]")
_TONE_OF_MARK = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}

Tones = Mapping[int, str]
"""Which syllables have another tone in speech: place of the first letter (counted in characters that are not white space)
→ tone."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The defaults are what is stored."""

    tones: str = "marks"
    """``marks``, ``numbers`` or ``none``."""
    script: str = "pinyin"
    """Or ``zhuyin``."""
    said: bool = False
    """Whether in the tones of speech."""
    by: str = ""
    """``character`` or ``word``; the ruby view is stored by character, the pinyin view by word."""
    colours: bool = False

    @property
    def is_stored(self) -> bool:
        return all(getattr(self, field.name) == field.default for field in fields(self))

    def syllable(self, reading: str, *, is_capital: bool = False) -> str:
        """A canonical reading (``lv4``) as HTML."""
        styles = {"marks": Style.MARKED, "numbers": Style.NUMBERED, "none": Style.TONELESS}
        style = Style.ZHUYIN if self.script == "zhuyin" else styles[self.tones]
        if reading == "r5":
            written = {Style.ZHUYIN: "˙ㄦ", Style.NUMBERED: "r5"}.get(style, "r")
        else:
            written = written_syllable(reading, style)
        written = written[:1].upper() + written[1:] if is_capital else written
        return f'<span class="t{reading[-1]}">{written}</span>' if self.colours else written

    def joined(self, readings: Sequence[str], joints: Sequence[str], *, is_capital: bool = False) -> str:
        """The syllables of a word; `joints` are what the stored view writes before each: nothing, ``'`` or ``-``."""
        html = ""
        for number, (reading, joint) in enumerate(zip(readings, joints, strict=True)):
            if self.script == "zhuyin" or (self.by == "character" and reading != "r5"):
                joint = " " if number else ""
            elif self.tones == "numbers" and joint != "-":
                joint = ""
            html += joint + self.syllable(reading, is_capital=is_capital and number == 0)
        return html


def respelled(
    text: str, spelling: Spelling, tones: Tones | None = None, seen: int = 0, *, above: bool = False
) -> Iterator[str]:
    """Text in pinyin with tone marks, and whatever stands in it that is none, as HTML; `seen` characters precede it.

    A word that becomes longer or shorter says in ``data-n`` how many characters it is counted as: cues know the stored one.
    What stands `above` hanzi is not counted.
    """
    at = 0
    for run in _LETTERS.finditer(text):
        between = text[at : run.start()]
        seen += len("".join(between.split()))
        yield escape(between, quote=False)
        html = _word(run[0], spelling, tones or {}, seen)
        is_as_long = above or len("".join(re.sub("<[^>]*>", "", html).split())) == len(run[0])
        yield html if is_as_long else f'<span data-n="{len(run[0])}">{html}</span>'
        seen += len(run[0])
        at = run.end()
    yield escape(text[at:], quote=False)


def _word(word: str, spelling: Spelling, tones: Tones, seen: int) -> str:
    parts = [*_syllables(word)]
    if not parts:
        return escape(word, quote=False)
    readings = [f"{reading[:-1]}{tones.get(seen + place, reading[-1])}" for place, _joint, reading in parts]
    return spelling.joined(readings, [joint for _place, joint, _reading in parts], is_capital=word[0].isupper())


def _syllables(word: str) -> Iterator[tuple[int, str, str]]:
    """(place, joint before it, canonical reading) of each syllable; none when the word is not in pinyin: CT, mmol, Omega."""
    found: list[tuple[int, str, str]] = []
    at, lower = 0, word.lower()
    if word[1:] != lower[1:]:
        return
    while at < len(word):
        joint = word[at] if _JOINTS.match(word, at) else ""
        at += len(joint)
        syllable = _SYLLABLE.match(lower, at) or _ERHUA.match(lower, at)
        reading = syllable and ("r5" if syllable[0] == "r" and found else canonical(syllable[0]))
        if not syllable or not reading:
            return
        found.append((at, joint, reading))
        at = syllable.end()
    if len(found) == 1 or any(reading[-1] != "5" for _place, _joint, reading in found):
        yield from found


def canonical(syllable: str) -> str | None:
    """``zhòng`` → ``zhong4``, without a mark the neutral tone: ``de5``; None for what is no syllable."""
    base = tone = ""
    for character in unicodedata.normalize("NFD", syllable):
        if character in _TONE_OF_MARK:
            tone += _TONE_OF_MARK[character]
        elif character == "\u0308" and base.endswith("u"):
            base = base[:-1] + "v"
        elif character == "\u0302" and base.endswith("e"):
            base = base[:-1] + "ê"
        else:
            base += character
    return base + (tone or "5") if base in LEGAL and len(tone) < 2 else None
