"""Does the desk speak of sound that was not made, and may everybody there see how far it is?"""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from site_app.articles.desk import Heap, heaps
from site_app.narration.models import Narration
from site_app.narration.narrating import ask_for
from tests.factories import make_article, make_editor, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("narration_root")]


def failed_for(person: object) -> Heap | None:
    return next((heap for heap in heaps(person) if heap.section.name == "narration_failed"), None)


@pytest.fixture
def _failed() -> None:
    """An article with every voice failed, and one that is still waited for."""
    for title in ("没有声音", "还在等"):
        ask_for(make_article(title=title).editions.live())
    Narration.objects.filter(edition__title="没有声音").update(state="failed", error="磁盘已满")


@pytest.mark.usefixtures("_failed")
class TestWhatFailed:
    def test_it_is_one_line_for_an_article_with_the_reason(self) -> None:
        heap = failed_for(make_superuser())
        assert heap
        assert [(line.title, line.remark) for line in heap.lines] == [("没有声音", "磁盘已满")]

    def test_the_line_leads_to_the_article_s_own_sound(self, client: Client) -> None:
        person = make_superuser()
        heap = failed_for(person)
        assert heap
        client.force_login(person)
        assert "还在等" not in client.get(heap.lines[0].address).text
        assert "没有声音" in client.get(heap.everything).text

    def test_it_is_for_those_who_may_have_it_made_again(self) -> None:
        assert failed_for(make_editor(narration="view_narration"))
        assert failed_for(make_user(narration="view_narration", is_staff=True)) is None
        assert failed_for(make_editor()) is None


@pytest.mark.django_db(transaction=True)
def test_all_groups_may_see_the_narration_and_it_can_be_taken_back() -> None:
    def migrate(*to: str) -> set[str]:
        """By the command, which has the changes of new tables noted, too; returns the groups that may."""
        call_command("migrate", *to, verbosity=0)
        groups = Group.objects.filter(permissions__codename="view_narration")
        return set(groups.values_list("name", flat=True))

    try:
        assert migrate("narration", "0001_narrations") == set()
        for name in ("作者", "审核者", "发布者", "读者"):
            Group.objects.get_or_create(name=name)
        assert migrate("narration", "0002_groups_see_the_narration") == {"作者", "审核者", "发布者"}
    finally:
        migrate()
