"""Do those who cannot see a picture hear what it shows?"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding
from site_app.articles.checks.manuscript import place_in
from site_app.articles.models import Edition, Image
from site_app.message import Message as _

_FILE_NAME = re.compile(r"[\w.-]+\.(?:jpe?g|png|gif|webp|svg)", re.IGNORECASE)


class PicturesAreDescribed(Check):
    """WCAG 2.2, 1.1.1. A picture that tells nothing is said to be one by the words of `rendering.DECORATIVE`."""

    title = gettext_lazy("图片说明")

    def findings(self, edition: Edition) -> Iterator[Finding]:
        from site_app.rendering.blocks import DECORATIVE
        from site_app.rendering.outline import outline

        offset = 0
        for picture in outline(edition.markdown) if "![" in edition.markdown else ():
            if picture.tag != "img":
                continue
            found = edition.markdown.find(picture.address, offset)
            offset = found + 1 if found >= 0 else offset
            if _tells_nothing(picture.text):
                message = _(
                    "有一张图片没有说明。请在方括号里写出图里要紧的内容；图片只是装饰的话，写“%(decorative)s”，例如 ![%(decorative)s](…)。"
                )
                place = place_in(edition.markdown, edition.markdown.rfind("![", 0, max(found, 0)), picture.address)
                yield Finding(message % {"decorative": DECORATIVE}, (place,))


def _tells_nothing(text: str) -> bool:
    return (
        not any(map(str.isalnum, text))
        or text.strip() == Image.placeholder()
        or _FILE_NAME.fullmatch(text.strip()) is not None
    )
