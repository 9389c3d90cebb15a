"""How do titles, names and notes that are stored in simplified characters stand on a page in traditional ones?

They stand everywhere, also in attributes, so the finished page is converted. Texts of articles
were converted when they were stored, by their readings; they are marked ``lang="zh-Hant"`` and left alone, as is what is
marked ``translate="no"``: names of people and of organisations.
"""

import re
from collections.abc import Callable

from site_app.pinyin.traditional import characters_of

_PIECE = re.compile(
    r"<!--.*?-->|<(?P<apart>style|script|author|dc:creator)\b[^<>]*>.*?</(?P=apart)>"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:-]*)(?P<attributes>(?:\"[^\"<]*\"|'[^'<]*'|[^'\"<>])*+)>|(?P<text>[^<]+)|<",
    re.DOTALL | re.IGNORECASE,
)
_SAID = re.compile(r'(\s(?:alt|title|label|content|placeholder|aria-[a-z]+|data-[a-z-]+)=")([^"]*)(?=")')
_AS_IT_IS = re.compile(r'\s(?:lang="zh-Hant"|translate="no")')
_WITHIN_A_LINE = frozenset(["a", "b", "em", "i", "mark", "rp", "rt", "ruby", "span", "strong"])
_VOID = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])
_HAN = re.compile("[㐀-鿿]")


def text_in_traditional(text: str) -> str:
    """Plain text, or JSON."""
    return characters_of(text)


def in_traditional(markup: str) -> str:
    """HTML or XML. Words that tags cut, as those with pinyin above, are converted as words."""
    pieces: list[str] = []
    run: list[int] = []  # where in `pieces` the texts of the line stand that is being read
    left, depth, above = "", 0, False

    def end_of_line() -> None:
        texts = [pieces[place] for place in run]
        whole = characters_of("".join(texts))
        at = 0
        for place, text in zip(run, texts, strict=True):
            pieces[place] = whole[at : at + len(text)]
            at += len(text)
        run.clear()

    for match in _PIECE.finditer(markup):
        piece, tag = match[0], (match["tag"] or "").lower()
        if left:
            if tag == left:
                depth += -1 if match["end"] else 1
                left = left if depth else ""
        elif match["text"] is not None:
            if not above:
                run.append(len(pieces))
        elif tag:
            above = tag == "rt" and not match["end"]
            if tag not in _WITHIN_A_LINE:
                end_of_line()
            if tag not in _VOID and tag != "html" and not match["end"] and _AS_IT_IS.search(match["attributes"]):
                end_of_line()
                left, depth = tag, 1
            elif not match["end"]:
                piece = _converted_tag(piece)
        pieces.append(piece)
    end_of_line()
    return "".join(pieces)


def _converted_tag(piece: str) -> str:
    piece = piece.replace(' lang="zh-Hans"', ' lang="zh-Hant"')
    return _SAID.sub(_said, piece) if _HAN.search(piece) else piece


_said: Callable[[re.Match[str]], str] = lambda match: match[1] + characters_of(match[2])  # noqa: E731
