"""Does somebody who lives in Word bring an article to readers, with every reading right, and never type a mark of Markdown?"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.models import Article
from site_app.articles.tasks import reread
from tests.browser.signing_in import let_in
from tests.browser.test_editor import SAMPLES, answer, drop, paste
from tests.browser.test_review import press
from tests.factories import make_article, make_member, make_picture

pytestmark = pytest.mark.django_db(transaction=True)


def write(page: Page) -> Article:
    """What was written in Word is pasted, and a picture is dropped on it."""
    page.goto("/admin/articles/article/add/")
    page.fill("[name=title]", "怎样预防脑梗")
    page.fill("[name=summary]", "少吃盐，多走路。")
    more = "<p>他在原地转了几圈，就觉得头晕。</p><p>公众的生存率。</p>"
    paste(page, html=(SAMPLES / "word.html").read_text() + more, plain="怎样预防脑梗")
    drop(page, make_picture(), "photo.png", "image/png")
    answer(page, alt="量血压的手臂")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".messagelist")).to_contain_text("草稿已保存")
    return Article.objects.get(slug="zen-yang-yu-fang-nao-geng")


def decide(page: Page, sentence: str, reading: str, *, everywhere: bool = False) -> None:
    question = page.locator(".reading", has_text=sentence)
    if everywhere:
        question.get_by_label("整个网站").check()
    question.locator("li", has_text=reading).get_by_role("button", name="改读这个").click()


def test_from_word_to_readers(page: Page, media_root: Path):
    other = make_article(title="别的", markdown="他的生存率。")
    let_in(page, make_member("发布者"))
    article = write(page)
    page.get_by_role("link", name="读音：看拿不准的字").click()
    decide(page, "原地转了", "zhuàn")
    expect(page.locator(".messagelist")).to_contain_text("改读 zhuàn，已存进草稿")
    decide(page, "公众的生存率", "shuài", everywhere=True)
    expect(page.get_by_text("Tā de shēngcúnshuài.")).to_be_visible()
    page.get_by_role("button", name="全站都这样读").click()
    expect(page.locator("progress")).to_be_visible()
    reread.call()
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    press(page, "未经审核发布")
    page.fill("[name=reason]", "试验")
    page.get_by_role("button", name="未经审核发布").click()
    page.goto(f"{article.get_absolute_url()}pinyin/")
    shown = page.locator(".article-text")
    for words in ("zhuàn", "shēngcúnshuài", "130/80"):
        expect(shown).to_contain_text(words)
    expect(shown.get_by_role("img", name="量血压的手臂")).to_have_js_property("naturalWidth", 8)
    expect(shown.locator("li li")).to_have_count(1)
    page.goto(f"{other.get_absolute_url()}pinyin/")
    expect(page.locator(".article-text")).to_contain_text("shēngcúnshuài")
