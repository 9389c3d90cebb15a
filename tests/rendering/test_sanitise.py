import re
from html.parser import HTMLParser

import pytest

from site_app.rendering.render import VIEWS, render, render_line

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[点](javascript:alert(1))",
    "[点](JaVaScRiPt:alert(1))",
    "[点](data:text/html,<script>alert(1)</script>)",
    "[点](vbscript:x)",
    "![图](javascript:alert(1))",
    '![图](x" onerror="alert(1))',
    '[点](/x "t\\" onmouseover=\\"alert(1)")',
    "<a href='javascript:alert(1)'>点</a>",
    "<iframe src=//x></iframe>",
    "<style>*{display:none}</style>",
    "{脑<script>alert(1)</script>|nǎo}",
    "{脑|nǎo<script>}",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    "\ufdd0脑\ufdd10\ufdd2<script>",
    "::: 提示 <script>alert(1)</script>\n<script>alert(1)</script>\n:::",
    '::: 提示" onclick="alert(1)\n甲\n:::',
    "::: 图 <script>alert(1)</script>\n|a|b|\n|-|-|\n|<script>alert(1)</script>|1<script>alert(1)</script>|\n|<svg/onload=alert(1)>|2|\n:::",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mi//xlink:href='data:x,<script>'>",
    "<!--<img src='--><script>alert(1)</script>'>",
]
ALLOWED = {
    "p", "span", "ruby", "rt", "strong", "em", "a", "img", "code", "pre", "sup", "div", "hr", "ol", "ul", "li", "br",
    "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Tags(HTMLParser):
    """The tags of a page as a browser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("markdown", HOSTILE)
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_that_runs_reaches_a_reader(markdown, view):
    for rendered in (render(markdown), render_line(markdown)):
        for tag, attributes in Tags(getattr(rendered, view)).seen:
            assert tag in ALLOWED
            assert not any(name.startswith("on") or name == "style" for name in attributes)
            addresses = f"{attributes.get('href', '')} {attributes.get('src', '')}"
            assert not re.search(r"(javascript|data|vbscript):", addresses, re.IGNORECASE)


def test_ordinary_addresses_stay():
    html = render("[甲](https://example.org/) [乙](/a/) [丙](#h-x) [丁](tel:120) [戊](mailto:a@example.org)").hanzi
    assert re.findall(r'href="([^"]+)"', html) == [
        "https://example.org/", "/a/", "#h-x", "tel:120", "mailto:a@example.org",
    ]  # fmt: skip
