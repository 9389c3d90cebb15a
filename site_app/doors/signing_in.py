"""What does whoever tries passwords get to hear? django-axes counts, by account and by network; this says what it does not."""

from collections.abc import Mapping
from math import ceil
from time import time
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.contrib import admin
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from site_app.doors.sender import code_of


def name_typed(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The account's name, however it is written, whether there is one or not."""
    typed = (credentials or {}).get("username") or request.POST.get("username") or ""
    return name_as_counted(str(typed))


def name_as_counted(name: str) -> str:
    return normalize("NFKC", name).strip().casefold()[:150]


def is_locked_out(request: HttpRequest) -> bool:
    """Whether this attempt came when there had been too many."""
    return bool(getattr(request, "axes_locked_out", False))


def locked_out(request: HttpRequest, answer: Any = None, credentials: Mapping[str, Any] | None = None) -> HttpResponse:
    """The page that says how long to wait. The same for accounts that exist and for those that do not."""
    length = int(settings.AXES_COOLOFF_TIME.total_seconds())
    key = f"until-{code_of(request)}-{hash_of(name_typed(request, credentials))}"
    until = caches["sign_in"].get_or_set(key, time() + length, length)
    wait = max(1, ceil(until - time())) if until else length
    context = {**admin.site.each_context(request), "minutes": ceil(wait / 60)}
    page = render(request, "admin/locked_out.html", context, status=429)
    page.headers["Retry-After"] = str(wait)
    page.headers["Cache-Control"] = "no-store"
    return page


def hash_of(name: str) -> str:
    """A cache's key holds no white space, and no file is named after somebody."""
    return salted_hmac("doors.signing_in", name, algorithm="sha256").hexdigest()[:16]
