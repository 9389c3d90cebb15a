"""Does an editor see what files would do before anything is stored, and does just that happen on a yes?"""

import os
import shutil
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils.html import strip_tags
from django_tasks_db.models import DBTaskResult

from site_app.articles.admin import import_pages
from site_app.articles.bin import put_into_bin
from site_app.articles.exchange import kept, quota, reading
from site_app.articles.exchange.exporting import export
from site_app.articles.models import Article, Edition, Image, Person, Series
from site_app.articles.publishing import submit
from site_app.articles.tasks import import_what_is_left, take_up_again
from tests.articles.people import PEOPLE, make
from tests.articles.test_exchange_hostile import zipped
from tests.documents.word_files import paragraph, picture, word_file
from tests.factories import (
    make_draft,
    make_edition,
    make_member,
    make_person,
    make_picture,
    make_series,
    make_superuser,
    make_upload,
)

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/article/import/"
GOOD = "# 脑梗\n\n马上打120。\n"


@pytest.fixture(autouse=True)
def intake(tmp_path: Path, settings, media_root) -> Path:
    settings.INTAKE_ROOT = tmp_path / "intake"
    return settings.INTAKE_ROOT


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def author():
    return make_member("作者")


@pytest.fixture
def client(author) -> Client:
    return signed_in(author)


def upload(client: Client, *files: tuple[str, str | bytes]) -> str:
    """The address of the plan."""
    sent = [make_upload(data.encode() if isinstance(data, str) else data, name) for name, data in files]
    response = client.post(PAGE, {"files": sent})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def agree(client: Client, address: str, **changes):
    seen = client.get(address).context["plan"].stamp
    return client.post(address, {"seen": seen, **changes}, follow=True)


