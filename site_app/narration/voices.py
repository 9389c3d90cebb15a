"""Who reads, and how fast?"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Voice:
    key: str
    """In addresses and in the database; never given to another voice."""
    name: "str | Promise"
    engine_voice: str
    """What the engine calls it."""


@dataclass(frozen=True, slots=True)
class Pace:
    key: str
    name: "str | Promise"
    speed: float
    """How many times as fast as the voice speaks by itself. The pitch does not change."""


VOICES = (Voice("xiaoyi", _("女声"), "zf_xiaoyi"), Voice("yunxi", _("男声"), "zm_yunxi"))
PACES = (Pace("normal", _("正常"), 1.0), Pace("slow", _("慢速"), 0.8))

SOUNDS = tuple((voice, pace) for voice in VOICES for pace in PACES)
"""Everything an article is read in, in the order in which it is made: readers hear the first soonest."""


def voice(key: str) -> Voice:
    return next(voice for voice in VOICES if voice.key == key)


def pace(key: str) -> Pace:
    return next(pace for pace in PACES if pace.key == key)


def are_wanted() -> bool:
    """Whether this site makes sound of its own."""
    return settings.NARRATION_ENGINE != "device"
