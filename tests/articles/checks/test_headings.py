"""Is a heading on a wrong level noticed?"""

import pytest

from site_app.articles.checks.headings import HeadingsAreInOrder
from tests.articles.checks.finding import found_by, places_of, said_by

pytestmark = pytest.mark.django_db


def test_headings_that_go_down_step_by_step_are_fine():
    assert said_by(HeadingsAreInOrder(), markdown="## 甲\n\n### 乙\n\n## 丙\n\n### 丁\n\n#### 戊") == []


def test_a_heading_of_the_first_level_is_the_titles():
    (finding,) = found_by(HeadingsAreInOrder(), markdown="文字。\n\n# 大**标题**\n\n## 小")
    assert "一个 # 是文章的标题" in str(finding)
    assert places_of(finding) == [(3, 3)]


@pytest.mark.parametrize("markdown", ["### 乙", "## 甲\n\n#### 乙"])
def test_a_level_that_is_left_out_is_found(markdown):
    (said,) = said_by(HeadingsAreInOrder(), markdown=markdown)
    assert said.startswith("小标题“乙”跳过了一层")
