"""How is a message said in the language of whoever reads it now?"""

import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from site_app.message import Message


def translated(text: str) -> str:
    """A message, with the messages in it, in the current language; whatever else as it is."""
    if not isinstance(text, Message):
        return text
    said = gettext(text.msgid) if text.msgid else ""
    return said % {name: translated(value) for name, value in text.params.items()} if text.params else said


def as_message(label: Any) -> Message:
    """A label that Django would translate when it is shown (``State.DRAFT.label``), for what is stored or said elsewhere."""
    with override(settings.LANGUAGE_CODE):
        return Message(str(label))


def noted(message: Message) -> str:
    """A message for the admin's own log, which stores text; the page of an object's history says it."""
    return json.dumps(message.as_data(), ensure_ascii=False)
