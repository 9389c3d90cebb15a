"""How is something stored that the site says, so that everybody reads it in their own language?"""

import json
from typing import Any

from django.db import models

from site_app.message import Message, from_data

_MARK = "\x1e"
"""Stands before what was a message; people cannot type it."""


class MessageField(models.TextField):
    """Text as people typed it, or a `Message`, which comes out as one."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if value is None or not value.startswith(_MARK):
            return value
        try:
            stored = from_data(json.loads(value[1:]))
        except ValueError:
            return value[1:]
        return stored if isinstance(stored, Message) else str(stored)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Message):
            return _MARK + json.dumps(value.as_data(), ensure_ascii=False)
        return super().get_prep_value(value)
