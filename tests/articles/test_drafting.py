"""Are an editor's words kept, beside what readers see and beside what somebody else typed?"""

import pytest

from site_app.articles.drafting import DraftChanged, changed_meanwhile, save_draft
from site_app.articles.models import Article, Edition
from tests.factories import make_article, make_draft, make_edition, make_editor, make_words

pytestmark = pytest.mark.django_db


def states(article: Article) -> dict[int, str]:
    return dict(article.editions.order_by("number").values_list("number", "state"))


def test_a_new_article_gets_its_slug_from_the_title():
    assert make_draft(title="脑梗是什么").article.slug == "nao-geng-shi-shen-me"


def test_a_new_article_keeps_the_slug_it_was_given():
    draft = save_draft(article=Article(slug="stroke"), words=make_words())
    assert draft.article.slug == "stroke"


def test_saving_twice_keeps_one_draft():
    first = make_draft()
    second = make_draft(article=first.article, title="脑梗怎么防")
    assert (second.pk, second.title, states(first.article)) == (first.pk, "脑梗怎么防", {1: "draft"})


def test_a_draft_may_lack_everything_but_cannot_be_too_long():
    from django.core.exceptions import ValidationError

    assert make_draft(summary="", markdown="").state == "draft"
    for field, longest in (("title", 200), ("summary", 1000), ("markdown", 200_000)):
        with pytest.raises(ValidationError, match=str(longest)):
            make_draft(**{field: "长" * (longest + 1)})


def test_words_that_are_live_open_no_draft():
    article = make_article()
    assert save_draft(article=article, words=make_words()) == article.live_edition
    assert states(article) == {1: "published"}


def test_a_draft_is_written_beside_the_live_edition():
    article = make_article()
    make_draft(article=article, title="新题目")
    assert states(article) == {1: "published", 2: "draft"}
    assert article.live_edition.title == "脑梗是什么"


def test_it_notices_that_somebody_saved_meanwhile():
    draft = make_draft()
    seen = draft.stamp
    make_draft(article=draft.article, title="别人写的")
    with pytest.raises(DraftChanged) as collision:
        save_draft(article=draft.article, words=make_words(title="我写的"), seen=seen)
    assert collision.value.edition.title == "别人写的"
    assert draft.article.draft.title == "别人写的"


def test_it_notices_that_somebody_published_meanwhile():
    article = make_article()
    seen = article.live_edition.stamp
    make_edition(article=article, title="别人发的")
    assert changed_meanwhile(article=article, words=make_words(title="我写的"), seen=seen) == article.live_edition


def test_the_same_words_from_two_editors_do_not_collide():
    draft = make_draft()
    make_draft(article=draft.article, title="一样的")
    assert save_draft(article=draft.article, words=make_words(title="一样的"), seen=draft.stamp).title == "一样的"


def test_setting_the_other_draft_aside_loses_nothing():
    draft = make_draft()
    seen = draft.stamp
    make_draft(article=draft.article, title="别人写的")
    mine = save_draft(article=draft.article, words=make_words(title="我写的"), seen=seen, set_aside=True)
    titles = list(draft.article.editions.order_by("number").values_list("title", "state"))
    assert titles == [("别人写的", "superseded"), ("我写的", "draft")]
    assert mine.number == 2


def test_the_draft_is_signed_by_who_saved_it_last():
    first, second = make_editor(), make_editor()
    draft = make_draft(by=first)
    assert make_draft(article=draft.article, by=second, title="改").author == second
    assert make_draft(article=draft.article, title="再改").author == second


def test_an_edition_that_failed_to_render_is_not_stored(monkeypatch):
    from site_app.rendering import render

    def fail(*_arguments):
        raise RuntimeError("no rendering today")

    monkeypatch.setattr(render, "render", fail)
    with pytest.raises(RuntimeError):
        make_draft()
    assert not Article.objects.exists()
    assert not Edition.objects.exists()
