"""When is each sentence, word and syllable of an article spoken?

Cues tile the sound: each lasts until the next one starts, so that there is a lit word at every moment, and their lengths
add up to the length of the sound. Times are whole milliseconds from the beginning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from site_app.narration.script import Line
    from site_app.rendering.reading_aloud import SpokenPlace, SpokenWord

FORMAT = 1
"""Of the JSON; counted up when a player that knows the former one could not read it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something spoken: from, up to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A sentence with its times."""

    line: "Line"
    cue: Cue
    """With the pause behind it."""
    syllables: tuple[Cue, ...]
    """One for each syllable of the line's words."""

    @property
    def words(self) -> Iterator[tuple["SpokenWord", tuple[Cue, ...]]]:
        """Each word with the cues of its syllables."""
        cues = iter(self.syllables)
        for word in self.line.words:
            yield word, tuple(next(cues) for _ in word.places)


def timed(line: "Line", start: int, length: int, marks: Sequence[tuple[int, int]]) -> TimedLine:
    """The line spoken from `start` on, `length` milliseconds long with its pause; `marks` are those of its clip.

    Raises ValueError when the clip does not have a mark for each syllable.
    """
    syllables = sum(len(word.places) for word in line.words)
    if len(marks) != syllables:
        raise ValueError(f"{len(marks)} marks for {syllables} syllables")
    starts = [start, *(start + begin for begin, _ in marks[1:]), start + length]
    # A voice may take no time for a syllable, but none may begin before the one in front of it.
    for index in range(1, len(starts)):
        starts[index] = min(max(starts[index], starts[index - 1]), start + length)
    return TimedLine(line, Cue(start, start + length), tuple(Cue(begin, end) for begin, end in pairwise(starts)))


def as_json(lines: Sequence[TimedLine]) -> dict[str, Any]:
    """The cues for the player and for whoever wants to work with them.

    ``sentences``: ``id`` of the element in the page, ``start``, ``end``, ``text``, and ``words``: ``start``, ``end``,
    ``text`` and ``pinyin`` as [from, up to] within the sentence, counted as `SpokenPlace` says, and ``syllables``:
    [start, end, text from, text up to, pinyin from, pinyin up to, what is said].
    """
    return {
        "format": FORMAT,
        "duration": lines[-1].cue.end if lines else 0,
        "sentences": [
            {
                "id": f"s{timed.line.sentence.number}",
                "start": timed.cue.start,
                "end": timed.cue.end,
                "text": timed.line.sentence.text.strip(),
                "words": [_word(word, cues) for word, cues in timed.words],
            }
            for timed in lines
        ],
    }


def _word(word: "SpokenWord", cues: Sequence[Cue]) -> dict[str, Any]:
    said = [syllable.reading or syllable.character for spoken in word.words for syllable in spoken]
    return {
        "start": cues[0].start,
        "end": cues[-1].end,
        "text": word.place.text,
        "pinyin": word.place.pinyin,
        "syllables": [
            [cue.start, cue.end, *_flat(place), reading]
            for cue, place, reading in zip(cues, word.places, said, strict=True)
        ],
    }


def _flat(place: "SpokenPlace") -> tuple[int, int, int, int]:
    return (*place.text, *place.pinyin)


def sentences_vtt(lines: Sequence[TimedLine]) -> str:
    """WebVTT with a cue for each sentence, named as its element in the page."""
    cues = (_vtt_cue(f"s{timed.line.sentence.number}", timed.cue, timed.line.sentence.text) for timed in lines)
    return "\n".join(("WEBVTT\n", *cues))


def words_vtt(lines: Sequence[TimedLine]) -> str:
    """WebVTT with a cue for each word."""
    cues = (
        _vtt_cue(f"s{timed.line.sentence.number}-w{number}", Cue(cues[0].start, cues[-1].end), _stretch(timed, word))
        for timed in lines
        for number, (word, cues) in enumerate(timed.words, 1)
        if cues[0].start < cues[-1].end
    )
    return "\n".join(("WEBVTT\n", *cues))


def _stretch(timed: TimedLine, word: "SpokenWord") -> str:
    visible = [character for character in timed.line.sentence.text if not character.isspace() and character != "\ufffc"]
    return "".join(visible[slice(*word.place.text)])


def _vtt_cue(name: str, cue: Cue, text: str) -> str:
    escaped = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{name}\n{_vtt_time(cue.start)} --> {_vtt_time(cue.end)}\n{escaped}\n"


def _vtt_time(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
