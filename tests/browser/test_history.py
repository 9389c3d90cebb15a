"""Can two people work on one article in a browser, compare and bring back what was, and throw away, whoever they are?"""

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.bin import put_into_bin
from site_app.articles.models import Act, Article, Reference
from tests.browser.signing_in import let_in
from tests.browser.test_review import desk_of, sign_in
from tests.factories import make_article, make_draft, make_edition, make_superuser

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "脑梗是急症，要马上打120。\n\n"
    + "每天走路三十分钟，少吃盐，多吃蔬菜。\n\n" * 20
    + "医生说{卒中|cù zhòng}可以预防。\n"
)


@pytest.fixture
def article() -> Article:
    """Published, with a draft that differs in everything."""
    article = make_article(markdown=TEXT, readers="病人", references=(Reference("a", "指南"),))
    text = TEXT.replace("马上", "立刻").replace("cù", "zú")
    make_draft(article=article, title="防脑梗", markdown=text, readers="家属", references=(Reference("a", "书"),))
    return article


def test_the_second_to_save_loses_nothing(open_page):
    article = make_article(markdown="脑梗要马上打120。")
    first, second = (sign_in(open_page(java_script_enabled=False), "发布者") for _ in range(2))
    for page in (first, second):
        page.goto(desk_of(article))
    expect(second.locator(".desk-presence")).to_contain_text("也在编辑这篇文章（最后活动：刚刚）")
    first.fill("[name=markdown]", "脑梗要立刻打120。")
    first.click("[name=_continue]")
    expect(first.locator(".messagelist")).to_contain_text("草稿已保存")
    second.fill("[name=markdown]", "脑梗千万要马上打120。")
    second.click("[name=_continue]")
    expect(second.locator(".desk-other")).to_contain_text("保存了另一份文字")
    theirs, mine = second.locator(".desk-sides tbody td").all()
    expect(theirs.locator("del")).to_contain_text("立刻")
    expect(mine.locator("ins").last).to_contain_text("马上")
    expect(second.locator("[name=markdown]")).to_have_value("脑梗千万要马上打120。")
    assert article.draft
    assert article.draft.markdown == "脑梗要立刻打120。"
    second.check("[name=set_aside]")
    second.click("[name=_continue]")
    expect(second.locator(".desk-editions tbody tr")).to_have_count(3)
    texts = article.editions.order_by("number").values_list("markdown", "state")
    assert list(texts)[1:] == [("脑梗要立刻打120。", "superseded"), ("脑梗千万要马上打120。", "draft")]
    assert Act.objects.filter(kind="set_aside").count() == 1


def test_a_page_that_stays_open_learns_who_came(open_page):
    article = make_article()
    first, second = (sign_in(open_page(), "发布者") for _ in range(2))
    first.clock.install()
    first.goto(desk_of(article))
    expect(first.locator(".desk-presence [role=status]")).to_have_text("")
    second.goto(desk_of(article))
    first.clock.run_for(21_000)
    expect(first.locator(".desk-presence [role=status]")).to_contain_text("也在编辑这篇文章")


def test_an_old_edition_is_compared_and_brought_back_without_scripts(open_page, article):
    page = sign_in(open_page(java_script_enabled=False), "发布者")
    page.goto(desk_of(article))
    page.get_by_role("link", name="比较任意两版").click()
    page.select_option("[name=before]", "2")
    page.select_option("[name=after]", "1")
    page.get_by_role("button", name="比较").click()
    expect(page.locator(".desk-difference del", has_text="立刻")).to_be_visible()
    expect(page.locator(".desk-readings tbody tr")).to_contain_text(["卒中"])
    page.locator("details summary").first.click()
    page.get_by_role("link", name="恢复第 1 版……").click()
    expect(page.locator(".desk-other")).to_contain_text("会放到一边")
    page.get_by_role("button", name="恢复第 1 版").click()
    expect(page.locator(".messagelist")).to_contain_text("第1版的文字就是读者现在看到的")
    page.locator(".desk-editions").get_by_role("link", name="恢复第 2 版").click()
    page.get_by_role("button", name="恢复第 2 版").click()
    expect(page.locator("[name=title]")).to_have_value("防脑梗")
    assert article.draft
    assert article.draft.number == 3


def test_an_article_goes_into_the_bin_and_comes_back(open_page):
    article = make_draft(title="写重了").article
    page = sign_in(open_page(java_script_enabled=False), "发布者")
    page.goto(desk_of(article))
    page.get_by_role("link", name="放进回收站").click()
    page.get_by_role("button", name="放进回收站").click()
    expect(page.locator(".messagelist")).to_contain_text("已放进回收站")
    page.get_by_role("link", name="回收站", exact=True).click()
    page.get_by_role("button", name="恢复《写重了》").click()
    expect(page.locator(".messagelist")).to_contain_text("已从回收站恢复")
    assert Article.objects.get() == article


def collide(page: Page, article: Article) -> None:
    page.goto(desk_of(article))
    page.fill("[name=markdown]", TEXT.replace("急症", "重病"))
    make_draft(article=article, title="别人写的", markdown=TEXT.replace("预防", "避免"))
    page.click("[name=_continue]")
    expect(page.locator(".desk-sides").first).to_be_visible()


def pages_of(article: Article) -> list[str]:
    make_edition(article=article, title="又改", written_by=article.editions.get(number=1).written_by)
    make_draft(article=article, title="再改")
    binned = make_draft(title="很长的题目" * 8).article
    throw_away = f"/admin/articles/article/{binned.pk}"
    put_into_bin(article=binned)
    other = make_draft().article
    here = f"/admin/articles/article/{article.pk}"
    return [
        f"{here}/compare/?before=1&after=2",
        f"{here}/editions/1/restore/",
        f"/admin/articles/article/{other.pk}/delete/",
        f"{here}/delete/",
        "/admin/articles/article/bin/",
        f"{throw_away}/erase/",
    ]


def test_the_pages_can_be_used_by_everybody(open_page, is_for_everybody, article):
    page = let_in(open_page(), make_superuser())
    collide(page, article)
    is_for_everybody(page)
    for address in pages_of(article):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        is_for_everybody(page)
