"""What HTML would a page show for a Markdown text?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app.articles.available_lexicon import available_lexicon
from site_app.articles.management.input_file import opened


class Command(BaseCommand):
    help = "输出一篇 Markdown 在页面上的 HTML（已净化）。写错的读音列在标准错误里。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        from site_app.rendering.render import VIEWS

        parser.add_argument("file", nargs="?", metavar="FILE", help=_("UTF-8 文本；不给出就读标准输入。"))
        parser.add_argument(
            "--view", choices=VIEWS, default="hanzi", help=_("hanzi：汉字（默认）；ruby：汉字加拼音；pinyin：拼音。")
        )

    def handle(self, *args: Any, file: str | None, view: str, **options: Any) -> None:
        from site_app.rendering.problems import problems
        from site_app.rendering.render import render

        name = file or "<stdin>"
        with opened(file) as stream:
            data = stream.read()
        try:
            markdown = data.decode().replace("\r\n", "\n")
            lexicon = available_lexicon()
        except UnicodeDecodeError as error:
            place = {"name": name, "byte": error.start + 1}
            raise CommandError(_("%(name)s：第%(byte)s个字节起不是UTF-8文本。") % place) from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        for problem in problems(markdown):
            self.stderr.write(f"{name}:{problem.line}:{problem.column}: {problem.message}")
        self.stdout.write(getattr(render(markdown, lexicon), view))
