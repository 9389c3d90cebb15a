"""Are the pieces of a view together the view, whatever stands in them?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_app.pinyin import Lexicon
from site_app.rendering.render import VIEWS, render
from site_app.rendering.top_level import sentence_offsets, top_level_blocks

LEXICON = Lexicon.from_pairs([("银行", "yín xíng")])
TEXT = """# 一二。三四。

第一。第二{卒中|cù zhòng}。第三**重**要！80%。

- 甲。乙
- 丙

| a | b |
|---|---|
| 一 | 二。三 |

---

> 引。

::: 提示 小心
慢慢来。
:::

::: 图 多少人
| 病 | 人 |
|---|---|
| 脑梗 | 80 |
:::

::: 急救
:::

注[^1]，`<span class="sentence" id="s3">`，&lt;p>。来源[^who]。

![图](/media/x.png)

## 一二。三四。

[^1]: 脚注。
"""


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "text", [TEXT, TEXT[::-1], "", "一", "<p>不是标签", "    代码", "[" * 2_000, "> " * 300 + "深"]
)
def test_joined_they_are_the_view(text, view):
    joined = "".join(block.numbered for block in top_level_blocks(text, view, LEXICON))
    assert joined == getattr(render(text, LEXICON), view)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["一。", "- 行\n", "\n\n", "> ", "{行|háng}", "{行|x}", "**", "|", "---\n", "`", "1. "]))
)
def test_of_any_text_they_are_the_view(pieces):
    text = "".join(pieces)
    assert "".join(block.numbered for block in top_level_blocks(text, "ruby")) == render(text).ruby


def test_what_stands_above_changes_no_block():
    below = [block.html for block in top_level_blocks("一。\n\n- 二。三。\n- 四。", "ruby")]
    moved = top_level_blocks("零。又零。\n\n一。\n\n- 二。三。\n- 四。", "ruby")
    assert [block.html for block in moved[1:]] == below
    assert [block.first for block in moved] == [1, 3, 4]


def test_a_block_tells_which_readings_in_it_cannot_be_read():
    blocks = top_level_blocks("一。\n\n- 二\n- {卒中|cù}\n\n`{卒中|cù}`", "hanzi")
    assert [[found.offset for found in block.unreadable] for block in blocks] == [[], [10], []]


def test_each_sentence_tells_where_it_begins():
    text = "标题\n===\n\n**一**。ABC。二。\n\n> 三。"
    assert sentence_offsets(text) == [0, 10, None, 18, 24]
