from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from site_app.articles import rereading
from site_app.articles.models import Article, Edition, Rendering
from site_app.articles.tasks import reread, take_up_again
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


def test_what_was_deleted_when_its_turn_comes_is_passed_over() -> None:
    make_draft(title="甲文")
    second, third = make_draft(title="乙文"), make_draft(title="丙文")
    Rendering.objects.update(title="旧")

    class Out(StringIO):
        def write(self, text: str) -> int:
            Edition.objects.filter(pk=second.pk).update(state="superseded")
            Article.objects.filter(pk=third.article_id).delete()
            return super().write(text)

    out = Out()
    call_command("render_again", stdout=out)
    assert out.getvalue().splitlines() == ["1/3　甲文", "3/3　乙文"]
    assert second.rendering("hanzi").title == "旧"


def test_what_cannot_be_rendered_keeps_its_pages_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make_article(title="甲文"), make_article(title="乙文")
    Rendering.objects.update(title="旧")

    def refuse(article: Article, lexicon: object) -> None:
        if article == first:
            raise ValueError("写不下")

    monkeypatch.setattr(rereading, "note_titles", refuse)
    with pytest.raises(CommandError, match=f"{first.slug}：写不下"):
        call_command("render_again", stdout=StringIO())
    assert set(Rendering.objects.filter(edition__article=first).values_list("title", flat=True)) == {"旧"}
    assert "旧" not in Rendering.objects.filter(edition__article=second).values_list("title", flat=True)
    monkeypatch.undo()
    take_up_again()
    reread.call()
    assert not Rendering.objects.filter(title="旧").exists()
