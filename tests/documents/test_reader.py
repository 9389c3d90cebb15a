import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_app.documents import Document, DocumentError, decode, read_document, write
from site_app.pinyin import Lexicon, parse_inline


def read(text: str, name: str = "drafts/脑梗.txt") -> Document:
    return read_document(text.encode(), name)


def refusal(text: str, name: str = "a.txt") -> str:
    with pytest.raises(DocumentError) as refused:
        read(text, name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "name", "title", "body"),
    [
        ("# 标题\n\n正文,一", "a.md", "标题", "正文,一"),
        ("\n\n标题\n===\n\n正文", "a.md", "标题", "正文"),
        ("## **标题** ##\n正文", "a.md", "标题", "正文"),
        ("标题\n\n正文", "a.md", "标题", "正文"),
        ("- 一\n\n正文", "a.md", "a", "- 一\n\n正文"),
        ("说明\n# 标题\n", "a.txt", "a", "说明\n# 标题"),
        ("# 只有标题", "脑梗.md", "脑梗", "# 只有标题"),
    ],
)
def test_markdown_without_front_matter_gives_its_opening_as_title(text, name, title, body):
    document = read(text, name)
    assert (document.title, document.body) == (title, body)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("标题\n正文,一.\n\n  第二段\n", "标题", "正文，一。\n\n第二段"),
        ("第一句,不是标题.\n第二段", "脑梗", "第一句，不是标题。\n\n第二段"),
        (f"{'长' * 41}\n正文", "脑梗", f"{'长' * 41}\n\n正文"),
        ("只有一行", "脑梗", "只有一行"),
    ],
)
def test_plain_text_has_a_paragraph_per_line_and_full_width_punctuation(text, title, body):
    document = read(text)
    assert (document.title, document.body) == (title, body)


def test_plain_text_keeps_inline_readings():
    assert read("标题\n脑{卒中|cù zhòng}很*危险*").body == r"脑{卒中|cù zhòng}很\*危险\*"


def test_interlinear_text_becomes_its_characters():
    document = read("标(biāo)题(tí)\n脑(nǎo)梗(gěng),(,)又(yòu)称(chēng)脑(nǎo)梗(gěng)塞(sè).(.)\n\n好(hǎo)")
    assert (document.title, document.body, document.notes) == ("标题", "脑梗，又称脑梗塞。\n\n好", ())


def test_a_toned_reading_that_differs_stays_in_the_text():
    document = read("脑(nǎo)梗(gěng)塞(sāi)，很(hěn)*(*)")
    assert (document.body, document.notes) == (r"{脑梗塞|nǎo gěng sāi}，很\*", ())


def test_a_toneless_reading_that_differs_becomes_a_note():
    document = read("脑(nao)梗(geng)塞(sai)")
    assert document.body == "脑梗塞"
    assert document.notes == ("“塞”（脑梗塞）原文注 sai（无调），本站读 sè，见“脑梗塞”",)


def test_the_title_of_an_interlinear_text_keeps_its_reading_too():
    assert read("了(liǎo)\n好(hǎo)").title == "{了|liǎo}"


def test_the_lexicon_is_what_interlinear_readings_are_compared_with():
    lexicon = Lexicon.from_pairs([("卒中", "cù zhòng")])
    assert read_document("卒(zú)中(zhōng)".encode(), "a.txt", lexicon).body == "{卒中|zú zhōng}"
    assert read_document("卒(cù)中(zhòng)".encode(), "a.txt", lexicon).body == "卒中"


def test_what_interlinear_text_leaves_inline_can_be_read_back():
    body = read("觉(jué)得(děi)了(liǎo)不(bù)得(dé)，女(rǔ)的(dí)").body
    assert parse_inline(body).text == "觉得了不得，女的"


@pytest.mark.parametrize(
    "text", ["脑梗(nǎogěng)是一种常见的、严重的神经功能障碍，要重视。", "他说(stroke)就是脑梗，公众应当知道。"]
)
def test_a_gloss_does_not_make_a_text_interlinear(text):
    assert "（" in read(text).body


