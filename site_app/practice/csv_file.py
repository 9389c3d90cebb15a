"""How does a word list become a file that spreadsheets open?"""

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils.translation import gettext as _

from site_app.practice.word_list import ListedWord

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of its country."""
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_LEADS_IN = "'"
"""By which spreadsheets know text (OWASP, CSV injection)."""


def csv_of(words: Iterable[ListedWord], address: str) -> str:
    """One line for each word; `address` is that of the article, to which each sentence's id is added."""
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [_("词"), _("拼音"), _("英文"), _("解释"), _("HSK 等级"), _("次数"), _("句子"), _("句子的网址")]
    )  # fmt: skip
    for word in words:
        row = (
            word.text,
            word.pinyin,
            word.meaning.english,
            word.meaning.plain,
            word.meaning.level_name,
            str(word.count),
            word.sentence.text.strip(),
            f"{address}#{word.sentence.id}",
        )
        writer.writerow(map(defused, row))
    return out.getvalue()


def defused(cell: str) -> str:
    """The cell, marked as text where a spreadsheet would compute something."""
    return _LEADS_IN + cell if cell.lstrip(" \u3000").startswith(_BEGINS_A_FORMULA) else cell
