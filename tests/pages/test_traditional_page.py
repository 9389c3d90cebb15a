"""What of a finished page is turned into traditional characters, and what is left alone?"""

import pytest

from site_app.pages.traditional_page import in_traditional


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>头<b>发</b>和面<em>条</em></p>", "<p>頭<b>髮</b>和麵<em>條</em></p>"),
        (
            '<ruby>头<rt aria-hidden="true">tóu</rt>发<rt aria-hidden="true">fa</rt></ruby>',
            '<ruby>頭<rt aria-hidden="true">tóu</rt>髮<rt aria-hidden="true">fa</rt></ruby>',
        ),
        ("<li>头</li><li>发</li>", "<li>頭</li><li>發</li>"),
        ('<img alt="头发" src="/头发.png">', '<img alt="頭髮" src="/头发.png">'),
        ('<input value="头发" placeholder="头发">', '<input value="头发" placeholder="頭髮">'),
        ('<p lang="zh-Hant">头发<span>头</span></p>发展', '<p lang="zh-Hant">头发<span>头</span></p>發展'),
        ('<p><span translate="no">范云</span>的范围</p>', '<p><span translate="no">范云</span>的範圍</p>'),
        ('<html lang="zh-Hant"><p lang="zh-Hans">头</p>', '<html lang="zh-Hant"><p lang="zh-Hant">頭</p>'),
        ("<script>头发</script><!-- 头发 --><style>头</style>", "<script>头发</script><!-- 头发 --><style>头</style>"),
        ("<title>头发</title><p>a < b && 头发", "<title>頭髮</title><p>a < b && 頭髮"),
        ("<author><name>范云</name></author><name>头发</name>", "<author><name>范云</name></author><name>頭髮</name>"),
    ],
)
def test_it_is_converted_as_people_read_it(markup, expected):
    assert in_traditional(markup) == expected


def test_a_page_of_a_megabyte_of_open_brackets_takes_no_long_time():
    markup = "<a " * 200_000 + "头发"
    assert len(in_traditional(markup)) == len(markup)