@pytest.mark.parametrize(
    "text",
    [
        "# 题\n\n阿司匹林(aspirin)可以用。",
        "# 题\n\n他汀(statin)。",
        "# 题\n\n阿司匹林(aspirin)和他汀(statin)。",
        "# 题\n\n他(he)说她(she)来",
        "# 题\n\n阿司匹林(aspirin)治脑(nǎo)",
    ],
)
def test_foreign_words_in_brackets_stay_text(text):
    assert read(text).body == text.removeprefix("# 题\n\n")


@pytest.mark.parametrize("text", ["脑(NǍO)梗(Gěng)", "脑(NAO)梗(GENG)"])
def test_readings_may_be_capital_letters(text):
    assert read(text).body == "脑梗"


def test_two_readings_side_by_side_make_a_plain_text_interlinear_however_much_has_none():
    document = read("汉(hàn)字(zì)\n\n第二行没有注音 abc")
    assert (document.title, document.body) == ("汉字", "第二行没有注音 abc")


@pytest.mark.parametrize(
    ("text", "count", "line"),
    [
        ("标题\n拨打120(yāo èr líng)很(hěn)好(hǎo)", 1, 2),
        ("拨打120(yāo èr líng)。", 1, 1),
        ("# 题\n\n卒中(cùzhòng)和脑梗(nǎogěng)是一种常见的、严重的神经功能障碍，要重视，也要好好预防。", 2, 3),
    ],
)
def test_brackets_like_readings_that_stay_text_are_noted(text, count, line):
    assert read(text).notes == (f"有{count}处括号像注音，没有当作注音，第一处在第{line}行",)


@pytest.mark.parametrize("text", ["阿司匹林(aspirin)和他汀(statin)。", "图3(a1)，血压120(mmHg)。", "他(he)说她(she)来"])
def test_other_brackets_are_not_noted(text):
    assert read(text).notes == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("高(gāo)血(gāo)压(yā)", "第1行第7列的“血”注 gāo，词典里这个字没有这个读音"),
        ("好(hǎo)\n高(kao1)", "第2行第1列的“高”注 kāo，词典里这个字没有这个读音"),
        ("脑(gao)梗(geng)", "第1行第1列的“脑”注 gao，词典里这个字没有这个读音"),
    ],
)
def test_a_reading_that_the_character_never_has_is_noted_at_its_place(text, note):
    assert read(text).notes == (note,)


def test_spoken_tones_neutral_tones_and_erhua_are_no_unknown_readings():
    assert read("一(yí)个(gè)朋(péng)友(you)不(bú)是(shì)花(huā)儿(r)").notes == ()


def test_pinyin_stays_pinyin():
    document = read("Nǎogěng\nNǎogěng，yòu chēng nǎogěngsè。")
    assert (document.title, document.body) == ("Nǎogěng", "Nǎogěng, yòu chēng nǎogěngsè.")


