"""Does the public site stand whole in a folder, and does only what has changed change there?"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from site_app.articles.models import Article, Edition, Image
from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from site_app.export import visiting
from site_app.export.exporting import Exported, NotOurs, export
from site_app.finding import a_to_z
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
    """A small site: an article with a picture and sound, in a series, under a tag; another one; an explained word."""
    settings.NARRATION_ROOT = tmp_path / "narration"
    settings.CONTACT_EMAIL, settings.SECURITY_CONTACT = "a@example.org", "mailto:a@example.org"
    explain()
    picture = make_image()
    text = f"脑梗是急症。\n\n{picture.markdown}\n\n## 怎么办\n\n打120。"
    article = make_article(title="脑梗是什么", markdown=text, series=make_series(), tags=(make_tag(),))
    make_article(title="高血压", markdown="少吃盐。", series=article.series)
    live = article.live_edition
    assert live
    narrating.narrate(narrating.ask_for([live])[0], Whistle())
    index([*Edition.objects.live()])
    return article


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


def test_everything_is_there_and_nothing_leads_nowhere(heart: Article, take: Take, folder: Path) -> None:
    done = take()
    assert done.broken == []
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
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
        *("search/index.html", "search/index/about.json", ".well-known/security.txt", "static/js/reader.js"),
        f"media/{Image.objects.get().file}",
    }
    sound = {Path(file).name for file in files if file.startswith("narration/")}
    assert sound == {"narration.opus", "narration.mp3", "cues.json"} | ({"sentences.vtt"} & sound)
    assert not [file for file in files if file.startswith(("admin", "static/admin")) or "feedback" in file]


def test_when_nothing_has_changed_nothing_is_written(heart: Article, take: Take, folder: Path) -> None:
    take()
    before = told(folder)
    done = take()
    assert (done.changed, done.removed) == ([], [])
    assert told(folder) == before


def test_only_what_speaks_of_a_change_is_written(heart: Article, take: Take, folder: Path) -> None:
    take()
    make_edition(article=heart, title="脑梗是什么", summary="新的摘要。", markdown="新的正文。")
    done = take()
    assert "articles/nao-geng-shi-shen-me/index.html" in done.changed
    assert "新的正文" in (folder / "articles/nao-geng-shi-shen-me/index.html").read_text()
    assert {"about/index.html", "120/index.html", "privacy/index.html"}.isdisjoint(done.changed)
    assert [file for file in done.removed if file.startswith("media/")], "nobody shows the picture any more"


def test_a_draft_is_nobodys_business(heart: Article, take: Take, folder: Path) -> None:
    make_draft(title="秘密草稿", markdown="还没有审核。")
    take()
    assert not any("秘密草稿" in path.read_text("utf-8", "replace") for path in folder.rglob("*.html"))


def test_what_was_withdrawn_says_so_and_is_in_no_list(heart: Article, take: Take, folder: Path) -> None:
    take()
    withdraw(article=heart, reason="有误")
    done = take()
    assert done.broken == []
    page = (folder / "articles/nao-geng-shi-shen-me/ruby/index.html").read_text()
    assert "已经撤下" in page
    assert "noindex" in page
    assert "脑梗是急症" not in page
    assert "/articles/nao-geng-shi-shen-me/ruby/\n" in (folder / "gone.txt").read_text()
    assert "nao-geng-shi-shen-me" not in (folder / "sitemap-articles.xml").read_text()
    assert not any(file.startswith("narration/") for file in done.files)


def test_an_old_address_leads_to_the_new_one(heart: Article, take: Take, folder: Path) -> None:
    change_slug(owner=heart, slug="nao-geng")
    take()
    page = (folder / "articles/nao-geng-shi-shen-me/ruby/index.html").read_text()
    assert 'http-equiv="refresh" content="0; url=/articles/nao-geng/ruby/"' in page
    redirects = (folder / "_redirects").read_text().splitlines()
    assert "/articles/nao-geng-shi-shen-me/ /articles/nao-geng/ 301" in redirects


def test_forms_are_left_out_or_lead_to_where_somebody_takes_them(heart: Article, take: Take, folder: Path) -> None:
    page = folder / "articles/nao-geng-shi-shen-me/index.html"
    take()
    assert "这篇文章有用吗" not in page.read_text()
    take(forms_at="https://desk.example.org")
    assert 'href="https://desk.example.org/articles/nao-geng-shi-shen-me/feedback/?useful=yes' in page.read_text()


def test_what_stands_under_a_letter_gets_an_address_of_its_own(
    heart: Article, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_app.finding.views.ALL_AT_ONCE", 1)
    assert a_to_z.ALL_AT_ONCE > 1
    assert take().broken == []
    assert 'href="/a-z/letter/N/"' in (folder / "a-z/index.html").read_text()
    assert "脑梗是什么" in (folder / "a-z/letter/N/index.html").read_text()


def test_a_link_that_leads_nowhere_is_told(heart: Article, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_article(
        title="断链", markdown="看[这里](/articles/mei-you/)和[那里](/articles/nao-geng-shi-shen-me/#mei-you)。"
    )
    with pytest.raises(CommandError, match="链接断了"):
        call_command("export_site", str(folder))
    said = capsys.readouterr().err
    assert "/articles/duan-lian/ → /articles/mei-you/\n" in said
    assert "/articles/duan-lian/ → /articles/nao-geng-shi-shen-me/#mei-you\n" in said


def test_another_folder_is_left_alone(heart: Article, folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.doc").write_text("precious")
    with pytest.raises(NotOurs):
        export(folder)
    with pytest.raises(CommandError, match="别的东西"):
        call_command("export_site", str(folder))
    assert [path.name for path in folder.iterdir()] == ["thesis.doc"]


def test_broken_off_it_leaves_whole_files_and_goes_on(
    heart: Article, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take()
    before = told(folder)
    withdraw(article=heart, reason="有误")
    visit, count = visiting.Visitor.visit, iter(range(12))

    def until_the_disk_is_full(self: visiting.Visitor, asked: str) -> visiting.Visit:
        if next(count, None) is None:
            raise OSError("no space")
        return visit(self, asked)

    with monkeypatch.context() as patch:
        patch.setattr(visiting.Visitor, "visit", until_the_disk_is_full)
        with pytest.raises(OSError, match="no space"):
            take()
    left = told(folder)
    assert left.keys() >= before.keys(), "nothing is removed before everything is written"
    assert not [name for name in left if "unfinished" in name]
    assert take().broken == []


def test_a_page_that_fails_stays_as_it_was(
    heart: Article, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take()
    before = (folder / "about/index.html").read_bytes()
    monkeypatch.setitem(views.__dict__, "texts", None)
    assert "/120/: 500" in take().broken
    assert (folder / "120/index.html").exists()
    assert (folder / "about/index.html").read_bytes() == before


def test_no_form_waits_for_a_server(heart: Article, take: Take, folder: Path) -> None:
    take()
    pages = [path.read_text("utf-8") for path in folder.rglob("*.html")]
    assert not [form for page in pages for form in re.findall(r"<form[^>]*post[^>]*>", page)]
    assert not any("data-suggestions" in page for page in pages)


def test_servers_are_told_what_to_say_with_pages(heart: Article, take: Take, folder: Path) -> None:
    take()
    said = (folder / "_headers").read_text()
    assert said.startswith("/*\n  ")
    assert "X-Content-Type-Options: nosniff" in said
    assert "/static/*\n  Cache-Control: public, max-age=31536000, immutable" in said


def test_an_uploaded_picture_that_nobody_shows_stays_at_home(heart: Article, take: Take) -> None:
    from site_app.articles.images import store_image

    hidden = store_image(upload=make_upload(make_picture(size=(30, 30))))
    assert f"media/{hidden.file}" not in take().files
