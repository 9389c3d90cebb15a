"""Do the site's readings reach every text that holds their words, at once?"""

import pytest
from django.core.exceptions import ValidationError

from site_app.articles.lexicon import Prescription, change_lexicon, editions_with, lexicon
from site_app.articles.models import LexiconEntry
from site_app.articles.rereading import read_waiting
from site_app.articles.stored_views import store_views
from site_app.pinyin import Lexicon
from tests.factories import make_article, make_draft, make_edition, make_lexicon_entry

pytestmark = pytest.mark.django_db


def change(**changes):
    """Change the lexicon and do what waits then; returns how many articles that were."""
    ordered = change_lexicon(**changes)
    assert not read_waiting()
    return ordered.total if ordered else 0


def prescribe(word="银行", reading="yín xíng", note=""):
    return change(prescribe=[Prescription(word, reading, note)])


def pinyin(edition):
    return edition.rendering("pinyin").title


@pytest.mark.parametrize("typed", ["yín xíng", "yínxíng", "yin2 xing2", "YIN2XING2"])
def test_readings_are_kept_in_one_notation(typed):
    prescribe(reading=typed)
    assert LexiconEntry.objects.get().reading == "yín xíng"


@pytest.mark.parametrize(("word", "reading"), [("妈妈", "mā ma"), ("X光", "guāng"), ("绿", "lǜ")])
def test_it_takes_neutral_tones_latin_letters_and_umlauts(word, reading):
    assert make_lexicon_entry(word, reading).reading == reading


@pytest.mark.parametrize(
    ("word", "reading", "reason"),
    [
        ("卒中", "cù", "2个汉字"),
        ("卒中", "cù zhòng fēng", "3个音节"),
        ("卒中", "cu zhong", "没有标声调"),
        ("卒中", "cù zhxng", "不是"),
        ("卒中", "", "没有写读音"),
        ("ABC", "a", "没有汉字"),
    ],
)
def test_a_reading_that_does_not_fit_is_refused(word, reading, reason):
    with pytest.raises(ValidationError, match=reason):
        make_lexicon_entry(word, reading)
    assert not LexiconEntry.objects.exists()


def test_the_value_follows_the_table_however_it_changes():
    assert len(lexicon()) == 0
    make_lexicon_entry()
    assert lexicon()["银行"] == ("yin2", "xing2")
    LexiconEntry.objects.update(reading="yín háng")
    assert lexicon()["银行"] == ("yin2", "hang2")
    LexiconEntry.objects.all().delete()
    assert len(lexicon()) == 0


def test_a_row_that_came_in_past_the_model_is_left_out_and_reported(caplog):
    make_lexicon_entry("银行", "yín xíng")
    make_lexicon_entry("附近", "fù jìn")
    LexiconEntry.objects.filter(word="附近").update(reading="xx")
    assert list(lexicon()) == ["银行"]
    assert "附近" in caplog.text


def test_the_value_is_built_once_and_costs_one_query(django_assert_num_queries):
    make_lexicon_entry()
    first = lexicon()
    with django_assert_num_queries(1):
        assert lexicon() is first


def test_a_change_renders_live_editions_and_drafts_again():
    article = make_article(title="银行附近")
    make_draft(article=article, title="银行的附近")
    assert prescribe() == 1
    assert pinyin(article.live_edition) == "Yínxíng fùjìn"
    assert pinyin(article.draft).startswith("Yínxíng")


def test_superseded_editions_stay_as_they_were():
    article = make_article(title="银行附近")
    make_edition(article=article, title="银行的附近")
    before = pinyin(article.editions.get(number=1))
    prescribe()
    assert pinyin(article.editions.get(number=1)) == before


def test_removing_an_entry_renders_again():
    article = make_article(title="银行附近")
    before = pinyin(article.live_edition)
    prescribe()
    assert change(remove=["银行"]) == 1
    assert pinyin(article.live_edition) == before == "Yínháng fùjìn"


@pytest.mark.parametrize(
    "changes", [{"summary": "去银行。"}, {"markdown": "银**行**关门。"}, {"markdown": "[银](/a/)行"}]
)
def test_words_are_found_anywhere_even_across_markup(changes):
    article = make_article(**changes)
    make_article(title="别的")
    make_article(title="银", markdown="行。")
    assert list(editions_with(["银行"])) == [article.live_edition]


def test_many_words_are_found_together():
    article = make_article(title="银行附近")
    words = [f"词{chr(0x4E00 + number)}" for number in range(30)]
    assert list(editions_with([*words, "银行"])) == [article.live_edition]


def test_changing_only_a_note_renders_nothing(django_capture_on_commit_callbacks):
    make_article(title="银行附近")
    prescribe()
    with django_capture_on_commit_callbacks() as callbacks:
        assert prescribe(note="举例") == 0
    assert callbacks == []
    assert LexiconEntry.objects.get().note == "举例"


def test_rendering_again_does_not_look_like_an_edit():
    draft = make_draft(title="银行附近")
    prescribe()
    stored = draft.article.draft
    assert (stored.updated_at, stored.stamp) == (draft.updated_at, draft.stamp)


def test_a_bad_entry_among_good_ones_changes_nothing():
    wrong = [Prescription("中风", "zhòng fēng"), Prescription("银行", "yín")]
    with pytest.raises(ValidationError):
        change_lexicon(prescribe=wrong)
    assert not LexiconEntry.objects.exists()


def test_the_longest_reading_of_the_longest_word_fits():
    entry = make_lexicon_entry("双" * 40, "shuang1 " * 40)
    entry.full_clean()
    assert entry.reading == " ".join(["shuāng"] * 40)


def test_too_long_a_word_is_refused():
    with pytest.raises(ValidationError, match="40"):
        prescribe("双" * 41, "shuang1 " * 41)


RADICAL = "\u2f3c脏"
"""心脏 as some PDF files spell it."""


def test_a_word_with_a_radical_is_the_word_itself():
    make_lexicon_entry("心脏", "xīn zàng")
    prescribe(RADICAL, "xín zàng")
    assert LexiconEntry.objects.get().word == "心脏"
    assert pinyin(make_article(title="心脏").live_edition) == "Xínzàng"


@pytest.mark.parametrize("count", [1, 30])
def test_a_text_with_a_radical_hears_of_a_new_reading(count):
    article = make_article(title=f"看{RADICAL}")
    change(
        prescribe=[
            Prescription("心脏", "xín zàng"),
            *(Prescription("双" * number, "shuāng " * number) for number in range(1, count)),
        ]
    )
    assert pinyin(article.live_edition) == "Kàn xínzàng"


def test_the_views_of_an_edition_are_stored_by_one_query(django_assert_num_queries):
    edition = make_draft()
    kept = list(edition.renderings.order_by("view").values_list("pk", "view"))
    with django_assert_num_queries(1):
        store_views(edition, Lexicon.from_pairs([("脑梗", "nǎo gèng")]))
    assert list(edition.renderings.order_by("view").values_list("pk", "view")) == kept
    assert pinyin(edition).startswith("Nǎogèng")
