"""How are the site's own texts written with pinyin?

`manage.py spell_pages` computes it and keeps it in a file: serving a page computes no readings.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from django.conf import settings

from site_app.pages import emergency

FILE = Path(__file__).with_name("spelled.json")
_ABOVE_NUMBER = re.compile(r"<ruby[^>]*>(?P<number>\d+)<rt[^>]*>(?P<said>[^<]+)</rt></ruby>")

Spelled = dict[str, dict[str, str]]
"""Safe HTML of each text: ``{text: {"ruby": …, "pinyin": …}}``."""


def computed() -> Spelled:
    """With the readings of the lexicon that a new site starts with, for every region's number."""
    from site_app.pinyin import Lexicon, read_lexicon
    from site_app.rendering.render import render_line

    rows = read_lexicon(settings.BASE_DIR / "seeds" / "lexicon.tsv")
    lexicon = Lexicon.from_pairs((row["word"], row["reading"]) for row in rows)
    spelled: Spelled = {}
    for number in settings.EMERGENCY_NUMBERS.values():
        above = _ABOVE_NUMBER.search(render_line(f"打 {number}", lexicon).ruby)
        if not above or above["number"] != number:
            raise ValueError(f"“打 {number}”没有读成电话号码")
        # Whoever reads pinyin alone still has to press these digits.
        said = f"{number} ({above['said']})"
        spelled[number] = {"ruby": above[0], "pinyin": said}
        for text in _texts(number):
            views = render_line(text, lexicon, is_guarded=True)
            spelled[text] = {"ruby": views.ruby, "pinyin": views.pinyin.replace(number, said)}
    return spelled


def as_kept(spelled: Spelled) -> str:
    """The content of the file."""
    return json.dumps(spelled, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def in_view(text: str, view: str) -> str:
    """Safe HTML of a text in one view. Raises KeyError for a text that `spell_pages` has not seen."""
    return escape(text) if view == "hanzi" else _kept()[text][view]


@cache
def _kept() -> Spelled:
    return json.loads(FILE.read_text(encoding="utf-8"))


def _texts(number: str) -> Iterator[str]:
    return (text.format(number=number) for text in emergency.texts())