def front(article: Article, body: str = "新的正文。", **fields: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: 新题目\nslug: {article.slug}\n{lines}---\n\n{body}\n"


def messages(page) -> list[str]:
    return [step.message for step in page.context["plan"].steps]


def test_nothing_is_stored_before_the_yes_and_then_there_is_a_draft(client, author):
    data = word_file(
        paragraph("脑梗", "1"),
        paragraph("马上打120。"),
        paragraph(picture()),
        parts={"word/media/image1.png": make_picture()},
    )
    address = upload(client, ("脑梗.docx", data))
    page = client.get(address)
    assert messages(page) == ["新建草稿《脑梗》。"]
    assert "马上打120。" in strip_tags(page.text)
    assert "〔图：血管堵住了〕" in strip_tags(page.text)
    assert not any(model.objects.exists() for model in (Article, Image))
    done = agree(client, address)
    article = Article.objects.get()
    assert f"/admin/articles/article/{article.pk}/change/" in done.text
    assert (article.draft.title, article.draft.author, article.live_edition) == ("脑梗", author, None)
    assert article.draft.markdown == f"马上打120。\n\n![血管堵住了]({Image.objects.get().file.url})"


def test_an_article_that_is_live_stays_so_beside_its_new_draft(client, author):
    article = make_edition(by=author).article
    page = client.get(address := upload(client, ("a.md", front(article))))
    assert messages(page) == ["《新题目》新建一份草稿，读者现在看到的不变。"]
    assert "<ins>" in page.text
    agree(client, address)
    assert (article.live_edition.title, article.draft.title) == ("脑梗是什么", "新题目")


def test_what_is_being_written_is_set_aside_and_not_lost(client, author):
    draft = make_draft(by=author, title="正在写")
    agree(client, upload(client, ("a.md", front(draft.article))))
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("正在写", "superseded")
    assert draft.article.draft.title == "新题目"


def test_what_has_not_changed_is_skipped(author, client):
    article = make_draft(by=author).article
    page = client.get(upload(client, ("a.zip", b"".join(export([article])))))
    assert messages(page) == ["《脑梗是什么》没有变化。"]
    assert "同意，导入" not in page.text


def test_what_is_not_said_stays_and_what_is_said_to_be_none_goes():
    publisher = make_member("发布者")
    client = signed_in(publisher)
    article = make_draft(readers="老人", level=3).article
    Article.objects.filter(pk=article.pk).update(series=make_series("认识脑梗"), position=4)
    agree(client, upload(client, ("a.md", front(article, level="''"))))
    article.refresh_from_db()
    draft = article.draft
    assert (draft.readers, draft.level, article.series.title, article.position) == ("老人", None, "认识脑梗", 4)
    agree(client, upload(client, ("a.md", front(article, series="''", readers="孩子"))))
    article.refresh_from_db()
    assert (article.draft.readers, article.series) == ("孩子", None)


def test_the_plan_has_to_be_what_was_shown(client, author):
    article = make_draft(by=author).article
    address = upload(client, ("a.md", front(article)))
    seen = client.get(address).context["plan"].stamp
    make_draft(article=article, by=author, title="别人刚写的")
    page = client.post(address, {"seen": seen})
    assert "您看过以后，有的文章又变了" in page.text
    assert article.draft.title == "别人刚写的"


def test_a_second_yes_does_nothing(client):
    address = upload(client, ("a.md", GOOD))
    seen = client.get(address).context["plan"].stamp
    for _time in range(2):
        page = client.post(address, {"seen": seen}, follow=True)
        assert "新建草稿《脑梗》。" in page.text
    assert Article.objects.count() == 1


def test_a_no_removes_what_was_uploaded(client, intake):
    client.post(upload(client, ("a.md", GOOD)), {"forget": "1"})
    assert not Article.objects.exists()
    assert [path for path in intake.rglob("*") if path.is_file()] == []


def test_an_upload_is_for_its_own_person_alone(client):
    address = upload(client, ("a.md", GOOD))
    other = signed_in(make_superuser())
    assert other.get(address).url == PAGE
    assert other.post(address, {"seen": ""}).url == PAGE
    assert not Article.objects.exists()


@pytest.mark.parametrize("token", ["x", "..", "%2e%2e", "a" * 22, "a" * 21 + "."])
def test_there_is_no_other_way_to_a_folder(client, token):
    assert client.get(f"{PAGE}{token}/").status_code in (302, 404)


def test_an_upload_expires(client, intake):
    address = upload(client, ("a.md", GOOD))
    folder = next(intake.glob("*/*"))
    past = time.time() - kept.EXPIRES - 10
    os.utime(folder, (past, past))
    assert client.get(address).url == PAGE
    upload(client, ("b.md", GOOD))
    assert not folder.exists()


def test_who_uploads_a_million_times_keeps_three(client, intake):
    for _time in range(5):
        upload(client, ("a.md", GOOD))
    assert len(list(intake.glob("*/*"))) == kept.MOST
    assert {path.stat().st_mode & 0o077 for path in intake.glob("*/*/found")} == {0}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([], "还没有选文件"),
        ([("a.md", b"x")] * (kept.MAX_FILES + 1), "一次最多上传50个文件"),
    ],
)
def test_what_cannot_be_sent_is_said(client, files, message):
    page = client.post(PAGE, {"files": [make_upload(data, name) for name, data in files]})
    assert message in page.text


def test_more_than_the_quota_is_not_received(client, monkeypatch):
    monkeypatch.setattr(quota, "MOST", 1_000)
    monkeypatch.setattr("site_app.articles.admin.import_pages.MAX_UPLOAD", 1_000)
    page = client.post(PAGE, {"files": make_upload(bytes(200_000), "a.md")})
    assert "没有收下" in page.text


def test_several_files_and_their_pictures_come_together(client):
    text = "# 脑梗\n\n马上打120。\n\n![图](图%201.png)\n"
    address = upload(client, ("a.md", text), ("图 1.png", make_picture()), ("没用.png", make_picture(size=(5, 5))))
    assert messages(client.get(address)) == ["新建草稿《脑梗》。", "没有文章用到这张图片，不导入。"]
    agree(client, address)
    assert Image.objects.get().file.url in Article.objects.get().draft.markdown


