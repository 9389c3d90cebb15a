"""What is said to people by code that knows no language but its own?

Rooms without Django say `Message("“%(word)s”没有写读音", word=word)`: Chinese text that remembers how it was made, so that a
room which knows who reads it can say it in another language. Message ids are found by `make messages` wherever `Message`
is called with a literal.
"""

from collections.abc import Iterable
from typing import Any


class Message(str):
    """The Chinese sentence. Parameters are text, numbers, or messages themselves; a message id without any holds no ``%``."""

    __slots__ = ("msgid", "params")

    msgid: str
    params: dict[str, Any]

    def __new__(cls, msgid: str, /, **params: Any) -> "Message":
        message = super().__new__(cls, msgid % params if params else msgid)
        message.msgid, message.params = msgid, params
        return message

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.msgid,), self.params

    def __mod__(self, params: Any) -> "Message":
        """With these parameters: ``Message("“%(word)s”没有写读音") % {"word": word}``."""
        return Message(self.msgid, **{**self.params, **params})

    def __add__(self, more: str) -> "Message":
        return joined("", [self, more])

    def join(self, texts: Iterable[str]) -> "Message":
        """The texts with this between them; each is translated by itself."""
        return joined("", [part for text in texts for part in (self, text)][1:])

    def as_data(self) -> dict[str, Any]:
        """JSON-able, for what is stored or goes to another process; with the text for searches and for people."""
        params = {name: as_data(value) for name, value in self.params.items()}
        return {"text": str(self), "msgid": self.msgid, "params": params}


def as_data(value: Any) -> Any:
    """A message as JSON-able data; whatever else as it is."""
    return value.as_data() if isinstance(value, Message) else value


def from_data(data: Any) -> Any:
    """The reverse of `as_data`. Raises nothing: data of another shape is returned as it is."""
    match data:
        case {"text": str(text), "msgid": str(msgid), "params": dict(params)} if len(data) == 3:
            try:
                return Message(msgid, **{name: from_data(value) for name, value in params.items()})
            except (KeyError, TypeError, ValueError):
                return text
    return data


def said(error: Exception) -> str:
    """What an error was raised with; `str(error)` would forget how it was made."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def joined(between: str, texts: Iterable[str]) -> Message:
    """Several texts as one message, which is translated part by part."""
    parts = {f"part{number}": text for number, text in enumerate(texts)}
    return Message(between.join(f"%({name})s" for name in parts), **parts)
