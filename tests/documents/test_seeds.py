import hashlib
import json

import pytest

from site_app.documents import DocumentError, read_seeds
from site_app.documents.interlinear import parse_interlinear
from site_app.documents.punctuation import restore

SOURCE = "000_08eb4925235832b5.txt"
PLAN = "ren-shi-nao-geng.toml"


def test_the_series_has_an_article_for_each_move_in_order(seeds):
    assert [(document.title, document.position) for document in seeds.documents[:5]] == [
        ("脑梗是什么", 1),
        ("脑梗可以预防", 2),
        ("脑梗后的康复", 3),
        ("加强脑梗的公众宣传", 4),
        ("提高认知，降低发病率", 5),
    ]
    assert {document.series for document in seeds.documents[:5]} == {seeds.series.title} == {"认识脑梗"}


def test_addresses_are_made_from_pinyin(seeds):
    assert (seeds.series.slug, seeds.documents[0].slug) == ("ren-shi-nao-geng", "nao-geng-shi-shen-me")


def test_keys_name_the_source_and_the_place_in_it(seeds):
    keys = [document.key.removeprefix("000_08eb4925235832b5/") for document in seeds.documents]
    assert keys == ["essay/1", "essay/2", "essay/3", "essay/4", "essay/5", "news"]


def test_the_five_are_published_and_the_news_is_a_draft(seeds):
    assert [document.published for document in seeds.documents] == [True] * 5 + [False]


def test_the_words_of_the_essay_are_all_there_and_unchanged(seeds, source):
    essay = restore(parse_interlinear(source, "a", source.index("脑(nao)")).text).text
    paragraphs = [
        block for document in seeds.documents[:5] for block in document.body.split("\n\n") if not block.startswith("#")
    ]
    assert "".join(paragraphs) + "社会各" == essay


@pytest.mark.parametrize(("number", "headings"), [(0, 2), (1, 3), (2, 2), (3, 1), (4, 0)])
def test_articles_have_headings_where_the_text_carries_them(seeds, number, headings):
    assert seeds.documents[number].body.count("\n\n## ") == headings


def test_summaries_are_pieces_of_the_text(seeds):
    assert [document.key for document in seeds.documents if document.summary not in document.body] == []


def test_summaries_do_not_repeat_the_opening_of_an_article_that_goes_on(seeds):
    openings = [document.body.partition("\n\n")[0] for document in seeds.documents[:4]]
    assert not any(document.summary in opening for document, opening in zip(seeds.documents, openings, strict=False))


def test_the_news_article_has_its_title_without_spam_and_its_section_headings(seeds):
    news = seeds.documents[5]
    assert news.title == "三年来，世界互联网大会这样打造网络空间“朋友圈”"
    assert [block for block in news.body.split("\n\n") if block.startswith("## ")] == [
        "## 搭建交流平台，凝聚多方共识",
        "## 弥合数字鸿沟，践行科技向善",
        "## 共绘发展新景，同谱治理新篇",
    ]


def test_latin_text_in_the_news_keeps_its_punctuation(seeds):
    assert "国际电信联盟（ITU）人工智能向善全球峰会（AI4G Global Summit）期间，" in seeds.documents[5].body


def test_the_broken_tail_is_in_the_report_and_in_no_document(seeds):
    assert seeds.report.tail == "社会各"
    assert not any(document.body.endswith("社会各") or "社会各" in document.title for document in seeds.documents)


def test_the_report_counts_what_the_source_holds(seeds, source):
    report = seeds.report
    assert (report.pair_count, report.chinese_character_count) == (521, 473)
    assert (report.line_count, report.character_count) == (38, 8157)
    assert report.sha256 == hashlib.sha256(source.encode()).hexdigest()
    assert report.removed == ("|亚洲日韩一区二区",)


def test_the_transcript_equals_the_readings(seeds):
    assert (seeds.report.transcript.equal, seeds.report.transcript.length) == (True, 1541)


def test_exactly_two_readings_disagree(seeds):
    found = [(placed.line, placed.column, placed.disagreement) for placed in seeds.report.disagreements]
    assert [(line, column, item.character, item.word, item.source, item.site) for line, column, item in found] == [
        (38, 1586, "塞", "脑梗塞", "sai", "se4"),
        (38, 4024, "了", "了解", "le", "liao3"),
    ]


def test_a_disagreement_is_noted_at_its_article(seeds):
    assert [len(document.notes) for document in seeds.documents] == [1, 0, 0, 1, 0, 0]


def test_the_report_tells_people_what_was_found(seeds):
    text = "\n".join(seeds.report.lines())
    for fact in (
        "521对",
        "汉字473个",
        "1,541个字符",
        "读音与本站不同：2处",
        "|亚洲日韩一区二区",
        "社会各",
        "sè",
        "liǎo",
    ):
        assert fact in text


def test_the_report_survives_json(seeds):
    assert json.loads(json.dumps(seeds.report.as_dict())) == seeds.report.as_dict()


def test_a_transcript_that_differs_is_reported(seeds_folder):
    path = seeds_folder / SOURCE
    path.write_text(path.read_text(encoding="utf-8").replace("naogeng,youcheng", "naogeng,zoucheng"), encoding="utf-8")
    report = read_seeds(seeds_folder).report
    assert not report.transcript.equal
    assert any("第9个字符起不同" in line for line in report.lines())


def test_a_missing_source_is_named(seeds_folder):
    (seeds_folder / SOURCE).unlink()
    with pytest.raises(DocumentError, match=f"^{SOURCE}:1:1: 文件读不出来"):
        read_seeds(seeds_folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('opening = "首先"', 'opening = "第一"', "原文这里往后没有以“第一”开头的句子"),
        ('opening = "脑梗，又称', 'opening = "对于该', "原文在“对于该脑梗塞”之前|原文这里往后没有"),
        ('before = "因此"', 'before = "所以"', "这一篇没有以“所以”开头的句子"),
        ('summary = "康复训练是', 'summary = "康复训练为', "摘要“康复训练为.*”不是这一篇的原文"),
        ('summary = "世界互联网大会', 'summary = "世界大会', "摘要“世界大会.*”不是新闻稿的原文"),
        ('title = "脑梗后的康复"', "title = 3", r"article\[3\].title 应当是一行文字"),
        ("tags = [", "tags = [1, ", r"article\[1\].tags 应当是文字的列表"),
        ("[news]", "[other]", r"news 应当是一个表 \[news\]"),
        ("[[article]]", "[[essay]]", r"article 应当是若干个表|TOML 写法有误"),
        ("[news]", "[news", "TOML 写法有误"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused_at_its_place(seeds_folder, old, new, message):
    plan = seeds_folder / PLAN
    toml = plan.read_text(encoding="utf-8")
    assert old in toml
    plan.write_text(toml.replace(old, new), encoding="utf-8")
    with pytest.raises(DocumentError, match=rf"^{PLAN}:\d+:\d+: .*({message})"):
        read_seeds(seeds_folder)


def test_a_sentence_that_no_article_holds_is_refused(seeds_folder):
    plan = seeds_folder / PLAN
    toml = plan.read_text(encoding="utf-8")
    first, second = toml.index("[[article]]"), toml.index('[[article]]\nopening = "首先"')
    plan.write_text(toml[:first] + toml[second:], encoding="utf-8")
    with pytest.raises(DocumentError, match="原文在“首先”之前还有句子"):
        read_seeds(seeds_folder)
