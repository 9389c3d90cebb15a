"""Who is sent an article's book, and when is it bound?"""

import errno
import os
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from zipfile import ZipFile

import pytest

from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from site_app.narration.binding import bind
from site_app.narration.book import kept, manuscript
from site_app.narration.forgetting import forget_unused
from tests.factories import make_article, make_draft, make_series
from tests.narration.books import MakeHeard, answer

pytestmark = pytest.mark.django_db


def test_it_is_sent_as_a_file_to_keep(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    response = answer(client, article)
    assert response["Content-Type"] == "application/epub+zip"
    assert response["Content-Disposition"] == f'attachment; filename="{article.slug}.epub"'


def test_who_has_it_is_told_so(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    etag = answer(client, article)["ETag"]
    assert answer(client, article, headers={"if-none-match": etag}).status_code == 304


def test_a_part_can_be_asked_for(client, make_heard: MakeHeard) -> None:
    response = answer(client, make_heard(), headers={"range": "bytes=30-37"})
    assert (response.status_code, response.body) == (206, b"mimetype")


def test_the_rest_of_a_former_book_is_not_sent(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    whole = answer(client, article)
    for if_range, status in ((whole["ETag"], 206), ('"of the former"', 200)):
        assert answer(client, article, headers={"range": "bytes=30-", "if-range": if_range}).status_code == status


def test_it_is_bound_once(client, make_heard: MakeHeard, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_heard()
    answer(client, article)
    monkeypatch.setattr("site_app.narration.binding.bind", None)
    assert answer(client, article).status_code == 200


def test_it_is_bound_anew_when_its_article_reads_otherwise(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    before = answer(client, article)["ETag"]
    article.editions.get().renderings.filter(view="ruby").update(body="<p>别的</p>")
    assert answer(client, article)["ETag"] != before


def test_the_same_article_gives_the_same_bytes(make_heard: MakeHeard, pictures: str, tmp_path: Path) -> None:
    article = make_heard(markdown=pictures)
    edition = article.editions.get()
    asked = manuscript(edition.rendering("ruby"), edition.narrations.get(place=0), "https://example.org")
    for name in ("one", "other"):
        bind(asked, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert {entry.date_time for entry in ZipFile(tmp_path / "one").infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_many_who_ask_at_once_get_the_same_book(make_heard: MakeHeard, narration_root: Path) -> None:
    edition = make_heard().editions.get()
    asked = manuscript(edition.rendering("ruby"), edition.narrations.get(place=0), "https://example.org")
    together, files = Barrier(4), []

    def ask() -> None:
        together.wait()
        files.append(kept(asked).read_bytes())

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files) == 4
    assert len({*files}) == 1
    assert [file.name for file in (narration_root / "books").iterdir()] == [f"{asked.digest}.epub"]


def test_a_public_site_makes_no_book_for_each_name_it_is_asked_by(
    client, make_heard: MakeHeard, narration_root: Path, settings
) -> None:
    settings.ALLOWED_HOSTS, settings.PUBLIC_HOSTS = [".example.org"], [".example.org"]
    article = make_heard()
    for host in ("a.example.org", "b.example.org", "example.org:81"):
        assert answer(client, article, headers={"host": host}).status_code == 200
    assert len(list((narration_root / "books").iterdir())) == 1


@pytest.mark.parametrize("broken", [OSError(errno.ENOSPC, "No space left on device"), FileNotFoundError()])
def test_a_full_disk_is_said_plainly_and_leaves_nothing(
    client, make_heard: MakeHeard, narration_root: Path, monkeypatch: pytest.MonkeyPatch, broken: OSError
) -> None:
    article = make_heard()

    def fails(*arguments: Any) -> None:
        raise broken

    monkeypatch.setattr("site_app.narration.binding.shutil.copyfileobj", fails)
    response = answer(client, article)
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert "过一会儿再下载" in response.body.decode()
    assert list((narration_root / "books").iterdir()) == []


def test_an_article_without_sound_has_no_book(client) -> None:
    assert answer(client, make_article()).status_code == 404


def test_a_draft_and_a_withdrawn_article_have_no_book(client, make_heard: MakeHeard) -> None:
    article = make_heard()
    answer(client, article)
    withdraw(article=article, by=None, reason="有错")
    assert answer(client, article).status_code == 404
    assert answer(client, make_draft(title="草稿文").article).status_code == 404
    assert client.get("/articles/mei-you/book.epub").status_code == 404


def test_a_former_address_leads_to_the_book(client, make_heard: MakeHeard) -> None:
    change_slug(owner=make_heard(title="甲文"), slug="xin-di-zhi")
    response = client.get("/articles/jia-wen/book.epub")
    assert (response.status_code, response["Location"]) == (301, "/articles/xin-di-zhi/book.epub")


def test_the_page_offers_it_when_there_is_sound(client, make_heard: MakeHeard) -> None:
    series = make_series()
    heard, silent = make_heard(title="甲文", series=series), make_article(title="乙文", series=series)
    assert f'href="/articles/{heard.slug}/book.epub"' in client.get(heard.get_absolute_url()).content.decode()
    assert "book.epub" not in client.get(silent.get_absolute_url()).content.decode()


def test_books_that_nobody_asks_for_are_given_up(client, make_heard: MakeHeard, narration_root: Path) -> None:
    wanted, unwanted = make_heard(title="甲文"), make_heard(title="乙文")
    for article in (wanted, unwanted):
        answer(client, article)
    (narration_root / "books" / ".left-by-a-crash.epub").touch()
    for file in (narration_root / "books").iterdir():
        os.utime(file, (1000, 1000))
    answer(client, wanted)
    forget_unused()
    (left,) = (narration_root / "books").iterdir()
    assert answer(client, wanted)["ETag"] == f'"{left.stem}"'
