import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_app.documents.punctuation import restore


@pytest.mark.parametrize(
    ("folded", "restored"),
    [
        ("世界潮流,浩浩汤汤.", "世界潮流，浩浩汤汤。"),
        ("何为责任?如何做!", "何为责任？如何做！"),
        ("全景可见:一;二", "全景可见：一；二"),
        ("从4G到5G,从移动互联网到人工智能.", "从4G到5G，从移动互联网到人工智能。"),
        ("2022年7月12日,世界", "2022年7月12日，世界"),
        ("脑梗 , 又称, 脑梗塞", "脑梗 ，又称，脑梗塞"),
        ("什么?!真的吗??", "什么？！真的吗？？"),
        ("《自然》,《科学》", "《自然》，《科学》"),
        ("他用的是 iPhone.", "他用的是 iPhone。"),
        ("发布了GPT-4!", "发布了GPT-4！"),
        ("一,\n二.", "一，\n二。"),
    ],
)
def test_marks_of_chinese_text_get_their_width_back(folded, restored):
    assert restore(folded).text == restored


@pytest.mark.parametrize(
    ("folded", "restored"),
    [
        ("电信联盟(ITU)人工智能", "电信联盟（ITU）人工智能"),
        ("峰会(AI4G Global Summit, 2025)期间", "峰会（AI4G Global Summit, 2025）期间"),
        ("爱(AI)公益(2023—2025年)》;围绕", "爱（AI）公益（2023—2025年）》；围绕"),
        ("(1)高血压;(2)糖尿病", "（1）高血压；（2）糖尿病"),
        ("脑梗 (stroke) 是", "脑梗（stroke）是"),
        ("ITU(电信联盟)", "ITU（电信联盟）"),
        ("（一(二)三)", "（一（二）三）"),
        ("f(x)和g(y)", "f(x)和g(y)"),
        ("1) 一", "1) 一"),
        ("一:)", "一：)"),
    ],
)
def test_brackets_are_decided_in_pairs(folded, restored):
    assert restore(folded).text == restored


@pytest.mark.parametrize(
    ("folded", "restored"),
    [
        ('他说:"你好!"她笑了.', "他说：“你好！”她笑了。"),
        ('他说"OK"', "他说“OK”"),
        ('"一"和"二"', "“一”和“二”"),
        ('身高5"的一', '身高5"的一'),
        ('He said "no" twice', 'He said "no" twice'),
    ],
)
def test_straight_quotes_are_decided_in_pairs(folded, restored):
    assert restore(folded).text == restored


@pytest.mark.parametrize(
    ("folded", "restored"),
    [
        ("然而...他", "然而……他"),
        ("他来了......", "他来了……"),
        ("一…二", "一…二".replace("…", "……")),
        ("一……二", "一……二"),
        ("wait... no", "wait... no"),
    ],
)
def test_an_ellipsis_has_six_dots_in_chinese_text(folded, restored):
    assert restore(folded).text == restored


@pytest.mark.parametrize(
    "untouched",
    [
        "上午10:30",
        "26,000人",
        "4.5小时",
        "2023-11",
        "比例1:2的",
        "血压130/80",
        "Hello, world! Is it so? (yes)",
        "写信给a.b@c.cn吧",
        "见https://a.b/c?d=1,2;e:f!g",
        "说明.txt在这里",
        "J.K.罗琳",
    ],
)
def test_numbers_and_latin_text_keep_their_marks(untouched):
    assert restore(untouched).text == untouched


@pytest.mark.parametrize(
    "untouched",
    [
        "1. 高血压",
        "一. 高血压",
        "- [ ] 任务",
        "| 名称 | 值 |\n|:---|---:|",
        "[^1]: 来源",
        "脑梗[^1]",
        "![图](a,b(1).png)",
        '[链接](https://a.b/c "题, 目")',
        "{卒中|cù zhòng}",
        "一`a, b`二",
        "```\n一,二\n```",
        "~~~\n```\n一,二\n~~~",
        '<span title="一,二">',
        r"一\, 二",
    ],
)
def test_markdown_keeps_its_marks(untouched):
    assert restore(untouched).text == untouched


def test_text_around_markdown_is_restored():
    assert (
        restore("**注意:** 见[这里](a,b),再{卒中|cù zhòng}, 好").text
        == "**注意：** 见[这里](a,b)，再{卒中|cù zhòng}，好"
    )


def test_what_changed_is_counted():
    assert restore('他(I)说:"一,二..."').count == 7


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet='脑梗aB1 ,.:;?!()（）"“”…。，、《》|*_`[]{}\\<>-#/年\n', max_size=40))
def test_restoring_twice_changes_nothing_more(text):
    once = restore(text).text
    assert restore(once).text == once
    assert restore(once).count == 0
