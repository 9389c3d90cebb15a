import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_app.documents import Document, DocumentError, read_document, write
from site_app.documents.front_matter import divide

FULL = """---
title: 脑梗是什么
summary: "{卒中|cù zhòng}是什么"
slug: nao-geng
tags: [脑梗, "120"]
series: 认识脑梗
position: 3
---

## 一

正文
"""


def refusal(front_matter: str) -> str:
    with pytest.raises(DocumentError) as refused:
        read_document(f"---\n{front_matter}\n---\n正文".encode(), "a.md")
    return str(refused.value)


def test_everything_that_front_matter_says_is_read():
    assert read_document(FULL.encode(), "a.md") == Document(
        key="a.md",
        title="脑梗是什么",
        summary="{卒中|cù zhòng}是什么",
        body="## 一\n\n正文",
        slug="nao-geng",
        tags=("脑梗", "120"),
        series="认识脑梗",
        position=3,
    )


def test_the_body_knows_its_line_in_the_file():
    assert divide(FULL, "a.md").body_line == 10


@pytest.mark.parametrize("front_matter", ["", "# 只有注释", "title:\nsummary: ''\ntags: []"])
def test_what_is_left_empty_counts_as_not_given(front_matter):
    document = read_document(f"---\n{front_matter}\n---\n正文\n第二行".encode(), "脑梗.md")
    assert document == Document(key="脑梗.md", title="脑梗", summary="", body="正文\n第二行")


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        (
            "title: a\nauthors: b",
            "a.md:3:1: 不认识“authors”这一项；可以写的有：title、summary、slug、tags、series、position、readers、level、author、"
            "sources、change_note、minor、pictures",
        ),
        ("title: a\ntitle: b", "a.md:3:1: “title”写了两次"),
        ("title: 2025", "a.md:2:8: title 应当是文字；请给“2025”加引号"),
        ("title: [一]", "a.md:2:1: title 应当是一个值，不能是列表"),
        ("title: |\n  一\n  二", "a.md:2:8: title 应当只有一行"),
        ("tags: 脑梗", "a.md:2:7: tags 应当是列表，例如 [脑梗, 预防]"),
        ("tags:\n  - 脑梗\n  - 120", "a.md:4:5: tags 的第2项 应当是文字；请给“120”加引号"),
        ("slug: Nao Geng", "a.md:2:7: slug 只能有小写字母、数字和连字符，最多80个字符，例如 nao-geng-shi-shen-me"),
        ("position: '3'", "a.md:2:11: position 应当是从 0 开始的整数，不能是“3”"),
        ("position: -1", "a.md:2:11: position 应当是从 0 开始的整数，不能是“-1”"),
        ("position: 1:30", "a.md:2:11: position 应当是从 0 开始的整数，不能是“1:30”"),
        ("title: '{卒中|xyz}'", "a.md:2:8: “xyz”不是普通话拼音"),
        (f"title: {'长' * 201}", "a.md:2:8: title 有201个字，超过了200个字的上限"),
    ],
)
def test_unknown_keys_and_wrong_values_are_refused_by_name(front_matter, message):
    assert refusal(front_matter) == message


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        ("title: 脑梗: 预防", "a.md:2:10: YAML 写法有误：这里多了一个冒号"),
        ("summary: 一\n\ttitle: 二", "a.md:3:1: YAML 写法有误：不能用制表符缩进"),
        ('title: "脑梗', "a.md:3:1: YAML 写法有误：引号没有成对"),
        ("- 脑梗", "a.md:2:1: 这里应当是“名称: 值”，每行一项"),
        ("title: {a: {b: c}}", "a.md:2:12: 这里应当是文字或数字，不能再嵌套"),
        ("tags: [[a]]", "a.md:2:8: 这里应当是文字或数字，不能再嵌套"),
        ("title: !!python/object:os.system x", "a.md:2:8: 不接受 YAML 的类型标记"),
        ("tags: &a [b]", "a.md:2:7: 不接受 YAML 的锚点（&a）"),
        ("tags: [*a]", "a.md:2:8: 不接受 YAML 的别名（*a）"),
    ],
)
def test_yaml_errors_have_their_line_and_column_in_the_file(front_matter, message):
    assert refusal(front_matter).startswith(message)


