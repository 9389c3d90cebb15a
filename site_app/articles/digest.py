"""How do people hear by e-mail of what needs doing?"""

import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils.translation import gettext as _

from site_app.articles.desk import Heap, heaps
from site_app.articles.models import Digest

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of one person's message."""

    person: "User"
    failure: str = ""
    """Why it was not sent; empty when it was."""


def send_digests(connection: BaseEmailBackend, today: date, *, again: bool = False) -> Iterator[Sending]:
    """Write to everybody at the desk who has something to do and an address, once a day unless `again`.

    One message that cannot be sent stops no other, and is tried anew by the next call.
    """
    people = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("pk")
    for person in people:
        found = [heap for heap in heaps(person) if heap.count]
        if not any(heap.section.asks for heap in found):
            continue
        digest, _is_new = Digest.objects.get_or_create(user=person)
        if again or _claim(digest, today):
            yield Sending(person, _send(connection, person, found, digest, today))


def _claim(digest: Digest, today: date) -> bool:
    """Of two that send at the same time one gets it."""
    return bool(
        Digest.objects.filter(pk=digest.pk, sent_on=digest.sent_on).exclude(sent_on=today).update(sent_on=today)
    )


def _send(connection: BaseEmailBackend, person: "User", found: list[Heap], digest: Digest, today: date) -> str:
    count = sum(heap.count for heap in found if heap.section.asks)
    subject = _("%(site)s：有 %(count)s 件事等着您") % {"site": settings.SITE_NAME, "count": count}
    message = EmailMessage(subject, text_for(person, found), to=[person.email], connection=connection)
    try:
        message.send()
    except (smtplib.SMTPException, OSError, ValueError) as failure:
        # A server that hung up is called anew for the next message.
        connection.close()
        Digest.objects.filter(pk=digest.pk).update(sent_on=digest.sent_on)
        return str(failure) or type(failure).__name__
    Digest.objects.filter(pk=digest.pk).update(sent_on=today)
    return ""


def text_for(person: "User", found: list[Heap]) -> str:
    """The plain text: section by section what waits, each line with its address."""
    parts = [_("%(name)s，您好：") % {"name": person.get_full_name() or person.get_username()}]
    parts += [_part(heap) for heap in found]
    parts.append(_("工作台：%(address)s") % {"address": _absolute(reverse("admin:index"))})
    return "\n\n".join(parts) + "\n"


def _part(heap: Heap) -> str:
    lines = [_("%(title)s（%(count)s）") % {"title": heap.section.title, "count": heap.count}]
    for line in heap.lines:
        remark = _("：%(remark)s") % {"remark": " ".join(line.remark.split())} if line.remark else ""
        lines += [f"- {line.title}{remark}", f"  {_absolute(line.address)}"]
    if heap.count > len(heap.lines):
        lines.append(_("全部：%(address)s") % {"address": _absolute(heap.everything)})
    return "\n".join(lines)


def _absolute(address: str) -> str:
    return f"{settings.SITE_ADDRESS}{address}"
