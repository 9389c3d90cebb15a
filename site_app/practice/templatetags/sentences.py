"""How are words that are no stored view written in a page?"""

from collections.abc import Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from site_app.practice.exercise import Token

register = template.Library()


@register.simple_tag
def hanzi(tokens: Sequence[Token]) -> str:
    """The characters alone."""
    return "".join(token.text for token in tokens)


@register.simple_tag
def ruby(tokens: Sequence[Token]) -> SafeString:
    """Hanzi with pinyin above, in the markup of the ruby view."""
    html: list[str] = []
    tight = ' class="tight"'
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if not token.readings:
            html.append(escape(token.text))
            continue
        is_tight = following is not None and not following.readings
        cells = "".join(f"{escape(character)}{_above(pinyin)}" for character, pinyin in token.cells)
        html.append(f"<ruby{tight * is_tight}>{cells}</ruby>")
    return mark_safe("".join(html))


def _above(pinyin: str) -> str:
    return f'<rt aria-hidden="true">{escape(pinyin)}</rt>' if pinyin else ""
