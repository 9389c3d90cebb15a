"""It is known where each word of a stored article stands, as the page counts, in all views."""

import pytest

from site_app.rendering.render import render, render_line
from site_app.words.standing import LEAD, Standing, standing, tokens

MARKDOWN = """## 什么是脑梗

**脑**梗[^a]很急，约80%的人……能预防。他看`代码`了，一点儿也不难——真的！

| 西安 | B超 |
| --- | --- |
| 好不好 | CT |

第三天，[什么是脑卒中](https://example.org/)？红红火火；马马虎虎，乱七八糟。

[^a]: 来源
"""


def found(title: str = "康复", summary: str = "", markdown: str = "") -> list[Standing]:
    texts = {"title": render_line(title), "summary": render_line(summary), "body": render(markdown)}
    views = [{name: getattr(text, view) for name, text in texts.items()} for view in ("ruby", "pinyin")]
    return [*standing(*views)]


def test_title_summary_and_text_are_gone_through_in_order():
    assert [(one.token.text, one.sentence) for one in found("康复", "很重要。", "血压很要紧。")] == [
        ("康复", "s0"), ("很", LEAD), ("重要", LEAD), ("血压", "s1"), ("很", "s1"), ("要紧", "s1"),
    ]  # fmt: skip


def test_places_are_counted_as_the_page_counts():
    (_title, blood, high) = found(markdown="血压 又高。")[:3]
    assert (blood.hanzi, blood.pinyin) == ((0, 2), (0, len("xuèyā")))
    assert (high.hanzi, high.pinyin) == ((2, 3), (len("xuèyā"), len("xuèyāyòu")))


def test_in_every_construction_the_places_show_just_the_word():
    texts = {"title": render_line("康复"), "summary": render_line(""), "body": render(MARKDOWN)}
    ruby, pinyin = ({name: getattr(text, view) for name, text in texts.items()} for view in ("ruby", "pinyin"))
    words = [*standing(ruby, pinyin)]
    assert {"脑", "梗", "80%", "人", "了", "一点儿", "真的", "西安", "超", "CT", "脑卒中", "乱七八糟"} <= {
        word.token.text for word in words
    }
    assert "代码" not in {word.token.text for word in words}, "it is no text of a sentence"
    assert all(word.pinyin for word in words)
    from site_app.words.standing import _counted, _plain, sentences

    shown, spelled = sentences(ruby), sentences(pinyin)
    for word in words:
        text = "".join(token.text for token in tokens(shown[word.sentence]))
        assert text[slice(*word.hanzi)] == word.token.text
        letters = _counted(_plain(spelled[word.sentence]))[slice(*(word.pinyin or ()))]
        assert (letters[:1].isalnum() and letters[-1:].isalnum()) or word.token.said


def test_readings_are_those_of_the_text():
    (_title, *words) = found(markdown="{大夫|dài fu}说{大夫|dà fū}")
    assert [word.token.readings for word in words if word.token.text == "大夫"] == [("dai4", "fu5"), ("da4", "fu1")]


def test_a_number_says_how_it_is_read():
    (_title, number, *_others) = found(markdown="80%的人")
    assert (number.token.text, number.token.said) == ("80%", "bǎi fēn zhī bāshí")


@pytest.mark.parametrize("spelled", ["", "Xuè", "<b>x</b>", "Xuèyā dī."])
def test_a_sentence_that_is_spelled_otherwise_has_no_places_in_pinyin(spelled):
    ruby = {"title": "", "summary": "", "body": '<p><span class="sentence" id="s1" data-x="1"><ruby class="l3">血<rt data-t="2">xuè</rt>压<rt>yā</rt></ruby><ruby>高<rt>gāo</rt></ruby></span></p>'}  # fmt: skip
    pinyin = {"title": "", "summary": "", "body": f'<p><span class="sentence" id="s1">{spelled}</span></p>'}
    words = [*standing(ruby, pinyin)]
    assert [word.token.text for word in words] == ["血压", "高"]
    assert words[1].pinyin is None


def test_what_editors_write_does_not_become_markup():
    words = found(title="<b>血压</b>&amp;", markdown="&lt;script&gt;血压&lt;/script&gt; 1 < 2")
    assert "血压" in {word.token.text for word in words}
    assert not any("<" in word.token.text and len(word.token.text) > 1 for word in words)
