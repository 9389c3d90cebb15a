import pytest

from tests.factories import make_article, make_draft, make_series, make_tag

pytestmark = pytest.mark.django_db


def test_it_lists_series_with_their_articles_in_order(client):
    series = make_series("认识脑梗")
    make_article(series=series, position=2, title="第二篇")
    make_article(series=series, position=1, title="第一篇")
    html = client.get("/").content.decode()
    assert "《认识脑梗》" in html
    assert html.index("第一篇") < html.index("第二篇")


def test_it_lists_an_article_outside_any_series(client):
    make_article(title="中风的信号", summary="认出中风。")
    html = client.get("/").content.decode()
    assert "中风的信号" in html
    assert "Zhòngfēng de xìnhào" in html
    assert "认出中风。" in html


def test_it_shows_no_draft(client):
    make_draft(title="还没写完")
    assert "还没写完" not in client.get("/").content.decode()


def test_it_lists_the_tags_of_published_articles_once(client):
    tag, unused = make_tag("预防"), make_tag("空标签")
    make_article(tags=(tag,))
    make_article(tags=(tag,))
    html = client.get("/").content.decode()
    assert html.count(f'href="/tags/{tag.slug}/"') == 1
    assert f'href="/tags/{unused.slug}/"' not in html


def test_it_says_so_while_nothing_is_published(client):
    assert "还没有发布文章。" in client.get("/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_articles(client, django_assert_max_num_queries):
    series = make_series()
    for position in range(8):
        make_article(series=series, position=position)
    with django_assert_max_num_queries(12):
        client.get("/")


def test_a_reader_gets_no_cookie(client):
    assert not client.get("/").cookies


def test_it_answers_reading_requests_alone(client):
    assert client.post("/").status_code == 405
