"""In which languages does the site speak to its readers, and where does each have its pages?

The language stands in the address, never in a cookie or a header: a page is the same for everybody who asks for its address,
and a cache may keep it. Rooms that make addresses by `reverse` get those of the language that is being spoken.
"""

import re
from dataclasses import dataclass

from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    """Django's, as in `settings.LANGUAGES`."""
    prefix: str
    """What its addresses begin with, behind the first slash: ``en/``."""
    tag: str
    """The same for `lang` and `hreflang` (BCP 47)."""
    name: str
    """In its own words."""
    locale: str
    """The same for Open Graph."""
    writes: str
    """The tag of the script in which articles stand on its pages."""


SIMPLIFIED = Language("zh-hans", "", "zh-Hans", "简体", "zh_CN", "zh-Hans")
TRADITIONAL = Language("zh-hant", "hant/", "zh-Hant", "繁體", "zh_TW", "zh-Hant")
ENGLISH = Language("en", "en/", "en", "English", "en_US", "zh-Hans")
LANGUAGES = (SIMPLIFIED, TRADITIONAL, ENGLISH)
DEFAULT = SIMPLIFIED

_BY_CODE = {language.code: language for language in LANGUAGES}
_BY_PREFIX = {language.prefix: language for language in LANGUAGES}
_PREFIX = re.compile("/(" + "|".join(language.prefix[:-1] for language in LANGUAGES if language.prefix) + ")(?:/|$)")


def spoken() -> Language:
    """The language of whatever is being said now."""
    return _BY_CODE.get(get_language() or "", DEFAULT)


def of_path(path: str) -> Language:
    """The language of the page at a path."""
    found = _PREFIX.match(path)
    return _BY_PREFIX[f"{found[1]}/"] if found else DEFAULT


def same_page(path: str, language: Language) -> str:
    """The path of the same page in another language."""
    return f"/{language.prefix}{path.removeprefix(f'/{of_path(path).prefix}')}"


class InItsLanguage(LocalePrefixPattern):
    """What stands before all addresses for readers: nothing, ``en/``, ``hant/``."""

    @property
    def language_prefix(self) -> str:
        return spoken().prefix
