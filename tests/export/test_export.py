"""Does the public site stand whole in a folder, and does only what has changed change there?"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.templatetags.static import static
from pytest_django import Settings

from site_app.articles.images import store_image
from site_app.articles.models import Article, Edition, Image, Reference
from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from site_app.export import visiting
from site_app.export.exporting import Exported, NotOurs, export
from site_app.finding.indexing import index
from site_app.narration import narrating
from site_app.pages import views
from tests.factories import make_article, make_draft, make_edition, make_picture, make_series, make_tag, make_upload
from tests.glossary.explained import explain
from tests.keeping.conftest import make_image
from tests.narration.conftest import Whistle

pytestmark = pytest.mark.django_db

Take = Callable[..., Exported]


@pytest.fixture
def heart(tmp_path: Path, settings: Settings, media_root: Path) -> Article:
    """A small site: an article with a source, a picture and sound, in a series, under a tag; another one; an explained word."""
    settings.NARRATION_ROOT = tmp_path / "narration"
    settings.CONTACT_EMAIL, settings.SECURITY_CONTACT = "a@example.org", "mailto:a@example.org"
    explain()
    picture = make_image()
    text = f"脑梗是急症[^who]。\n\n{picture.markdown}\n\n## 怎么办\n\n打120。"
    cited = (Reference("who", "题", "世卫组织", 2023),)
    article = make_article(
        title="脑梗是什么", markdown=text, series=make_series(), tags=(make_tag(),), references=cited
    )
    make_article(title="高血压", markdown="少吃盐。", series=article.series)
    live = article.live_edition
    assert live
    narrating.narrate(narrating.ask_for([live])[0], Whistle())
    index([*Edition.objects.live()])
    return article


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> None:
    """Static files have the names that they have on a server: only there is a version that devices can keep."""
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]  # no page loads another package's
    settings.STATIC_ROOT = tmp_path / "static"
    hashed = {"BACKEND": "site_app.static_storage.HashedStaticFiles"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def take(folder: Path) -> Take:
    return lambda **options: export(folder, **options)


def told(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_life_of_a_copy(collected: None, heart: Article, take: Take, folder: Path) -> None:
    make_draft(title="秘密草稿", markdown="还没有审核。")
    hidden = store_image(upload=make_upload(make_picture(size=(30, 30))))
    shown = Image.objects.exclude(pk=hidden.pk).get()

    done = take()
    assert done.broken == []
    before = told(folder)
    files = before.keys()
    assert files == done.files | {".export"}
    article = "articles/nao-geng-shi-shen-me"
    assert files >= {
        *("index.html", "404.html", "robots.txt", "sitemap.xml", "sitemap-articles.xml", "atom.xml", "rss.xml"),
        *("podcast.xml", "podcast-cover.png", "120/index.html", "120/ruby/index.html", "120/pinyin/index.html"),
        *(
            f"{article}/index.html",
            f"{article}/ruby/index.html",
            f"{article}/pinyin/index.html",
            f"{article}/book.epub",
        ),
        *("terms/nao-geng/ruby/index.html", "tags/yu-fang/index.html", "tags/yu-fang/atom.xml", "a-z/index.html"),
        *(
            "search/index.html",
            "search/index/about.json",
            ".well-known/security.txt",
            static("js/reader.js").lstrip("/"),
        ),
        *(f"en/{article}/index.html", f"hant/{article}/ruby/index.html", "service-worker.js", "saved/index.html"),
        f"media/{shown.file}",
    }
    assert {"narration.opus", "narration.mp3", "cues.json"} <= {Path(name).name for name in files}
    assert f"media/{hidden.file}" not in files
    assert not [name for name in files if name.startswith(("admin", "static/admin")) or "feedback" in name]
    pages = [content.decode() for name, (content, _) in before.items() if name.endswith(".html")]
    assert not [page for page in pages if re.search(r"<form[^>]*post", page) or "data-suggestions" in page]
    assert not [page for page in pages if "秘密草稿" in page or "这篇文章有用吗？" in page or 'id="feedback"' in page]
    headers = before["_headers"][0].decode()
    assert headers.startswith("/*\n  ")
    assert "X-Content-Type-Options: nosniff" in headers
    assert "/static/*\n  Cache-Control: public, max-age=31536000, immutable" in headers

    done = take()
    assert (done.changed, done.removed) == ([], []), "nothing has changed"
    assert told(folder) == before

    make_edition(article=heart, title="脑梗是什么", summary="新的摘要。", markdown="新的正文。")
    change_slug(owner=Article.objects.get(slug="gao-xue-ya"), slug="xue-ya")
    done = take()
    assert done.broken == []
    assert {"about/index.html", "120/index.html", "privacy/index.html"}.isdisjoint(done.changed)
    assert "新的正文" in (folder / article / "index.html").read_text()
    assert [name for name in done.removed if name.startswith("media/")], "nobody shows the picture any more"
    moved = (folder / "en/articles/gao-xue-ya/ruby/index.html").read_text()
    assert 'http-equiv="refresh" content="0; url=/en/articles/xue-ya/ruby/"' in moved
    assert "/articles/gao-xue-ya/ /articles/xue-ya/ 301" in (folder / "_redirects").read_text().splitlines()

    withdraw(article=heart, reason="有误")
    done = take()
    assert done.broken == []
    page = (folder / article / "ruby/index.html").read_text()
    assert "已经撤下" in page
    assert "noindex" in page
    assert "新的正文" not in page
    assert f"/{article}/ruby/\n" in (folder / "gone.txt").read_text()
    assert "nao-geng-shi-shen-me" not in (folder / "sitemap-articles.xml").read_text()
    assert not [name for name in done.files if name.startswith("narration/") and "words" not in name]


def test_forms_lead_to_where_they_are_taken_and_letters_to_pages_of_their_own(
    heart: Article, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_app.finding.views.ALL_AT_ONCE", 1)
    assert take(forms_at="https://desk.example.org").broken == []
    page = (folder / "articles/nao-geng-shi-shen-me/index.html").read_text()
    assert 'href="https://desk.example.org/articles/nao-geng-shi-shen-me/feedback/?useful=yes' in page
    assert 'href="/a-z/letter/N/"' in (folder / "a-z/index.html").read_text()
    assert "脑梗是什么" in (folder / "a-z/letter/N/index.html").read_text()


def test_what_is_broken_is_told_and_takes_nothing_away(
    heart: Article, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_article(
        title="断链", markdown="看[这里](/articles/mei-you/)和[那里](/articles/nao-geng-shi-shen-me/#mei-you)。"
    )
    with pytest.raises(CommandError, match="链接断了"):
        call_command("export_site", str(folder))
    said = capsys.readouterr().err
    assert "/articles/duan-lian/ → /articles/mei-you/\n" in said
    assert "/articles/duan-lian/ → /articles/nao-geng-shi-shen-me/#mei-you\n" in said

    before = told(folder)
    with monkeypatch.context() as patch:
        patch.setitem(views.__dict__, "texts", None)  # the page about emergencies fails
        assert "/120/: 500" in take().broken
    assert told(folder).keys() == before.keys()

    withdraw(article=heart, reason="有误")
    visit, count = visiting.Visitor.visit, iter(range(12))

    def until_the_disk_is_full(self: visiting.Visitor, asked: str) -> visiting.Visit:
        if next(count, None) is None:
            raise OSError("no space")
        return visit(self, asked)

    monkeypatch.setattr(visiting.Visitor, "visit", until_the_disk_is_full)
    with pytest.raises(OSError, match="no space"):
        take()
    left = told(folder).keys()
    assert left >= before.keys(), "nothing is removed before everything is written"
    assert not [name for name in left if "unfinished" in name]


def test_another_folder_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.doc").write_text("precious")
    with pytest.raises(NotOurs):
        export(folder)
    with pytest.raises(CommandError, match="别的东西"):
        call_command("export_site", str(folder))
    assert [path.name for path in folder.iterdir()] == ["thesis.doc"]
    with pytest.raises(CommandError, match="应该是目录"):
        call_command("export_site", str(folder / "thesis.doc"))
    with pytest.raises(CommandError, match="至少是1"):
        call_command("export_site", str(folder), jobs=0)
