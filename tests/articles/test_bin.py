"""Does an article in the bin vanish everywhere, come back as it was, and go for good by a superuser alone?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from site_app.articles.bin import erase, may_bin, put_into_bin, take_out_of_bin
from site_app.articles.drafting import PublishingRefused, save_draft
from site_app.articles.models import Act, Article, Edition
from site_app.articles.publishing import withdraw
from site_app.articles.slugs import is_taken
from site_app.articles.timetable import publish_due
from tests.factories import (
    make_article,
    make_draft,
    make_edition_in,
    make_editor,
    make_member,
    make_series,
    make_superuser,
    make_tag,
    make_words,
)

pytestmark = pytest.mark.django_db

OPEN = ("draft", "in_review", "changes_requested", "approved", "scheduled")


def binned(**changes) -> Article:
    article = make_draft(**changes).article
    put_into_bin(article=article)
    return Article.everything.get(pk=article.pk)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("state", OPEN)
def test_what_was_on_its_way_is_a_draft_again(state):
    edition = make_edition_in(state)
    put_into_bin(article=edition.article)
    edition.refresh_from_db()
    assert (edition.state, edition.scheduled_for, edition.reviewed_by) == ("draft", None, None)


def test_no_clock_publishes_what_is_in_the_bin():
    edition = make_edition_in("scheduled")
    put_into_bin(article=edition.article)
    assert publish_due(timezone.now() + timedelta(days=2)) == []


def test_it_is_in_no_list():
    series, tag, article = make_series(), make_tag(), make_draft().article
    article.series = series
    article.save()
    article.tags.add(tag)
    put_into_bin(article=article)
    assert not Article.objects.exists()
    assert not series.articles.exists()
    assert not tag.articles.exists()
    page = signed_in(make_superuser()).get("/admin/articles/article/", {"q": "脑梗"})
    assert page.context["cl"].result_count == 0


def test_it_keeps_its_address():
    article = binned()
    assert is_taken(Article(), article.slug)
    assert make_draft().article.slug == f"{article.slug}-2"
    client = signed_in(make_editor())
    form = {"title": "别的", "summary": "", "markdown": "", "slug": article.slug, "position": 0}
    assert "已经属于另一篇文章" in client.post("/admin/articles/article/add/", form).text


def test_it_comes_back_as_it_was():
    article = binned(title="回来")
    restored = take_out_of_bin(article=article)
    assert Article.objects.get() == restored
    assert (restored.slug, restored.draft.title, restored.binned_by) == (article.slug, "回来", None)


@pytest.mark.parametrize("outcome", ["", "outdated"])
def test_what_readers_can_see_is_not_thrown_away(outcome):
    article = make_article()
    if outcome:
        withdraw(article=article, reason="旧了", outcome=outcome)
    with pytest.raises(PublishingRefused, match="读者"):
        put_into_bin(article=article)
    assert Article.objects.exists()


def test_what_was_withdrawn_still_says_so_to_readers():
    article = make_article()
    withdraw(article=article, reason="有误")
    put_into_bin(article=article)
    assert Client().get(article.get_absolute_url()).status_code == 410


def test_nothing_is_written_into_the_bin():
    article = binned()
    with pytest.raises(PublishingRefused, match="回收站"):
        save_draft(article=article, words=make_words(title="又改"))
    with pytest.raises(PublishingRefused, match="回收站"):
        put_into_bin(article=article)


def test_what_was_typed_when_somebody_threw_the_article_away_is_shown():
    article = binned()
    client = signed_in(make_editor())
    page = client.post(f"/admin/articles/article/{article.pk}/change/", {"title": "题", "markdown": "写了很久的正文"})
    assert page.status_code == 409
    assert "写了很久的正文" in page.text


def test_only_a_superuser_empties_the_bin():
    article = binned()
    with pytest.raises(PublishingRefused, match="超级用户"):
        erase(article=article, by=make_member("发布者"))
    erase(article=article, by=make_superuser())
    assert not Article.everything.exists()
    assert not Edition.objects.exists()


def test_what_is_not_in_the_bin_is_not_erased():
    article = make_draft().article
    with pytest.raises(PublishingRefused, match="不在回收站里"):
        erase(article=article, by=make_superuser())
    assert Article.objects.exists()


def test_the_log_outlives_the_article():
    article, by = make_draft(title="扔掉").article, make_superuser("李编辑")
    put_into_bin(article=article, by=by, note="写重了")
    take_out_of_bin(article=article, by=by)
    put_into_bin(article=article, by=by)
    erase(article=article, by=by)
    kept = Act.objects.order_by("pk").values_list("kind", "subject", "by_name", "note", "article")
    assert list(kept) == [
        ("bin", "扔掉", "李编辑", "写重了", None),
        ("unbin", "扔掉", "李编辑", "", None),
        ("bin", "扔掉", "李编辑", "", None),
        ("erase", "扔掉", "李编辑", article.slug, None),
    ]


def test_who_may_throw_away():
    article = make_draft(by=make_member("作者")).article
    who = {group: may_bin(make_member(group), article) for group in ("作者", "审核者", "发布者")}
    assert who == {"作者": False, "审核者": False, "发布者": True}


def test_the_bin_shows_what_may_be_done():
    article = binned(title="扔掉")
    page = signed_in(make_member("发布者")).get("/admin/articles/article/bin/").text
    assert f"{article.pk}/unbin/" in page
    assert f"{article.pk}/erase/" not in page
    assert f"{article.pk}/erase/" in signed_in(make_superuser()).get("/admin/articles/article/bin/").text
