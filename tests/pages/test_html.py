"""Does the Nu Html Checker find anything wrong with what readers get?"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from site_app.articles.models import Reference
from site_app.articles.publishing import withdraw
from site_app.glossary.mentions import note_mentions
from tests.factories import make_article, make_series, make_tag
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db
CHECKER = Path(__file__).resolve().parent.parent / "validators/node_modules/vnu-jar/build/dist/vnu.jar"

MARKDOWN = """脑梗[^who]是**急症**，80% 的人 <不> & 知道；见[别处](https://example.org/?a=1&b=2)。

## 怎么办

::: 急救
:::

::: 提示 记住
- 一
- 二
:::

::: 图 谁高
| 甲 | 数 |
|:---|--:|
| 盐 | 5 克 |
| 糖 | 25 克 |
:::

1. 打120。
2. 躺下。

> 引用

## 怎么办

`代码`
"""


@pytest.fixture
def pages(client, settings) -> dict[str, str]:
    """The HTML of every kind of page, by its address."""
    settings.CONTACT_EMAIL, settings.SECURITY_CONTACT = "a@example.org", "https://example.org/?a=1&b=2"
    series, tag = make_series('题 & "题" <b>'), make_tag("标 & <签>")
    source = Reference("who", "题 & <b>", "发布者", 2023, "https://example.org/?a=1&b=2")
    article = make_article(
        title='题 & "题" <b>',
        summary="摘 & <要>。",
        markdown=MARKDOWN,
        references=(source,),
        series=series,
        tags=(tag,),
    )
    make_article(title="乙文", series=series, position=1)
    outdated, gone = make_article(title="旧文"), make_article(title="撤文")
    withdraw(article=outdated, reason="旧", outcome="outdated", explanation="见 <新> 文")
    withdraw(article=gone, reason="错")
    address = article.get_absolute_url()
    paths = [
        *("/", "/about/", "/privacy/", "/accessibility/", "/contact/", "/settings/", "/mei-you/"),
        *(f"{start}{view}" for start in (address, "/120/") for view in ("", "ruby/", "pinyin/")),
        *(f"/series/{series.slug}/", f"/tags/{tag.slug}/", f"{address}feedback/"),
        *(f"{address}reading/", f"{address}reading/?s=s1", f"/settings/?to={address}&theme=dark"),
        *(f"{address}{view}?script=zhuyin&colours=on&by=word" for view in ("ruby/", "pinyin/")),
        *(outdated.get_absolute_url(), gone.get_absolute_url()),
    ]
    term = explain(explanation="意 & <思>。", gloss='a & "b"')
    note_mentions(article.editions.get())
    paths += ["/saved/", "/en/", f"/en{address}ruby/", f"/hant{address}ruby/", "/hant/search/?q=脑梗"]
    paths += ["/terms/", *(f"/terms/{term.slug}/{view}" for view in ("", "ruby/", "pinyin/")), "/search/?q=脑梗"]
    return {path: client.get(path).text for path in paths}


def test_no_page_has_an_error(pages, tmp_path):
    java = shutil.which("java")
    if java is None or not CHECKER.is_file():
        pytest.skip("no Java or no vnu-jar; make pytest fetches it where npm is")
    files = {tmp_path / f"{number}.html": path for number, path in enumerate(pages)}
    for file, path in files.items():
        file.write_text(pages[path], encoding="utf-8")
    checked = subprocess.run(
        [java, "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always", *map(str, files)],
        capture_output=True,
        text=True,
        timeout=280,
    )
    found = json.loads(checked.stdout)["messages"]
    assert [
        f"{files[Path(one['url'].removeprefix('file:'))]}: {one['message']}: {one.get('extract', '')}"
        for one in found
        if one["type"] == "error" or one.get("subType") == "warning"
    ] == []
