"""Are the words of the glossary heard as they are read?"""

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from site_app.narration import tasks
from site_app.narration.models import SpokenTerm
from site_app.narration.spoken_terms import file_of, say_terms
from tests.glossary.explained import explain
from tests.narration.conftest import Whistle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("narration_root")]


def test_a_word_is_said_once(client, whistle: Whistle) -> None:
    explain()
    assert not say_terms(whistle, 60)
    assert not say_terms(whistle, 60)
    assert [said[0] for said in whistle.said] == [("nao2", "geng3")]
    response = client.get(f"/narration/words/{SpokenTerm.objects.get().digest}.mp3")
    assert response["Content-Type"] == "audio/mpeg"
    assert "immutable" in response["Cache-Control"]
    assert len(b"".join(response)) > 500


def test_another_reading_is_another_sound_and_the_former_file_goes(whistle: Whistle) -> None:
    explain("卒中", "zú zhòng")
    say_terms(whistle, 60)
    former = SpokenTerm.objects.get().digest
    explain("卒中", "cù zhòng")
    say_terms(whistle, 60)
    now = SpokenTerm.objects.get().digest
    assert (file_of(now).exists(), file_of(former).exists()) == (True, False)


def test_others_have_their_turn(whistle: Whistle) -> None:
    explain()
    assert say_terms(whistle, -1)
    assert not SpokenTerm.objects.exists()


def test_a_site_without_a_voice_orders_nothing(settings: Settings) -> None:
    settings.NARRATION_ENGINE = "device"
    tasks.order_words()
    assert not DBTaskResult.objects.exists()


def test_they_are_ordered_once() -> None:
    tasks.order_words()
    tasks.order_words()
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("digest", ["0" * 32, "..%2f..%2fsecret_key"])
def test_what_was_not_said_is_not_there(client, digest: str) -> None:
    assert client.get(f"/narration/words/{digest}.mp3").status_code == 404
