"""Does the index hear of what happens to articles?"""

from typing import Any

import pytest
from django.core.management import call_command

from site_app.articles.bin import put_into_bin
from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import Article, Edition, LexiconEntry
from site_app.articles.publishing import publish_unreviewed, withdraw
from site_app.articles.rereading import read_waiting
from site_app.articles.restoring import restore
from site_app.finding import indexing
from site_app.finding.indexing import index
from site_app.finding.management.commands import index_articles
from site_app.finding.models import Findable, Posting, Related, Term
from site_app.finding.searching import search
from site_app.finding.suggestions import suggested
from site_app.pages.beside import beside
from tests.factories import make_article, make_draft, make_edition, make_lexicon_entry, make_tag

pytestmark = pytest.mark.django_db(transaction=True)


def titles(typed: str, **options: Any) -> list[str]:
    return [str(result.article) for result in search(typed, **options).results]


def postings() -> dict[tuple[str, int], bytes]:
    rows = Posting.objects.values_list("key", "shelf", "entries")
    return {(key, shelf): bytes(entries) for key, shelf, entries in rows}


def related_to(article: Article) -> list[Article]:
    """As the article's page shows them."""
    live = Edition.objects.filter(article=article).exclude(published_at=None).get()
    return [*beside(live.rendering("hanzi")).related]


def test_what_is_published_is_found_at_once() -> None:
    make_article(title="脑梗是什么")
    assert titles("naogeng") == ["脑梗是什么"]


def test_a_draft_is_not_found() -> None:
    make_draft(title="还没写完的脑梗")
    assert titles("脑梗") == []


def test_a_new_edition_is_found_by_its_own_words_alone() -> None:
    article = make_article(title="旧题目说头痛", summary="头痛。", markdown="头痛，要打120。")
    make_edition(article=article, title="新题目说咳嗽", summary="咳嗽。", markdown="咳嗽，要打120。")
    assert titles("咳嗽") == ["新题目说咳嗽"]
    assert titles("头痛") == []


def test_what_is_withdrawn_leaves_nothing_behind() -> None:
    article = make_article(title="咳嗽怎么办", tags=(make_tag("呼吸"),))
    withdraw(article=article, reason="有误")
    assert titles("咳嗽") == []
    assert not postings()
    assert not Term.objects.exists()


def test_withdrawing_leaves_what_other_articles_are_found_by() -> None:
    make_article(title="脑梗是什么")
    before = postings()
    withdraw(article=make_article(title="脑梗怎么办"), reason="有误")
    assert postings() == before
    assert titles("脑梗") == ["脑梗是什么"]


def test_a_restored_edition_is_found_again() -> None:
    article = make_article(title="头痛的原因", summary="头痛。", markdown="头痛，要打120。")
    first = article.live_edition
    assert first
    make_edition(article=article, title="咳嗽的原因", summary="咳嗽。", markdown="咳嗽，要打120。")
    restored = restore(edition=first)
    assert titles("头痛") == []
    publish_unreviewed(edition=restored, reason="试验")
    assert titles("头痛") == ["头痛的原因"]


def test_a_binned_article_and_a_stale_index_show_nothing() -> None:
    article = make_article(title="咳嗽怎么办")
    withdraw(article=article, reason="有误")
    Findable.objects.all().delete()
    put_into_bin(article=Article.objects.get(pk=article.pk))
    assert titles("咳嗽") == []


def test_a_withdrawal_of_which_the_index_has_not_heard_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(title="咳嗽怎么办")
    Edition.objects.filter(article=article).update(state="superseded")
    assert titles("咳嗽") == []
    assert suggested("咳嗽") == [] or not any(one.is_article for one in suggested("咳嗽"))


def test_a_deleted_article_leaves_nothing_behind() -> None:
    make_article(title="咳嗽怎么办").delete()
    assert not postings()
    assert not Findable.objects.exists()


def test_a_changed_reading_changes_how_an_article_is_found() -> None:
    make_article(title="脑卒中的信号", summary="脑卒中。", markdown="脑卒中，打120。")
    change_lexicon(prescribe=[Prescription("卒中", "zú zhōng")])
    read_waiting()
    assert titles("zuzhong") == ["脑卒中的信号"]
    change_lexicon(prescribe=[Prescription("卒中", "cù zhòng")])
    read_waiting()
    assert titles("cuzhong") == ["脑卒中的信号"]
    assert titles("zuzhong") == []


def test_a_reading_that_the_editor_wrote_counts() -> None:
    make_article(title="{乐|yuè}队", summary="{乐|yuè}队。", markdown="{乐|yuè}队，打120。")
    assert titles("yuedui") == ["乐队"]
    assert titles("ledui") == []


def test_an_article_is_found_by_a_tag_that_it_is_given_and_not_by_one_that_is_taken_away() -> None:
    tag, article = make_tag("呼吸"), make_article(title="咳嗽怎么办")
    article.tags.add(tag)
    assert titles("huxi") == ["咳嗽怎么办"]
    tag.name = "肺"
    tag.save()
    assert titles("肺") == ["咳嗽怎么办"]
    assert titles("呼吸") == []
    tag.articles.clear()
    assert titles("肺") == []
    article.tags.add(tag)
    tag.delete()
    assert titles("肺") == []


def test_indexing_twice_changes_nothing() -> None:
    make_article(title="脑梗是什么")
    before = postings()
    assert index([*Edition.objects.live()]) == []
    assert postings() == before


def test_an_interrupted_indexing_is_taken_up_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    make_lexicon_entry("脑梗", "nǎo gěng")
    LexiconEntry.objects.update(explanation="病")
    for title in ("脑梗是什么", "脑梗怎么办", "脑梗的康复"):
        make_article(title=title)
    whole = {key: len(entries) for key, entries in postings().items()}
    indexing.empty()

    monkeypatch.setattr(index_articles, "AT_ONCE", 1)
    calls: list[list[Edition]] = []

    def killed_at_the_second(editions: list[Edition]) -> list[Findable]:
        calls.append(editions)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return index(editions)

    monkeypatch.setattr(index_articles, "index", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        call_command("index_articles", verbosity=0)
    assert Findable.objects.count() == 1
    call_command("index_articles", verbosity=0)
    assert {key: len(entries) for key, entries in postings().items()} == whole
    assert Related.objects.exists()


def test_an_index_of_another_format_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article(title="脑梗是什么")
    before = postings()
    Findable.objects.update(format=0)
    Posting.objects.create(key="hold", shelf=0, entries=b"\0\0\1")
    call_command("index_articles", verbosity=0)
    assert {key for key, _ in postings()} == {key for key, _ in before}
    assert titles("脑梗") == ["脑梗是什么"]


def test_articles_that_share_their_terms_are_related_and_hear_of_newer_ones() -> None:
    make_lexicon_entry("脑梗", "nǎo gěng")
    make_lexicon_entry("高血压", "gāo xuè yā")
    LexiconEntry.objects.update(explanation="病")
    older = make_article(title="高血压和脑梗", markdown="高血压，脑梗，打120。", summary="高血压。")
    make_article(title="咳嗽怎么办", markdown="咳嗽，打120。", summary="咳嗽。")
    newer = make_article(title="脑梗的预防", markdown="脑梗，打120。", summary="脑梗。")
    assert related_to(newer) == [older]
    assert related_to(older) == [newer]
    withdraw(article=newer, reason="有误")
    assert related_to(older) == []
