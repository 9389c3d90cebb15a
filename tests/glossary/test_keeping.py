"""Do the pages of words follow the lexicon, and keep their addresses?"""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.glossary.keeping import are_kept, keep
from site_app.glossary.models import TermPage
from site_app.glossary.slugs import change_slug
from site_app.glossary.tasks import follow_lexicon
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db


def test_a_word_that_is_explained_has_a_page():
    term = explain(gloss="cerebral infarction")
    assert (term.slug, term.pinyin, term.letters, term.gloss) == (
        "nao-geng",
        "nǎogěng",
        "naogeng",
        "cerebral infarction",
    )
    assert (term.hanzi, term.pinyin_text) == ("脑血管堵住了。", "Nǎoxuèguǎn dǔzhùle.")
    assert "<ruby" in term.ruby
    assert "<ruby" in term.word_ruby


def test_its_pinyin_is_spelled_as_in_a_text():
    assert explain("哪儿", "nǎ er", "什么地方。").pinyin == "nǎr"


def test_one_that_is_not_explained_has_none():
    change_lexicon(prescribe=[Prescription("脑梗", "nǎo gěng", explanation="  ")])
    keep()
    assert not TermPage.objects.exists()


def test_its_address_stays_when_its_reading_changes():
    assert explain(reading="nǎo gèng").slug == "nao-geng"
    explain("卒中", "zú zhòng")
    term = explain("卒中", "cù zhòng")
    assert (term.slug, term.pinyin) == ("zu-zhong", "cùzhòng")


def test_words_that_sound_alike_have_addresses_of_their_own():
    assert [explain(word, "zhèng zhuàng", "甲。").slug for word in ("症状", "正状")] == [
        "zheng-zhuang",
        "zheng-zhuang-2",
    ]


def test_who_loses_its_meaning_is_hidden_and_has_its_address_again_when_it_comes_back():
    term = explain()
    change_lexicon(remove=["脑梗"])
    assert keep() == [term]
    assert not TermPage.objects.shown().exists()
    explain("脑哽", "nǎo gěng")
    assert explain().slug == term.slug


def test_what_has_not_changed_is_not_written():
    term = explain()
    assert keep() == []
    assert TermPage.objects.get() == term
    assert TermPage.objects.get().changed_at == term.changed_at


def test_the_reading_of_another_word_reaches_an_explanation():
    term = explain(explanation="和卒中一样。")
    change_lexicon(prescribe=[Prescription("卒中", "zú zhòng")])
    keep()
    assert TermPage.objects.get().pinyin_text != term.pinyin_text


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "a & b", "**粗**", '"><img src=x onerror=alert(1)>'])
def test_nothing_typed_becomes_markup(typed):
    term = explain(explanation=typed)
    for view in ("hanzi", "ruby", "pinyin"):
        assert "<script" not in term.explanation(view)
        assert "<img" not in term.explanation(view)


def test_an_address_that_was_given_up_belongs_to_its_word():
    one, other = explain(), explain("高血压", "gāo xuè yā", "血压高。")
    change_slug(term=one, slug="geng")
    with pytest.raises(ValidationError):
        change_slug(term=other, slug="nao-geng")
    with pytest.raises(ValidationError):
        change_slug(term=other, slug="GENG !")
    change_slug(term=one, slug="nao-geng")
    assert [old.slug for old in one.old_slugs.all()] == ["geng"]


@pytest.mark.django_db(transaction=True)
def test_a_change_of_the_lexicon_is_followed_in_the_background():
    change_lexicon(prescribe=[Prescription("脑梗", "nǎo gěng", explanation="堵了。")])
    assert DBTaskResult.objects.filter(task_path=follow_lexicon.module_path).count() == 1
    change_lexicon(prescribe=[Prescription("脑梗", "nǎo gěng", explanation="堵了。")])
    assert DBTaskResult.objects.filter(task_path=follow_lexicon.module_path).count() == 1
    follow_lexicon.call()
    assert TermPage.objects.get().plain == "堵了。"


def test_an_upgraded_site_gets_its_pages_once(capsys):
    change_lexicon(prescribe=[Prescription("脑梗", "nǎo gěng", explanation="堵了。")])
    assert not are_kept()
    call_command("keep_terms", missing=True)
    call_command("keep_terms", missing=True)
    assert are_kept()
    assert capsys.readouterr().out.count("1") == 1
