"""Do the smaller desks keep readings, series, tags, pictures and reports in order?"""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from site_app.articles.models import Image, LexiconEntry, OldSeriesSlug, OldTagSlug, Series, SourceReport, Tag
from site_app.articles.rereading import read_waiting
from tests.factories import (
    make_article,
    make_draft,
    make_lexicon_entry,
    make_picture,
    make_series,
    make_superuser,
    make_tag,
    make_upload,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(media_root):
    client = Client()
    client.force_login(make_superuser())
    return client


def send(client, address, **data):
    return client.post(f"/admin/articles/{address}", data, follow=True)


def pinyin(article):
    return article.live_edition.rendering("pinyin").title


@pytest.mark.parametrize("desk", ["article", "series", "tag", "lexiconentry", "image", "sourcereport"])
def test_every_desk_opens(desk, client):
    assert client.get(f"/admin/articles/{desk}/").status_code == 200


@pytest.mark.parametrize("desk", ["article", "series", "tag", "lexiconentry", "image"])
def test_every_desk_has_an_empty_form_without_inline_script(desk, client):
    page = client.get(f"/admin/articles/{desk}/add/")
    assert page.status_code == 200
    assert " style=" not in page.text


def test_a_new_reading_reaches_the_articles(client):
    article = make_article(title="银行附近")
    page = send(client, "lexiconentry/add/", word="银行", reading="yin2xing2", note="")
    assert LexiconEntry.objects.get().reading == "yín xíng"
    read_waiting()
    assert pinyin(article) == "Yínxíng fùjìn"
    assert "有1篇文章里有这个词" in page.text


def test_a_reading_that_does_not_fit_is_explained(client):
    page = send(client, "lexiconentry/add/", word="银行", reading="yín", note="我的依据")
    assert "2个汉字" in page.text
    assert "我的依据" in page.text
    assert not LexiconEntry.objects.exists()


def test_an_entry_can_get_another_word(client):
    article = make_article(title="银行附近")
    entry = make_lexicon_entry("银行", "yín xíng")
    send(client, f"lexiconentry/{entry.pk}/change/", word="附近", reading="fú jīn", note="")
    assert list(LexiconEntry.objects.values_list("word", flat=True)) == ["附近"]
    read_waiting()
    assert pinyin(article) == "Yínháng fújīn"


@pytest.mark.parametrize("way", ["one", "many"])
def test_removing_entries_reaches_the_articles(way, client):
    article = make_article(title="银行附近")
    send(client, "lexiconentry/add/", word="银行", reading="yín xíng", note="")
    key = LexiconEntry.objects.get().pk
    if way == "one":
        send(client, f"lexiconentry/{key}/delete/", post="yes")
    else:
        send(client, "lexiconentry/", action="delete_selected", _selected_action=key, post="yes")
    assert pinyin(article) == "Yínháng fùjìn"


def test_a_series_gets_its_slug_and_keeps_its_old_one(client):
    send(client, "series/add/", title="认识脑梗", slug="", summary="", position="1")
    series = Series.objects.get()
    assert series.slug == "ren-shi-nao-geng"
    send(client, f"series/{series.pk}/change/", title="认识中风", slug="stroke", summary="", position="1")
    series.refresh_from_db()
    assert (series.slug, series.title, OldSeriesSlug.objects.get().slug) == ("stroke", "认识中风", "ren-shi-nao-geng")


def test_a_series_may_not_take_an_old_slug(client):
    first, second = make_series(), make_series("别的")
    send(client, f"series/{first.pk}/change/", title="一", slug="stroke", summary="", position="1")
    page = send(client, f"series/{second.pk}/change/", title="二", slug="ren-shi-nao-geng", summary="", position="1")
    assert "旧网址名" in page.text
    assert Series.objects.get(pk=second.pk).slug == "bie-de"


def test_a_tag_gets_its_slug(client):
    send(client, "tag/add/", name="预防", slug="")
    assert Tag.objects.get().slug == "yu-fang"
    assert "已经" in send(client, "tag/add/", name="预防二", slug="yu-fang").text


def test_a_tag_with_another_slug_keeps_its_old_one(client):
    tag = make_tag()
    send(client, f"tag/{tag.pk}/change/", name="预防", slug="prevention")
    assert (Tag.objects.get().slug, OldTagSlug.objects.get().slug) == ("prevention", "yu-fang")


def test_a_changed_tag_keeps_its_slug_unless_told_otherwise(client):
    tag = make_tag()
    send(client, f"tag/{tag.pk}/change/", name="别的名字", slug="yu-fang")
    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("别的名字", "yu-fang")


def test_a_picture_can_be_uploaded_without_javascript(client):
    page = send(client, "image/add/", upload=make_upload(make_picture()), alt="渐变", credit="本站", _continue="1")
    image = Image.objects.get()
    assert (image.alt, image.credit, image.uploaded_by.is_superuser) == ("渐变", "本站", True)
    assert image.markdown in page.text


def test_a_refused_picture_is_explained_and_the_words_kept(client, media_root):
    page = send(client, "image/add/", upload=make_upload(b"<svg/>"), alt="渐变", credit="本站")
    assert "无法识别这个文件" in page.text
    assert "渐变" in page.text
    assert not Image.objects.exists()
    assert not list(media_root.rglob("*.*"))


def test_the_same_picture_again_keeps_its_description(client):
    send(client, "image/add/", upload=make_upload(make_picture()), alt="渐变", credit="本站")
    send(client, "image/add/", upload=make_upload(make_picture()), alt="", credit="别处")
    image = Image.objects.get()
    assert (image.alt, image.credit) == ("渐变", "别处")


def test_a_pictures_description_can_be_written_but_not_its_file(client):
    send(client, "image/add/", upload=make_upload(make_picture()), alt="", credit="")
    image = Image.objects.get()
    other = make_upload(make_picture("JPEG"))
    send(client, f"image/{image.pk}/change/", alt="心电图", credit="", upload=other, file=other)
    changed = Image.objects.get()
    assert (changed.alt, changed.file.name) == ("心电图", image.file.name)


@pytest.mark.parametrize("way", ["one", "many"])
def test_deleting_a_picture_deletes_its_file(way, client, media_root, django_capture_on_commit_callbacks):
    send(client, "image/add/", upload=make_upload(make_picture()), alt="渐变", credit="")
    key = Image.objects.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        if way == "one":
            send(client, f"image/{key}/delete/", post="yes")
        else:
            send(client, "image/", action="delete_selected", _selected_action=key, post="yes")
    assert not Image.objects.exists()
    assert not list(media_root.rglob("*.*"))


@pytest.mark.parametrize("make", [make_article, make_draft])
@pytest.mark.parametrize("way", ["one", "many"])
def test_a_picture_that_a_text_shows_is_not_deleted(way, make, client, media_root):
    send(client, "image/add/", upload=make_upload(make_picture()), alt="渐变", credit="")
    image = Image.objects.get()
    make(title="怎么防", markdown=f"看图。\n\n{image.markdown}")
    if way == "one":
        page = send(client, f"image/{image.pk}/delete/", post="yes")
    else:
        page = send(client, "image/", action="delete_selected", _selected_action=image.pk, post="yes")
    assert "怎么防 · 1（" in page.text
    assert Image.objects.exists()
    assert list(media_root.rglob("*.png"))


def test_who_may_only_add_pictures_does_not_rewrite_what_is_known(client):
    send(client, "image/add/", upload=make_upload(make_picture()), alt="渐变", credit="本站")
    other = Client()
    other.force_login(make_user("add_image", is_staff=True))
    send(other, "image/add/", upload=make_upload(make_picture()), alt="别的", credit="别处")
    send(other, "image/add/", upload=make_upload(make_picture("JPEG")), alt="新图", credit="别处")
    assert list(Image.objects.order_by("pk").values_list("alt", "credit")) == [("渐变", "本站"), ("新图", "别处")]


def test_the_report_can_be_read_and_nothing_else(client):
    call_command("load_seeds", stdout=StringIO())
    report = SourceReport.objects.get()
    page = client.get(f"/admin/articles/sourcereport/{report.pk}/change/").text
    assert "521对，其中汉字473个" in page
    assert 'name="_save"' not in page
    for address in ("add/", f"{report.pk}/delete/"):
        assert client.get(f"/admin/articles/sourcereport/{address}").status_code == 403


@pytest.mark.parametrize("desk", ["series", "tag", "lexiconentry", "image", "sourcereport"])
def test_each_desk_wants_its_permission(desk):
    client = Client()
    client.force_login(make_user("change_article", is_staff=True))
    assert client.get(f"/admin/articles/{desk}/").status_code == 403
