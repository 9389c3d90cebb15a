"""Is a word heard as it was asked for, at no more cost than needed?"""

from pathlib import Path

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from site_app.narration import say_page, tasks
from site_app.narration.saying import say, sound_of
from site_app.narration.tasks import make_clip
from tests.factories import make_editor, make_member
from tests.narration.conftest import Whistle

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/narration/narration/say/"
WORD = "{银行|yín xíng}"


@pytest.fixture(autouse=True)
def voice(whistle: Whistle, narration_root: Path, monkeypatch: pytest.MonkeyPatch) -> Whistle:
    monkeypatch.setattr(say_page, "engine", lambda: whistle)
    monkeypatch.setattr(tasks, "engine", lambda: whistle)
    return whistle


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_editor())
    return client


def test_the_word_is_said_with_the_reading_that_was_asked_for(whistle: Whistle) -> None:
    say(WORD, whistle)
    say(WORD, whistle)
    assert [next(iter(said)) for said in whistle.said] == [("yin2", "xing2")]
    assert sound_of(WORD, whistle)
    assert sound_of("{银行|yín háng}", whistle) is None


def test_it_is_made_once_and_then_there(client: Client) -> None:
    for _ in range(3):
        assert client.get(ADDRESS, {"text": WORD}).status_code == 202
    assert DBTaskResult.objects.count() == 1
    make_clip.call(WORD)
    answer = client.get(ADDRESS, {"text": WORD})
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/flac")
    assert b"".join(answer.streaming_content).startswith(b"fLaC")  # type: ignore[attr-defined]


def test_too_many_at_once_are_turned_away(client: Client) -> None:
    asked = [
        client.get(ADDRESS, {"text": f"{{行|{reading}}}"}).status_code
        for reading in ["xíng", "háng", "hàng", "héng", "xìng"]
    ]
    asked += [client.get(ADDRESS, {"text": f"{'好' * number}"}).status_code for number in range(1, 10)]
    assert (asked.count(202), asked.count(503)) == (10, 4)


@pytest.mark.parametrize("text", ["", "……", "好" * 61, "好\n好"])
def test_what_is_no_word_is_not_said(client: Client, text: str) -> None:
    assert client.get(ADDRESS, {"text": text}).status_code == 404
    assert not DBTaskResult.objects.exists()


def test_a_voice_that_failed_says_so_once_and_is_tried_again(client: Client) -> None:
    client.get(ADDRESS, {"text": WORD})
    DBTaskResult.objects.update(status="FAILED")
    assert [client.get(ADDRESS, {"text": WORD}).status_code for _ in range(2)] == [503, 202]


def test_a_site_without_a_voice_says_nothing(client: Client, settings: Settings) -> None:
    settings.NARRATION_ENGINE = "device"
    assert client.get(ADDRESS, {"text": WORD}).status_code == 404
    assert say_page.address() == ""


@pytest.mark.parametrize(("group", "status"), [("作者", 202), ("审核者", 403), ("", 302)])
def test_who_may_ask(group: str, status: int) -> None:
    client = Client()
    if group:
        client.force_login(make_member(group))
    assert client.get(ADDRESS, {"text": WORD}).status_code == status
    assert client.post(ADDRESS, {"text": WORD}).status_code in (302, 403, 405)
