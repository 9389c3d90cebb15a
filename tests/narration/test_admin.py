"""What does an editor see of the sound, and what may they do?"""

from http import HTTPStatus

import pytest
from django.test import Client

from site_app.narration.models import Narration
from site_app.narration.narrating import ask_for, narrate
from tests.factories import make_article, make_editor, make_user
from tests.narration.conftest import Whistle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("narration_root")]

LIST = "/admin/narration/narration/"


@pytest.fixture
def narration(whistle: Whistle) -> Narration:
    edition = make_article(title="脑梗是什么").live_edition
    assert edition
    narration = ask_for([edition])[0]
    narrate(narration, whistle)
    return narration


@pytest.fixture
def _signed_in(client: Client) -> None:
    client.force_login(make_editor(narration="view_narration"))


@pytest.mark.usefixtures("_signed_in")
class TestAnEditor:
    def test_they_see_how_far_it_is_and_can_listen(self, client: Client, narration: Narration) -> None:
        page = client.get(LIST).content.decode()
        assert '<progress max="2" value="2">' in page
        assert f"/narration/{narration.digest}/narration.mp3" in page
        assert "等待" in page

    def test_they_read_why_something_failed(self, client: Client, narration: Narration) -> None:
        Narration.objects.filter(pk=narration.pk).update(state="failed", error="磁盘已满")
        assert "磁盘已满" in client.get(LIST).content.decode()

    def test_they_can_have_it_made_again(self, client: Client, narration: Narration) -> None:
        answer = client.post(LIST, {"action": "make_again", "_selected_action": [narration.pk]}, follow=True)
        assert "1 篇文章会在后台重新生成" in answer.content.decode()
        assert set(Narration.objects.values_list("state", flat=True)) == {"waiting"}

    @pytest.mark.parametrize("page", ["add/", "{pk}/delete/"])
    def test_sound_is_never_made_or_removed_by_hand(self, client: Client, narration: Narration, page: str) -> None:
        assert client.get(LIST + page.format(pk=narration.pk)).status_code == HTTPStatus.FORBIDDEN


def test_who_may_not_publish_may_not_have_it_made_again(client: Client, narration: Narration) -> None:
    client.force_login(make_user(narration="view_narration", is_staff=True))
    client.post(LIST, {"action": "make_again", "_selected_action": [narration.pk]})
    assert Narration.objects.get(pk=narration.pk).state == "ready"


def test_who_is_no_editor_sees_nothing(client: Client, narration: Narration) -> None:
    client.force_login(make_user(is_staff=True))
    assert client.get(LIST).status_code == HTTPStatus.FORBIDDEN
