"""What does somebody at a terminal see of the narration?"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from site_app.narration import narrating
from site_app.narration.engines import EngineMissing
from site_app.narration.models import Narration
from site_app.narration.voices import SOUNDS
from tests.factories import make_article, make_draft
from tests.narration.conftest import Refusing, Whistle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("narration_root")]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def _whistling(monkeypatch: pytest.MonkeyPatch, whistle: Whistle) -> None:
    monkeypatch.setattr(narrating, "engine", lambda: whistle)


def narrate(*slugs: str, out: StringIO | None = None) -> str:
    out = out or StringIO()
    call_command("narrate", *slugs, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("_whistling")
class TestNarrate:
    def test_without_an_address_everything_that_is_live_is_read(self) -> None:
        make_article(title="甲")
        make_article(title="乙")
        make_draft(title="丙")
        printed = narrate()
        assert printed.count("✓") == 2 * len(SOUNDS)
        assert "女声 · 正常" in printed
        assert "丙" not in printed

    def test_only_the_named_article_is_read(self) -> None:
        make_article(title="甲")
        named = make_article(title="乙")
        narrate(named.slug)
        assert {narration.edition.article for narration in Narration.objects.all()} == {named}

    def test_an_unknown_address_is_named_before_anything_is_read(self, whistle: Whistle) -> None:
        known = make_article()
        with pytest.raises(CommandError, match="no-such-article"):
            narrate(known.slug, "no-such-article")
        assert whistle.said == []

    def test_it_looks_again_at_what_was_read_and_says_nothing_twice(self, whistle: Whistle) -> None:
        make_article()
        narrate()
        said = len(whistle.said)
        assert narrate().count("✓") == len(SOUNDS)
        assert len(whistle.said) == said

    def test_a_bar_grows_on_a_terminal(self) -> None:
        make_article(markdown="一句。两句。三句。")
        printed = narrate(out=Terminal())
        assert "\r███████░░" in printed
        assert "4/4" in printed

    def test_a_log_gets_only_the_results(self) -> None:
        make_article()
        assert "\r" not in narrate()


def test_what_fails_is_told_and_the_command_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(narrating, "engine", lambda: Refusing(EngineMissing("语音模型不全")))
    make_article()
    with pytest.raises(CommandError, match="有朗读没有生成"):
        call_command("narrate")
    assert capsys.readouterr().err.count("语音模型不全") == len(SOUNDS)


def test_a_site_that_leaves_it_to_the_device_says_so(settings: Settings) -> None:
    settings.NARRATION_ENGINE = "device"
    with pytest.raises(CommandError, match="NARRATION_ENGINE=device"):
        narrate()
