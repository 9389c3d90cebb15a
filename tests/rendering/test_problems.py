import pytest

from site_app.rendering import problems


def test_a_problem_names_line_and_column():
    assert [str(problem) for problem in problems("头\n\n脑{卒中|xx}")] == ["第3行第2列：“xx”不是普通话拼音"]


def test_every_problem_is_listed_in_order():
    assert [problem.line for problem in problems("{甲|q}\n{乙|w}\n{丙|bǐng}")] == [1, 2]


@pytest.mark.parametrize("markdown", ["{卒中|cù zhòng}", "`{卒|xx}`", "```\n{卒|xx}\n```", "{a|b}", ""])
def test_what_is_right_or_code_is_no_problem(markdown):
    assert problems(markdown) == []
