"""Is there an address in the editors' room of which nobody has said who may use it?"""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from site_app.articles.models import Image, Rereading, SourceReport
from site_app.articles.reading_desk.reports import report_reading
from site_app.narration.models import Narration
from site_app.pages.models import Feedback
from tests.articles import test_desk_doors as doors
from tests.articles.people import PEOPLE, make
from tests.factories import make_lexicon_entry, make_article, make_person, make_series, make_tag
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db


def addresses() -> Iterator[URLPattern]:
    def under(patterns) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from under(pattern.url_patterns)
            else:
                yield pattern

    yield from under(admin.site.urls[0])


def test_print():
    objects()
    for pattern in addresses():
        print(pattern.name, pattern.pattern)


def objects():
    ...
