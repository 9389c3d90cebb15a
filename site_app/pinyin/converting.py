"""Which characters does OpenCC write for others, without the 45 MB that it takes in every process?

`ensure_built` asks OpenCC (``s2tw``, ``t2s``) once for each phrase of its dictionaries and for each character, and compiles the
answers into memory-mapped tries of 0.8 MB, which processes share. Converting goes OpenCC's way: the longest phrase that begins
at a place, or else its character.
"""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from site_app.pinyin import tries

if TYPE_CHECKING:
    import marisa_trie

_FORMAT = 2  # raised when what is compiled changes
_FOLDER = Path(__file__).with_name("compiled")
_TRADITIONAL, _SIMPLIFIED = "s2tw", "t2s"
"""OpenCC's names for how it converts."""
_PHRASES = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases", "TWVariantsPhrases")
"""OpenCC's files of them, which decide about traditional characters."""
_LONGEST = 16
_BLOCKS = (range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32400))
# Characters of other standards, each the same as another one.
_COMPATIBLE = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")


def to_traditional(text: str) -> str:
    """By the standard of Taiwan, one character for each; whatever else is in the text stays as it is."""
    return "".join(_pieces(text))


def to_simplified(character: str) -> str:
    return _written(character, _SIMPLIFIED)


def _pieces(text: str) -> Iterator[str]:
    text, at = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFC", found[0]), text), 0
    known_at = _answers(_TRADITIONAL).prefixes
    while at < len(text):
        longest = max(known_at(text[at : at + _LONGEST]), key=len, default=text[at])
        yield _written(longest, _TRADITIONAL)
        at += len(longest)


@lru_cache(maxsize=1 << 13)
def _written(text: str, how: str) -> str:
    found = _answers(how).get(text)
    return found[0].decode() if found else text


@cache
def _answers(how: str) -> "marisa_trie.BytesTrie":
    import marisa_trie  # like all that weighs much, only where it is asked for

    return marisa_trie.BytesTrie().mmap(str(ensure_built()[how]))


def ensure_built() -> dict[str, Path]:
    """The compiled answers; made now, which takes a second, if they are missing or of another OpenCC."""
    paths = {how: _FOLDER / f"{how}-{version('opencc')}-{_FORMAT}.marisa" for how in (_TRADITIONAL, _SIMPLIFIED)}
    for how, path in paths.items():
        if not path.exists():
            import marisa_trie

            tries.write(path, marisa_trie.BytesTrie(_asked(how)))
    return paths


def _asked(how: str) -> Iterator[tuple[str, bytes]]:
    """What OpenCC says of each phrase, and of each character that it writes otherwise."""
    from opencc import OpenCC

    convert = OpenCC(how).convert
    if how == _TRADITIONAL:
        yield from ((phrase, convert(phrase).encode()) for phrase in _known_phrases())
    for character in (chr(code) for block in _BLOCKS for code in block):
        if (written := convert(character)) != character:
            yield character, written.encode()


def _known_phrases() -> set[str]:
    """As many characters as what is written for them, all of them (a test holds that)."""
    import opencc

    folder = Path(opencc.__file__).with_name("clib")
    show = [f"{folder}/bin/opencc_dict", "-f", "ocd2", "-t", "text", "-o", "/dev/stdout", "-i"]
    files = [f"{folder}/share/opencc/{name}.ocd2" for name in _PHRASES]
    told = [subprocess.run([*show, file], check=True, capture_output=True).stdout.decode() for file in files]
    return {line.split("\t")[0] for text in told for line in text.splitlines()}
