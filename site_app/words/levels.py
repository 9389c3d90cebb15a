"""At which level of HSK 3.0 does one learn a word?"""

from site_app.articles.hsk import listed_level


def level(word: str) -> int | None:
    """1 to 7, where 7 stands for 7 to 9; None for a word that no level lists.

    By the syllabus in force since July 2026, for words in simplified characters.
    """
    return listed_level(word)
