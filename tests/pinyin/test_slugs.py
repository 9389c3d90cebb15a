import pytest

from site_app.pinyin import Lexicon, pinyin_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("脑梗是什么", "nao-geng-shi-shen-me"),
        ("CT 和 MRI：女儿的 4G！", "ct-he-mri-nv-er-de-4g"),
        ("Café 血压", "cafe-xue-ya"),
        ("🙂", ""),
    ],
)
def test_a_slug_is_the_pinyin_of_the_title(title, slug):
    assert pinyin_slug(title) == slug


def test_the_lexicon_counts_in_slugs_too():
    assert pinyin_slug("大夫", Lexicon.from_pairs([("大夫", "dài fu")])) == "dai-fu"


def test_a_long_slug_is_cut_between_syllables():
    assert pinyin_slug("脑梗是什么", longest=14) == "nao-geng-shi"


def test_one_endless_word_is_cut_all_the_same():
    assert pinyin_slug("a" * 100, longest=10) == "a" * 10
