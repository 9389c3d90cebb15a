"""How does a new site get what the seeds folder holds, again and again without harm?"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from site_app.articles.importing import Action, Outcome, digest, import_documents
from site_app.articles.lexicon import Prescription, change_lexicon, lexicon
from site_app.articles.models import ImportedItem, LexiconEntry, SourceReport
from site_app.articles.models.lexicon_entry import as_listed

if TYPE_CHECKING:
    from site_app.documents import SourceReport as Report

_FOLDER_KEY = "seeds"
_COLUMNS = Prescription.__slots__


@dataclass(frozen=True, slots=True)
class SeedsLoaded:
    """What loading the seeds did."""

    report: "Report"
    """What reading the source document brought to light."""
    outcomes: list[Outcome]
    """One for each article."""
    lexicon: Counter[Action]
    """How many lexicon entries were created, updated, unchanged and left alone."""
    kept_words: tuple[str, ...]
    """The words whose entry an editor changed or removed."""


def are_loaded(folder: Path) -> bool:
    """Whether the folder has been loaded just as it is now."""
    return ImportedItem.objects.filter(key=_FOLDER_KEY, source_digest=digest_of_folder(folder)).exists()


@transaction.atomic
def load_seeds(folder: Path) -> SeedsLoaded:
    """Load the lexicon, then the articles, and keep the report; everything or nothing.

    What an editor changed or deleted since is left alone. Raises ValueError (DocumentError among them) for files that
    cannot be read, and what `import_documents` raises.
    """
    from site_app.documents import read_seeds

    actions = _load_lexicon(folder)
    seeds = read_seeds(folder, lexicon())
    outcomes = import_documents([*seeds.documents, *seeds.starters], series={seeds.series.title: seeds.series})
    _keep_report(seeds.report)
    ImportedItem.objects.update_or_create(key=_FOLDER_KEY, defaults={"source_digest": digest_of_folder(folder)})
    kept = tuple(word for word, action in actions.items() if action is Action.LEFT_ALONE)
    return SeedsLoaded(seeds.report, outcomes, Counter(actions.values()), kept)


def digest_of_folder(folder: Path) -> str:
    """SHA-256 of the names and contents of all files below the folder."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _load_lexicon(folder: Path) -> dict[str, Action]:
    """Bring the lexicon's rows into the table; what happened to each word."""
    from site_app.pinyin import read_lexicon

    path = folder / "lexicon.tsv"
    rows = (
        [Prescription(**{name: row[name] for name in _COLUMNS if name in row}) for row in read_lexicon(path)]
        if path.exists()
        else []
    )
    entries = {entry.word: entry for entry in LexiconEntry.objects.all()}
    items = {item.key: item for item in ImportedItem.objects.filter(key__startswith="lexicon/")}
    actions = {row.word: _action(row, entries.get(as_listed(row.word)), items.get(_key(row.word))) for row in rows}
    written = [row for row in rows if actions[row.word] in (Action.CREATED, Action.UPDATED)]
    change_lexicon(prescribe=written)
    stored = {entry.word: entry for entry in LexiconEntry.objects.all()} if written else {}
    for row in written:
        digests = {"source_digest": _digest(row), "stored_digest": _digest(stored[as_listed(row.word)])}
        ImportedItem.objects.update_or_create(key=_key(row.word), defaults=digests)
    return actions


def _action(row: Prescription, entry: LexiconEntry | None, item: ImportedItem | None) -> Action:
    if item is None:
        return Action.CREATED if entry is None else Action.LEFT_ALONE
    if entry is None or _digest(entry) != item.stored_digest:
        return Action.LEFT_ALONE
    return Action.UNCHANGED if _digest(row) == item.source_digest else Action.UPDATED


def _key(word: str) -> str:
    return f"lexicon/{word}"


def _digest(entry: Prescription | LexiconEntry) -> str:
    # Sites remember digests from before entries had a meaning: those of entries without one stay as they were.
    meaning = [entry.pos, entry.explanation, entry.gloss]
    return digest([entry.word, entry.reading, entry.note, *(meaning if any(meaning) else ())])


def _keep_report(report: "Report") -> None:
    """One row for one source, however often it is read."""
    stored = SourceReport.objects.filter(sha256=report.sha256).first() or SourceReport(sha256=report.sha256)
    text = "\n".join(report.lines())
    if stored.text != text:
        stored.name, stored.report, stored.text = report.name, report.as_dict(), text
        stored.save()


def lines_about(loaded: SeedsLoaded) -> list[str]:
    """What happened, in sentences for whoever loaded the seeds."""
    counts = {
        "created": loaded.lexicon[Action.CREATED],
        "updated": loaded.lexicon[Action.UPDATED],
        "unchanged": loaded.lexicon[Action.UNCHANGED],
        "kept": loaded.lexicon[Action.LEFT_ALONE],
    }
    lines = [
        _("读音词表：新增%(created)s条，更新%(updated)s条，没有变化%(unchanged)s条，保留编辑的改动%(kept)s条。")
        % counts
    ]
    if loaded.kept_words:
        lines.append(_("编辑改过或删去的词：%(words)s。") % {"words": _("、").join(loaded.kept_words)})
    return [*loaded.report.lines(), *lines, *(outcome.message for outcome in loaded.outcomes)]
