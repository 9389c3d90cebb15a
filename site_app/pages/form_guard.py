"""Does a form come from a reader of this site, or from a program that fills in forms?

There are no cookies and no third party. A form carries a signed token with the time when it was shown; it is taken once, not
sooner than a person could fill it in and not after hours, from a page of this site alone, and an address may send a few in
an hour. Of the address a keyed digest is kept for that hour.
"""

import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from django.core import signing
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from site_app.doors.limits import Limit
from site_app.doors.sender import code_of

SHORTEST, LONGEST = 3, 6 * 60 * 60
"""Seconds between showing a form and sending it."""
MOST_IN_AN_HOUR = 10
"""Forms from one address."""
HOUR = 60 * 60
TRAP = "website"
"""A field that people do not see: programs fill it in."""
_SALT = "pages.form"


class FormRefused(ValueError):
    """A form cannot be taken; says why, for a person. Sending the page that is shown again may help, after `wait` seconds."""

    def __init__(self, message: str, wait: int = SHORTEST) -> None:
        super().__init__(message)
        self.wait = wait


class FormFromElsewhere(PermissionError):
    """A page of another site, or no page at all, sent the form."""


def new_token(about: str) -> str:
    """For one sending of a form about one thing."""
    return signing.TimestampSigner(salt=_SALT).sign(f"{secrets.token_urlsafe(9)}:{about}")


def check(request: HttpRequest, about: str) -> bool:
    """Whether the form is to be kept; False for what a program sent, or was sent before, which is told the same thanks.

    Raises FormFromElsewhere, and FormRefused for what a person may repair by sending it again.
    """
    if not _is_from_here(request):
        raise FormFromElsewhere
    if request.POST.get(TRAP):
        return False
    token = request.POST.get("token", "")
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        said = signer.unsign(token, max_age=LONGEST)
    except signing.SignatureExpired as error:
        raise FormRefused(_("这一页打开得太久了。您写的还在，请再按一次。")) from error
    except signing.BadSignature as error:
        raise FormRefused(_("没有收到完整的表格。您写的还在，请再按一次。")) from error
    if said.partition(":")[2] != about:
        raise FormRefused(_("没有收到完整的表格。您写的还在，请再按一次。"))
    if _is_too_soon(signer, token):
        raise FormRefused(_("太快了，请过几秒再按一次。"))
    _count(request)
    return bool(_cache().add(f"token-{sha256(token.encode()).hexdigest()}", True, LONGEST))


def _is_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    # Browsers from before 2023 name their page instead. Whether it spoke HTTPS, only the proxy knows.
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def _is_too_soon(signer: signing.TimestampSigner, token: str) -> bool:
    try:
        signer.unsign(token, max_age=SHORTEST)
    except signing.SignatureExpired:
        return False
    return True


def _count(request: HttpRequest) -> None:
    if wait := Limit("form", MOST_IN_AN_HOUR, HOUR).wait(code_of(request)):
        raise FormRefused(_("从您的网络发来的已经很多，请过一个小时再来，或者写信。"), wait)


def _cache() -> BaseCache:
    return caches["forms"]
