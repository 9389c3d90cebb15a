"""How do interface texts get from the source into the catalogue of translations, and from there to the running site?

The source is Chinese: a message id is the sentence itself. `python -m site_app.catalogue` (`make messages`) writes into
`locale/` what the source says now; whoever runs or tests the site compiles it by `compile_catalogues`, which takes a
fraction of a second and nothing when it is done already. Texts without Chinese characters or punctuation are
Django's own, and translated by Django.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "_now", "gettext", "gettext_lazy", "Message")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
_TABLES = {"promises.tsv": ("rule", "instead")}
"""Tables of which some columns are said to people."""
_TEMPLATES = (".html", ".xml", ".xhtml", ".opf", ".smil", ".txt")
_WIDTH = 120
_OURS = re.compile("[\u2e80-\u9fff\uff00-\uffef]")


def compile_catalogues(locale: Path = LOCALE) -> None:
    """Make the .mo of every .po that has been changed since; a .mo carries the time of its .po."""
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target, changed = source.with_suffix(".mo"), source.stat().st_mtime_ns
        if target.exists() and target.stat().st_mtime_ns == changed:
            continue
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        partly = target.with_suffix(f".{os.getpid()}")
        with source.open("rb") as lines, partly.open("wb") as compiled:
            write_mo(compiled, read_po(lines, abort_invalid=True))
        os.utime(partly, ns=(changed, changed))
        partly.replace(target)


def said_in_source(root: Path = ROOT, *, ours: bool = True) -> Any:
    """A catalogue of every text of ours in the source, without translations; or of what is said in Django’s words."""
    from babel.messages.catalog import Catalog

    catalogue = Catalog()
    for path in _files(root):
        for _line, said, _comments, context in _said_in(path):
            if bool(_OURS.search(said if isinstance(said, str) else said[0])) is ours:
                catalogue.add(said, locations=[(path.relative_to(root).as_posix(), 0)], context=context)
    return catalogue


def update(root: Path = ROOT) -> Iterator[str]:
    """Put what is new into each catalogue, take out what nobody says any more; yields what waits for a translation."""
    from babel.messages.pofile import read_po, write_po

    found = said_in_source(root)
    for path in sorted((root / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as lines:
            catalogue = read_po(lines, locale=path.parent.parent.name)
        catalogue.update(found, no_fuzzy_matching=True)
        if path.parent.parent.name == "zh_Hant":
            _write_traditional(catalogue)
        catalogue.obsolete.clear()
        catalogue.header_comment, catalogue.fuzzy = "# Made by `make messages`; translations are written here.", False
        written = BytesIO()
        write_po(written, catalogue, width=_WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)
        # The time of making would be a difference in every commit.
        path.write_bytes(re.sub(rb'"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By|Project-Id-Version):.*\n', b"", written.getvalue()))  # fmt: skip
        yield from (f"{path.relative_to(root)}: {message.id}" for message in catalogue if untranslated(message))


def _write_traditional(catalogue: Any) -> None:
    """Nothing is translated by hand there: the tables of words are the place for that."""
    from site_app.traditional_catalogue import said_in_traditional

    for message in catalogue:
        if message.id:
            message.string = said_in_traditional(message.id) if isinstance(message.id, str) else tuple(map(said_in_traditional, message.id[: catalogue.num_plurals]))  # fmt: skip


def untranslated(message: Any) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return bool(message.id) and not all(strings)


def _files(root: Path) -> Iterable[Path]:
    for folder in ("site_app", "templates"):
        for path in sorted((root / folder).rglob("*")):
            if (path.suffix in (".py", *_TEMPLATES) or path.name in _TABLES) and "migrations" not in path.parts:
                yield path


def _said_in(path: Path) -> Iterator[tuple[Any, ...]]:
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    source = path.read_text(encoding="utf-8")
    if path.name in _TABLES:
        rows = csv.DictReader((line for line in source.splitlines() if not line.startswith("#")), delimiter="\t")
        yield from ((0, row[column], [], None) for row in rows for column in _TABLES[path.name])
        return
    if path.suffix != ".py":
        # Django turns a template into calls of gettext; without the indentation they are Python.
        source = "\n".join(map(str.strip, templatize(source).splitlines()))
    yield from extract("python", BytesIO(source.encode()), keywords=KEYWORDS)


if __name__ == "__main__":
    waiting = list(update())
    print("\n".join(waiting) or "没有等待翻译的文字。")  # noqa: T201
