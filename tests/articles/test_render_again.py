from io import StringIO

import pytest
from django.core.management import call_command

from site_app.articles.models import Edition, Rendering
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


def test_it_renders_live_editions_and_drafts_from_their_words() -> None:
    make_article(title="甲文")
    make_draft(title="乙文")
    fresh = list(Rendering.objects.order_by("pk").values_list("title", "body"))
    Rendering.objects.update(title="旧", body="旧")
    out = StringIO()
    call_command("render_again", stdout=out)
    assert list(Rendering.objects.order_by("pk").values_list("title", "body")) == fresh
    assert out.getvalue().splitlines()[0].startswith("1/2")


def test_what_is_no_longer_used_when_its_turn_comes_is_passed_over() -> None:
    first, second = make_draft(title="甲文"), make_draft(title="乙文")
    third = make_draft(title="丙文")
    Rendering.objects.update(title="旧")

    class Out(StringIO):
        def write(self, text: str) -> int:
            Edition.objects.filter(pk=second.pk).update(state="superseded")
            Edition.objects.filter(pk=third.pk).delete()
            return super().write(text)

    out = Out()
    call_command("render_again", stdout=out)
    assert out.getvalue().splitlines() == ["1/3　甲文 · 1"]
    assert (first.rendering("hanzi").title, second.rendering("hanzi").title) == ("甲文", "旧")
