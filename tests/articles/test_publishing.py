"""Do an editor's words reach readers, and come back, exactly when somebody says so?"""

import pytest

from site_app.articles.drafting import PublishingRefused
from site_app.articles.models import Article
from site_app.articles.publishing import publish, publish_unreviewed, withdraw
from site_app.articles.signals import article_withdrawn, edition_published
from tests.factories import make_approved, make_article, make_draft, make_edition, make_editor

pytestmark = pytest.mark.django_db


def states(article: Article) -> dict[int, str]:
    return dict(article.editions.order_by("number").values_list("number", "state"))


def test_publishing_makes_an_approved_edition_live():
    editor = make_editor()
    edition = publish(edition=make_approved(), by=editor)
    assert edition.article.live_edition == edition
    assert edition.published_by == editor
    assert edition.published_at is not None
    assert edition.article.open_edition is None


def test_publishing_supersedes_what_was_live():
    article = make_article()
    make_edition(article=article, title="脑梗，新写")
    assert states(article) == {1: "superseded", 2: "published"}
    assert article.live_edition.title == "脑梗，新写"


def test_a_correction_keeps_the_date_of_the_first_publication():
    article = make_article()
    first = Article.objects.get(pk=article.pk).first_published_at
    make_edition(article=article, title="新题目")
    assert Article.objects.get(pk=article.pk).first_published_at == first


def test_publishing_twice_is_refused(django_capture_on_commit_callbacks):
    edition = make_edition()
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(PublishingRefused, match="现在是“已发布”"):
        publish(edition=edition)
    assert callbacks == []


@pytest.mark.parametrize("number", [1, 2])
def test_what_readers_have_seen_cannot_be_published_again(number):
    article = make_article()
    make_edition(article=article, title="新题目")
    withdraw(article=article, reason="有误")
    with pytest.raises(PublishingRefused, match=f"第{number}版现在是"):
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
        publish_unreviewed(edition=draft, reason="急")
    assert refusal.value.reasons == (reason,)
    assert states(draft.article) == {1: "draft"}


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
    make_edition(article=article)
    assert states(article) == {1: "withdrawn", 2: "published"}


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
        publish_unreviewed(edition=draft, reason="急")
    assert callbacks == []
