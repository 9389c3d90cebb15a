"""Does an editor find an article by a few characters or syllables of its title?"""

from importlib import import_module

import pytest
from django.apps import apps

from site_app.articles.finding import find
from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import Article
from site_app.articles.rereading import read_waiting
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[Article]:
    return list(find(Article.objects.all(), typed))


@pytest.mark.parametrize(
    "typed", ["卒中", "急救 卒中", "cu zhong", "cuzhong", "cùzhòng", "jí jiù", "czjj", "Cu'zhong", "cu-zhong"]
)
def test_by_characters_pinyin_or_initials(typed):
    article = make_draft(title="{卒中|cù zhòng}急救").article
    make_draft(title="别的")
    assert found(typed) == [article]


@pytest.mark.parametrize("typed", ["zuzhong", "cǔzhòng", "%", "_", "cuzhong bie"])
def test_not_by_what_it_does_not_say(typed):
    make_draft(title="{卒中|cù zhòng}急救")
    assert found(typed) == []


def test_by_the_live_title_and_by_the_draft_beside_it():
    article = make_article(title="脑梗")
    make_draft(article=article, title="中风")
    assert found("naogeng") == found("zhongfeng") == [article]


def test_by_a_reading_that_the_lexicon_prescribes_since():
    article = make_article(title="银行附近")
    change_lexicon(prescribe=[Prescription("银行", "yín xíng")])
    read_waiting()
    assert found("yinxing") == [article]
    assert found("yinhang") == []


def test_what_was_there_before_is_found_too():
    article = make_article(title="{卒中|cù zhòng}急救")
    Article.objects.update(search_text="")
    import_module("site_app.articles.migrations.0006_titles_that_were_there_are_found").note_titles(apps, None)
    assert found("cuzhong") == [article]
