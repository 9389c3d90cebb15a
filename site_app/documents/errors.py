"""Where in a file is something wrong, said in one line?"""

from site_app.message import Message


class DocumentError(ValueError):
    """A file that is not taken in. `line` and `column` count from 1, in characters; `message` is Chinese."""

    def __init__(self, name: str, line: int, column: int, message: str) -> None:
        super().__init__(name, line, column, message)
        self.name = _one_line(name)
        self.line = line
        self.column = column
        self.message = _one_line(message)

    def __str__(self) -> str:
        return f"{self.name}:{self.line}:{self.column}: {self.message}"


def _one_line(text: str) -> str:
    """The text without line breaks of any kind: logs and terminals show one error in one line."""
    if text.isprintable():
        return text
    if isinstance(text, Message):
        one_line = {name: _one_line(value) if isinstance(value, str) else value for name, value in text.params.items()}
        return Message(text.msgid, **one_line)
    return "".join(character if character.isprintable() else "?" for character in " ".join(text.split()))


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character offset; lines end with ``\\n``."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def error_at(name: str, text: str, offset: int, message: str) -> DocumentError:
    """The error for what stands at a character offset of the text."""
    return DocumentError(name, *place(text, offset), message)
