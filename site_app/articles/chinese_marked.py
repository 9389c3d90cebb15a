"""How does a screen reader know what on an English page is Chinese?

Titles, names, readings and what people typed stand everywhere in the admin, in Django's own templates, too. So Chinese is
found by its characters, and marked where the page does not say so already. Fonts gain by it as well.
"""

import re

LANG = ' lang="zh-Hans"'
HAN = "〇㐀-鿿豈-﫿\U00020000-\U0003ffff"
_MARKS = "、。〈-】〔〕！（），．：；？—…“”‘’·＋｜"
_RUN = re.compile(f"[《「『〈【]?[{HAN}](?:[{HAN}{_MARKS}\\d\\s]*[{HAN}》」』〉】。！？])?")
_PIECE = re.compile(
    r"<!--.*?-->|<(?P<apart>script|style|title)\b[^<>]*>.*?</(?P=apart)>"
    r"|<(?P<field>textarea|option)\b(?P<about>(?:\"[^\"<]*\"|'[^'<]*'|[^'\"<>])*+)>(?P<content>[^<]*)"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)(?P<attributes>(?:\"[^\"<]*\"|'[^'<]*'|[^'\"<>])*+)>|(?P<text>[^<]+)|<",
    re.DOTALL | re.IGNORECASE,
)
_SAID = re.compile(r'\s(?:value|alt|placeholder)="([^"]*)"')
_CHINESE_INSIDE = re.compile(r"\slang=[\"']?zh", re.IGNORECASE)


def mark_chinese(markup: str) -> str:
    """The same HTML in which whatever is written in Chinese characters is inside an element that says so."""
    pieces: list[str] = []
    inside, depth = "", 0  # the element that is Chinese already, and how many of its name are open in it
    for match in _PIECE.finditer(markup):
        piece = match[0]
        if inside:
            if (match["tag"] or "").lower() == inside and not match["attributes"].endswith("/"):
                depth += -1 if match["end"] else 1
                inside = inside if depth else ""
        elif match["text"]:
            piece = _RUN.sub(rf"<span{LANG}>\g<0></span>", piece)
        elif match["field"] and not _CHINESE_INSIDE.search(match["about"]) and _is_chinese(match["content"]):
            piece = f"<{match['field']}{LANG}{match['about']}>{match['content']}"
        elif match["tag"] and not match["end"]:
            if _CHINESE_INSIDE.search(match["attributes"]):
                if match["tag"].lower() not in ("input", "img"):
                    inside, depth = match["tag"].lower(), 1
            elif match["tag"].lower() in ("input", "img") and any(map(_is_chinese, _SAID.findall(piece))):
                piece = f"<{match['tag']}{LANG}{match['attributes']}>"
        pieces.append(piece)
    return "".join(pieces)


def _is_chinese(text: str) -> bool:
    """Rather than a sentence of another language that names something Chinese."""
    han = len(re.findall(f"[{HAN}]", text))
    return han > 0 and han >= len(re.findall("[A-Za-z]+", text))
