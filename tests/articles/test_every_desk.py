"""Is there an address in the editors' room of which nobody has said who may use it?

`test_desk_doors` holds the addresses that are the site's own; here are those that Django makes for each model, and the
question whether any is in neither.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from site_app.articles.images import as_exported, keep_image
from site_app.articles.models import Act, Rereading, Series, SourceReport, Tag
from site_app.narration.models import Narration
from site_app.narration.narrating import ask_for
from site_app.pages.models import Feedback
from tests.articles.people import PEOPLE, make
from tests.articles.test_desk_doors import LOOK, MEMBERS, NOBODY, PUBLISHERS, SEND, WRITERS
from tests.factories import (
    make_article,
    make_lexicon_entry,
    make_member,
    make_person,
    make_picture,
    make_series,
    make_superuser,
    make_tag,
)
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db

SUPERUSER = {"superuser"}
DESKS = {
    # model: (who looks, who adds, who deletes)
    "articles/act": (MEMBERS, NOBODY, NOBODY),
    "articles/image": (MEMBERS, WRITERS, SUPERUSER),
    "articles/lexiconentry": (MEMBERS, PUBLISHERS, SUPERUSER),
    "articles/person": (MEMBERS, PUBLISHERS, SUPERUSER),
    "articles/rereading": (MEMBERS, NOBODY, NOBODY),
    "articles/series": (MEMBERS, PUBLISHERS, SUPERUSER),
    "articles/sourcereport": (SUPERUSER, NOBODY, NOBODY),
    "articles/tag": (MEMBERS, PUBLISHERS, SUPERUSER),
    "auth/group": (SUPERUSER, SUPERUSER, SUPERUSER),
    "auth/user": (SUPERUSER, SUPERUSER, SUPERUSER),
    "glossary/termpage": (PUBLISHERS, NOBODY, NOBODY),
    "narration/narration": (MEMBERS, NOBODY, NOBODY),
    "pages/feedback": (MEMBERS, NOBODY, NOBODY),
}
LOOKS, ADDS, DELETES = range(3)
PAGES = {"": LOOKS, "{pk}/change/": LOOKS, "{pk}/history/": LOOKS, "add/": ADDS, "{pk}/delete/": DELETES}
ELSEWHERE = {
    # Asked by a POST, and by tests of their own.
    "articles/article/<int:pk>/editions/<int:number>/links/": "test_link_checking",
    "articles/article/import/<str:token>/": "test_import_desk",
    "narration/narration/say/": "test_saying",
    "second-factor/": "test_signing_in",
    # Django's own.
    **dict.fromkeys(("", "login/", "logout/", "password_change/", "password_change/done/", "jsi18n/"), "django"),
    **dict.fromkeys(("autocomplete/", "r/<path:content_type_id>/<path:object_id>/"), "django"),
    "auth/user/<id>/password/": "django",
}


def patterns(among: list[Any] = admin.site.urls[0], before: str = "") -> Iterator[str]:
    for pattern in among:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern)


def test_every_address_is_in_a_table():
    ours = {address.split("?")[0].replace("{binned}", "{pk}").replace("{act}", "{pk}") for address in {*LOOK, *SEND}}
    of_models = {f"{desk}/{kind}" for desk in DESKS for kind in PAGES}
    unknown = []
    for pattern in patterns():
        if pattern.startswith(("^", "(?P")) or pattern.endswith("/<path:object_id>/") or pattern in ELSEWHERE:
            continue
        address = pattern.replace("<path:object_id>", "{pk}").replace("<int:pk>", "{pk}").replace("<int:number>", "1")
        if address.endswith("<slug:name>/"):
            continue  # each transition has its line
        if address not in of_models and address.removeprefix("articles/") not in ours:
            unknown.append(address)
    assert unknown == []


def one_of_each() -> list[Model]:
    """For all models that have a desk but articles."""
    article = make_article(series=make_series("系列"), tags=(make_tag("标签"),))
    page = explain()
    ask_for(article.editions.all())
    return [
        make_superuser(),
        make_member("作者").groups.get(),
        make_person("无名"),  # whoever is named by an edition cannot be deleted
        make_lexicon_entry("词", "cí"),
        page,
        Act.objects.first() or Act(),
        keep_image(encoded=as_exported(make_picture()), by=None),
        Rereading.objects.create(total=1),
        Series.objects.get(),
        Tag.objects.get(),
        SourceReport.objects.create(name="来源", sha256="a" * 64, report={}, text="报告"),
        Narration.objects.all()[0],
        Feedback.objects.create(
            article=article, edition=article.editions.get(), view="ruby", useful=True, created_at=timezone.now()
        ),
    ]


@pytest.mark.parametrize("person", PEOPLE)
def test_who_looks_adds_and_deletes(person, media_root):
    things = {f"{thing._meta.app_label}/{thing._meta.model_name}": thing for thing in one_of_each()}
    assert things.keys() == DESKS.keys()
    client = Client()
    if person != "anonymous":
        client.force_login(make(person))
    refused = 302 if person == "anonymous" else 403
    found, expected = {}, {}
    for desk, thing in things.items():
        for page, what in PAGES.items():
            address = f"/admin/{desk}/{page.format(pk=thing.pk)}"
            found[address] = client.get(address).status_code
            expected[address] = 200 if person in DESKS[desk][what] else refused
    assert found == expected
