"""Is every address of a page found, and does each get a file of its own?"""

import pytest

from site_app.export import links, places

SITE = "https://example.org"


@pytest.mark.parametrize(
    ("asked", "standing", "file"),
    [
        ("/", "/", "index.html"),
        ("/articles/a/ruby/", "/articles/a/ruby/", "articles/a/ruby/index.html"),
        ("/atom.xml", "/atom.xml", "atom.xml"),
        ("/a-z/?letter=B", "/a-z/letter/B/", "a-z/letter/B/index.html"),
        ("/a-z/?letter=%23", "/a-z/letter/x23/", "a-z/letter/x23/index.html"),
    ],
)
def test_each_address_has_its_place(asked: str, standing: str, file: str) -> None:
    assert (places.standing(asked), places.file_of(places.standing(asked))) == (standing, file)


@pytest.mark.parametrize("path", ["/../x", "/a/%2e%2e/x", "/a\\b/", "x", "/%00"])
def test_no_file_lies_elsewhere(path: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        places.file_of(path)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/about/", "/about/"),
        ("ruby/", "/articles/a/ruby/"),
        ("?letter=B&x=1", "/articles/a/?letter=B"),
        ("/search/?q=x", "/search/"),
        ("#s5", "/articles/a/"),
        ("https://example.org/about/", "/about/"),
        ("https://example.org", "/"),
        ("//example.org/x/", "/x/"),
        ("https://example.com/about/", None),
        ("mailto:a@example.org", None),
        ("tel:120", None),
        ("javascript:alert(1)", None),
    ],
)
def test_what_is_asked_of_the_server(address: str, asked: str | None) -> None:
    found = places.within(address, "/articles/a/", SITE)
    assert (found and places.asked(found)) == asked


def test_links_of_a_page() -> None:
    page = """<head><meta property="og:image" content="https://example.org/p.png"><link href='/x.css'></head>
    <a class="b" href="/a/?x=1&amp;y=2#s1">1</a><img src="/m.png" srcset="/m.png 1x, /m2.png 2x" alt="a > b">
    <script type="application/json">{"opus": "/narration/x.opus", "n": "//no"}</script>
    <script>const x = '<a href="/no/">';</script><!-- <a href="/no/"> -->
    <p data-address="/d/" data-other="x" data-list='["/e/"]'>href="/no/"</p><form action="/search/"></form>"""
    found = links.of_html(page, SITE)
    assert found.leading == {"https://example.org/p.png", "/x.css", "/a/?x=1&y=2#s1", "/m.png", "/m2.png"}
    assert found.mentioned == {"/narration/x.opus", "/d/", "/e/"}


def test_links_with_a_query_are_rewritten() -> None:
    page = '<a href="?letter=B" class="x">B</a><a href="/y/">y</a><a href="/s/?q=1&amp;r=2">s</a>'
    anew = links.rewritten(page, lambda address: "/letter/B/" if "letter" in address else address)
    assert anew == '<a href="/letter/B/" class="x">B</a><a href="/y/">y</a><a href="/s/?q=1&amp;r=2">s</a>'
