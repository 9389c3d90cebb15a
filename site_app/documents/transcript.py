"""Does a transcript say, letter by letter, what an interlinear text's readings say?"""

from dataclasses import dataclass
from itertools import zip_longest

from site_app.message import Message

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
                Message(
                    "第%(place)s个字符起不同：“%(before)s”之后，抄本是%(transcript)s，注音是%(readings)s",
                    place=offset + 1,
                    before=before,
                    transcript=_seen(transcript, offset),
                    readings=_seen(readings, offset),
                ),
            )
    return TranscriptCheck(len(transcript), "")


def _seen(text: str, offset: int) -> str:
    return f"“{text[offset : offset + _CONTEXT]}”" if offset < len(text) else Message("空的")
