"""Sentences → what is spoken, syllable by syllable."""

from site_app.pinyin.speech.spans import SpokenSpan, SpokenSyllable, spell_spoken
from site_app.pinyin.speech.speak import speak

__all__ = ["SpokenSpan", "SpokenSyllable", "speak", "spell_spoken"]
