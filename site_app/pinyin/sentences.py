"""Where does a sentence end?"""

from collections.abc import Iterator, Sequence

from site_app.pinyin.tokens import Word

_END = set("。！？!?…｡")
_CLOSING = set("”’』」》〉）)】］〕\"'")


def sentences(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Cut after closing punctuation and the quotation marks and brackets behind it, and after line breaks.

    White space after an end stays with the sentence before it.
    """
    current: list[Word] = []
    ended = False
    for word in words:
        if ended and _is_address(current[-1].text, word.text):
            ended = False
        if ended and not _continues(word.text):
            yield tuple(current)
            current, ended = [], False
        current.append(word)
        ended = ended or word.text in _END or "\n" in word.text
    if current:
        yield tuple(current)


def _continues(text: str) -> bool:
    return text in _END or text in _CLOSING or text.isspace()


def _is_address(before: str, text: str) -> bool:
    """``b?c=1``: in prose a space follows the mark of another script."""
    return before in ("?", "!") and text[0].isascii() and text[0].isalnum()
