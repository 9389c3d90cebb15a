"""How do the words of an article become a package for Anki?

Imported again, a package updates what it brought before: notes are known by their guid, which stays as long as article and
word do, and sounds by names that are their content's. A field of a note is HTML, in which Anki sees marks of its own:
`[sound:…]`, `[latex]`. So brackets in texts are written as character references.
"""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

from django.utils.html import escape

from site_app.finding.document import Passage
from site_app.pinyin.traditional import characters_of
from site_app.practice.exercise import Token
from site_app.practice.mp3 import Mp3
from site_app.practice.sounds import Heard
from site_app.practice.word_list import ListedWord, tokens_of

if TYPE_CHECKING:
    import genanki

MOST_SOUND = 24_000_000
"""Bytes of sound in one package; the words behind have none."""
_MODEL = 1_487_216_093
"""Never changed as long as the fields stay: Anki knows the kind of a note by it."""
FIELDS = ("Word", "Pinyin", "English", "Explanation", "HSK", "Sentence", "WordSound", "SentenceSound", "Source")
_FRONT = '<div class="word" lang="zh-Hans">{{Word}}</div>'
_BACK = """{{FrontSide}}<hr id="answer">
<div class="pinyin">{{Pinyin}} {{WordSound}}</div>
{{#English}}<div class="english">{{English}}</div>{{/English}}
{{#Explanation}}<div class="explanation" lang="zh-Hans">{{Explanation}}</div>{{/Explanation}}
<div class="sentence" lang="zh-Hans">{{Sentence}} {{SentenceSound}}</div>
<div class="source">{{#HSK}}HSK {{HSK}} · {{/HSK}}{{Source}}</div>"""
_STYLE = """.card { font: 20px/1.6 sans-serif; text-align: center; }
.word { font-size: 48px; }
.pinyin { font-size: 26px; }
.sentence { margin: 1em 0; font-size: 26px; line-height: 2.2; }
.sentence b { color: #0b5d5b; }
.nightMode .sentence b { color: #86cfc8; }
rt { font-size: 0.55em; }
.source { font-size: 15px; }"""


@dataclass(frozen=True, slots=True)
class Package:
    """What is to be packed."""

    name: str
    """Of the article, for ever."""
    title: str
    site: str
    address: str
    description: str
    words: Sequence[ListedWord]
    heard: Heard | None
    is_traditional: bool = False
    """Whether its texts are to be in traditional characters."""


def write(package: Package, file: Path, made_at: int) -> None:
    """Write the package: the same bytes for the same content and time. Raises OSError, for instance when the disk is full.

    `made_at` is in seconds since 1970; Anki takes of two notes the one that was made later.
    """
    import genanki  # only where a package is made

    # Anki takes two colons for a deck within a deck.
    site = characters_of(package.site) if package.is_traditional else package.site
    name = "::".join(part.replace("::", "：") for part in (site, package.title or package.address))
    deck = genanki.Deck(_number(package.name), name, escape(package.description))
    with TemporaryDirectory() as folder:
        recorder = _Recorder(package.heard, Path(folder))
        model = _model()
        for guid, word in _named(package):
            deck.add_note(genanki.Note(model, _fields(package, word, recorder), guid=guid))
        collection = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(collection)) as database:
            genanki.Package(deck).write_to_db(database.cursor(), made_at, count(made_at * 1000))
            database.commit()
        _pack(file, collection, [*recorder.files])


def _pack(file: Path, collection: Path, sounds: Sequence[Path]) -> None:
    """Entries bear no time of their own: that of a temporary file is another each time."""
    with ZipFile(file, "w") as packed:
        packed.writestr(ZipInfo(collection.name), collection.read_bytes())
        packed.writestr(ZipInfo("media"), json.dumps({number: sound.name for number, sound in enumerate(sounds)}))
        for number, sound in enumerate(sounds):
            packed.writestr(ZipInfo(str(number)), sound.read_bytes())


def _model() -> "genanki.Model":
    import genanki

    return genanki.Model(
        _MODEL,
        "Chinese word in its sentence",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Word", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )


def _named(package: Package) -> Iterator[tuple[str, ListedWord]]:
    """Each word with its guid. A corrected reading leaves it; a word that is read in two ways has two."""
    import genanki

    times: Counter[str] = Counter()
    for word in package.words:
        times[word.text] += 1
        yield genanki.guid_for(package.name, word.text, times[word.text]), word


def _number(name: str) -> int:
    """An id of a deck, which Anki wants to be a number."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % (1 << 30)


def _fields(package: Package, word: ListedWord, recorder: "_Recorder") -> list[str]:
    sentence = word.sentence
    meaning = word.meaning
    written = characters_of if package.is_traditional else str
    return [
        plain(written(word.text)),
        plain(word.pinyin),
        plain(meaning.english),
        plain(written(meaning.plain)),
        meaning.level_name,
        ruby_of(sentence, word.token, written),
        recorder.word(sentence.id, word.text),
        recorder.sentence(sentence.id),
        f'<a href="{escape(package.address)}#{escape(sentence.id)}">{plain(package.title)}</a>',
    ]


def plain(text: str) -> str:
    """Text as HTML in which neither a browser nor Anki sees any mark."""
    return str(escape(text)).replace("[", "&#91;").replace("]", "&#93;").replace("\x1f", "")


def ruby_of(sentence: Passage, lit: Token, written: Callable[[str], str] = str) -> str:
    """The sentence with pinyin above, the word in it bold; `written` gives as many characters as it is given."""
    characters = iter(written(sentence.text))
    said = []
    for token in tokens_of(sentence):
        shown = Token("".join(islice(characters, len(token.text))), token.readings)
        ruby = _ruby(shown) if token.readings else plain(shown.text)
        said.append(f"<b>{ruby}</b>" if token == lit else ruby)
    return "".join(said).strip()


def _ruby(token: Token) -> str:
    cells = (f"{plain(character)}<rt>{plain(pinyin)}</rt>" for character, pinyin in token.cells)
    return f"<ruby>{''.join(cells)}</ruby>"


class _Recorder:
    """Cuts sounds out of the narration, each once, into files of a folder."""

    def __init__(self, heard: Heard | None, folder: Path) -> None:
        self.files: dict[Path, None] = {}
        self._heard, self._folder, self._left = heard, folder, MOST_SOUND
        data = heard.mp3() if heard else None
        try:
            self._mp3 = Mp3(data) if data else None
        except ValueError:
            self._mp3 = None

    def word(self, sentence: str, text: str) -> str:
        return self._mark(self._heard.word(sentence, text) if self._heard else None)

    def sentence(self, sentence: str) -> str:
        return self._mark(self._heard.sentence(sentence) if self._heard else None)

    def _mark(self, times: tuple[int, int] | None) -> str:
        """What Anki plays, written ``[sound:…]``; empty where there is nothing to be heard."""
        sound = self._mp3.cut(*times) if self._mp3 and times else b""
        if not sound:
            return ""
        file = self._folder / f"site-{hashlib.sha256(sound).hexdigest()[:20]}.mp3"
        if file not in self.files:
            if len(sound) > self._left:
                return ""
            self._left -= len(sound)
            file.write_bytes(sound)
            self.files[file] = None
        return f"[sound:{file.name}]"
