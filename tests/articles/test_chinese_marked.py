"""Chinese on an English page is inside an element that says so."""

import pytest

from site_app.articles.chinese_marked import mark_chinese

ZH = ' lang="zh-Hans"'


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<p>Put “脑梗是什么” into the bin?</p>", f"<p>Put “<span{ZH}>脑梗是什么</span>” into the bin?</p>"),
        ("<a>脑梗，和（别的）病。 OK</a>", f"<a><span{ZH}>脑梗，和（别的）病。</span> OK</a>"),
        ("<td>《书》</td>", f"<td><span{ZH}>《书》</span></td>"),
        ("<title>脑梗 | Site</title>", "<title>脑梗 | Site</title>"),
        (
            "<script>'脑梗'</script><style>/* 脑 */</style><!-- 脑 -->",
            "<script>'脑梗'</script><style>/* 脑 */</style><!-- 脑 -->",
        ),
        ("<option value=1 selected>王医生</option>", f"<option{ZH} value=1 selected>王医生</option>"),
        ("<option>Edition 1, Draft, 王</option>", "<option>Edition 1, Draft, 王</option>"),
        ('<textarea name="x">\n脑梗 is</textarea>', f'<textarea{ZH} name="x">\n脑梗 is</textarea>'),
        ('<input type="text" value="脑梗">', f'<input{ZH} type="text" value="脑梗">'),
        ('<input type="submit" value="Save">', '<input type="submit" value="Save">'),
        ('<img src="/a.png" alt="一张图">', f'<img{ZH} src="/a.png" alt="一张图">'),
        (
            '<div lang="zh-Hans">脑<div>梗</div>是</div>脑',
            f'<div lang="zh-Hans">脑<div>梗</div>是</div><span{ZH}>脑</span>',
        ),
        ('<button lang="zh-Hans">简体中文</button>', '<button lang="zh-Hans">简体中文</button>'),
        ('<a title="a > b">脑</a>', f'<a title="a > b"><span{ZH}>脑</span></a>'),
        ("1 < 2 脑 & x", f"1 < 2 <span{ZH}>脑</span> & x"),
        ("<p>Café — “quoted”…</p>", "<p>Café — “quoted”…</p>"),
        ("", ""),
    ],
)
def test_chinese_is_marked(markup, marked):
    assert mark_chinese(markup) == marked
    assert mark_chinese(marked) == marked


def test_a_long_page_of_broken_markup_is_marked_in_a_moment():
    assert mark_chinese("<" * 100_000) == "<" * 100_000
    assert mark_chinese('<a "' * 2_000).count("<a") == 2_000
    assert mark_chinese("<textarea " * 20_000).count("<t") == 20_000
