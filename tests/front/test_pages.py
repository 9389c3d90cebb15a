"""Do finished pages leave as they were made, to whoever may have them, and to nobody else?"""

import gzip

import brotli
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from site_app.front.handler import Front
from tests.factories import make_article, make_edition, make_series, make_tag
from tests.front.conftest import asking

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address() -> str:
    return f"{make_article(series=make_series(), tags=(make_tag(),)).get_absolute_url()}ruby/"


def test_the_second_reader_gets_the_same_without_a_query(ask, address, django_assert_num_queries):
    first = ask(address, accept_encoding="gzip")
    with django_assert_num_queries(0):
        second = ask(address, accept_encoding="gzip")
    assert (second.status, second.body) == (200, first.body)
    assert second.headers == first.headers
    assert second.headers["Cache-Control"] == "public, max-age=0, s-maxage=1, must-revalidate"
    assert second.headers["Vary"] == "Accept-Encoding"
    assert second.headers["X-Content-Type-Options"] == "nosniff", "what middleware adds is kept"
    assert not {"Date", "X-Request-ID", "Set-Cookie"} & second.headers.keys()


def test_it_says_what_django_says_packed_or_not(ask, address, client):
    page = client.get(address).content
    for _ in "made", "kept":
        assert ask(address).body == page
        assert gzip.decompress(ask(address, accept_encoding="gzip, deflate").body) == page
        assert brotli.decompress(ask(address, accept_encoding="gzip, br;q=0.9").body) == page
        assert ask(address, accept_encoding="br;q=0, gzip;q=0").body == page
        got = ask(address, accept_encoding="br")
        assert (got.headers["Content-Encoding"], got.headers["Content-Length"]) == ("br", str(len(got.body)))


def test_who_has_it_hears_that_nothing_has_changed(ask, address):
    tags = {encoding: ask(address, accept_encoding=encoding).headers["ETag"] for encoding in ("", "gzip", "br")}
    assert len({*tags.values()}) == 3, "a strong tag names bytes"
    for has in (tags["br"], f"W/{tags['br']}", f'"other", {tags["br"]}', "*"):
        got = ask(address, accept_encoding="br", if_none_match=has)
        assert (got.status, got.body, got.headers["ETag"]) == (304, b"", tags["br"])
        assert "Content-Length" not in got.headers
    assert ask(address, accept_encoding="gzip", if_none_match=tags["br"]).status == 200
    assert ask(address, accept_encoding="br", if_none_match='"other"').status == 200


def test_the_first_answer_may_be_that_nothing_has_changed(front, ask, address):
    other = Front()
    tag = asking(other)(address).headers["ETag"]
    other._watch.close()
    got = ask(address, if_none_match=tag)
    assert (got.status, got.body) == (304, b"")
    assert front.counts["made"] == 1


def test_head_is_the_same_without_a_body(ask, address):
    for _ in "made", "kept":
        head, whole = ask(address, method="HEAD"), ask(address)
        assert (head.status, head.body) == (200, b"")
        assert head.headers == whole.headers
    assert ask(address, range="bytes=0-9").status == 200


def test_editors_neither_get_nor_leave_finished_pages(front, ask, address):
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    cookie = f"a=b; sessionid={client.cookies['sessionid'].value}"
    assert ask(address, cookie=cookie).status == 200
    assert len(front._memory) == 0
    kept = ask(address).headers
    assert "ETag" in kept
    answer = ask(address, cookie=cookie).headers
    assert "ETag" not in answer
    assert answer["Cache-Control"] == "private, no-cache", "nor does any proxy keep theirs"
    assert "ETag" not in ask(address, authorization="Basic YTpi").headers
    assert ask(address, cookie="other=1").headers == kept, "what others set is none of our business"


@pytest.mark.parametrize("path", ["/search/?q=脑梗", "/about/?utm=1", "/a-z/?letter=AB", "/no/such/page/", "/admin/login/",
                                  "/healthz", "/search/suggestions/?q=n"])  # fmt: skip
def test_what_is_not_for_everybody_is_not_kept(front, ask, path):
    for _ in range(2):
        assert ask(path).status in (200, 404)
    assert (len(front._memory), front.counts["memory"]) == (0, 0)


def test_forms_are_not_kept(front, ask):
    article = make_article()
    for name in ("pages:feedback", "pages:reading_report"):
        path = reverse(name, args=[article.slug])
        assert {ask(path).status, ask(path, method="POST").status} <= {200, 403, 422}
    assert len(front._memory) == 0


def test_every_public_page_is_kept(front, ask):
    article = make_article(series=make_series(), tags=(make_tag(),))
    names = ("home", "about", "privacy", "accessibility", "contact", "terms", "robots", "sitemap")
    paths = [reverse(f"pages:{name}") for name in names]
    paths += ["/a-z/", "/a-z/?letter=N", "/atom.xml", "/podcast.xml", "/120/", "/120/ruby/", article.get_absolute_url()]
    paths += [f"/series/{article.series.slug}/", f"/tags/{article.tags.get().slug}/"]
    for path in paths:
        assert ask(path).status == 200, path
    assert len(front._memory) == len(paths)


def test_a_flood_of_names_and_addresses_leaves_nothing(front, ask, address):
    for number in range(50):
        assert ask(f"/articles/none-{number}/").status == 404
        assert ask(address, host=f"evil{number}.example").status == 400
    assert len(front._memory) == 0


def test_each_host_has_its_own_page(ask, settings):
    article = make_article()
    first = ask(article.get_absolute_url(), host="127.0.0.1:8000")
    second = ask(article.get_absolute_url(), host="localhost")
    assert b"http://127.0.0.1:8000/articles/" in first.body
    assert b"127.0.0.1" not in second.body


def test_what_is_not_kept_is_packed_too(ask):
    make_edition(title="脑梗的早期信号")
    got = ask("/search/?q=脑梗", accept_encoding="gzip")
    assert got.headers["Content-Encoding"] == "gzip"
    assert "脑梗" in gzip.decompress(got.body).decode()
    assert "Accept-Encoding" in got.headers["Vary"]


def test_a_server_before_it_that_counts_seconds_is_told_the_second(ask, address):
    for _ in "made", "kept":
        assert ask(address, x_front_expires="1").headers["X-Accel-Expires"].startswith("@")
        assert "X-Accel-Expires" not in ask(address).headers


def test_the_front_is_not_there_while_templates_are_written(front, ask, address, settings):
    settings.DEBUG = True
    ask(address)
    assert len(front._memory) == 0