def test_files_that_are_one_article_are_told_apart(client, author):
    article = make_draft(by=author).article
    page = client.get(upload(client, ("a.md", front(article)), ("b.md", front(article, "别的。"))))
    assert messages(page)[1] == "和“a.md”是同一篇文章。"


def test_a_namesake_is_pointed_out(client, author):
    make_draft(by=author, title="脑梗")
    step = client.get(upload(client, ("a.md", GOOD))).context["plan"].steps[0]
    assert step.notes[0].startswith("已经有一篇《脑梗》，会另建一篇。要改那一篇，请打开它")


def refusal(person, *files: tuple[str, str | bytes]) -> str:
    client = signed_in(person)
    address = upload(client, *files)
    page = client.get(address)
    before = list(Edition.objects.order_by("pk").values()), Person.objects.count(), Series.objects.count()
    client.post(address, {"seen": page.context["plan"].stamp})
    assert (list(Edition.objects.order_by("pk").values()), Person.objects.count(), Series.objects.count()) == before
    assert [step.action.value for step in page.context["plan"].steps] == ["refuse"]
    return messages(page)[0]


def test_nobody_changes_what_is_somebody_elses(author):
    article = make_draft(by=make_member("作者")).article
    assert refusal(author, ("a.md", front(article))) == "《脑梗是什么》是别人的文章，您不能改。"


def test_nobody_signs_with_the_name_of_somebody_else(author):
    make_person("王医生", user=make_member("作者"))
    assert "不能用“王医生”署名" in refusal(author, ("a.md", "---\ntitle: 题\nauthor: 王医生\n---\n\n文。"))


def test_an_author_makes_no_people_series_and_tags(author):
    assert "没有作者“张三”" in refusal(author, ("a.md", "---\ntitle: 题\nauthor: 张三\n---\n\n文。"))
    assert "没有系列“新系列”" in refusal(author, ("a.md", "---\ntitle: 题\nseries: 新系列\n---\n\n文。"))
    assert "没有标签“新”" in refusal(author, ("a.md", "---\ntitle: 题\ntags: [新]\n---\n\n文。"))


def test_a_publisher_does_and_the_person_is_not_public():
    head = "---\ntitle: 题\nauthor: {name: 张三, organisation: 医院}\nseries: 新系列\ntags: [新]\n---\n\n文。"
    client = signed_in(make_member("发布者"))
    agree(client, upload(client, ("a.md", head)))
    draft = Article.objects.get().draft
    assert (str(draft.written_by), draft.written_by.is_public) == ("张三，医院", False)


def test_what_is_being_reviewed_is_not_changed(author):
    edition = submit(edition=make_draft(by=author))
    assert "要改，请先收回" in refusal(author, ("a.md", front(edition.article)))


def test_what_lies_in_the_bin_stays_there(author):
    article = make_draft(by=author).article
    put_into_bin(article=article)
    assert "回收站" in refusal(author, ("a.md", front(article)))


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("sources: [{key: a, address: 'javascript:alert(1)'}]", ""),
        ("level: 12", "level"),
        ("summary: '{卒中|xyz}'", "xyz"),
        ("title: '{卒中|xyz}'", "xyz"),
    ],
)
def test_what_the_form_would_refuse_is_refused(author, head, message):
    title = "" if head.startswith("title") else "title: 题\n"
    assert message in refusal(author, ("a.md", f"---\n{title}{head}\n---\n\n文。"))


def test_the_source_of_a_file_without_front_matter_is_noted(client):
    agree(client, upload(client, ("文章.txt", "脑梗\n马上打120。")))
    assert Article.objects.get().draft.change_note == "由“文章.txt”导入。"


def test_markup_in_names_and_texts_stays_text(client):
    page = client.get(upload(client, ("<img src=x onerror=a()>.md", "# <script>a()</script>\n\n<script>b()</script>")))
    assert "<script>b()" not in page.text
    assert "<img src=x" not in page.text


