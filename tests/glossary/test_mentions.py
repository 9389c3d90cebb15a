"""Is it known where an article says a word first, in each view?"""

import pytest

from site_app.articles.models import Article, Rendering
from site_app.glossary.mentions import MOST_PLACES, first_places, note_mentions
from site_app.glossary.models import Mention
from tests.factories import make_article, make_draft, make_edition
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db


def test_the_first_places_outside_headings_are_counted_as_the_page_counts():
    explain()
    edition = make_edition(markdown="## 脑梗\n\n什么 是脑梗[^a]？**脑梗**。\n\n脑梗，脑梗。\n\n[^a]: 脑梗")
    places = first_places(edition, {"脑梗"})["脑梗"]
    assert len(places) == MOST_PLACES
    assert places[0] == [2, 3, 5, len("Shénmeshì"), len("Shénmeshìnǎogěng")]


def test_a_part_of_another_word_is_not_the_word():
    explain("血压", "xuè yā", "血的压力。")
    explain("高血压", "gāo xuè yā", "血压高。")
    edition = make_edition(markdown="他有高血压。")
    assert {*first_places(edition, {"血压", "高血压"})} == {"高血压"}


def test_publishing_notes_them(django_capture_on_commit_callbacks):
    explain()
    with django_capture_on_commit_callbacks(execute=True):
        edition = make_edition(markdown="什么是脑梗？")
    assert [(found.term.word, found.edition) for found in Mention.objects.all()] == [("脑梗", edition)]


def test_a_word_that_is_explained_later_is_found_in_what_is_live():
    live, draft = make_edition(markdown="什么是脑梗？"), make_draft(markdown="什么是脑梗？")
    explain()
    assert [found.edition for found in Mention.objects.all()] == [live]
    assert draft.mentions.count() == 0


def test_noting_twice_is_noting_once():
    explain()
    edition = make_edition(markdown="什么是脑梗？")
    note_mentions(edition)
    note_mentions(edition)
    assert Mention.objects.count() == 1


def test_the_stored_views_stay_as_they_are():
    edition = make_edition(markdown="什么是脑梗？")
    before = [*Rendering.objects.order_by("pk").values_list("body", flat=True)]
    explain()
    note_mentions(edition)
    assert [*Rendering.objects.order_by("pk").values_list("body", flat=True)] == before


def test_a_deleted_article_takes_them_along():
    explain()
    note_mentions(make_article(markdown="脑梗。").live_edition)
    Article.everything.all().delete()
    assert not Mention.objects.exists()
