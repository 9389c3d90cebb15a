"""Which lexicon does a command use on a machine where perhaps nothing is set up yet?"""

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon


def available_lexicon() -> "Lexicon":
    """The site's table, or the seeds' lexicon while there is no table or nothing in it. Creates no database.

    Raises ValueError for a seeds' lexicon that cannot be read.
    """
    return _stored_lexicon() or seeds_lexicon(settings.BASE_DIR / "seeds")


def seeds_lexicon(folder: Path) -> "Lexicon":
    """The lexicon that a seeds folder holds; an empty one if it holds none."""
    from site_app.pinyin import EMPTY_LEXICON, Lexicon, read_lexicon

    path = folder / "lexicon.tsv"
    return (
        Lexicon.from_pairs((row["word"], row["reading"]) for row in read_lexicon(path))
        if path.exists()
        else EMPTY_LEXICON
    )


def _stored_lexicon() -> "Lexicon | None":
    from site_app.articles.lexicon import lexicon

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        return None  # connecting would make the file
    try:
        return lexicon()
    except (OperationalError, ProgrammingError):
        return None