def test_the_key_is_the_files_name():
    assert read("正文").key == "drafts/脑梗.txt"


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("正文\n{卒中|xyz}", "a.md", "a.md:2:1: “xyz”不是普通话拼音"),
        ("---\ntitle: 一\n---\n\n一{卒中|cù}", "a.md", "a.md:5:2: “卒中”有2个汉字，读音“cù”却有1个音节"),
        ("正文\n{卒中|xyz}", "a.txt", "a.txt:2:1: “xyz”不是普通话拼音"),
        ("脑(nao)梗(geng", "a.txt", "a.txt:1:8: “梗”后面的左括号没有右括号与它配对"),
        ("脑（nǎo", "a.txt", "a.txt:1:2: “脑”后面的左括号没有右括号与它配对"),
        ("脑(xyz)", "a.txt", "a.txt:1:3: “xyz”不是普通话音节"),
        ("脑(nao)梗(xyz)", "a.txt", "a.txt:1:9: “xyz”不是普通话音节"),
        ("汉(hàn)字(zzz)", "a.txt", "a.txt:1:9: “zzz”不是普通话音节"),
        ("nǎo gěng, women de pengyou xyzq.", "a.txt", "a.txt:1:28: 从“xyzq”起不能分成普通话音节"),
        ("nǎogěng hěn wxīxiǎn", "a.txt", "a.txt:1:13: 从“wxīxiǎn”起不能分成普通话音节"),
        ("", "a.txt", "a.txt:1:1: 文件是空的"),
        ("((((", "a.txt", "a.txt:1:1: 正文里没有文字"),
        ("---\ntitle: 一\n---\n", "a.md", "a.md:4:1: 正文里没有文字"),
        ("长" * 200_001, "a.txt", "a.txt:1:1: 正文有200001个字，超过了200000个字的上限"),
        (f"# {'长' * 201}\n\n正文", "a.md", "a.md:1:1: 标题有201个字，超过了200个字的上限"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(text, name, message):
    assert refusal(text, name) == message


def test_inline_readings_in_code_are_left_alone():
    text = "`{卒中|xyz}`\n\n```\n{卒中|xyz}\n```"
    assert read(text, "a.md").body == text


@pytest.mark.parametrize(
    "text",
    [
        "````\n```\n{脑|xx}\n````",
        "~~~~\n~~~\n{脑|xx}\n~~~~",
        "~~~\n```\n{脑|xx}\n~~~",
        "```\n``` a\n{脑|xx}\n```",
        "一 `a\n{脑|xx}` 二",
        "一 ``a` {脑|xx}`` 二",
        "一 \\``a` {脑|nǎo} `{脑|xx}`",
    ],
)
def test_code_ends_where_markdown_ends_it(text):
    assert read(text, "a.md").body == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("~~~~\n~~~\n~~~~\n一{脑|xx}", "4:2"),
        ("一 `a\n\n{脑|xx}` 二", "3:1"),
        ("一 \\`a {脑|xx}` 二", "1:7"),
        ("一 `a\nb` {脑|xx}", "2:4"),
        ("```a` {脑|xx}\n二", "1:7"),
    ],
)
def test_what_only_looks_like_code_is_checked(text, place):
    assert refusal(text, "a.md").startswith(f"a.md:{place}: ")


PIECES = [
    "脑",
    "的",
    "西安",
    "nǎo",
    "xian",
    "(nǎo)",
    "（nao）",
    "(",
    ")",
    "{卒中|",
    "cù zhòng}",
    "# ",
    "---\n",
    "\n",
    " ",
    ",",
    "*",
    "`",
    "|",
]


def outcome(read_it, *arguments):
    """What reading gives: its result or the text of its error."""
    try:
        return read_it(*arguments)
    except DocumentError as error:
        return error


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join), st.sampled_from(["a.md", "a.txt"]))
def test_whatever_a_file_holds_it_becomes_a_document_that_reads_back_or_a_one_line_error(text, name):
    result = outcome(read, text, name)
    if isinstance(result, DocumentError):
        assert len(str(result).splitlines()) == 1
    else:
        read_back = read(write(result), name)
        assert (read_back.title, read_back.body) == (result.title, result.body)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join))
def test_an_article_however_it_looks_is_written_so_that_it_reads_back(body):
    document = outcome(read, f"---\ntitle: 一\n# 正文的括号里不是注音\n---\n\n{body}", "a.md")
    if not isinstance(document, DocumentError):
        assert read(write(document), "a.md").body == document.body


@settings(deadline=None, max_examples=200)
@given(st.binary(min_size=1, max_size=30))
def test_whatever_bytes_a_file_holds_they_are_text_or_a_one_line_error(data):
    result = outcome(decode, data, "a.txt")
    expected = 1 if isinstance(result, DocumentError) else len(data.splitlines())
    assert len(str(result).splitlines()) == expected
