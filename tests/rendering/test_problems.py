import pytest

from site_app.rendering.problems import problems


def test_a_problem_names_line_and_column():
    assert [str(problem) for problem in problems("头\n\n脑{卒中|xx}")] == ["第3行第2列：“xx”不是普通话拼音"]


def test_every_problem_is_listed_in_order():
    assert [problem.line for problem in problems("{甲|q}\n{乙|w}\n{丙|bǐng}")] == [1, 2]


@pytest.mark.parametrize(
    "markdown",
    [
        "{卒中|cù zhòng}",
        "`{卒|xx}`",
        "    {卒|xx}",
        "````\n```\n{卒|xx}\n````",
        "``甲\n{卒|xx}``",
        "```\n{卒|xx}\n```",
        "{a|b}",
        "",
    ],
)
def test_what_is_right_or_code_is_no_problem(markdown):
    assert problems(markdown) == []


def test_a_lone_backtick_hides_nothing():
    assert [problem.line for problem in problems("a ` b\n\n{脑|xx}\n\nc ` d")] == [3]


@pytest.mark.parametrize("word", ["卒**中**", "[卒中](/x)", "卒_中_", "卒`中`"])
def test_markup_inside_the_word_is_a_problem(word):
    assert "不能有 Markdown 记号" in str(problems(f"{{{word}|cù zhòng}}")[0])


def test_text_that_is_too_tangled_to_read_is_a_problem():
    assert str(problems("[" * 2000)[0]) == "第1行第1列：正文里的“[”超过了1000个，只能当作普通文字显示"
