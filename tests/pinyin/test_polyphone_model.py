"""Does the statistical model judge every polyphone by its sentence, whatever else is in the text?"""

import pytest

from site_app.pinyin import polyphone_model


def estimates(text):
    return list(polyphone_model.load().estimate(text))


@pytest.mark.parametrize(
    ("text", "character", "reading"),
    [("他在银行工作。", "行", "hang2"), ("行人请走右边。", "行", "xing2"), ("音乐会很好听。", "乐", "yue4")],
)
def test_the_sentence_decides(text, character, reading):
    (estimate,) = (e for e in estimates(text) if text[e.offset] == character)
    assert estimate.reading == reading
    assert 0.5 < estimate.probability <= 1
    assert estimate.runner_up != reading


def test_a_sentence_is_judged_alike_alone_and_among_others():
    sentence, other = "他在银行工作，很快乐。", "这是另外一句长长的话，和它没有关系！"
    alone = [(e.offset, e.reading) for e in estimates(sentence)]
    among = [(e.offset - len(other), e.reading) for e in estimates(other + sentence + other * 100)]
    assert [pair for pair in among if 0 <= pair[0] < len(sentence)] == alone


@pytest.mark.parametrize("text", ["", "。。。", "abc", "\ud800", "🫀", "\n" * 1000])
def test_a_text_without_polyphones_has_no_estimates(text):
    assert estimates(text) == []


def test_a_sentence_that_never_ends_is_judged_in_pieces():
    assert len(estimates("行" * 1000)) == 1000
