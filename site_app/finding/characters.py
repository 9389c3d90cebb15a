"""How are characters compared, however they were typed?"""

import re
import unicodedata
from functools import lru_cache

from site_app.pinyin.converting import to_simplified

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")


def visible(text: str) -> str:
    """The text without lone surrogates, control characters and marks of direction, a space for each run of them."""
    return _INVISIBLE.sub(" ", text)


def compared(text: str) -> str:
    """Simplified characters, small letters of normal width; as long as `text`, so that offsets stay valid."""
    return "".join(map(_compared, text))


@lru_cache(maxsize=1 << 15)
def _compared(character: str) -> str:
    if character.isascii():
        return character.lower()
    form = unicodedata.normalize("NFKC", character).casefold()
    if len(form) != 1:
        return character
    return form if form.isascii() else to_simplified(form)
