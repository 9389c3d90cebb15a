"""Does an article live its whole life through the interface alone: written, reviewed, published at its time, kept, withdrawn?"""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.models import Act, Article
from site_app.articles.timetable import publish_due
from tests.browser.test_review import desk_of, press, sign_in
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = "少吃盐，每天走路三十分钟[^guide]。\n\n# 常见的问题\n\n高血压要按时吃药。"
SECOND = FIRST.replace("三十分钟", "四十分钟")
COLLEAGUES = FIRST.replace("按时吃药", "天天量")


def write_and_be_told_what_is_missing(author: Page) -> Article:
    """An author submits too early, repairs what the checks found, and submits."""
    author.goto("/admin/articles/article/add/")
    author.fill("[name=title]", "怎样防中风")
    author.fill("[name=markdown]", FIRST)
    author.get_by_role("button", name="保存并提交审核").click()
    told = author.locator(".messagelist")
    for blocked in ("还没有写摘要", "还没有写明适用人群", "脚注 [^guide] 没有对应的来源"):
        expect(told).to_contain_text(blocked)
    author.fill("[name=summary]", "少吃盐，多走路，按时吃药。")
    author.fill("[name=readers]", "高血压病人")
    author.fill("[name=sources-0-key]", "guide")
    author.fill("[name=sources-0-title]", "中国居民膳食指南")
    author.fill("[name=sources-0-publisher]", "中国营养学会")
    author.fill("[name=sources-0-year]", "2022")
    author.get_by_role("button", name="保存并提交审核").click()
    expect(told).to_contain_text("已提交审核")
    return Article.objects.get(editions__title="怎样防中风")


def ask_for_a_change(reviewer: Page, article: Article) -> None:
    reviewer.goto("/admin/")
    reviewer.get_by_role("link", name="怎样防中风").first.click()
    press(reviewer, "请作者修改")
    reviewer.fill("[name=note]", "走路的时间请写四十分钟。")
    reviewer.get_by_role("button", name="请作者修改").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已请作者修改")


def change_and_submit_again(author: Page, article: Article) -> None:
    author.goto(desk_of(article))
    expect(author.locator(".desk-state")).to_contain_text("走路的时间请写四十分钟。")
    author.fill("[name=markdown]", SECOND)
    author.get_by_role("button", name="保存并提交审核").click()
    expect(author.locator(".messagelist")).to_contain_text("已提交审核")


def approve(reviewer: Page, article: Article) -> None:
    reviewer.goto(desk_of(article))
    press(reviewer, "通过审核")
    reviewer.select_option("[name=reviewed_by]", label="陈医生，主任医师")
    reviewer.get_by_role("button", name="通过审核").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已通过审核")


def publish_at_a_time(publisher: Page, article: Article, reader: Page) -> None:
    publisher.goto(desk_of(article))
    press(publisher, "定时发布")
    publisher.fill("[name=at]", "2999-01-02T08:30")
    publisher.get_by_role("button", name="定时发布").click()
    expect(publisher.locator(".desk-state")).to_contain_text("2999年1月2日 08:30（Asia/Shanghai 时间）自动发布")
    publish_due(datetime(2999, 1, 2, 0, 29, 59, tzinfo=UTC))
    assert status(reader, article) == 404
    publish_due(datetime(2999, 1, 2, 0, 30, tzinfo=UTC))
    assert status(reader, article) == 200
    expect(reader.locator(".article-text")).to_contain_text("四十分钟")
    expect(reader.locator(".provenance")).to_contain_text("陈医生，主任医师")


def save_at_the_same_time(author: Page, colleague: Page, article: Article) -> None:
    """Both open what is published; the second to save is shown the first one's text, and keeps both."""
    for page in (author, colleague):
        page.goto(desk_of(article))
    author.fill("[name=markdown]", SECOND.replace("少吃盐", "吃得淡一点"))
    author.click("[name=_continue]")
    expect(author.locator(".messagelist")).to_be_visible()
    colleague.fill("[name=markdown]", COLLEAGUES)
    colleague.click("[name=_continue]")
    expect(colleague.locator(".desk-other")).to_contain_text("保存了另一份文字")
    expect(colleague.locator("[name=markdown]")).to_have_value(COLLEAGUES)
    expect(colleague.locator(".desk-sides").first).to_contain_text("吃得淡一点")
    colleague.check("[name=set_aside]")
    colleague.click("[name=_continue]")
    expect(colleague.locator(".desk-editions tbody tr")).to_have_count(3)


def compare_and_restore(author: Page, article: Article) -> None:
    """The text that was set aside comes back as the draft."""
    author.goto(desk_of(article))
    author.get_by_role("link", name="比较任意两版").click()
    author.select_option("[name=before]", "2")
    author.select_option("[name=after]", "3")
    author.get_by_role("button", name="比较").click()
    expect(author.locator(".desk-difference ins", has_text="天天量")).to_be_visible()
    author.get_by_role("link", name="恢复第 2 版……").click()
    author.get_by_role("button", name="恢复第 2 版").click()
    expect(author.locator("[name=markdown]")).to_have_value(SECOND.replace("少吃盐", "吃得淡一点"))


def withdraw_into(publisher: Page, article: Article, other: Article, reader: Page) -> None:
    publisher.goto(desk_of(article))
    press(publisher, "撤下")
    publisher.get_by_label("并入另一篇文章").check()
    publisher.fill("[name=merged_into]", other.get_absolute_url())
    publisher.fill("[name=reason]", "两篇讲的是一件事。")
    publisher.get_by_role("button", name="撤下").click()
    expect(publisher.locator(".messagelist")).to_contain_text("已撤下")
    assert status(reader, article) == 200
    expect(reader).to_have_url(other.get_absolute_url())


def status(reader: Page, article: Article) -> int:
    answer = reader.goto(article.get_absolute_url())
    assert answer
    return answer.status


def test_an_article_lives_its_whole_life_through_the_interface(open_page):
    make_person("陈医生", qualification="主任医师")
    other = make_article(title="中风的预防")
    author, reviewer, publisher = (sign_in(open_page(), group) for group in ("作者", "审核者", "发布者"))
    reader = open_page()
    article = write_and_be_told_what_is_missing(author)
    ask_for_a_change(reviewer, article)
    change_and_submit_again(author, article)
    approve(reviewer, article)
    publish_at_a_time(publisher, article, reader)
    save_at_the_same_time(author, sign_in(open_page(), "发布者"), article)
    compare_and_restore(author, article)
    withdraw_into(publisher, article, other, reader)
    assert article.editions.filter(markdown=COLLEAGUES).exists()
    assert set(Act.objects.filter(article=article).values_list("kind", flat=True)) >= {
        *("submit", "request_changes", "approve", "schedule", "publish", "set_aside", "restore", "withdraw"),
    }
