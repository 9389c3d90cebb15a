"""Do an author, a reviewer and a publisher bring an article to readers in a browser, without scripts, whoever they are?"""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.models import Article, Reference
from site_app.articles.publishing import approve, submit
from site_app.articles.timetable import publish_due
from tests.browser.signing_in import let_in
from tests.factories import make_article, make_draft, make_edition_in, make_member, make_person

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"width": 390, "height": 844}


def sign_in(page: Page, group: str) -> Page:
    """As a new member of the group."""
    return let_in(page, make_member(group))


def desk_of(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def press(page: Page, name: str) -> None:
    """The link in the panel, then the button on the page that it leads to."""
    page.get_by_role("link", name=f"{name}……").click()


def test_an_article_goes_from_its_author_to_readers_without_scripts(open_page):
    make_person("陈医生", qualification="主任医师")
    author = sign_in(open_page(java_script_enabled=False), "作者")
    author.goto("/admin/articles/article/add/")
    author.fill("[name=title]", "怎样防中风")
    author.fill("[name=markdown]", "少吃盐[^guide]。")
    author.get_by_role("button", name="保存并提交审核").click()
    expect(author.locator(".messagelist")).to_contain_text("还没有写摘要")
    expect(author.locator(".messagelist")).to_contain_text("还没有写明适用人群")
    expect(author.locator(".messagelist")).to_contain_text("脚注 [^guide] 没有对应的来源")
    author.fill("[name=summary]", "每天不超过5克盐。")
    author.fill("[name=readers]", "高血压病人")
    author.fill("[name=sources-0-key]", "guide")
    author.fill("[name=sources-0-title]", "中国居民膳食指南")
    author.fill("[name=sources-0-publisher]", "中国营养学会")
    author.fill("[name=sources-0-year]", "2016")
    author.get_by_role("button", name="保存并提交审核").click()
    expect(author.locator(".messagelist")).to_contain_text("已提交审核")
    article = Article.objects.get()

    reviewer = sign_in(open_page(java_script_enabled=False, viewport=NARROW), "审核者")
    reviewer.goto(desk_of(article))
    press(reviewer, "请作者修改")
    reviewer.fill("[name=note]", "请用新的指南。")
    reviewer.get_by_role("button", name="请作者修改").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已请作者修改")
    author.goto(desk_of(article))
    expect(author.locator(".desk-state")).to_contain_text("请用新的指南。")
    author.fill("[name=sources-0-year]", "2022")
    author.get_by_role("button", name="保存并提交审核").click()
    expect(author.locator(".messagelist")).to_contain_text("已提交审核")
    reviewer.goto(desk_of(article))
    press(reviewer, "通过审核")
    reviewer.select_option("[name=reviewed_by]", label="陈医生，主任医师")
    reviewer.get_by_role("button", name="通过审核").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已通过审核")

    publisher = sign_in(open_page(java_script_enabled=False), "发布者")
    publisher.goto(desk_of(article))
    press(publisher, "定时发布")
    publisher.fill("[name=at]", "2999-01-02T08:30")
    publisher.get_by_role("button", name="定时发布").click()
    expect(publisher.locator(".desk-state")).to_contain_text("2999年1月2日 08:30（Asia/Shanghai 时间）自动发布")
    assert publisher.goto(article.get_absolute_url()).status == 404
    publish_due(datetime(2999, 1, 2, 0, 30, tzinfo=UTC))
    publisher.goto(article.get_absolute_url())
    expect(publisher.locator(".provenance")).to_contain_text("陈医生，主任医师")
    publisher.get_by_role("link", name="1", exact=True).click()
    expect(publisher.locator("#source-1")).to_contain_text("中国营养学会：中国居民膳食指南，2022。")


def test_the_pages_of_a_review_can_be_used_by_everybody(open_page, is_for_everybody):
    page = sign_in(open_page(), "发布者")
    waiting = submit(edition=make_draft(title="很长的题目" * 8, readers="写给很多人" * 20))
    approve(edition=waiting, by=make_member("审核者"), reviewed_by=make_person())
    live = make_edition_in("published", title="别的")
    edition = f"/admin/articles/article/{waiting.article_id}/editions/1/"
    withdrawing = f"/admin/articles/article/{live.article_id}/editions/1/withdraw/"
    for address in (
        desk_of(waiting.article),
        edition,
        f"{edition}schedule/",
        f"{edition}submit/",
        withdrawing,
        "/admin/articles/act/",
        "/admin/articles/person/add/",
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        is_for_everybody(page)


def test_the_foot_of_an_article_can_be_used_by_everybody(open_page, axe):
    source = Reference("a", "指南", "学会", 2022, "https://example.org/")
    article = make_article(markdown="少吃盐[^a]。", references=(source,), readers="高血压病人", level=3)
    page = open_page()
    page.goto(f"{article.get_absolute_url()}ruby/")
    assert "\n".join(axe(page)) == ""
