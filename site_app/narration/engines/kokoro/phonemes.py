"""How is a spoken word written in the phonemes that Kokoro was trained on?

Kokoro's Mandarin is a broad IPA in which affricates are one symbol (ʦ ꭧ ʨ), the vowels of zi and zhi are ɨ, and an arrow
behind the vowels carries the tone. The table follows the way its own front end writes pinyin (misaki 0.9, which took it
from pinyin-to-ipa by Stefan Taubert), so that the model hears what it has learnt.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from site_app.narration.utterance import Utterance
from site_app.pinyin.syllables import INTERJECTIONS, toneless

TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}

_INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l", "g": "k", "k": "kʰ", "h": "x",
    "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s",
}  # fmt: skip
_RHYMES = {
    "a": ("a", ""), "ai": ("ai", ""), "an": ("a", "n"), "ang": ("a", "ŋ"), "ao": ("au", ""), "e": ("ɤ", ""),
    "ei": ("ei", ""), "en": ("ə", "n"), "eng": ("ə", "ŋ"), "er": ("ɚ", ""), "o": ("ɔ", ""), "ou": ("ou", ""),
    "ong": ("ʊ", "ŋ"), "ê": ("ɛ", ""), "i": ("i", ""), "ia": ("ja", ""), "iai": ("jai", ""), "ian": ("jɛ", "n"),
    "iang": ("ja", "ŋ"), "iao": ("jau", ""), "ie": ("je", ""), "in": ("i", "n"), "ing": ("i", "ŋ"), "io": ("jɔ", ""),
    "iong": ("jʊ", "ŋ"), "iou": ("jou", ""), "u": ("u", ""), "ua": ("wa", ""), "uai": ("wai", ""), "uan": ("wa", "n"),
    "uang": ("wa", "ŋ"), "uei": ("wei", ""), "uen": ("wə", "n"), "ueng": ("wə", "ŋ"), "uo": ("wo", ""), "v": ("y", ""),
    "van": ("ɥɛ", "n"), "ve": ("ɥe", ""), "vn": ("y", "n"), "ɨ": ("ɨ", ""), "m": ("m", ""), "n": ("n", ""),
    "ng": ("ŋ", ""), "hm": ("hm", ""), "hng": ("hŋ", ""),
}  # fmt: skip
"""What comes before the tone, and what behind it."""
_IN_FULL = {"iu": "iou", "ui": "uei", "un": "uen"}
"""Finals that pinyin abbreviates behind an initial."""
_RETROFLEX = {"ai": "a", "wai": "wa", "ei": "ə", "wei": "wə", "ɨ": "ə", "ə": "ə", "jɛ": "ja", "ɥɛ": "ɥa"}
"""Vowels that change before the suffix -r; behind i and ü it adds a schwa of its own."""


@lru_cache(maxsize=4096)
def of_syllable(reading: str, erhua: bool = False) -> str:
    """The phonemes of a canonical reading, ``zhong4`` → ``ꭧʊ↘ŋ``; with `erhua`, ending in the suffix -r.

    Raises KeyError for what is no Mandarin syllable.
    """
    initial, final = _divided(toneless(reading))
    vowels, coda = _RHYMES[final]
    if erhua:
        vowels, coda = _RETROFLEX.get(vowels, vowels) + ("ə" if vowels in ("i", "y") else ""), "ɻ"
    return _INITIALS.get(initial, initial) + vowels + TONES.get(reading[-1], "") + coda


def _divided(syllable: str) -> tuple[str, str]:
    """Initial and full final: ``liu`` → l, iou; ``yuan`` → –, van; ``zhi`` → zh, ɨ."""
    if syllable in INTERJECTIONS:
        return "", syllable
    initial = syllable[: 2 if syllable[1:2] == "h" else 1]
    if initial == "y":
        return "", _without_y(syllable[1:])
    if initial == "w":
        return "", "u" + syllable[1:].removeprefix("u") if syllable != "wu" else "u"
    if initial not in _INITIALS:
        return "", syllable
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        return initial, "v" + final[1:]
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        return initial, "ɨ"
    if final == "o":
        return initial, "uo"
    return initial, _IN_FULL.get(final, final)


def _without_y(final: str) -> str:
    if final.startswith("u"):
        return "v" + final[1:]
    full = final if final.startswith("i") else "i" + final
    return _IN_FULL.get(full, full)


STRESS = "ˈ"
"""Only letters and words of other languages have it."""
LETTERS = {
    "A": "ˈA", "B": "bˈi", "C": "sˈi", "D": "dˈi", "E": "ˈi", "F": "ˈɛf", "G": "ʤˈi", "H": "ˈAʧ", "I": "ˈI",
    "J": "ʤˈA", "K": "kˈA", "L": "ˈɛl", "M": "ˈɛm", "N": "ˈɛn", "O": "ˈO", "P": "pˈi", "Q": "kjˈu", "R": "ˈɑɹ",
    "S": "ˈɛs", "T": "tˈi", "U": "jˈu", "V": "vˈi", "W": "dˈʌbᵊlju", "X": "ˈɛks", "Y": "wˈI", "Z": "zˈi",
}  # fmt: skip
"""The names of the letters, as a Chinese speaker who knows English says them."""
_GREEK = {"α": "ˈælfə", "β": "bˈATə", "γ": "ɡˈæmə", "δ": "dˈɛltə", "μ": "mjˈu", "ω": "OmˈAɡə", "Ω": "OmˈAɡə"}


class Written(NamedTuple):
    """An utterance in phonemes."""

    phonemes: str
    places: list[tuple[int, int]]
    """Where each syllable of the utterance stands in `phonemes`: from, up to."""


def of_utterance(utterance: Utterance, foreign: Callable[[str], str]) -> Written:
    """Write an utterance; `foreign` gives the phonemes of a word of another language.

    Words are set apart by spaces. A syllable that nobody can say, such as a symbol, takes no place: from = up to.
    """
    text = ""
    places: list[tuple[int, int]] = []
    for part in utterance:
        if isinstance(part, str):
            text = f"{text.rstrip()}{part} " if part in ",.!?;:…—)”" else f"{text}{part}"
            continue
        for syllable in part:
            phonemes = _of_part(syllable, foreign)
            places.append((len(text), len(text) + len(phonemes)))
            text += phonemes
        text += " "
    return Written(text.rstrip(), places)


def _of_part(syllable: str, foreign: Callable[[str], str]) -> str:
    if syllable[-1:] in TONES or syllable[-2:-1] in TONES:
        return of_syllable(syllable.removesuffix("r"), erhua=syllable.endswith("r"))
    if len(syllable) == 1:
        return LETTERS.get(syllable.upper()) or _GREEK.get(syllable) or foreign(syllable)
    return foreign(syllable)
