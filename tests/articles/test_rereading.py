"""Does a change of readings reach every article, whatever happens meanwhile?"""

import pytest

from site_app.articles import rereading
from site_app.articles.drafting import save_draft
from site_app.articles.lexicon import Prescription, change_lexicon
from site_app.articles.models import Edition, Rendering, Rereading, WaitingArticle
from site_app.articles.rereading import everything_used, order_rereading, order_traditional, read_waiting
from site_app.articles.signals import edition_rendered_again
from site_app.articles.tasks import reread, take_up_again
from tests.factories import make_article, make_draft, make_words

pytestmark = pytest.mark.django_db


def prescribe(reading="yín xíng", word="银行"):
    return change_lexicon(prescribe=[Prescription(word, reading)])


def pinyin(edition: Edition) -> str:
    return edition.renderings.get(view="pinyin").title


def test_pages_show_the_former_reading_until_their_turn_has_come():
    article = make_article(title="银行附近")
    ordered = prescribe()
    assert pinyin(article.live_edition) == "Yínháng fùjìn"
    assert (ordered.total, ordered.words, ordered.articles.count()) == (1, ["银行"], 1)
    reread.call()
    assert pinyin(article.live_edition) == "Yínxíng fùjìn"
    assert not WaitingArticle.objects.exists()


def test_live_edition_and_draft_change_together_or_not_at_all(monkeypatch):
    article = make_article(title="银行附近")
    make_draft(article=article, title="银行的附近")
    before = set(article.editions.filter(renderings__view="pinyin").values_list("renderings__title", flat=True))

    def fail(*given):
        raise OSError("disk full")

    monkeypatch.setattr(rereading, "note_titles", fail)
    prescribe()
    assert not read_waiting()
    after = set(article.editions.filter(renderings__view="pinyin").values_list("renderings__title", flat=True))
    assert after == before
    assert WaitingArticle.objects.get().failure == "disk full"
    monkeypatch.undo()
    take_up_again()
    reread.call()
    assert pinyin(article.live_edition) == "Yínxíng fùjìn"
    assert pinyin(article.draft).startswith("Yínxíng")


def test_two_changes_are_one_pass_and_both_are_done():
    article = make_article(title="银行附近")
    first, second = prescribe(), prescribe("fǔ jìn", "附近")
    read = []
    assert not read_waiting(read.append)
    assert read == [article]
    assert pinyin(article.live_edition) == "Yínxíng fǔjìn"
    assert [change.articles.count() for change in (first, second)] == [0, 0]


def test_many_entries_are_one_pass():
    make_article(title="银行附近")
    words = [Prescription("银行", "yín xíng"), Prescription("附近", "fǔ jìn")]
    assert change_lexicon(prescribe=words).total == 1
    assert set(Rereading.objects.get().words) == {"银行", "附近"}


def test_a_reading_that_changes_while_a_page_is_rendered_is_on_it(monkeypatch):
    article = make_article(title="银行附近")
    prescribe()
    render = rereading.views_of

    def change_meanwhile(edition, lexicon):
        monkeypatch.undo()
        views = render(edition, lexicon)
        prescribe("yín hàng")
        return views

    monkeypatch.setattr(rereading, "views_of", change_meanwhile)
    assert not read_waiting()
    assert pinyin(article.live_edition) == "Yínhàng fùjìn"


def test_words_that_change_while_a_page_is_rendered_are_on_it(monkeypatch):
    draft = make_draft(title="银行附近")
    prescribe()
    render = rereading.views_of

    def change_meanwhile(edition, lexicon):
        monkeypatch.undo()
        views = render(edition, lexicon)
        save_draft(article=edition.article, words=make_words(title="银行的"))
        return views

    monkeypatch.setattr(rereading, "views_of", change_meanwhile)
    assert not read_waiting()
    assert pinyin(draft) == "Yínxíng de"


def test_others_have_their_turn():
    make_article(title="银行附近")
    make_article(title="银行的")
    prescribe()
    assert read_waiting(seconds=-1)
    assert WaitingArticle.objects.count() == 2


@pytest.mark.parametrize("everything", [False, True])
def test_only_what_became_different_is_heard_anew(everything, django_capture_on_commit_callbacks):
    """Unless the engine may be a new one."""
    heard = []
    edition = make_article(title="银行附近").live_edition
    make_draft(title="银行附近")

    def listen(edition, **_):
        heard.append(edition)

    edition_rendered_again.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        order_rereading(everything_used(), words=[] if everything else ["附近"])
        read_waiting()
    edition_rendered_again.disconnect(listen)
    assert heard == ([edition] if everything else [])


def test_an_article_that_is_deleted_meanwhile_stops_nobody():
    make_article(title="银行附近").delete()
    article = make_article(title="银行附近")
    make_article(title="银行的").delete()
    prescribe()
    assert not read_waiting()
    assert pinyin(article.live_edition) == "Yínxíng fùjìn"


def test_nothing_waits_where_nothing_holds_the_word():
    make_article(title="别的")
    assert prescribe() is None
    assert not Rereading.objects.exists()


def test_what_was_stored_without_traditional_characters_gets_them():
    article = make_article(title="皮肤发干")
    Rendering.objects.filter(edition__article=article).update(title_hant="", summary_hant="", body_hant="")
    assert order_traditional().total == 1
    assert order_traditional() is None  # it waits already
    read_waiting()
    assert article.live_edition.renderings.get(view="hanzi").title_hant == "皮膚發乾"
    assert order_traditional() is None
