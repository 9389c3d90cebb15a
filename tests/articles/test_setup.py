"""Does a new site become ready by one command, and an old one stay as it is?"""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from site_app.articles.models import Article
from site_app.articles.signals import edition_published
from tests.factories import make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def setup(capsys):
    def run() -> str:
        call_command("setup")
        return capsys.readouterr().out

    return run


def test_the_first_start_loads_the_seeds_and_makes_an_administrator(setup, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    printed = setup()
    assert Article.objects.published().count() == 5
    assert "http://127.0.0.1:8123/\n" in printed
    assert "http://127.0.0.1:8123/admin/\n" in printed
    password = re.search(r"密码：([\w-]+)（", printed)
    assert password
    assert User.objects.get(username="admin").check_password(password[1])


def test_the_second_start_changes_nothing_and_shows_no_password(setup):
    setup()
    before = list(User.objects.values()), list(Article.objects.values())
    printed = setup()
    assert (list(User.objects.values()), list(Article.objects.values())) == before
    assert "密码" not in printed
    assert "跳过" in printed


def test_nobody_is_made_administrator_where_somebody_is_already(setup):
    make_superuser("somebody")
    assert "密码" not in setup()
    assert User.objects.get().username == "somebody"


def test_a_public_site_is_named_by_its_host(setup, settings):
    settings.PUBLIC_HOSTS, settings.HTTPS = ["health.example.org"], True
    assert "https://health.example.org/admin/" in setup()


def test_a_site_without_seeds_is_ready_too(setup, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    assert "管理员" in setup()
    assert not Article.objects.exists()


def test_changed_seeds_are_loaded_at_the_next_start(setup, monkeypatch):
    setup()
    monkeypatch.setattr("site_app.articles.seeding.digest_of_folder", lambda _folder: "0" * 64)
    assert "没有变化" in setup()


def test_what_is_published_is_told_to_whoever_listens(setup, django_capture_on_commit_callbacks):
    heard = []

    def listen(edition, **_):
        heard.append(edition.article.position)

    edition_published.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        setup()
    edition_published.disconnect(listen)
    assert heard == [1, 2, 3, 4, 5]
