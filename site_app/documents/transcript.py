"""Does a transcript say, letter by letter, what an interlinear text's readings say?"""

from dataclasses import dataclass
from itertools import zip_longest

_CONTEXT = 12


@dataclass(frozen=True, slots=True)
class TranscriptCheck:
    """The outcome of a comparison."""

    length: int
    """Of the transcript, in characters."""
    difference: str
    """The first difference, told in one Chinese sentence; empty when there is none."""

    @property
    def equal(self) -> bool:
        return not self.difference


def check_transcript(transcript: str, readings: str) -> TranscriptCheck:
    """Compare a transcript with the joined readings of an interlinear text, character by character."""
    for offset, (ours, theirs) in enumerate(zip_longest(transcript, readings)):
        if ours != theirs:
            before = transcript[max(0, offset - _CONTEXT) : offset]
            return TranscriptCheck(
                len(transcript),
                f"第{offset + 1}个字符起不同：“{before}”之后，抄本是{_seen(transcript, offset)}，注音是{_seen(readings, offset)}",
            )
    return TranscriptCheck(len(transcript), "")


def _seen(text: str, offset: int) -> str:
    return f"“{text[offset : offset + _CONTEXT]}”" if offset < len(text) else "空的"
