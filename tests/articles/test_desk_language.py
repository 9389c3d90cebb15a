"""In which language does the admin speak, and does it say everything in it?"""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from site_app.articles.bin import put_into_bin
from site_app.articles.models import Act, Article, CheckedLink, Edition, ReadingReport, Rereading, WaitingArticle
from site_app.articles.models.state import State
from site_app.articles.publishing import approve, withdraw
from site_app.articles.reading_desk.reports import report_reading
from site_app.articles.workflow import TRANSITIONS
from site_app.message import Message
from site_app.pages.models import Feedback
from tests.factories import (
    make_draft,
    make_edition_in,
    make_lexicon_entry,
    make_member,
    make_person,
    make_picture,
    make_series,
    make_superuser,
    make_tag,
    make_upload,
)

pytestmark = pytest.mark.django_db

HAN = re.compile("[㐀-鿿]")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
QUOTED = re.compile(r"\{卒中\|cù zhòng\}|^::: 急救$|^(提示|注意|装饰图)$")
"""Examples and marks of Markdown that stand in attributes, and are Chinese in every language."""
CONTENT = re.compile(
    "脑梗是什么|听得懂的健康|王作者|李医生|认识脑梗|预防|银行|新题目|改过|脑卒中|卒中|作者|审核者|发布者"
    "|高血压病人|世界卫生组织|脑梗是急症，要马上打120。|有误|试验|请改|后来改了。|公众的生存率|生存率|看不懂|我读"
    "|脑梗是急症。|脑梗|新的正文|提示, 注意, 急救, 图|(?<![㐀-鿿])[汉字率存脑图框题文新](?![㐀-鿿])"
)
"""What people wrote may stand where no element can say its language: in `<title>` and attributes."""


class Reader(HTMLParser):
    """Collects the Chinese of a page outside elements that say that they are Chinese.

    Told so, it trusts no `<span>` that says no more than its language, as those do that mark Chinese by its characters:
    then whatever is neither said to be Chinese by a template nor somebody's words is found.
    """

    def __init__(self, page: str, *, strictly: bool = False) -> None:
        super().__init__()
        self.strictly = strictly
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        is_marked = self.strictly and tag == "span" and attrs == [("lang", "zh-Hans")]
        is_chinese = self.is_chinese or ((named.get("lang") or "").startswith("zh") and not is_marked)
        if not is_chinese:
            for name, value in attrs:
                left = CONTENT.sub("", value or "")
                if HAN.search(left) and not QUOTED.search(value or "") and name not in ("data-views",):
                    self.found.append(f"{tag} {name}={value}")
        if tag not in VOID:
            self.open.append((tag, is_chinese))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self.open[-1][0] if self.open else ""
        if inside in ("script", "style"):
            return
        left = CONTENT.sub("", data) if self.strictly or inside in ("title", "option") else data
        if HAN.search(left) and not self.is_chinese:
            self.found.append(f"{inside}: {data.strip()}")

    @property
    def is_chinese(self) -> bool:
        return bool(self.open) and self.open[-1][1]


@pytest.fixture
def english() -> Client:
    client = Client(headers={"Accept-Language": "en-GB,en;q=0.9"})
    client.force_login(make_superuser())
    return client


