"""How is each character of each line read? One token per character, for scripts; and, for people, why."""

import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.available_lexicon import available_lexicon
from site_app.articles.management.input_file import opened
from site_app.articles.reading_desk.sources import STEPS

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon
    from site_app.pinyin.speech import SpokenSyllable


class Command(BaseCommand):
    help = "逐行注音：每个字符输出一个读音（如 lv4，轻声为 5），没有读音的字符输出 -，以空格分隔。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help=_("UTF-8 文本；不给出就读标准输入。"))
        form = parser.add_mutually_exclusive_group()
        form.add_argument(
            "--spoken",
            action="store_true",
            help=_("输出念出来的音节：有变调，数字、单位和字母也念出来，儿化并入前一音节；不发音的字符仍是 -。"),
        )
        form.add_argument(
            "--explain",
            action="store_true",
            help=_("逐个说明多音字：行、列、字、词、读音、由哪一步决定、其他可能的读音、是否存疑。以制表符分隔。"),
        )

        form.add_argument(
            "--spelled",
            choices=["marked", "toneless", "numbered", "zhuyin"],
            help=_("按词拼写整行：标调、不标调、数字标调或注音符号。"),
        )

    def handle(self, *args: Any, file: str | None, spelled: str | None, **options: Any) -> None:
        explain = options["explain"]
        answer = _explained if explain else _spoken if options["spoken"] else _spelled(spelled) if spelled else _tokens
        try:
            lexicon = available_lexicon()
            with opened(file) as stream:
                if explain:
                    self.stdout.write("\t".join(map(str, _HEAD)))
                number = 0
                for lines in _available(stream):
                    for line in answer(lines, number, lexicon):
                        self.stdout.write(line)
                    self.stdout.flush()
                    number += len(lines)
        except BrokenPipeError:
            # Whoever listened has heard enough; without this Python would complain once more when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except ValueError as error:
            raise CommandError(str(error)) from error


Answer = Callable[[list[str], int, "Lexicon"], Iterator[str]]
"""(lines, how many went before, lexicon) → the lines of the answer."""

_HEAD = (
    gettext_lazy("行"),
    gettext_lazy("列"),
    gettext_lazy("字"),
    gettext_lazy("词"),
    gettext_lazy("读音"),
    gettext_lazy("依据"),
    gettext_lazy("其他读音"),
    gettext_lazy("存疑"),
)
_AT_ONCE = 1 << 16


def _available(stream: BinaryIO) -> Iterator[list[str]]:
    """The lines, as many at a time as have arrived: a script gets speed, a dialogue its answer to every line."""
    unfinished = b""
    while data := stream.read1(_AT_ONCE):  # type: ignore[attr-defined]
        *lines, unfinished = (unfinished + data).split(b"\n")
        if lines:
            yield [characters(line) for line in lines]
    if unfinished:
        yield [characters(unfinished)]


def characters(line: bytes) -> str:
    """The line's text without its end. Each byte that is no UTF-8 becomes one character that has no reading."""
    text = line.removesuffix(b"\r").decode("utf-8", "surrogateescape")
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


def _tokens(lines: list[str], number: int, lexicon: "Lexicon") -> Iterator[str]:
    from site_app.pinyin import annotate

    sentences = annotate("\n".join(lines), lexicon)
    readings = [syllable.reading or "-" for sentence in sentences for syllable in sentence.syllables]
    start = 0
    for line in lines:
        yield " ".join(readings[start : start + len(line)])
        start += len(line) + 1


def _explained(lines: list[str], number: int, lexicon: "Lexicon") -> Iterator[str]:
    from site_app.pinyin import annotate

    for row, line in enumerate(lines, number + 1):
        words = (word for sentence in annotate(line, lexicon) for word in sentence.words)
        syllables = ((word, syllable) for word in words for syllable in word.syllables)
        for column, (word, syllable) in enumerate(syllables, 1):
            if syllable.reading and syllable.alternatives:
                step, doubt = str(STEPS[syllable.source]), _("存疑") if syllable.doubtful else ""
                others = " ".join(syllable.alternatives)
                cells = (row, column, syllable.character, word.text, syllable.reading, step, others, doubt)
                yield "\t".join(map(str, cells))


def _spelled(style: str) -> "Answer":
    from site_app.pinyin import Style, annotate, spell_all

    return lambda lines, number, lexicon: (spell_all(annotate(line, lexicon), Style(style)) for line in lines)


def _spoken(lines: list[str], number: int, lexicon: "Lexicon") -> Iterator[str]:
    from site_app.pinyin import annotate
    from site_app.pinyin.speech import speak

    for line in lines:
        spans = [span for sentence in annotate(line, lexicon) for span in speak(sentence)]
        tokens = (
            [_spoken_token(syllable) for word in span.words for syllable in word] or ["-"] * (span.end - span.start)
            for span in spans
        )
        yield " ".join(token for span in tokens for token in span)


def _spoken_token(syllable: "SpokenSyllable") -> str:
    """``wanr2`` for a syllable with erhua; a letter or a foreign word stands for itself."""
    if not syllable.reading:
        return syllable.character
    return syllable.reading[:-1] + "r" + syllable.reading[-1] if syllable.erhua else syllable.reading
