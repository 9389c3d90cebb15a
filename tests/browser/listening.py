"""How does a test listen to an article?"""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from site_app.articles.models import Edition

LISTEN_IN = Path(__file__).with_name("listen_in.js")
ADDRESS = "/articles/kang-fu/"
VIEWS = {"hanzi": "", "ruby": "ruby/", "pinyin": "pinyin/"}
TEXT = """坚持**每天锻炼**很重要。血压130/80mmHg是正常的。你知道[什么是脑卒中](https://example.org/)吗？

## 怎样预防

少吃盐，多喝水。约80%的人可以预防。一点儿也不难，大家都能做到。

- 每天走一走
- 按时吃药

家里人要学会看。快打120！时间就是大脑。
"""
"""Thirteen sentences with the title, half a minute when they are whistled; the title is 康复."""
IN_ORDER = "ids => ` ${lit.join(' ')} `.includes(` ${ids.join(' ')} `)"


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="朗读", exact=True)


def press(page: Page, name: str) -> None:
    """Press a button of the bar by its words."""
    bar(page).get_by_role("button", name=name, exact=True).click()


def status(page: Page) -> Locator:
    return bar(page).get_by_role("status")


def setting(page: Page, name: str) -> Locator:
    return page.locator(f"[data-set={name}]")


def choose(page: Page, *names: str) -> None:
    """Tick boxes of the settings."""
    press(page, "设置")
    for name in names:
        setting(page, name).check()
    press(page, "设置")


def start(page: Page) -> None:
    """Press the button on the page, and wait until the site's sound is heard."""
    page.click(".start")
    page.wait_for_function("() => isHeard()")


def wait_for_sentence(page: Page, sentence: str) -> None:
    """Until the site's sound is heard and this sentence lit up: so it stays for seconds, as long as nobody hurries."""
    page.wait_for_function("id => litSentence() === id && isHeard()", arg=sentence)


def hurry(page: Page) -> None:
    """From now on the sound goes as fast as it should: what is lit has to be looked up in what was."""
    page.evaluate("hurry()")


def wait_until_lit(page: Page, *sentences: str) -> None:
    """Until these have been lit, one right after the other."""
    page.wait_for_function(IN_ORDER, arg=sentences)


def cues(edition: Edition, root: Path) -> list[dict[str, Any]]:
    """When each sentence and word of the edition is said, in milliseconds."""
    digest = edition.narrations.get(state="ready").digest
    return json.loads((root / "files" / digest / "cues.json").read_text())["sentences"]
