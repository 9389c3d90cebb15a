"""Does `render_markdown` print what a page would show?"""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_draft, make_lexicon_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def render(tmp_path, capsys):
    """Standard output and standard error for a file of these bytes."""

    def run(data: str | bytes, **options) -> tuple[str, str]:
        path = tmp_path / "text.md"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        call_command("render_markdown", str(path), **options)
        printed = capsys.readouterr()
        return printed.out, printed.err.replace(str(path), "text.md")

    return run


@pytest.mark.parametrize("view", ["hanzi", "ruby", "pinyin"])
def test_it_prints_what_is_stored_with_an_edition(view, render):
    markdown = "# 银行\n\n去**银**行。<script>alert(1)</script>\n"
    make_lexicon_entry()
    stored = make_draft(markdown=markdown).rendering(view).body
    assert render(markdown, view=view) == (f"{stored}\n", "")


def test_hanzi_is_the_default_view(render):
    assert "<rt" not in render("银行")[0]


def test_unreadable_readings_are_named_on_the_side(render):
    out, err = render("好\r\n防{卒中|xx}")
    assert err.startswith("text.md:2:2: ")
    assert "{卒中|xx}" in out


def test_what_is_no_utf_8_gets_one_line(render):
    with pytest.raises(CommandError, match="第2个字节"):
        render(b"a\xff")


def test_an_unknown_view_is_refused():
    with pytest.raises(CommandError, match="latin"):
        call_command("render_markdown", "--view=latin")
