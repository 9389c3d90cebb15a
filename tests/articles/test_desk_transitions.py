"""Can people carry an edition to readers and back by the desk's pages alone?"""

import pytest
from django.test import Client
from django.utils import timezone

from site_app.articles.models import Act, Article, Edition
from site_app.articles.publishing import submit, take_back
from tests.factories import (
    make_approved,
    make_article,
    make_draft,
    make_edition,
    make_edition_in,
    make_member,
    make_person,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


class Desk(Client):
    """Where a member of a group is signed in."""

    def __init__(self, group: str) -> None:
        super().__init__()
        self.user = make_member(group)
        self.force_login(self.user)


def page_of(edition: Edition, name: str) -> str:
    return f"{LIST}{edition.article_id}/editions/{edition.number}/{name}/"


def do(client: Client, edition: Edition, name: str, **asked):
    return client.post(page_of(edition, name), {"seen": edition.stamp, **asked}, follow=True)


def state_of(edition: Edition) -> str:
    return Edition.objects.get(pk=edition.pk).state


def test_from_draft_to_readers():
    author, reviewer, publisher = Desk("作者"), Desk("审核者"), Desk("发布者")
    profile = make_person("陈医生", user=reviewer.user, qualification="主任医师")
    edition = make_draft(by=author.user)
    do(author, edition, "submit", note="请看第二段")
    page = do(reviewer, edition, "request_changes", note="剂量不对")
    assert "已请作者修改" in page.text
    assert "剂量不对" in author.get(f"{LIST}{edition.article_id}/change/").text
    make_draft(article=edition.article, by=author.user, markdown="改好了。")
    edition.refresh_from_db()
    do(author, edition, "submit")
    page = reviewer.get(page_of(edition, "approve"))
    assert f'<option value="{profile.pk}" selected>' in page.text
    do(reviewer, edition, "approve", reviewed_by=profile.pk, review_due="")
    page = do(publisher, edition, "publish")
    assert "读者现在看到的就是这一版" in page.text
    edition.refresh_from_db()
    today = timezone.localdate()
    assert (edition.state, edition.reviewed_by, edition.reviewed_on) == ("published", profile, today)
    assert edition.review_due.year == today.year + 1
    assert list(Act.objects.order_by("pk").values_list("kind", flat=True)) == [
        "submit",
        "request_changes",
        "submit",
        "approve",
        "publish",
    ]


def test_scheduling_names_the_time_zone_and_says_when_it_happens():
    client, edition = Desk("发布者"), make_approved()
    assert "按 Asia/Shanghai 的时间填写" in client.get(page_of(edition, "schedule")).text
    page = do(client, edition, "schedule", at="2999-01-02T08:30")
    assert page.text.count("2999年1月2日 08:30（Asia/Shanghai 时间）自动发布") == 2
    edition.refresh_from_db()
    assert edition.scheduled_for.isoformat() == "2999-01-02T00:30:00+00:00"
    assert edition.scheduled_by == client.user


@pytest.mark.parametrize("when", ["2001-01-01T08:00", "tomorrow", ""])
def test_a_time_that_cannot_be_is_refused_on_the_page(when):
    client, edition = Desk("发布者"), make_approved()
    page = do(client, edition, "schedule", at=when)
    assert 'class="errorlist' in page.text
    assert state_of(edition) == "approved"


@pytest.mark.parametrize(
    ("state", "group", "name"),
    [
        ("in_review", "审核者", "request_changes"),
        ("draft", "发布者", "publish_unreviewed"),
        ("published", "发布者", "withdraw"),
    ],
)
def test_what_needs_words_is_refused_without_them(state, group, name):
    edition = make_edition_in(state)
    page = do(Desk(group), edition, name, note=" ", reason=" ", outcome="error")
    assert 'class="errorlist' in page.text
    assert state_of(edition) == state


def test_nobody_approves_words_that_changed_since_they_looked():
    reviewer, draft = Desk("审核者"), make_draft()
    seen = submit(edition=draft).stamp
    take_back(edition=draft)
    make_draft(article=draft.article, markdown="偷换的正文。")
    draft.refresh_from_db()
    submit(edition=draft)
    page = reviewer.post(page_of(draft, "approve"), {"seen": seen, "reviewed_by": make_person().pk})
    assert "文字改过了" in page.text
    assert state_of(draft) == "in_review"


def test_a_review_is_not_signed_with_the_name_of_another_account():
    edition = make_edition_in("in_review")
    other = make_person(user=make_member("审核者"))
    page = do(Desk("审核者"), edition, "approve", reviewed_by=other.pk)
    assert 'class="errorlist' in page.text
    assert state_of(edition) == "in_review"


def test_a_button_that_is_refused_says_why():
    author = make_member("作者")
    author.groups.add(make_member("审核者").groups.get())
    client, edition = Client(), submit(edition=make_draft(by=author))
    client.force_login(author)
    page = client.get(f"{LIST}{edition.article_id}/change/").text
    assert "要请另一个人审核" in page
    assert f'href="{page_of(edition, "approve")}"' not in page
    assert "要请另一个人审核" in client.get(page_of(edition, "approve")).text


def test_buttons_for_another_state_are_shown_with_the_reason():
    page = Desk("发布者").get(f"{LIST}{make_draft().article_id}/change/").text
    assert "第1版现在是“草稿”，不能“发布”。" in page


def test_a_page_left_open_does_nothing_twice():
    client, edition = Desk("发布者"), make_edition_in("approved")
    do(client, edition, "publish")
    page = do(client, edition, "publish")
    assert "现在是“已发布”" in page.text
    assert Act.objects.filter(kind="publish").count() == 1


@pytest.mark.parametrize("typed", ["{slug}", "/articles/{slug}/", "http://testserver/articles/{slug}/ruby/"])
def test_an_article_is_merged_into_the_one_whose_address_was_typed(typed):
    target, edition = make_article(title="目标"), make_edition(written_by=make_person())
    asked = {"outcome": "merged", "merged_into": typed.format(slug=target.slug), "reason": "重复"}
    do(Desk("发布者"), edition, "withdraw", **asked)
    edition.refresh_from_db()
    assert (edition.state, edition.merged_into) == ("withdrawn", target)


@pytest.mark.parametrize("typed", ["", "nowhere", "itself", "draft"])
def test_an_article_is_not_merged_into_what_readers_cannot_see(typed):
    edition = make_edition_in("published", title="{自己|zì jǐ}")
    address = {"itself": edition.article.slug, "draft": make_draft(title="草稿").article.slug}.get(typed, typed)
    page = do(Desk("发布者"), edition, "withdraw", outcome="merged", merged_into=address, reason="重复")
    assert 'class="errorlist' in page.text
    assert state_of(edition) == "published"


def test_bulk_submitting_says_of_each_article_what_became_of_it():
    client = Desk("作者")
    mine = make_draft(by=client.user, title="我的").article
    empty = make_draft(by=client.user, title="没有摘要", summary="").article
    others = make_draft(by=make_member("作者"), title="别人的").article
    live = make_edition(title="只有发布的", written_by=make_person()).article
    chosen = [article.pk for article in (mine, empty, others, live)]
    page = client.post(LIST, {"action": "submit_all", "_selected_action": chosen}, follow=True).text
    assert "《我的》已提交审核。" in page
    assert "《没有摘要》没有变：还没有写摘要。" in page
    assert "《别人的》没有变：您没有权限“提交审核”。" in page
    assert "《只有发布的》没有变：没有正在写或等着发布的版本。" in page
    assert "选了4篇：1篇做好了，3篇没有变。" in page
    assert set(Article.objects.filter(editions__state="in_review")) == {mine}


def test_bulk_publishing_publishes_what_is_approved():
    ready, draft = make_approved(title="好了"), make_draft(title="没好")
    chosen = [ready.article_id, draft.article_id]
    page = Desk("发布者").post(LIST, {"action": "publish_all", "_selected_action": chosen}, follow=True).text
    assert "《好了》已发布。" in page
    assert "第1版现在是“草稿”，不能“发布”。" in page
    assert (state_of(ready), state_of(draft)) == ("published", "draft")


def test_an_author_is_not_asked_to_sign_with_other_peoples_names():
    client = Desk("作者")
    own, outside = make_person("我", user=client.user), make_person("院外")
    other = make_person("别人", user=make_member("作者"))
    page = client.get(f"{LIST}add/").text
    assert f'<option value="{own.pk}" selected>' in page
    assert f'<option value="{outside.pk}">' in page
    assert f'<option value="{other.pk}"' not in page


@pytest.mark.parametrize("name", ["submit", "approve", "schedule", "publish_unreviewed", "withdraw"])
def test_pages_hold_no_inline_script_or_style(name):
    state = {"submit": "draft", "approve": "in_review", "schedule": "approved", "withdraw": "published"}.get(
        name, "draft"
    )
    client = Desk("发布者")
    client.user.groups.add(make_member("审核者").groups.get())
    page = client.get(page_of(make_edition_in(state), name)).text
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
