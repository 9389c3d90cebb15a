import pytest

from site_app.documents import DocumentError
from site_app.documents.scrape import is_heading, split_scrape

NEWS = "标题|广告\n第一段。\n"
TRANSCRIPT = "naogeng,youchengnaogengsai,shiyizhongyouyunaobuxueye。"
ESSAY = "".join(f"{character}(nao)" for character in "脑脑脑脑脑脑脑脑")


def test_the_three_texts_of_the_source_are_told_apart(source):
    scrape = split_scrape(source, "a.txt")
    assert scrape.news.lines[-1].endswith("续写下一个十年全球互联网发展与治理的新华章。")
    assert (scrape.transcript[:16], len(scrape.transcript)) == ("naogeng,youcheng", 1541)
    assert source[scrape.interlinear_start :].startswith("脑(nao)梗(geng),(,)")


def test_the_advertisement_leaves_the_title_and_is_kept(source):
    news = split_scrape(source, "a.txt").news
    assert news.title == "三年来,世界互联网大会这样打造网络空间“朋友圈”"
    assert news.removed == "|亚洲日韩一区二区"


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_the_texts_are_found_by_shape_wherever_they_begin(between):
    scrape = split_scrape(f"{NEWS}第二段。\n{TRANSCRIPT}{between}{ESSAY}", "a.txt")
    assert scrape.news.lines == ("第一段。", "第二段。")
    assert scrape.transcript == TRANSCRIPT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (NEWS + TRANSCRIPT, "a.txt:1:1: 没有找到逐字注音的文章"),
        (NEWS + ESSAY, "a.txt:3:1: 逐字注音的文章前面没有找到拼音抄本"),
        (TRANSCRIPT + ESSAY, "a.txt:1:1: 拼音抄本前面没有找到新闻稿"),
    ],
)
def test_a_missing_part_is_named(text, message):
    with pytest.raises(DocumentError, match=f"^{message}"):
        split_scrape(text, "a.txt")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("搭建交流平台,凝聚多方共识", True),
        ("……", False),
        ("短句子。", False),
        ("图景清晰可见:", False),
        ("长" * 31, False),
    ],
)
def test_a_heading_is_a_short_line_without_final_punctuation(line, expected):
    assert is_heading(line) is expected
