"""Is the page read aloud as its bar promises, by the site's own sound?"""

import json
from pathlib import Path

import pytest
from django.conf import settings as site

from site_app.articles.models import Edition
from site_app.narration import narrating
from site_app.narration.models import Narration
from tests.factories import make_article
from tests.narration.conftest import Whistle

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/articles/kang-fu/"
VIEWS = {"hanzi": "", "ruby": "ruby/", "pinyin": "pinyin/"}
# Twelve sentences with a link, emphasis, digits and signs: 30 seconds when whistled.
TEXT = """坚持**每天锻炼**很重要。血压130/80mmHg是正常的。你知道[什么是脑卒中](https://example.org/)吗？

## 怎样预防

少吃盐，多喝水。约80%的人可以预防。一点儿也不难，大家都能做到。

- 每天走一走
- 按时吃药

家里人要学会看。快打120！时间就是大脑。
"""
# What the page plays with, and what is lit up.
LISTEN_IN = """
window.heard = [];
window.Audio = class extends Audio { constructor(...given) { super(...given); heard.push(this); } };
window.litWord = () => {
    const [range] = CSS.highlights.get("read-aloud-word") ?? [];
    if (!range) return "";
    const piece = range.cloneContents();
    piece.querySelectorAll("rt").forEach((rt) => rt.remove());
    return piece.textContent.replace(/\\s/g, "");
};
window.litSentence = () => document.querySelector(".is-spoken")?.id ?? "";
window.isHeard = () => heard.some((audio) => !audio.paused && audio.currentTime > 0);
"""


@pytest.fixture
def narrated(tmp_path: Path, settings) -> Edition:
    """An article with sound of its own."""
    settings.NARRATION_ROOT = tmp_path / "narration"
    edition = make_article(title="康复", summary="康复很重要。", markdown=TEXT).live_edition
    narration, *_ = narrating.ask_for([edition])
    narrating.narrate(narration, Whistle())
    assert narration.state == Narration.State.READY
    return edition


def cues(edition: Edition) -> list[dict]:
    digest = edition.narrations.get(state="ready").digest
    return json.loads((site.NARRATION_ROOT / "files" / digest / "cues.json").read_text())["sentences"]


@pytest.fixture
def listener(page):
    page.add_init_script(LISTEN_IN)
    return page


def press(page, name: str) -> None:
    page.get_by_role("region", name="朗读").get_by_role("button", name=name, exact=True).click()


def start(page, address: str = ADDRESS) -> None:
    page.goto(address)
    page.click(".start")
    page.wait_for_function("isHeard()")


def wait_for_sentence(page, sentence: str) -> None:
    page.wait_for_function("id => litSentence() === id && isHeard()", arg=sentence)


@pytest.mark.usefixtures("narrated")
class TestPlaying:
    def test_sound_plays_and_its_word_is_lit(self, listener):
        start(listener)
        listener.wait_for_function("heard[0].currentTime > 1 && litWord()")
        assert listener.locator(".is-spoken").count() >= 1
