"""How is each character of each line read? One token per character, for scripts."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app.articles.available_lexicon import available_lexicon
from site_app.articles.management.input_file import opened


class Command(BaseCommand):
    help = "逐行注音：每个字符输出一个读音（如 lv4，轻声为 5），没有读音的字符输出 -，以空格分隔。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help=_("UTF-8 文本；不给出就读标准输入。"))

    def handle(self, *args: Any, file: str | None, **options: Any) -> None:
        from site_app.pinyin import annotate

        try:
            lexicon = available_lexicon()
            with opened(file) as lines:
                for line in lines:
                    text = characters(line)
                    sentences = annotate(text, lexicon)
                    syllables = (syllable for sentence in sentences for syllable in sentence.syllables)
                    self.stdout.write(" ".join(syllable.reading or "-" for syllable in syllables))
                    self.stdout.flush()
        except BrokenPipeError:
            # Whoever listened has heard enough; without this Python would complain once more when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except ValueError as error:
            raise CommandError(str(error)) from error


def characters(line: bytes) -> str:
    """The line's text without its end. Each byte that is no UTF-8 becomes one character that has no reading."""
    text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "surrogateescape")
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
