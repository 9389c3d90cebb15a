"""Is there an end to what one sender may ask for, in all server processes together, and is it said politely?"""

import threading

import pytest
from django.core.cache import caches
from django.test import Client

from site_app.articles import editor
from site_app.doors.counting_cache import CountingFileCache
from site_app.doors.limits import Limit
from site_app.doors.tally import Tally
from tests.factories import make_editor, make_picture, make_upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/search/?q=naogeng", "/search/suggestions/?q=nao"])
def test_who_searches_too_often_waits(client: Client, settings, address: str) -> None:
    settings.SEARCHES_PER_MINUTE = 3
    allowed = 3 if "suggestions" not in address else 30
    answers = [client.get(address, headers={"Accept": "text/html"}) for _ in range(allowed + 2)]
    # A minute may end on the way.
    assert [answer.status_code for answer in answers].count(200) in (allowed, allowed + 1, allowed + 2)
    if refused := [answer for answer in answers if answer.status_code == 429]:
        assert 1 <= int(refused[0].headers["Retry-After"]) <= 61
        assert refused[0].headers["Cache-Control"] == "no-store"
        assert "请等" in refused[0].content.decode()
    assert client.get(address, REMOTE_ADDR="198.51.100.7").status_code == 200


def test_a_script_hears_it_as_json(client: Client, settings) -> None:
    settings.SEARCHES_PER_MINUTE = 1
    answers = [client.get("/search/?q=x", headers={"Accept": "application/json"}) for _ in range(3)]
    assert "wait" in next(answer for answer in answers if answer.status_code == 429).json()


def test_a_site_may_do_without(client: Client, settings) -> None:
    settings.SEARCHES_PER_MINUTE = 0
    assert {client.get("/search/suggestions/?q=n").status_code for _ in range(20)} == {200}


def test_an_editor_sends_so_many_pictures(client: Client, monkeypatch, media_root) -> None:
    monkeypatch.setattr(editor, "MOST_PICTURES", 1)
    client.force_login(make_editor())
    answers = [
        client.post("/admin/markdown/image/", {"image": make_upload(make_picture())}, headers={"Accept": "*/*"})
        for _ in range(3)
    ]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert "error" in answers[-1].json()


def test_an_editor_has_so_many_texts_rendered(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(editor, "MOST_TEXTS", 1)
    client.force_login(make_editor())
    answers = [client.post("/admin/markdown/preview/", {"content": "脑梗"}).status_code for _ in range(4)]
    assert answers[0] == 200
    assert answers.count(429) >= 2, "a minute may end on the way"


def test_a_window_ends_with_its_time() -> None:
    limit = Limit("test", most=2, seconds=60)
    assert [limit.wait("a", now=600.0) for _ in range(3)] == [0, 0, 61]
    assert limit.wait("b", now=610.0) == 0
    assert limit.wait("a", now=659.0) == 2
    assert limit.wait("a", now=660.0) == 0


def test_processes_lose_no_count(tmp_path) -> None:
    caches_of_two = [CountingFileCache(str(tmp_path / "counts"), {}) for _ in range(2)]

    def count(cache: CountingFileCache) -> None:
        for _ in range(50):
            if not cache.add("n", 1, 600):
                cache.incr("n")

    threads = [threading.Thread(target=count, args=(cache,)) for cache in caches_of_two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caches_of_two[0].get("n") == 100


def test_threads_and_processes_count_together(tmp_path) -> None:
    two = [Tally(tmp_path / "counts") for _ in range(2)]
    threads = [
        threading.Thread(target=lambda each: [each.count("n") for _ in range(500)], args=(one,)) for one in two * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert two[0].count("n") == 2001
    assert (two[0].count("m"), two[1].count("m")) == (1, 2)


def test_counting_does_not_put_off_the_end() -> None:
    cache = caches["sign_in"]
    cache.set("n", 1, 1000)
    cache.incr("n")
    with cache._file("n", None).open("rb") as file:  # type: ignore[attr-defined]
        import pickle
        import time

        assert 900 < pickle.load(file) - time.time() <= 1000
    with pytest.raises(ValueError, match="gone"):
        cache.incr("gone")


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"title": "x" * (6 * 1024**2)}, 400),  # bytes of a form
        ({f"field{number}": "x" for number in range(1100)}, 400),  # fields of a form
    ],
)
def test_a_form_has_a_size(client: Client, form: dict[str, str], status: int) -> None:
    client.force_login(make_editor())
    assert client.post("/admin/articles/article/add/", form).status_code == status


def test_a_form_has_so_many_files(client: Client) -> None:
    client.force_login(make_editor())
    files = {f"file{number}": make_upload(make_picture()) for number in range(101)}
    assert client.post("/admin/articles/article/import/", files).status_code == 400
