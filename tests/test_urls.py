"""Does every address lead to the room that answers for it?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from site_app import media
from site_app.articles import editor
from site_app.pages import views


@pytest.mark.parametrize(
    ("address", "view"),
    [
        ("/", views.home),
        ("/admin/markdown/preview/", editor.preview),
        ("/admin/markdown/image/", editor.upload_image),
        ("/media/images/a.png", media.image),
    ],
)
def test_an_address_has_its_view(address: str, view: Callable[..., Any]) -> None:
    found = resolve(address).func
    assert getattr(found, "opened", found) == view


@pytest.mark.parametrize(
    ("setting", "name"),
    [("MARKDOWNX_URLS_PATH", "markdownx_markdownify"), ("MARKDOWNX_UPLOAD_URLS_PATH", "markdownx_upload")],
)
def test_the_editor_asks_where_its_views_are(settings, setting: str, name: str) -> None:
    assert getattr(settings, setting) == reverse(name)


@pytest.mark.django_db
def test_the_admin_greets_in_chinese(client: Client) -> None:
    page = client.get("/admin/login/").content.decode()
    assert '<html lang="zh-hans"' in page
    assert "编辑部" in page
