"""What is an engine asked to say?

An utterance is plain data, so that it travels to another process and its digest names the sound that it became.
"""

import hashlib
import json
from collections.abc import Sequence

Word = tuple[str, ...]
"""The syllables of one word. Each is a canonical reading in the tone as spoken (``zhong4``), with ``r`` behind it where
the retroflex suffix has merged (``dian3r``); or a letter whose name is said (``C``); or a foreign word (``stroke``)."""
Utterance = Sequence[Word | str]
"""Words and, as strings, the marks between them at which a voice pauses or changes its melody (see `MARKS`)."""

MARKS = {
    **dict.fromkeys("，,、·", ","),
    **dict.fromkeys("。．.｡", "."),
    **dict.fromkeys("！!", "!"),
    **dict.fromkeys("？?", "?"),
    **dict.fromkeys("：:", ":"),
    **dict.fromkeys("；;", ";"),
    **dict.fromkeys("—–", "—"),
    **dict.fromkeys("（([［【", "("),
    **dict.fromkeys("）)]］】", ")"),
    "…": "…",
}
"""The marks that are heard, as they are written in a text; every other mark is passed over."""


def digest(utterance: Utterance, *, engine: str, voice: str, speed: float) -> str:
    """A name for the sound that this engine makes of the utterance: the same as long as nothing audible changes."""
    asked = json.dumps([engine, voice, speed, utterance], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(asked.encode()).hexdigest()[:40]
