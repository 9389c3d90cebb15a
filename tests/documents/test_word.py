"""Does a Word file become the Markdown that an editor would have typed?"""

import pytest

from site_app.documents.word import read_word
from tests.documents.word_files import (
    footnote,
    item,
    notes,
    paragraph,
    picture,
    relationship,
    ruby,
    run,
    table,
    word_file,
)

BOLD, ITALIC = "<w:b/>", "<w:i/>"


def markdown(*blocks: str, **options) -> str:
    return read_word(word_file(*blocks, **options), "a.docx").markdown


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param([paragraph("脑梗", "1"), paragraph("正文。")], "# 脑梗\n\n正文。", id="heading"),
        pytest.param(
            [paragraph("脑梗", "a0"), paragraph("一", "1"), paragraph("二", "2"), paragraph("文。")],
            "# 脑梗\n\n## 一\n\n### 二\n\n文。",
            id="headings below a title go one down",
        ),
        pytest.param(
            [paragraph(run("脑梗", BOLD), "2"), paragraph("文。")], "## 脑梗\n\n文。", id="a bold heading is a heading"
        ),
        pytest.param(
            [paragraph(run("要") + run("马上", BOLD) + run("打", ITALIC) + run("120"))],
            "要**马上***打*120",
            id="bold and italic",
        ),
        pytest.param([paragraph(run("删", "<w:strike/>") + run("了"))], "删了", id="struck through"),
        pytest.param([item("一"), item("里面", 1), item("二")], "- 一\n    - 里面\n- 二", id="nested list"),
        pytest.param([item("一", 0, 2), item("二", 0, 2), paragraph("后")], "1. 一\n2. 二\n\n后", id="numbered list"),
        pytest.param([paragraph("引", "a3")], "> 引", id="quotation"),
        pytest.param(
            [table(("项目", "值"), ("血压", "130|80"))], "| 项目 | 值 |\n| --- | --- |\n| 血压 | 130\\|80 |", id="table"
        ),
        pytest.param([paragraph("目录 1", "TOC1"), paragraph("文。")], "文。", id="no table of contents"),
        pytest.param(
            [paragraph("1*2_3 [a] &lt;b> `c` # d")], "1\\*2\\_3 \\[a] &lt;b> \\`c\\` # d", id="signs stay signs"
        ),
        pytest.param(
            [paragraph("# 不是标题"), paragraph("> 不是引用")], "\\# 不是标题\n\n\\> 不是引用", id="blocks stay text"
        ),
        pytest.param([paragraph("{卒中|cù zhòng}")], "{卒中|cù zhòng}", id="inline reading"),
        pytest.param([table(("{卒中|cù zhòng}",))], "| {卒中|cù zhòng} |\n| --- |", id="inline reading in a table"),
        pytest.param([paragraph(ruby("卒", "cù") + run("中"))], "{卒|cù}中", id="phonetic guide"),
        pytest.param([paragraph(ruby("卒", "zzz") + run("中"))], "卒中", id="phonetic guide that is none"),
        pytest.param(
            [paragraph(run("10 m") + run("2", '<w:vertAlign w:val="superscript"/>'))], "10 m²", id="raised digits"
        ),
        pytest.param([paragraph(run("一") + "<w:r><w:br/></w:r>" + run("二"))], "一  \n二", id="line break"),
    ],
)
def test_what_word_means_is_written(blocks, expected):
    assert markdown(*blocks) == expected


def test_footnotes_stand_below_the_text():
    blocks = paragraph(run("急症") + footnote(2) + run("。")), paragraph(run("再说") + footnote(3))
    text = markdown(*blocks, parts={"word/footnotes.xml": notes(n2="世卫组织 2023", n3="第二条")})
    assert text == "急症[^1]。\n\n再说[^2]\n\n[^1]: 世卫组织 2023\n\n[^2]: 第二条"


def test_pictures_come_with_their_description():
    found = read_word(
        word_file(paragraph("脑梗"), paragraph(picture()), parts={"word/media/image1.png": b"PNG"}), "a.docx", "p/"
    )
    assert found.markdown == "脑梗\n\n![血管堵住了](p/1.png)"
    assert (found.pictures, found.notes) == ({"p/1.png": b"PNG"}, ())


def test_a_picture_without_description_is_said():
    found = read_word(word_file(paragraph(picture(alt="")), parts={"word/media/image1.png": b"PNG"}), "a.docx")
    assert found.notes == ("有1张图片没有说明，要补上",)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.who.int/zh", "[世卫](https://www.who.int/zh)"),
        ("mailto:a@b.example", "[世卫](mailto:a@b.example)"),
        ("javascript:alert(1)", "世卫"),
        ("file:///C:/a.docx", "世卫"),
        ("\\\\server\\share", "世卫"),
    ],
)
def test_links_lead_to_the_web_or_nowhere(address, expected):
    link = '<w:hyperlink r:id="rIdL">' + run("世卫") + "</w:hyperlink>"
    listed = (relationship("rIdL", "hyperlink", address, "External"),)
    assert markdown(paragraph(link), listed=listed) == expected