EXPORT = {"action": "export_all", "index": "0"}


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_export(person):
    article = make_draft().article
    client = Client()
    if person != "anonymous":
        client.force_login(make(person))
    response = client.post("/admin/articles/article/", {**EXPORT, "_selected_action": [article.pk]})
    if person in {"author", "reviewer", "publisher", "superuser"}:
        assert response.headers["Content-Type"] == "application/zip"
        assert b"".join(response.streaming_content) == b"".join(export([article]))
    else:
        assert response.status_code == (302 if person == "anonymous" else 403)


def test_what_would_not_come_back_is_said_and_nothing_is_exported(client):
    article = make_draft(title="脑\u202e梗").article
    page = client.post("/admin/articles/article/", {**EXPORT, "_selected_action": [article.pk]}, follow=True)
    assert "看不见的控制字符" in page.text


def test_a_zip_of_hostile_files_stores_nothing_through_the_page(client):
    address = upload(client, ("a.zip", zipped(("../a.md", GOOD), ("b.md", GOOD))))
    page = client.get(address)
    assert [step.action.value for step in page.context["plan"].steps] == ["refuse"]
    client.post(address, {"seen": page.context["plan"].stamp})
    assert not Article.objects.exists()
    assert settings.INTAKE_ROOT.is_dir()


def test_what_takes_longer_goes_on_in_the_background_and_each_file_is_done_once(client, author, monkeypatch, tmp_path):
    monkeypatch.setattr(import_pages, "SECONDS", -1.0)
    address = upload(client, *((f"{number}.md", f"# 第{number}篇\n\n打120。\n") for number in range(4)))
    page = agree(client, address)
    assert "4 个文件，已处理 0 个。" in strip_tags(page.text)
    assert not Article.objects.exists()
    waiting = kept.kept_for(author, address.rstrip("/").rpartition("/")[2])
    by = make_superuser()  # somebody else's uploads do not push out one that is under way
    for _time in range(kept.MOST):
        kept.keep(author, [make_upload(GOOD.encode(), "a.md")])
        kept.keep(by, [make_upload(GOOD.encode(), "a.md")])
    shutil.copytree(waiting.folder, tmp_path / "before")
    take_up_again()
    assert DBTaskResult.objects.filter(task_path=import_what_is_left.module_path).count() == 1
    import_what_is_left.call(author.pk, waiting.token)
    # The machine fails, and forgets what was not written yet.
    shutil.rmtree(waiting.folder)
    (tmp_path / "before").rename(waiting.folder)
    assert "已处理 0 个" in strip_tags(client.get(address).text)
    import_what_is_left.call(author.pk, waiting.token)
    assert "新建的草稿（4）" in strip_tags(client.get(address).text)
    assert sorted(str(article) for article in Article.objects.all()) == ["第0篇", "第1篇", "第2篇", "第3篇"]
    made = [str(key) for key in Article.objects.values_list("pk", flat=True)]
    assert LogEntry.objects.filter(user=author, object_id__in=made).count() == 4
    import_what_is_left.call(author.pk, waiting.token)
    assert Article.objects.count() == 4


def test_what_changed_after_the_yes_is_left_alone(client, author, monkeypatch):
    monkeypatch.setattr(import_pages, "SECONDS", -1.0)
    article = make_draft(by=author).article
    address = upload(client, ("a.md", front(article)), ("b.md", GOOD))
    agree(client, address)
    make_draft(article=article, by=author, title="别人刚写的")
    import_what_is_left.call(author.pk, address.rstrip("/").rpartition("/")[2])
    assert "您同意以后，这篇文章又变了" in client.get(address).text
    assert {str(each) for each in Article.objects.all()} == {"别人刚写的", "脑梗"}


def test_an_upload_that_takes_too_long_is_answered_in_time(client, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", -1.0)
    page = client.get(upload(client, ("a.md", GOOD), ("b.png", make_picture())))
    assert set(messages(page)) == {"一次上传的东西太多，来不及看。请分几次上传。"}