def test_front_matter_without_end_is_refused():
    with pytest.raises(DocumentError, match=r"^a.md:1:1: 开头的“---”没有用另一行“---”结束$"):
        read_document(b"---\ntitle: a\n", "a.md")


@pytest.mark.parametrize(
    ("front_matter", "place"),
    [
        ('title: "a\\0b"', "2:8: 这里写出了看不见的字符 U+0000"),
        ('title: a\nseries: "\\x1b[31m"', "3:9: 这里写出了看不见的字符 U+001B"),
        ('tags: [a, "\\u202eb"]', "2:11: 这里写出了看不见的字符 U+202E"),
        ('summary: "a\\ud800b"', "2:10: 这里写出了看不见的字符 U+D800"),
        ('title: "a\\Lb"', "2:8: 这里写出了看不见的字符 U+2028"),
        ('slug: a\ntitle: "\\U00110000"', "3:1: 这里往后有一个转义写法不是字符"),
        ('title: "\\UFFFFFFFF"', "2:1: 这里往后有一个转义写法不是字符"),
    ],
)
def test_unwanted_characters_that_yaml_escapes_make_are_refused_at_their_value(front_matter, place):
    assert refusal(front_matter).startswith(f"a.md:{place}")


def test_an_interlinear_body_is_freed_of_its_brackets_and_stays_markdown():
    data = "---\ntitle: 一\n---\n\n- 高(gāo)血(xuè)压(yā),(,)很(hěn)**多(duō)**\n\n脑(nǎo)梗(gěng)".encode()
    assert read_document(data, "a.md").body == "- 高血压，很**多**\n\n脑梗"


def test_a_bad_reading_in_an_interlinear_body_has_its_place_in_the_file():
    with pytest.raises(DocumentError, match=r"^a.md:6:9: “xxè”不是普通话音节$"):
        read_document("---\ntitle: 一\n---\n\n脑(nǎo)\n高(gāo)血(xxè)".encode(), "a.md")


def test_a_comment_says_that_the_brackets_of_the_body_are_text():
    document = Document("a.md", "一", "", "高(gāo)血(xuè)压(yā)。")
    assert "\n# 正文的括号里不是注音\n---\n" in write(document)
    assert read_document(write(document).encode(), "a.md") == document


def test_a_gloss_in_the_body_is_noted_at_its_line_in_the_file():
    data = "---\ntitle: 一\n---\n\n脑梗是一种常见的、严重的神经功能障碍。\n又称卒中(cùzhòng)。".encode()
    assert read_document(data, "a.md").notes == ("有1处括号像注音，没有当作注音，第一处在第6行",)


@pytest.mark.parametrize("nesting", ["[", "{", "- ", "? ", "&a [", "a: {"])
def test_deep_nesting_is_refused_at_once(nesting):
    assert "a.md:2:" in refusal(nesting * (19_000 // len(nesting)))


line = st.text(alphabet="脑梗aZ 019:#-'\"[]{}&*!|>%@,.?\\/~🧠", max_size=20).map(str.strip)
line = line.filter(lambda text: not ("{" in text and "|" in text))


@settings(deadline=None, max_examples=200)
@given(
    title=line.filter(bool),
    summary=line,
    tags=st.lists(line.filter(bool), unique=True, max_size=3),
    series=line,
    position=st.integers(0, 9999),
    body=st.text(alphabet="脑a #-\n:`", max_size=30).map(lambda text: f"正{text}文"),
    slug=st.sampled_from(["", "nao-geng", "120", "null"]),
)
def test_a_written_document_reads_back_as_the_same(title, summary, tags, series, position, body, slug):
    document = Document("a.md", title, summary, body, slug, tuple(tags), series, position)
    assert read_document(write(document).encode(), "a.md") == document