def everything() -> list[str]:
    """The addresses of the desk's pages about articles in each state, and of everything beside them."""
    addresses = ["/admin/", "/admin/password_change/", "/admin/articles/article/add/", "/admin/articles/article/bin/"]
    for state in State.values:
        edition = make_edition_in(state)
        article = f"/admin/articles/article/{edition.article_id}/"
        addresses += [f"{article}change/", f"{article}editions/1/", f"{article}compare/", f"{article}history/"]
        addresses += [f"{article}delete/", f"{article}editions/1/restore/", f"{article}readings/"]
        addresses += [f"{article}editions/1/{name}/" for name in TRANSITIONS]
    make_lexicon_entry()
    series, tag = make_series(), make_tag()
    binned = make_draft().article
    put_into_bin(article=binned)
    addresses += [f"/admin/articles/article/{binned.pk}/erase/", "/admin/articles/article/import/"]
    models = ("article", "series", "tag", "lexiconentry", "image", "person", "act", "sourcereport")
    addresses += [f"/admin/articles/{model}/" for model in models]
    addresses += [f"/admin/articles/{model}/add/" for model in ("series", "tag", "lexiconentry", "image", "person")]
    addresses += [f"/admin/articles/series/{series.pk}/change/", f"/admin/articles/tag/{tag.pk}/delete/"]
    addresses += ["/admin/auth/user/", "/admin/auth/user/add/", "/admin/auth/group/", "/admin/narration/narration/"]
    addresses += ["/admin/articles/rereading/", "/admin/articles/lexiconentry/several/", "/admin/pages/feedback/"]
    addresses += [f"/admin/auth/group/{group.pk}/change/" for group in Group.objects.all()]
    return addresses


def test_the_admin_is_english_for_who_speaks_english(english):
    """Whatever is left in Chinese is what people wrote, and says that it is Chinese."""
    found = {}
    for address in everything():
        page = english.get(address, follow=True)
        assert page.status_code in (200, 403), address
        assert '<html lang="en"' in page.text, address
        if left := Reader(page.text, strictly=True).found:
            found[address] = left[:6]
    assert found == {}


def test_the_admin_is_chinese_for_everybody_else():
    client = Client(headers={"Accept-Language": "fr"})
    client.force_login(make_superuser())
    for address in everything():
        page = client.get(address, follow=True).text
        assert '<html lang="zh-' in page, address
        for text in (
            "Edition ",
            "Draft",
            "Submit for review",
            "Reviewer",
            "Withdraw",
            "Save draft",
            " and ",
            "There is",
        ):
            assert text not in re.sub(r"<script.*?</script>|<[^>]*>", "", page, flags=re.DOTALL), (address, text)


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/nothing/", "/admin/articles/article/999/change/"])
def test_doors_and_errors_speak_english_too(address):
    client = Client(headers={"Accept-Language": "en"})
    page = client.get(address, follow=True)
    assert '<html lang="en"' in page.text
    assert Reader(page.text).found == []


def test_what_is_refused_is_said_in_english(english):
    edition = make_edition_in("draft", title="", readers="")
    article = f"/admin/articles/article/{edition.article_id}/"
    sent = {"title": "", "markdown": "{卒中|cu}", "slug": "X Y", "position": "-1", "seen": edition.stamp}
    pages = [
        english.post(f"{article}change/", sent),
        english.post(f"{article}editions/1/publish_unreviewed/", {"seen": "other", "reason": ""}),
        english.post(f"{article}editions/1/submit/", {"seen": edition.stamp}),
        english.post("/admin/markdown/preview/", {"content": "{卒中|cu}"}),
        english.post("/admin/password_change/", {"old_password": "x"}),
    ]
    assert "the number of characters in “" in pages[0].text
    assert "Still missing: Title" in pages[2].text
    assert [Reader(page.text).found for page in pages] == [[]] * len(pages)


@pytest.fixture
def lively(settings, tmp_path) -> Article:
    """An article with doubtful readings, about which readers have said something."""
    settings.INTAKE_ROOT = tmp_path / "intake"
    edition = make_edition_in("published", markdown="公众的生存率。")
    said: Any = {
        "view": "ruby",
        "sentence": "公众的生存率。",
        "shown": "lǜ",
        "suggested": "shuài",
        "remark": "我读shuài",
    }
    report_reading(edition=edition, position=5, **said)
    report = report_reading(edition=edition, position=4, **said)
    ReadingReport.objects.filter(pk=report.pk).update(sentence="后来改了。")
    Feedback.objects.create(
        article=edition.article,
        edition=edition,
        view="ruby",
        useful=False,
        words="看不懂",
        created_at=edition.updated_at,
    )
    return edition.article


