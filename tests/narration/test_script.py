"""Is what is said what stands on the page, and does each word know where?"""

import re

import pytest
from django.utils.html import strip_tags

from site_app.narration.script import PAUSES, Line, script
from site_app.pinyin import EMPTY_LEXICON, Lexicon
from site_app.rendering.render import render, render_line

TEXT = """# 第一节

脑**梗**又称缺血性脑卒中，约占80%。你[知道](https://example.org)吗？

- 血压130/80mmHg。一点儿也不疼
- 做 `x=1` CT检查，见 *stroke* 一词

> “快打120！”他说。 第二句。

![图](/media/a.png) 图后面的字。
"""


def lines(markdown: str, title: str = "", lexicon: Lexicon = EMPTY_LEXICON) -> list[Line]:
    return list(script(title, markdown, lexicon))


def shown(html: str, number: int) -> str:
    """What a reader sees of a sentence, without white space; the pinyin above hanzi does not count."""
    without_pinyin = re.sub(r"<rt[^>]*>.*?</rt>", "", html)
    spans = re.findall(rf'<span class="sentence" (?:id|data-part)="s{number}"[^>]*>(.*?)</span>', without_pinyin)
    return re.sub(r"[\s\ufffc]", "", strip_tags("".join(spans)).replace("&lt;", "<"))


@pytest.mark.parametrize("view", ["hanzi", "ruby", "pinyin"])
def test_every_word_stands_where_its_place_says(view: str) -> None:
    html = getattr(render(TEXT), view)
    for line in lines(TEXT):
        text = shown(html, line.sentence.number)
        place = [getattr(word.place, "pinyin" if view == "pinyin" else "text") for word in line.words]
        assert [start for start, _ in place] == sorted(start for start, _ in place)
        assert place[-1][1] <= len(text)
        for word, (start, end) in zip(line.words, place, strict=True):
            said = "".join(syllable.character for spoken in word.words for syllable in spoken)
            if view != "pinyin" and re.fullmatch(r"[\u4e00-\u9fff]+", text[start:end]) and len(said) == end - start:
                assert text[start:end] == said
            assert text[start:end].strip()


def test_the_sentences_are_those_of_the_page() -> None:
    html = render(TEXT).hanzi
    numbers = [line.sentence.number for line in lines(TEXT)]
    assert numbers == [int(number) for number in re.findall(r'id="s(\d+)"', html)]


def test_a_word_in_parts_of_emphasis_is_one_word() -> None:
    (line,) = lines("脑**梗**")
    assert [word.place.text for word in line.words] in ([(0, 2)], [(0, 1), (1, 2)])
    assert line.utterance[-1] == "."


def test_the_title_is_read_first_and_is_one_sentence_of_its_own() -> None:
    first, second = lines("正文。", title="中风了怎么办？打120！")
    assert (first.sentence.number, second.sentence.number) == (0, 1)
    title = render_line("中风了怎么办？打120！").hanzi
    assert [title[slice(*word.place.text)] for word in first.words][-2:] == ["打", "120"]


def test_what_is_said_has_the_tones_of_speech() -> None:
    (line,) = lines("{脑卒中|nǎo cù zhòng}，一点儿也不去。")
    assert [syllable for part in line.utterance if not isinstance(part, str) for syllable in part] == [
        "nao3", "cu4", "zhong4", "yi4", "dian3r", "ye3", "bu2", "qu4",
    ]  # fmt: skip


def test_an_editors_reading_is_what_is_said() -> None:
    said = {reading: lines(f"他{{为|{reading}}}人")[0].utterance for reading in ("wéi", "wèi")}
    assert ("wei2",) in said["wéi"]
    assert ("wei4",) in said["wèi"]


def test_marks_are_kept_where_a_voice_pauses() -> None:
    (line,) = lines("“先生”，请坐——好吗……？")
    assert [part for part in line.utterance if isinstance(part, str)] == [",", "—", "…", "?"]


def test_numbers_letters_and_foreign_words_are_said() -> None:
    (line,) = lines("CT显示80%，stroke。")
    said = [part for part in line.utterance if not isinstance(part, str)]
    assert said == [("C", "T"), ("xian3", "shi4"), ("bai3",), ("fen1",), ("zhi1",), ("ba1", "shi2"), ("stroke",)]


def test_the_pause_behind_a_heading_is_longer_than_behind_a_paragraph_and_a_sentence() -> None:
    heading, first, second = lines("## 标题\n\n第一句。第二句。")
    assert [heading.pause, first.pause, second.pause] == [PAUSES["heading"], PAUSES["sentence"], PAUSES["block"]]
    assert PAUSES["heading"] > PAUSES["block"] > PAUSES["sentence"]


def test_what_shows_but_says_nothing_has_no_line() -> None:
    assert lines("→\n\n。。。\n\n`code`") == []
