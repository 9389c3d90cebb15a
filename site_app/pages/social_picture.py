"""What picture stands beside a link to an article: its title, with pinyin above?

Drawn when it is first asked for, with a Chinese font of this machine, and kept in DATA_DIR. Without a font there is none.
"""

import logging
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from site_app.narration.whole_files import written_whole

if TYPE_CHECKING:
    from PIL import Image, ImageFont

WIDTH, HEIGHT = 1200, 630
"""Pixels, as Open Graph readers expect."""
MOST_KEPT = 2000
"""Of these pictures, about 40 kB each; the oldest give way."""
_FORMAT = 1
"""Counted up when the drawing changes."""
_PAPER, _INK, _PINYIN, _ACCENT = "#fbf8f1", "#25211b", "#6a5a3c", "#0b5d5b"
_SIZES = (136, 120, 104, 92, 80, 70, 60, 50, 42)
_LEFT, _TOP, _ROOM, _FLOOR = 90, 64, 1020, 520
_LINES = 1.75
"""Height of a line with its pinyin, in sizes of the hanzi."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Font:
    file: str
    index: int
    """Of the face in a collection."""

    def at(self, size: int) -> "ImageFont.FreeTypeFont":
        return _opened(self.file, self.index, size)


@lru_cache(maxsize=32)
def _opened(file: str, index: int, size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont  # a server that only shows articles does without

    return ImageFont.truetype(file, size, index=index)


Cell = tuple[str, str]
"""Hanzi and the pinyin above them, which may be empty."""
Word = list[Cell]


@cache
def font() -> Font | None:
    """A font of this machine that has simplified characters; asked once for each process."""
    asked = ["fc-match", "--format=%{file}\\n%{index}\\n%{lang}", "sans:lang=zh-cn:weight=180"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=20, check=True).stdout.split("\n")
        file, index, languages = answer
        if "zh-cn" not in languages.split("|"):
            raise ValueError("no font has Chinese characters")
        # The upper half of the index names an instance of a variable font.
        found = Font(file, int(index) & 0xFFFF)
        Path(file).open("rb").close()  # what is in it shows when a picture is drawn
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        logger.warning(
            "links to articles are shared without a picture: %s; install a Chinese font (on Debian fonts-noto-cjk and fontconfig)",
            error,
        )
        return None
    return found


def kept(title: str) -> Path | None:
    """The file of the picture for a title (safe HTML of the ruby view), drawn now when it is not there.

    None where no font or no room on the disk is.
    """
    face = font()
    if face is None:
        return None
    said = "\0".join((str(_FORMAT), face.file, settings.SITE_NAME, title))
    folder: Path = settings.DATA_DIR / "pictures"
    file = folder / f"{sha256(said.encode()).hexdigest()[:32]}.png"
    if not file.is_file():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with written_whole(file) as unfinished:
                drawn(title, settings.SITE_NAME, face).save(unfinished, "PNG", optimize=True)
        except OSError:
            logger.exception("a picture for a link could not be drawn")
            return None
        _forget_oldest(folder)
    return file


def drawn(title: str, site_name: str, face: Font) -> "Image.Image":
    """The picture itself: `WIDTH` by `HEIGHT` pixels."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 28, HEIGHT), fill=_ACCENT)
    words = words_of(title)
    for size in _SIZES:
        lines = _broken(words, size, face)
        if len(lines) * size * _LINES <= _FLOOR - _TOP:
            break
    top = _TOP + max(0.0, (_FLOOR - _TOP - len(lines) * size * _LINES) / 2)
    hanzi, pinyin = face.at(size), face.at(_above(size))
    for number, line in enumerate(lines[: int((_FLOOR - _TOP) // (size * _LINES))]):
        x, base = float(_LEFT), top + (number + 1) * size * _LINES - 0.3 * size
        for characters, above in (cell for word in line for cell in word):
            width = _width((characters, above), size, face)
            draw.text((x + width / 2, base), characters, _INK, hanzi, anchor="ms")
            draw.text((x + width / 2, base - 1.05 * size), above, _PINYIN, pinyin, anchor="ms")
            x += width
    draw.text((_LEFT, HEIGHT - 48), site_name[:30], _ACCENT, face.at(40), anchor="ls")
    return picture


def words_of(title: str) -> list[Word]:
    """The words of a title in the ruby view; a line breaks between two of them, and punctuation stays with its word."""
    reader = _TitleReader()
    reader.feed(title)
    reader.close()
    return [word for word in reader.words if word]


class _TitleReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[Word] = []
        self._in_ruby = self._above = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "ruby":
            self._in_ruby = True
            self.words.append([])
        self._above = tag == "rt" or (self._above and tag != "ruby")

    def handle_endtag(self, tag: str) -> None:
        if tag == "ruby":
            self._in_ruby = False
        elif tag == "rt":
            self._above = False

    def handle_data(self, data: str) -> None:
        if self._above and self.words and self.words[-1]:
            characters, _ = self.words[-1][-1]
            self.words[-1][-1] = (characters, data)
        elif self._in_ruby:
            self.words[-1].append((data, ""))
        else:
            self._outside(data)

    def _outside(self, data: str) -> None:
        for piece in data.split():
            for character in piece if not piece.isascii() else [piece]:
                if self.words and not character.isalnum() and character not in "《“‘（【":
                    self.words[-1].append((character, ""))
                else:
                    self.words.append([(character, "")])


def _above(size: int) -> int:
    return round(size * 0.36)


def _width(cell: Cell, size: int, face: Font) -> float:
    characters, above = cell
    return max(face.at(size).getlength(characters), face.at(_above(size)).getlength(above) + 0.16 * size)


def _broken(words: list[Word], size: int, face: Font) -> list[list[Word]]:
    lines: list[list[Word]] = [[]]
    used = 0.0
    for word in words:
        width = sum(_width(cell, size, face) for cell in word)
        if lines[-1] and used + width > _ROOM:
            lines.append([])
            used = 0
        lines[-1].append(word)
        used += width
    return lines


def _forget_oldest(folder: Path) -> None:
    files = list(folder.glob("*.png"))
    if len(files) <= MOST_KEPT:
        return
    with suppress(OSError):
        for file in sorted(files, key=lambda file: file.stat().st_mtime)[: len(files) - MOST_KEPT]:
            file.unlink()
