"""Which characters does OpenCC write for others, without the 45 MB that it takes in every process?

`ensure_built` asks OpenCC (``s2tw``, ``t2s``) once for each phrase of its dictionaries and for each character, and compiles the
answers into memory-mapped tries of 1 MB, which processes share. Converting goes OpenCC's way: the longest phrase that begins
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

_FORMAT = 1  # raised when what is compiled changes
_FOLDER = Path(__file__).with_name("compiled")
_PHRASES = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases", "TWVariantsPhrases")
"""OpenCC's files of phrases."""
_LONGEST = 16
_BLOCKS = (range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32400))
# Characters of other standards, each the same as another one.
_COMPATIBLE = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_SIMPLIFIED = "<"
"""What stands before a character whose simplified form is meant."""


def to_traditional(text: str) -> str:
    """By the standard of Taiwan, one character for each; whatever else is in the text stays as it is."""
    return "".join(_pieces(text))


def to_simplified(character: str) -> str:
    return _written(_SIMPLIFIED + character) or character


def _pieces(text: str) -> Iterator[str]:
    text, at = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFC", found[0]), text), 0
    phrases_at = _phrases().prefixes  # a trie without answers finds them four times as fast
    while at < len(text):
        longest = max(phrases_at(text[at : at + _LONGEST]), key=len, default=text[at])
        yield _written(longest) or longest
        at += len(longest)


@lru_cache(maxsize=1 << 13)
def _written(text: str) -> str | None:
    """None where it is written alike."""
    found = _answers().get(text)
    return found[0].decode() if found else None


@cache
def _phrases() -> "marisa_trie.Trie":
    import marisa_trie  # like all that weighs much, only where it is asked for

    return marisa_trie.Trie().mmap(str(ensure_built()))


@cache
def _answers() -> "marisa_trie.BytesTrie":
    import marisa_trie

    return marisa_trie.BytesTrie().mmap(str(_beside(ensure_built())))


def ensure_built() -> Path:
    """The compiled phrases, with the answers beside them; made now, which takes a second, if they are missing or of another
    OpenCC.
    """
    path = _FOLDER / f"phrases-{version('opencc')}-{_FORMAT}.marisa"
    if not path.exists():
        import marisa_trie

        phrases = sorted(_known_phrases())
        tries.write(_beside(path), marisa_trie.BytesTrie(_asked(phrases)))
        tries.write(path, marisa_trie.Trie(phrases))
    return path


def _beside(path: Path) -> Path:
    return path.with_stem(path.stem.replace("phrases", "characters"))


def _asked(phrases: list[str]) -> Iterator[tuple[str, bytes]]:
    """What OpenCC says of each phrase and character that it writes otherwise."""
    from opencc import OpenCC

    traditional, simplified = OpenCC("s2tw").convert, OpenCC("t2s").convert
    characters = [chr(code) for block in _BLOCKS for code in block]
    for text in (*phrases, *characters):
        if (written := traditional(text)) != text:
            yield text, written.encode()
    for character in characters:
        if (written := simplified(character)) != character:
            yield _SIMPLIFIED + character, written.encode()


def _known_phrases() -> set[str]:
    """As many characters as what is written for them, all of them (a test holds that)."""
    import opencc

    folder = Path(opencc.__file__).with_name("clib")
    show = [f"{folder}/bin/opencc_dict", "-f", "ocd2", "-t", "text", "-o", "/dev/stdout", "-i"]
    files = [f"{folder}/share/opencc/{name}.ocd2" for name in _PHRASES]
    told = [subprocess.run([*show, file], check=True, capture_output=True).stdout.decode() for file in files]
    return {line.split("\t")[0] for text in told for line in text.splitlines()}
