"""Does an edition keep its words, its views and its place among the others?"""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from site_app.articles.models import Edition, EditionIsFixed, Rendering
from site_app.articles.publishing import withdraw
from tests.factories import make_article, make_draft, make_edition

pytestmark = pytest.mark.django_db


def test_saving_stores_three_views():
    draft = make_draft(title="脑梗", summary="急症。", markdown="**脑梗**是什么？")
    stored = {rendering.view: (rendering.title, rendering.summary) for rendering in draft.renderings.all()}
    assert stored["hanzi"] == ("脑梗", "急症。")
    assert stored["pinyin"][1] == "Jízhèng."
    assert stored["ruby"][0].count("<rt") == 2
    assert "<strong>" in draft.rendering("hanzi").body


def test_saving_other_words_renders_again():
    draft = make_draft()
    make_draft(article=draft.article, markdown="新的正文。")
    assert "新的正文。" in draft.article.draft.rendering("hanzi").body
    assert Rendering.objects.count() == 3


def test_saving_the_same_words_renders_nothing(django_assert_num_queries):
    draft = make_draft()
    with django_assert_num_queries(4):  # savepoint, look, update, release
        draft.save()


@pytest.mark.parametrize("field", ["title", "summary", "markdown"])
@pytest.mark.parametrize("state", ["published", "superseded", "withdrawn"])
def test_words_that_readers_have_seen_cannot_change(field, state):
    article = make_article()
    if state == "superseded":
        make_edition(article=article, title="新题目")
    if state == "withdrawn":
        withdraw(article=article, reason="有误")
    edition = article.editions.get(state=state)
    before = getattr(edition, field)
    setattr(edition, field, "改过的")
    with pytest.raises(EditionIsFixed):
        edition.save()
    assert getattr(Edition.objects.get(pk=edition.pk), field) == before


def test_an_edition_cannot_return_to_draft_with_other_words():
    edition = make_article().live_edition
    edition.state, edition.title = "draft", "偷换"
    with pytest.raises(EditionIsFixed):
        edition.save()


def test_words_cannot_be_changed_past_the_model():
    edition = make_draft()
    with pytest.raises(EditionIsFixed):
        Edition.objects.update(markdown="偷换")
    edition.title = "偷换"
    with pytest.raises(EditionIsFixed):
        Edition.objects.bulk_update([edition], ["title"])


def test_what_is_no_word_may_change_in_a_published_edition():
    edition = make_article().live_edition
    edition.change_note = "补记"
    edition.save()
    assert Edition.objects.get(pk=edition.pk).change_note == "补记"


@pytest.mark.parametrize("state", ["draft", "published"])
def test_the_database_allows_one_draft_and_one_live_edition(state):
    article = make_article() if state == "published" else make_draft().article
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(article=article, number=2, state=state, published_at=timezone.now())


def test_the_database_allows_a_number_once():
    article = make_article()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(article=article, number=1)


def test_the_database_wants_a_date_for_what_was_published():
    article = make_article()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(article=article, number=2, state="withdrawn")


def test_the_database_allows_a_view_once():
    draft = make_draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Rendering.objects.create(edition=draft, view="ruby")


def test_plain_texts_have_no_inline_readings():
    draft = make_draft(title="{卒中|cù zhòng}急救", summary="防{卒中|cù zhòng}。")
    assert (draft.plain_title, draft.plain_summary) == ("卒中急救", "防卒中。")
    assert str(draft.article) == "卒中急救"


def test_stamps_differ_with_words_and_numbers():
    article = make_article()
    live = article.live_edition
    draft = make_draft(article=article, title="新")
    draft.title = live.title
    assert len({live.stamp, draft.stamp, make_draft(article=article, title="又新").stamp}) == 3
