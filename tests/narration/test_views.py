"""What does the server answer to somebody who listens?"""

import os
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from site_app.articles.models import Edition
from site_app.narration import forgetting
from site_app.narration.models import Narration
from site_app.narration.narrating import ask_for, narrate
from site_app.narration.sound_files import CONTENT_TYPES, CUES, MP3
from tests.factories import make_article, make_edition
from tests.narration.conftest import Whistle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("narration_root")]


@pytest.fixture
def edition() -> Edition:
    edition = make_article(title="脑梗是什么").live_edition
    assert edition
    return edition


@pytest.fixture
def narration(edition: Edition, whistle: Whistle) -> Narration:
    narration = ask_for([edition])[0]
    narrate(narration, whistle)
    return narration


def address(narration: Narration, name: str) -> str:
    return f"/narration/{narration.digest}/{name}"


def get(client: Client, address: str, **headers: str) -> HttpResponseBase:
    """The answer, whose file is closed again."""
    response: HttpResponseBase = client.get(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    # As the client itself does it: the end of a request would take the test's database away.
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
    return response


class TestAFile:
    @pytest.mark.parametrize(("name", "content_type"), CONTENT_TYPES.items())
    def test_it_has_its_type_and_may_be_kept_for_ever(
        self, client: Client, narration: Narration, name: str, content_type: str
    ) -> None:
        response = get(client, address(narration, name))
        assert response.status_code == HTTPStatus.OK
        assert response["Content-Type"] == content_type
        assert "immutable" in response["Cache-Control"]
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_a_part_of_it_can_be_asked_for(self, client: Client, narration: Narration) -> None:
        response = get(client, address(narration, MP3), range="bytes=10-19")
        assert response.status_code == HTTPStatus.PARTIAL_CONTENT
        assert response["Content-Range"] == f"bytes 10-19/{narration.mp3_bytes}"
        assert response["Content-Length"] == "10"

    def test_who_has_it_already_gets_it_only_once(self, client: Client, narration: Narration) -> None:
        etag = get(client, address(narration, CUES))["ETag"]
        assert get(client, address(narration, CUES), if_none_match=etag).status_code == HTTPStatus.NOT_MODIFIED

    @pytest.mark.parametrize("name", ["secret_key", "..%2f..%2fsecret_key", "cues.json/", "cues.jso"])
    def test_no_other_file_has_an_address(self, client: Client, narration: Narration, name: str) -> None:
        assert get(client, address(narration, name)).status_code == HTTPStatus.NOT_FOUND

    def test_nobody_can_send_one(self, client: Client, narration: Narration) -> None:
        assert client.post(address(narration, MP3)).status_code == HTTPStatus.METHOD_NOT_ALLOWED

    def test_no_query_is_needed(self, client: Client, narration: Narration, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            get(client, address(narration, MP3))


class TestReplacedSound:
    @pytest.fixture
    def former(self, edition: Edition, narration: Narration, whistle: Whistle) -> Narration:
        new = make_edition(article=edition.article, markdown="新的文字。")
        narrate(ask_for([new])[0], whistle)
        return narration

    def test_whoever_is_listening_hears_it_to_its_end(self, client: Client, former: Narration) -> None:
        forgetting.forget_unused()
        assert get(client, address(former, MP3)).status_code == HTTPStatus.OK

    def test_it_goes_after_a_day(self, client: Client, former: Narration, narration_root: Path) -> None:
        long_ago = time.time() - forgetting.KEPT_FOR - 60
        for folder in (narration_root / "files").glob("*"):
            os.utime(folder, (long_ago, long_ago))
        forgetting.forget_unused()
        assert get(client, address(former, MP3)).status_code == HTTPStatus.NOT_FOUND
        assert get(client, address(Narration.objects.get(state="ready"), MP3)).status_code == HTTPStatus.OK


class TestTheArticlePage:
    def page(self, client: Client, view: str = "") -> str:
        return client.get(f"/articles/nao-geng-shi-shen-me/{view}").content.decode()

    @pytest.mark.parametrize("view", ["", "ruby/", "pinyin/"])
    def test_it_can_be_heard_without_a_script(self, client: Client, narration: Narration, view: str) -> None:
        page = self.page(client, view)
        assert f'<source src="{address(narration, "narration.opus")}"' in page
        assert f'<a href="{address(narration, MP3)}" download="nao-geng-shi-shen-me.mp3">' in page

    def test_it_says_that_the_sound_is_being_made(self, client: Client, edition: Edition) -> None:
        ask_for([edition])
        assert "这篇文章的声音正在生成" in self.page(client)

    def test_it_says_that_more_is_being_made(self, client: Client, narration: Narration) -> None:
        assert "更多声音正在生成" in self.page(client)

    def test_it_promises_nothing_where_making_failed(self, client: Client, edition: Edition) -> None:
        ask_for([edition])
        Narration.objects.update(state="failed")
        assert "正在生成" not in self.page(client)

    def test_it_promises_nothing_on_a_site_that_leaves_it_to_the_device(
        self, client: Client, edition: Edition, settings: Settings
    ) -> None:
        ask_for([edition])
        settings.NARRATION_ENGINE = "device"
        assert "正在生成" not in self.page(client)

    def test_it_works_without_any_sound(self, client: Client, edition: Edition) -> None:
        page = self.page(client)
        assert "<audio" not in page
        assert "<read-aloud" in page
