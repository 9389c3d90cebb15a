"""Do documents become articles once, and never at an editor's expense?"""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from site_app.articles.bin import put_into_bin
from site_app.articles.drafting import PublishingRefused
from site_app.articles.importing import import_documents
from site_app.articles.models import Article, ImportedItem, Series
from site_app.articles.publishing import publish_unreviewed, withdraw
from site_app.articles.slugs import change_slug
from site_app.documents import Document, SeriesPlan
from tests.factories import make_draft, make_edition, make_series, make_tag

pytestmark = pytest.mark.django_db

DOCUMENT = Document(
    "essay/1", "脑梗是什么", "脑梗是急症。", "马上打120。", tags=("急救",), series="认识脑梗", position=2
)
LIVE = replace(DOCUMENT, published=True)


def bring_in(*documents: Document, **options) -> list[str]:
    return [outcome.action.value for outcome in import_documents(documents, **options)]


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Article, ImportedItem, Series)] + [
        list(article.editions.values("number", "state", "updated_at", "markdown")) for article in Article.objects.all()
    ]


def test_a_document_becomes_a_draft():
    assert bring_in(DOCUMENT) == ["created"]
    article = Article.objects.get()
    assert (article.slug, article.position, article.series.title) == ("nao-geng-shi-shen-me", 2, "认识脑梗")
    assert [tag.name for tag in article.tags.all()] == ["急救"]
    assert (article.draft.markdown, article.live_edition) == ("马上打120。", None)


def test_a_published_document_goes_live():
    bring_in(LIVE)
    assert Article.objects.published().get().live_edition.title == "脑梗是什么"


@pytest.mark.parametrize("document", [DOCUMENT, LIVE])
def test_importing_again_changes_nothing_at_all(document):
    bring_in(document)
    before = everything()
    assert bring_in(document) == ["unchanged"]
    assert everything() == before


def test_it_says_what_it_did_in_words():
    [outcome] = import_documents([LIVE])
    assert outcome.message == "新建并发布《脑梗是什么》。"
    assert outcome.article == Article.objects.get()


def test_what_an_editor_should_know_stands_in_the_change_note():
    bring_in(replace(DOCUMENT, notes=("“塞”读 sè。",)))
    assert Article.objects.get().draft.change_note == "由“essay/1”导入。 “塞”读 sè。"


def withdrawn(article):
    withdraw(article=article, reason="有误")


def deleted(article):
    article.delete()


def thrown_away(article):
    withdrawn(article)
    put_into_bin(article=article)


EDITS = [
    lambda article: make_draft(article=article, title="编辑改的"),
    lambda article: make_edition(article=article, title="编辑改的"),
    lambda article: change_slug(owner=article, slug="stroke"),
    lambda article: Article.objects.update(position=9),
    lambda article: Article.objects.update(series=make_series("别的系列")),
    lambda article: article.tags.add(make_tag("新标签")),
    lambda article: article.tags.clear(),
    lambda article: article.series.delete(),
    withdrawn,
    deleted,
    thrown_away,
]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("source", [LIVE, replace(LIVE, body="来源也改了。"), replace(LIVE, slug="lai-yuan")])
def test_what_an_editor_did_is_left_alone(edit, source):
    bring_in(LIVE)
    edit(Article.objects.get())
    before = everything()
    assert bring_in(source) == ["left alone"]
    assert everything() == before


def test_a_draft_that_an_editor_published_is_left_alone():
    bring_in(DOCUMENT)
    publish_unreviewed(edition=Article.objects.get().draft, reason="急")
    assert bring_in(replace(DOCUMENT, body="来源改了。")) == ["left alone"]


@pytest.mark.parametrize("get_rid_of", [deleted, lambda article: put_into_bin(article=article)])
def test_a_deleted_article_is_named(get_rid_of):
    bring_in(DOCUMENT)
    get_rid_of(Article.objects.get())
    [outcome] = import_documents([DOCUMENT])
    assert (outcome.article, outcome.message) == (None, "《脑梗是什么》已被编辑删除，不再导入。")


def test_a_changed_source_updates_the_draft():
    bring_in(DOCUMENT)
    assert bring_in(replace(DOCUMENT, body="新正文。", tags=("预防",), position=3)) == ["updated"]
    article = Article.objects.get()
    assert (article.draft.markdown, article.position, article.tags.get().name) == ("新正文。", 3, "预防")
    assert article.editions.count() == 1


def test_a_changed_source_publishes_a_new_edition():
    bring_in(LIVE)
    assert bring_in(replace(LIVE, body="新正文。")) == ["updated"]
    article = Article.objects.get()
    assert article.live_edition.markdown == "新正文。"
    assert article.editions.get(number=1).state == "superseded"


def test_a_source_that_changed_twice_is_followed_twice():
    bring_in(LIVE)
    assert [bring_in(replace(LIVE, body=body)) for body in ("二", "三", "三")] == [
        ["updated"],
        ["updated"],
        ["unchanged"],
    ]


def test_a_source_that_is_no_longer_published_is_withdrawn():
    bring_in(LIVE)
    assert bring_in(DOCUMENT) == ["updated"]
    assert not Article.objects.published().exists()


def test_a_changed_slug_redirects():
    bring_in(LIVE)
    bring_in(replace(LIVE, slug="stroke"))
    assert Article.objects.published().formerly("nao-geng-shi-shen-me").get().slug == "stroke"


def test_a_slug_that_is_taken_is_not_fought_for():
    make_draft(title="脑梗是什么")
    bring_in(replace(DOCUMENT, slug="nao-geng-shi-shen-me"))
    assert Article.objects.order_by("pk").last().slug == "nao-geng-shi-shen-me-2"


def test_two_documents_share_their_series_and_tags():
    bring_in(DOCUMENT, replace(DOCUMENT, key="essay/2", position=3))
    assert Series.objects.get().articles.count() == 2


PLAN = {"认识脑梗": SeriesPlan("认识脑梗", "ren-shi-nao-geng", "五篇文章。")}


def test_a_series_is_made_as_planned():
    bring_in(DOCUMENT, series=PLAN)
    series = Series.objects.get()
    assert (series.slug, series.summary) == ("ren-shi-nao-geng", "五篇文章。")


def test_a_series_that_an_editor_renamed_is_found_again():
    bring_in(DOCUMENT, series=PLAN)
    Series.objects.update(title="编辑起的名字", summary="编辑写的简介")
    change_slug(owner=Series.objects.get(), slug="stroke")
    assert bring_in(replace(DOCUMENT, key="essay/2"), series=PLAN) == ["created"]
    assert Series.objects.get().title == "编辑起的名字"


def test_a_failure_stores_nothing():
    wrong = replace(LIVE, key="essay/2", summary="")
    with pytest.raises(PublishingRefused):
        bring_in(LIVE, wrong)
    with pytest.raises(ValidationError):
        bring_in(DOCUMENT, replace(DOCUMENT, key="essay/3", title="长" * 201))
    assert everything() == [[], [], []]
