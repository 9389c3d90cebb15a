"""Does every page get an address that people can read, and does an old one still lead there?"""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from site_app.articles.models import Article, OldSlug, Series, Tag
from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug, free_slug, is_taken
from tests.factories import make_article, make_draft, make_edition, make_lexicon_entry, make_series, make_tag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("脑梗是什么", "nao-geng-shi-shen-me"),
        ("{卒中|cù zhòng}与中风", "cu-zhong-yu-zhong-feng"),
        ("坏{读音|xx}", "huai-du-yin"),
        ("BE-FAST", "be-fast"),
        ("高血压 130/80", "gao-xue-ya-130-80"),
        ("🧠", "brain"),
        ("！？", "wen-zhang"),
        ("", "wen-zhang"),
    ],
)
def test_slugs_are_made_from_pinyin(title, slug):
    assert free_slug(Article(), title) == slug


def test_the_lexicon_counts():
    assert free_slug(Article(), "银行") == "yin-hang"
    make_lexicon_entry("银行", "yín xíng")
    assert free_slug(Article(), "银行") == "yin-xing"


def test_slugs_are_numbered_when_taken():
    assert [make_draft().article.slug for _ in range(3)] == [
        "nao-geng-shi-shen-me",
        "nao-geng-shi-shen-me-2",
        "nao-geng-shi-shen-me-3",
    ]


def test_long_slugs_are_cut_between_syllables_even_with_a_number():
    first, second = (make_draft(title="双" * 60).article.slug for _ in range(2))
    assert first == "-".join(["shuang"] * 11)
    assert second == "-".join(["shuang"] * 11) + "-2"
    assert len(second) <= 80


def test_another_kind_of_page_takes_no_slug_away():
    make_series("脑梗是什么")
    make_tag("脑梗是什么")
    assert free_slug(Article(), "脑梗是什么") == "nao-geng-shi-shen-me"


@pytest.mark.parametrize("make", [make_article, make_series, make_tag])
def test_a_changed_slug_leaves_its_trace(make):
    page = make()
    former = page.slug
    change_slug(owner=page, slug="stroke")
    page.refresh_from_db()
    assert page.slug == "stroke"
    assert list(type(page).objects.filter(old_slugs__slug=former)) == [page]


def test_an_old_slug_finds_its_article():
    article = make_article()
    change_slug(owner=article, slug="stroke")
    change_slug(owner=article, slug="brain")
    assert Article.objects.published().formerly("nao-geng-shi-shen-me").get() == article
    assert Article.objects.published().formerly("stroke").get().slug == "brain"


def test_an_old_slug_does_not_give_away_a_draft():
    article = make_draft().article
    change_slug(owner=article, slug="stroke")
    assert not Article.objects.formerly("nao-geng-shi-shen-me").exists()


def test_an_old_slug_leads_to_an_article_that_was_withdrawn():
    article = make_article()
    make_edition(article=article, title="新题目")
    change_slug(owner=article, slug="stroke")
    withdraw(article=article, reason="有误")
    make_edition(article=article)
    assert Article.objects.formerly("nao-geng-shi-shen-me").get() == article
    withdraw(article=article, reason="又有误")
    assert Article.objects.formerly("nao-geng-shi-shen-me").get() == article


def test_no_other_article_may_take_an_old_slug():
    article = make_article()
    change_slug(owner=article, slug="stroke")
    assert is_taken(Article(), "nao-geng-shi-shen-me")
    assert make_draft().article.slug == "nao-geng-shi-shen-me-2"
    with pytest.raises(ValidationError, match="旧网址名"):
        change_slug(owner=make_draft(title="别的").article, slug="nao-geng-shi-shen-me")


def test_going_back_removes_the_old_slug():
    article = make_article()
    change_slug(owner=article, slug="stroke")
    change_slug(owner=article, slug="nao-geng-shi-shen-me")
    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["stroke"]


def test_changing_to_the_same_slug_leaves_no_trace():
    article = make_article()
    change_slug(owner=article, slug=article.slug)
    assert not OldSlug.objects.exists()


@pytest.mark.parametrize("slug", ["", "-a", "A", "脑梗", "a b", "a/b", "a" * 81, "a\n"])
def test_a_slug_of_another_shape_is_refused(slug):
    article = make_article()
    with pytest.raises(ValidationError):
        change_slug(owner=article, slug=slug)
    assert Article.objects.get().slug == "nao-geng-shi-shen-me"


@pytest.mark.parametrize(("kind", "name"), [(Article, {}), (Series, {"title": "系列"}), (Tag, {"name": "标签"})])
def test_the_database_allows_a_slug_once(kind, name):
    kind.objects.create(slug="a", **name)
    with pytest.raises(IntegrityError), transaction.atomic():
        kind.objects.create(slug="a", **{key: f"{value}二" for key, value in name.items()})


def test_no_other_tag_may_take_an_old_slug():
    change_slug(owner=make_tag("预防"), slug="prevention")
    assert is_taken(Tag(), "yu-fang")
