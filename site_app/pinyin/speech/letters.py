"""Is a run of Latin letters spelled out letter by letter, or spoken as a word?"""

import re

_WORDS = frozenset({"COVID", "SARS", "MERS", "AIDS", "FAST", "Wi", "Fi"})
"""Spoken as words although they look like initials."""
_SPELLED = frozenset({"app", "App", "APP", "vip"})
"""Spelled out although they look like words."""
_SMALL_LETTERS = re.compile(r"[^\W\d_A-Z]{3}")
_VOWEL = re.compile(r"[aeiouyà-öø-ÿ]")


def is_word(run: str) -> bool:
    """Whether they are spoken as a word: three small letters in a row and a vowel (Omega, iPhone; not CT, mRNA)."""
    if run in _WORDS or not run.isascii():
        return True
    return run not in _SPELLED and bool(_SMALL_LETTERS.search(run) and _VOWEL.search(run))
