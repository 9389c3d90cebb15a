"""Which characters are Chinese characters, and under which form do dictionaries list them?"""

import re
import unicodedata

CHINESE = (
    "\u3007"  # 〇
    "\u2e80-\u2fd5"  # radicals, read like the character they stand for
    "\u3400-\u4dbf\u4e00-\u9fff"  # Extension A and the basic block
    "\uf900-\ufaff\U0002f800-\U0002fa1f"  # compatibility forms
    "\U00020000-\U000323af"  # Extensions B to H
)
"""The inside of a regular expression's character class."""

_CHINESE_RUN = re.compile(f"[{CHINESE}]+")
_VARIANT = re.compile("[\u2e80-\u2fd5\ud800-\udfff\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Radicals, lone surrogates and compatibility forms."""
_NOT_CHINESE = re.compile(f"[^{CHINESE}]")


def is_chinese(text: str) -> bool:
    """Whether the text is one or more Chinese characters and nothing else."""
    return _CHINESE_RUN.fullmatch(text) is not None


def askable(text: str) -> str:
    """The text with a space for whatever is no Chinese character: the compiled dictionary must be asked of nothing else."""
    return _NOT_CHINESE.sub(" ", text)


def count_chinese(text: str) -> int:
    """How many Chinese characters the text holds."""
    return sum(len(run) for run in _CHINESE_RUN.findall(text))


def dictionary_form(text: str) -> str:
    """The text with radicals and compatibility forms replaced by the characters that dictionaries list.

    A lone surrogate, which no dictionary can be asked about, becomes the replacement character. The length never
    changes, so offsets stay valid.
    """
    return _VARIANT.sub(lambda match: _dictionary_form(match[0]), text)


def _dictionary_form(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 and is_chinese(character) else character
