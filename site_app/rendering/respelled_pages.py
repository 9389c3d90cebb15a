"""How is a finished page written in another spelling?

Pinyin stands in a page above hanzi (``rt`` elements), where each syllable says which tone speech gives it (see `writers`), and in
elements whose language is pinyin.
"""

import re
from collections.abc import Iterator
from html import unescape

from site_app.pinyin.styles import written_syllable
from site_app.rendering.respelling import Spelling, Tones, canonical, respelled

_RUBY = re.compile("<ruby(?P<attributes>[^>]*)>(?P<inside>.*?)</ruby>", re.DOTALL)
_BASE = re.compile('(?P<base>[^<]*)<rt aria-hidden="true"(?P<spoken>[^>]*)>(?P<above>[^<]*)</rt>')
_SPOKEN = re.compile('data-(?:t|sandhi)="([^"]+)"')
_PIECE = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>[^>]*)>|(?P<text>[^<]+)|<")
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_SAID = re.compile(r'\sdata-sandhi="([^"]*)"')
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"path", "circle", "line", "rect", "ellipse", "polyline", "polygon"}
)
PINYIN = "zh-Latn-pinyin"
_FIXED = "data-fixed"
"""Pinyin that stays as it is: what is said of emergencies above every page."""


def respelled_page(html: str, spelling: Spelling) -> str:
    """The page with all its pinyin in another spelling."""
    if spelling.is_stored:
        return html
    return "".join(_in_pinyin(_RUBY.sub(lambda ruby: _ruby(ruby, spelling), html), spelling))


def title_tones(ruby: str, pinyin: str) -> str:
    """Which syllables of a title in pinyin have another tone in speech, as the same title's stored ruby view says: what
    ``data-sandhi`` says of a sentence."""
    letters, at = "".join(unescape(re.sub("<[^>]*>", "", pinyin)).split()).lower(), 0
    found: list[str] = []
    for word in _RUBY.finditer(ruby):
        for base in _BASE.finditer(word["inside"]) if "spoken" not in word["attributes"] else ():
            place = letters.find(unescape(base["above"]), at)
            if place >= 0:
                at = place + len(base["above"])
                if spoken := _SPOKEN.search(base["spoken"]):
                    found.append(f"{place}.{spoken[1]}")
    return " ".join(found)


def _ruby(ruby: re.Match[str], spelling: Spelling) -> str:
    parts = [*_BASE.finditer(ruby["inside"])]
    if not parts:
        return ruby[0]
    above = [_said(part, spelling) for part in parts]
    if "spoken" not in ruby["attributes"] and spelling.by == "word":
        readings = [canonical(text) for text in above]
        if all(readings):
            known = [reading for reading in readings if reading]
            for number, part in enumerate(parts[1:], 1):
                if part["base"] == "儿" and known[number] == "er5":
                    known[number] = "r5"
            joints = ["'" if number and reading[0] in "aoeê" else "" for number, reading in enumerate(known)]
            written = [*[""] * (len(parts) - 1), spelling.joined(known, joints)]
            return _written(ruby, parts, written)
    return _written(ruby, parts, ["".join(respelled(text, spelling, above=True)) for text in above])


def _written(ruby: re.Match[str], parts: list[re.Match[str]], above: list[str]) -> str:
    inside = "".join(
        part["base"] + (f'<rt aria-hidden="true">{text}</rt>' if text else "")
        for part, text in zip(parts, above, strict=True)
    )
    return f"<ruby{ruby['attributes']}>{inside}</ruby>"


def _said(part: re.Match[str], spelling: Spelling) -> str:
    """The pinyin above, in the tones that are wanted."""
    above = unescape(part["above"])
    spoken = _SPOKEN.search(part["spoken"]) if spelling.said else None
    if not spoken:
        return above
    reading = canonical(above)
    is_one = spoken[1].isdigit() and reading
    return written_syllable(f"{reading[:-1]}{spoken[1]}") if is_one and reading else unescape(spoken[1])


def _in_pinyin(html: str, spelling: Spelling) -> Iterator[str]:
    languages = [False]
    tones: Tones = {}
    seen = 0
    for piece in _PIECE.finditer(html):
        text = piece["text"]
        if text is not None and languages[-1]:
            text = unescape(text)
            yield from respelled(text, spelling, tones if spelling.said else {}, seen)
            seen += len("".join(text.split()))
            continue
        yield piece[0]
        if piece["tag"] is None or piece["tag"] in _VOID or piece["attributes"].endswith("/"):
            continue
        if piece["close"]:
            languages.pop() if len(languages) > 1 else None
            continue
        language = _LANGUAGE.search(piece["attributes"])
        is_fixed = _FIXED in piece["attributes"]
        languages.append(language[1] == PINYIN and not is_fixed if language else languages[-1])
        said = _SAID.search(piece["attributes"])
        if said or language or 'class="sentence"' in piece["attributes"]:
            places = (place.split(".") for place in (said[1] if said else "").split())
            tones, seen = {int(place): tone for place, tone in places}, 0
