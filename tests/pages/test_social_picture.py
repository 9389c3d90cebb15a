"""Does a shared link get a picture of its title, drawn once and kept within bounds?"""

from io import BytesIO

import pytest
from PIL import Image

from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from site_app.pages import social_picture
from site_app.pages.social_picture import words_of
from site_app.rendering.render import render_line
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path / "pictures"


def picture_of(client, article) -> Image.Image:
    response = client.get(f"{article.get_absolute_url()}picture.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "max-age=86400" in response["Cache-Control"]
    return Image.open(BytesIO(b"".join(response.streaming_content)))


def test_it_has_the_size_that_readers_expect_and_shows_something(client):
    picture = picture_of(client, make_article(title="什么是{卒中|cù zhòng}，怎么办？"))
    assert picture.size == (1200, 630)
    colours = picture.convert("RGB").getcolors(1 << 20) or []
    assert len(colours) > 20


def test_it_is_drawn_once(client, folder, monkeypatch):
    article = make_article()
    picture_of(client, article)
    monkeypatch.setattr(social_picture, "drawn", lambda *_: pytest.fail("drawn again"))
    picture_of(client, article)
    assert len([*folder.iterdir()]) == 1


def test_the_oldest_give_way(client, folder, monkeypatch):
    monkeypatch.setattr(social_picture, "MOST_KEPT", 2)
    for title in "甲乙丙丁":
        picture_of(client, make_article(title=title))
    assert len([*folder.iterdir()]) == 2


@pytest.mark.parametrize("title", ["甲" * 200, "a" * 200, "“《" * 50, "Sr 120 mmHg", "𠀀", "<b>&"])
def test_no_title_is_too_odd(title):
    face = social_picture.font()
    assert face is not None
    assert social_picture.drawn(render_line(title).ruby, "站" * 100, face).size == (1200, 630)


def test_words_stay_whole_with_their_punctuation():
    assert words_of(render_line("脑血管，快打 120！").ruby) == [
        [("脑", "nǎo"), ("血", "xuè"), ("管", "guǎn"), ("，", "")],
        [("快", "kuài")],
        [("打", "dǎ")],
        [("120", "yāo èr líng"), ("！", "")],
    ]


def test_without_a_chinese_font_links_have_no_picture_and_the_log_says_what_to_install(
    client, monkeypatch, tmp_path, caplog
):
    (tmp_path / "fc-match").write_text("#!/bin/sh\nprintf '/x.ttf\\n0\\nen'\n")
    (tmp_path / "fc-match").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    article = make_article()
    social_picture.font.cache_clear()
    try:
        assert client.get(f"{article.get_absolute_url()}picture.png").status_code == 404
        assert "og:image" not in client.get(article.get_absolute_url()).text
    finally:
        social_picture.font.cache_clear()
    (line,) = [record for record in caplog.records if record.name == social_picture.__name__]
    assert "install a Chinese font" in line.getMessage()


def test_what_readers_cannot_see_has_none(client):
    draft = make_draft(title="草稿文")
    withdrawn = withdraw(article=make_article(title="乙文"), reason="有误").article
    for slug in (draft.article.slug, withdrawn.slug, "mei-you"):
        assert client.get(f"/articles/{slug}/picture.png").status_code == 404


def test_a_former_address_leads_to_the_present_one(client):
    article = make_article()
    old = article.slug
    change_slug(owner=article, slug="xin")
    response = client.get(f"/articles/{old}/picture.png")
    assert (response.status_code, response["Location"]) == (301, "/articles/xin/picture.png")
