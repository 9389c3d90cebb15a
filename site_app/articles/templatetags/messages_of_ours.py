"""How does a template say a message?"""

import json

from django import template
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from site_app.articles.recording import name_of
from site_app.articles.translating import translated
from site_app.message import Message, from_data

register = template.Library()
register.filter("translated", translated)


@register.filter
def named(account: User | None) -> str:
    """What colleagues call an account; nothing for none."""
    return name_of(account) if account else ""


@register.filter
def what_was_done(entry: LogEntry) -> str:
    """What the admin's own log says of one change: a message of ours, or Django's words."""
    try:
        noted = from_data(json.loads(entry.change_message))
    except ValueError:
        noted = None
    return translated(noted) if isinstance(noted, Message) else entry.get_change_message()
