"""What does the log say about who came in, who was turned away, and who changed what accounts may do?

Of a network there is a code, the same for the same network; of a name that no account has, nothing: people type passwords there.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils import timezone

from site_app.articles.models import Act
from site_app.articles.recording import name_of
from site_app.doors.limits import Limit
from site_app.doors.sender import code_of
from site_app.doors.signing_in import hash_of, is_locked_out
from site_app.message import Message

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_FAILURES = Limit("log-of-failures", most=200, seconds=60 * 60)
"""More rows in an hour say nothing more, and a log that anybody can fill is none."""
_LOCKED = Limit("log-of-locks", most=1, seconds=15 * 60)


def succeeded(request: HttpRequest, user: "User") -> None:
    _write(Act.Kind.SIGN_IN, str(user), user, _from(request))


def failed(request: HttpRequest, name: str) -> None:
    """A wrong password or code, or one attempt too many."""
    account = get_user_model().objects.filter(username__iexact=name).first() if name else None
    kind = Act.Kind.SIGN_IN_FAILED
    if is_locked_out(request):
        kind = Act.Kind.SIGN_IN_LOCKED
        if _LOCKED.wait(f"{code_of(request)}-{hash_of(name)}"):
            return
    if _FAILURES.wait("site"):
        return
    subject = account.get_username() if account else str(Message("没有这个账号"))
    _write(kind, subject, None, _from(request))


def account_changed(kind: Act.Kind, subject: str, by: "User | None", note: Message | None = None) -> None:
    """Somebody changed what the account, or the group of that name, may do or how it signs in."""
    _write(kind, subject, by, note or "")


def exported(by: "User | None", count: int, at: datetime | None = None) -> None:
    _write(Act.Kind.EXPORT, str(Message("%(count)s篇文章", count=count)), by, "", at)


def _from(request: HttpRequest) -> Message:
    return Message("网络代号%(code)s", code=code_of(request)[:8])


def _write(kind: Act.Kind, subject: str, by: "User | None", note: str, at: datetime | None = None) -> None:
    is_nobody = by is None and kind in (Act.Kind.SIGN_IN_FAILED, Act.Kind.SIGN_IN_LOCKED)
    Act.objects.create(
        kind=kind,
        subject=subject[:250],
        by=by,
        by_name=str(Message("不知道是谁")) if is_nobody else name_of(by),
        at=at or timezone.now(),
        note=note,
    )
