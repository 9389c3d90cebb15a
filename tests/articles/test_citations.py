"""Do a text's markers and its sources fit together before it is published?"""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from site_app.articles.citations import sources_without_marker
from site_app.articles.drafting import PublishingRefused
from site_app.articles.models import Reference, Source
from site_app.articles.publishing import submit
from tests.factories import SOURCE, make_article, make_draft

pytestmark = pytest.mark.django_db


def positions(edition) -> list[tuple[int, str]]:
    return list(edition.sources.values_list("position", "key"))


def test_sources_get_the_numbers_of_their_markers_and_the_rest_comes_behind():
    references = tuple(Reference(key) for key in ("unused", "b", "a", "other"))
    draft = make_draft(markdown="甲[^a]，乙[^b]。", references=references)
    assert positions(draft) == [(1, "a"), (2, "b"), (3, "unused"), (4, "other")]


def test_other_words_number_them_anew():
    references = (Reference("a"), Reference("b"))
    draft = make_draft(markdown="甲[^a]，乙[^b]。", references=references)
    make_draft(article=draft.article, markdown="乙[^b]，甲[^a]。")
    assert positions(draft) == [(1, "b"), (2, "a")]


def test_a_marker_without_a_source_keeps_it_from_going_on():
    draft = make_draft(markdown="甲[^a]，乙[^b]。", references=(Reference("b"),))
    with pytest.raises(PublishingRefused, match=r"脚注 \[\^a\] 没有对应的来源"):
        submit(edition=draft)


def test_a_source_without_a_marker_is_only_worth_a_word():
    draft = make_draft(markdown="甲[^who2023]。", references=(SOURCE, Reference("b")))
    assert sources_without_marker(draft) == ["b"]
    assert submit(edition=draft).state == "in_review"


@pytest.mark.parametrize(
    "reference",
    [Reference("a b"), Reference("a", address="javascript:alert(1)"), Reference("a", year=99), Reference("长" * 41)],
)
def test_a_source_that_cannot_be_is_not_stored(reference):
    with pytest.raises(ValidationError):
        make_draft(references=(reference,))
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("reference", "complete"),
    [
        (Reference("a", "标题", "发布者", 2023), True),
        (Reference("a", "标题", "发布者", None, "https://example.org/", date(2026, 1, 2)), True),
        (Reference("a", "标题", "发布者", None, "https://example.org/"), False),
        (Reference("a", "标题", "发布者"), False),
        (Reference("a", "", "发布者", 2023), False),
        (Reference("a", "标题", "", 2023), False),
    ],
)
def test_when_a_reader_could_find_it(reference, complete):
    assert make_draft(references=(reference,)).sources.get().is_complete == complete


def test_other_sources_alone_open_a_draft():
    article = make_article(references=())
    draft = make_draft(article=article, references=(Reference("a"),))
    assert (draft.number, draft.state) == (2, "draft")
    assert not article.live_edition.sources.exists()
