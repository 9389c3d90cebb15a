"""What may a browser do with what the site answers, whatever is asked?"""

import re
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client

from site_app.doors.headers import NO_MICROPHONE
from tests.factories import make_article, make_superuser

ROOT = Path(__file__).resolve().parent.parent.parent
# What makes HTML, or a script, of a text.
SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|DOMParser|srcdoc|document\.write|createContextualFragment|setHTMLUnsafe"
    r"|\beval\(|new Function|new (Shared)?Worker\([\"'`]|serviceWorker\.register\([\"'`]|setAttribute\(\s*[\"'](style|on)"
)
ADDRESSES = [
    "/",
    "/articles/nao-geng-shi-shen-me/ruby/",
    "/search/?q=x",
    "/no-such-page/",
    "/healthz",
]


def policy(response) -> dict[str, str]:
    lines = response.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, _space, sources in (line.partition(" ") for line in lines)}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_whatever_is_answered_says_what_a_browser_may_do(client: Client, address: str) -> None:
    make_article(title="脑梗是什么")
    response = client.get(address)
    response.close()
    said = policy(response)
    assert said["default-src"] == said["base-uri"] == said["frame-ancestors"] == "'none'"
    assert said["script-src"] == said["style-src"] == said["form-action"] == "'self'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "nonce" not in response.headers["Content-Security-Policy"]
    assert said["require-trusted-types-for"] == "'script'"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    if address != "/healthz":
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_a_file_of_a_page_says_no_more_than_concerns_it(client: Client) -> None:
    response = client.get("/static/css/tokens.css")
    response.close()
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items()) < 420


@pytest.mark.django_db
def test_the_admin_is_as_strict_and_hears_nobody(client: Client) -> None:
    client.force_login(make_superuser())
    for address in ("/admin/login/", "/admin/", "/admin/articles/article/add/"):
        response = client.get(address, follow=True)
        assert policy(response)["script-src"] == policy(response)["style-src"] == "'self'"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Permissions-Policy"] == NO_MICROPHONE


def test_sounds_may_be_heard_in_the_apps_of_others(client: Client) -> None:
    assert client.get("/media/images/no.png").headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.django_db
def test_with_https_there_is_no_way_back(client: Client, settings) -> None:
    settings.HTTPS, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    response = client.get("/", secure=True)
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "upgrade-insecure-requests" in policy(response)


def test_texts_become_html_in_one_file_alone() -> None:
    scripts = [path for path in (ROOT / "static" / "js").rglob("*.js") if "vendor" not in path.parts]
    assert [path.name for path in scripts if SINKS.search(path.read_text(encoding="utf-8"))] == ["trusted.js"]


def test_no_template_holds_a_script_a_style_or_a_handler() -> None:
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    pages = [
        path
        for path in (ROOT / "templates").rglob("*")
        if path.suffix in {".html", ".svg"} and "book" not in path.parts
    ]
    assert [path.name for path in pages if inline.search(path.read_text(encoding="utf-8"))] == []


def test_the_headers_are_part_of_what_can_be_stored() -> None:
    """Whatever keeps finished pages stands outside."""
    assert "site_app.doors.headers.protect" in site.MIDDLEWARE[:2]
