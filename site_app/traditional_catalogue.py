"""How does an interface text stand in traditional characters?

By OpenCC, in the forms of Taiwan, then with the words that people there use for what stands on a screen. OpenCC's own list of
such words (``s2twp``) was tried: it says 稽核 for a review, 釋出 for publishing and 許可權 for a permission. Ours is
`locale/zh_Hant/words.tsv`; whole sentences that neither gets right are in it as well.
"""

import csv
import re
from functools import cache
from pathlib import Path

from site_app.pinyin.traditional import characters_of

WORDS = Path(__file__).resolve().parent.parent / "locale/zh_Hant/words.tsv"


def said_in_traditional(text: str) -> str:
    """What stands in the catalogue for a message id."""
    known = _words()
    if text in known:
        return known[text]
    return _any_word().sub(lambda found: known[found[0]], characters_of(text))


@cache
def _any_word() -> re.Pattern[str]:
    """Longer words before those that are parts of them."""
    return re.compile("|".join(map(re.escape, sorted(_words(), key=len, reverse=True))))


@cache
def _words() -> dict[str, str]:
    with WORDS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row["converted"]: row["used"] for row in rows}