def test_readings_and_what_readers_say_are_told_in_english(english, lively):
    waiting = Rereading.objects.create(words=["卒中", "银行"], total=3)
    WaitingArticle.objects.create(rereading=waiting, article=lively, failure="disk full")
    WaitingArticle.objects.create(rereading=waiting, article=make_draft().article)
    desk, several = f"/admin/articles/article/{lively.pk}/readings/", "/admin/articles/lexiconentry/several/"
    seen, rate = lively.live_edition.stamp, {"field": "markdown", "start": 5, "reading": "shuai4", "number": 1}
    asked = {"entries": "生存率 shēng cún shuài\n银行 yín xíng", "note": ""}
    pages = [
        english.get(desk),
        english.post(desk, {**rate, "seen": "other"}, follow=True),
        english.post(desk, {**rate, "seen": seen, "start": 500}, follow=True),
        english.post(desk, {**rate, "seen": seen, "reading": "lv4", "scope": "article"}, follow=True),
        english.post(desk, {**rate, "seen": seen}, follow=True),
        english.get(f"/admin/articles/article/{lively.pk}/history/"),
        english.get("/admin/articles/rereading/"),
        english.post(several, {**asked, "page": "1"}),
        english.post(several, {"entries": "脑 cu cu\nx y", "page": "1"}),
        english.post(several, {**asked, "save": "yes"}, follow=True),
        english.get("/admin/pages/feedback/"),
        english.get("/admin/pages/feedback/?done=yes&words=yes"),
    ]
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert "is now read shuài, saved in the draft." in re.sub("<[^>]*>", "", pages[5].text)
    assert [left for page in pages for left in strict(page.text)] == []


def test_importing_is_told_in_english(english, lively):
    files = {
        "新.md": "# 脑梗\n\n![图](a.png)\n",
        "bom.txt": b"\xef\xbb\xbfx",
        "gbk.txt": "脑梗是什么".encode("gb18030"),
        "wrong.md": "---\ntitle: 题\nnothing: 1\n---\n\n文\n",
        "parts.md": "---\ntitle: 题\nauthors: x\n---\n\n文\n",
        "same.md": f"---\ntitle: 新题目\nslug: {lively.slug}\n---\n\n新的正文。\n",
        "boxes.md": "# 题\n\n::: 框\n\n{卒中|cu}\n",
        "empty.docx": b"PK\x03\x04",
        "picture.png": make_picture(),
        "unknown.xyz": b"x",
    }
    sent = [make_upload(data.encode() if isinstance(data, str) else data, name) for name, data in files.items()]
    page = "/admin/articles/article/import/"
    told = english.post(page, {"files": sent})
    assert told.status_code == 302, told.text
    plan = english.get(told["Location"])
    pages = [
        english.get(page),
        english.post(page, {}),
        plan,
        english.post(told["Location"], {"seen": "other"}, follow=True),
        english.post(told["Location"], {"seen": plan.context["plan"].stamp}, follow=True),
        english.get(f"{page}{'x' * 22}/", follow=True),
    ]
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert [left for page in pages for left in strict(page.text)] == []
    exported = english.post("/admin/articles/article/", {"action": "export_all", "_selected_action": [lively.pk]})
    assert exported.status_code in (200, 302)


def test_what_the_preview_says_is_in_english(english, lively):
    address = f"/admin/articles/article/{lively.pk}/preview/"
    answer = english.post(address, {"markdown": "{卒中|cu}\n\n::: 图\n没有\n:::\n\n::: 框", "view": "ruby"}).json()
    said = [problem["message"] for problem in answer["problems"]]
    assert len(said) >= 3
    assert [text for text in said if HAN.search(CONTENT.sub("", text))] == []
    refused = english.post(address, {"markdown": "字" * 200_001}).json()
    assert not HAN.search(refused["error"])


def strict(page: str) -> list[str]:
    """What is left in Chinese without being quoted."""
    return Reader(page, strictly=True).found


