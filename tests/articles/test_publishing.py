"""Do an editor's words reach readers, and come back, exactly when somebody says so?"""

import pytest

from site_app.articles.models import Article, Edition
from site_app.articles.publishing import (
    DraftChanged,
    PublishingRefused,
    changed_meanwhile,
    publish,
    save_draft,
    withdraw,
)
from site_app.articles.signals import article_withdrawn, edition_published
from tests.factories import make_article, make_draft, make_editor, make_words

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


def test_publishing_makes_the_draft_live():
    editor = make_editor()
    edition = publish(edition=make_draft(), by=editor)
    assert edition.article.live_edition == edition
    assert edition.published_by == editor
    assert edition.published_at is not None
    assert edition.article.draft is None


def test_publishing_supersedes_what_was_live():
    article = make_article()
    publish(edition=make_draft(article=article, title="脑梗，新写"))
    assert states(article) == {1: "superseded", 2: "published"}
    assert article.live_edition.title == "脑梗，新写"


def test_a_correction_keeps_the_date_of_the_first_publication():
    article = make_article()
    first = Article.objects.get(pk=article.pk).first_published_at
    publish(edition=make_draft(article=article, title="新题目"))
    assert Article.objects.get(pk=article.pk).first_published_at == first


def test_publishing_twice_changes_nothing(django_capture_on_commit_callbacks):
    edition = publish(edition=make_draft())
    published_at = edition.published_at
    with django_capture_on_commit_callbacks() as callbacks:
        assert publish(edition=edition).published_at == published_at
    assert callbacks == []


@pytest.mark.parametrize("number", [1, 2])
def test_only_a_draft_can_be_published(number):
    article = make_article()
    publish(edition=make_draft(article=article, title="新题目"))
    withdraw(article=article, reason="有误")
    with pytest.raises(PublishingRefused, match=f"第{number}版不是草稿"):
        publish(edition=article.editions.get(number=number))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": " "}, "还没有写标题。"),
        ({"summary": "", "markdown": "\n"}, "还没有写摘要、正文。"),
        ({"title": "\u200b", "markdown": "***\n\n- \u200b"}, "还没有写标题、正文。"),
        ({"summary": "……", "markdown": "&nbsp;"}, "还没有写摘要、正文。"),
        ({"markdown": "好\n\n说{卒中|cù xyz}。"}, "正文第3行第2列：“xyz”不是一个普通话音节。"),
        ({"title": "{卒中|cù}"}, "标题第1行第1列：“卒中”有2个汉字，读音“cù”却有1个音节。"),
    ],
)
def test_publishing_is_refused_with_reasons(changes, reason):
    draft = make_draft(**changes)
    with pytest.raises(PublishingRefused) as refusal:
        publish(edition=draft)
    assert refusal.value.reasons == (reason,)
    assert states(draft.article) == {1: "draft"}


def test_words_that_are_live_open_no_draft():
    article = make_article()
    assert save_draft(article=article, words=make_words()) == article.live_edition
    assert states(article) == {1: "published"}


def test_a_draft_is_written_beside_the_live_edition():
    article = make_article()
    make_draft(article=article, title="新题目")
    assert states(article) == {1: "published", 2: "draft"}
    assert article.live_edition.title == "脑梗是什么"


def test_withdrawing_takes_the_article_from_readers():
    article, editor = make_article(), make_editor()
    edition = withdraw(article=article, reason=" 数字有误 ", by=editor)
    assert (edition.state, edition.withdrawal_reason, edition.withdrawn_by) == ("withdrawn", "数字有误", editor)
    assert not Article.objects.published().exists()


def test_withdrawing_leaves_the_draft():
    article = make_article()
    make_draft(article=article, title="新题目")
    withdraw(article=article, reason="有误")
    assert states(article) == {1: "withdrawn", 2: "draft"}


def test_withdrawing_twice_is_refused():
    article = make_article()
    withdraw(article=article, reason="有误")
    with pytest.raises(PublishingRefused, match="没有发布"):
        withdraw(article=article, reason="有误")


def test_withdrawing_wants_a_reason():
    article = make_article()
    with pytest.raises(PublishingRefused, match="原因"):
        withdraw(article=article, reason=" ")
    assert article.live_edition is not None


def test_a_withdrawn_article_can_be_published_again():
    article = make_article()
    withdraw(article=article, reason="有误")
    publish(edition=make_draft(article=article))
    assert states(article) == {1: "withdrawn", 2: "published"}


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
    publish(edition=make_draft(article=article, title="别人发的"))
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


@pytest.mark.parametrize(("signal", "news"), [(edition_published, "edition"), (article_withdrawn, "article")])
def test_news_is_sent_once_the_change_is_committed(signal, news, django_capture_on_commit_callbacks):
    heard = []

    def listen(**told):
        heard.append(told[news])

    signal.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article()
        withdraw(article=article, reason="有误")
        assert heard == []
    signal.disconnect(listen)
    assert heard == [article.editions.get() if news == "edition" else article]


def test_a_refused_publication_sends_no_news(django_capture_on_commit_callbacks):
    draft = make_draft(summary="")
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(PublishingRefused):
        publish(edition=draft)
    assert callbacks == []


def test_an_edition_that_failed_to_render_is_not_stored(monkeypatch):
    from site_app import rendering

    def fail(*_arguments):
        raise RuntimeError("no rendering today")

    monkeypatch.setattr(rendering, "render", fail)
    with pytest.raises(RuntimeError):
        make_draft()
    assert not Article.objects.exists()
    assert not Edition.objects.exists()