def test_without_a_permission_the_door_says_so_in_english():
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(make_member("作者"))
    page = client.get("/admin/articles/series/add/")
    assert page.status_code == 403
    assert "You may not see this page" in page.text
    assert Reader(page.text).found == []


def test_the_switch_decides_and_a_browser_remembers():
    client = Client(headers={"Accept-Language": "en"})
    page = client.get("/admin/login/?next=/admin/articles/")
    assert '<button type="submit" name="language" value="zh-hans" lang="zh-Hans">简体中文</button>' in page.text
    answer = client.post("/admin/language/", {"language": "zh-hans", "next": "/admin/login/?next=/admin/articles/"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/?next=/admin/articles/")
    cookie = answer.cookies["django_language"]
    assert (cookie.value, cookie["path"], cookie["samesite"], bool(cookie["httponly"])) == (
        "zh-hans",
        "/admin/",
        "Lax",
        True,
    )
    page = client.get("/admin/login/")
    assert '<html lang="zh-hans"' in page.text
    assert ">English</button>" in page.text


@pytest.mark.parametrize("next_page", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_the_switch_leads_to_no_other_site(next_page):
    answer = Client().post("/admin/language/", {"language": "en", "next": next_page})
    assert "example" not in answer["Location"]
    assert "script" not in answer["Location"]


def test_the_switch_asks_for_a_token_and_knows_two_languages():
    assert Client(enforce_csrf_checks=True).post("/admin/language/", {"language": "en"}).status_code == 403
    assert "django_language" not in Client().post("/admin/language/", {"language": "xx"}).cookies
    assert "django_language" not in Client().get("/admin/language/?language=en").cookies


def test_pages_for_readers_stay_chinese():
    make_edition_in("published")
    client = Client(headers={"Accept-Language": "en"})
    client.cookies["django_language"] = "en"
    for address in ("/", "/about/", "/articles/nao-geng-shi-shen-me/", "/nothing/"):
        page = client.get(address)
        assert '<html lang="zh-Hans">' in page.text
        assert "首页" in page.text
        assert "Accept-Language" not in page.headers.get("Vary", "")


def test_what_is_stored_is_read_in_the_readers_language(english):
    edition = make_edition_in("in_review")
    approve(edition=edition, by=make_member("审核者"), reviewed_by=make_person(), note="写得好")
    live = make_edition_in("published")
    withdraw(article=live.article, reason="有误")
    notes = list(Act.objects.filter(kind__in=["approve", "withdraw"]).order_by("pk").values_list("note", flat=True))
    assert notes == ["审核者：李医生。写得好", "发布有误：页面只说文章已经撤下\n有误"]
    assert all(isinstance(note, Message) for note in notes)
    page = re.sub("<[^>]*>", "", english.get("/admin/articles/act/").text)
    assert "Reviewer: 李医生. 写得好" in page
    assert "Published in error: the page only says that the article was withdrawn" in page
    assert "The site" in page


def test_what_people_typed_is_stored_as_they_typed_it():
    edition = make_edition_in("draft")
    for status in ('{"msgid": "x", "params": {}}', "\x1e{broken", '\x1e["x"]', "", "404"):
        link = CheckedLink.objects.create(
            edition=edition, address=f"https://example.org/{len(status)}", status=status, checked_at=edition.updated_at
        )
        assert CheckedLink.objects.get(pk=link.pk).status in (status, status[1:], "['x']")


def test_the_admins_own_log_is_read_in_the_readers_language(english):
    edition = make_edition_in("draft", by=make_member("作者"))
    article = f"/admin/articles/article/{edition.article_id}/"
    english.post(f"{article}editions/1/submit/", {"seen": edition.stamp})
    assert Edition.objects.get(pk=edition.pk).state == "in_review"
    assert "Submit for review: " in re.sub("<[^>]*>", "", english.get(f"{article}history/").text)
    english.cookies["django_language"] = "zh-hans"
    assert "提交审核：脑梗是什么 · 1" in english.get(f"{article}history/").text
    assert Article.objects.count() == 1
