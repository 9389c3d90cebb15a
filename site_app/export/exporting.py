"""How does the whole public site come to stand in a folder, and what of it has changed?

Addresses are followed from a few beginnings until no new one is found. Files are written before anything is removed, each whole
or not at all, so that a folder which is served meanwhile never leads to what is not there yet.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import translation

from site_app.export import beginnings, leftovers, links, places, search_index, static, writing
from site_app.export.asking import Site
from site_app.export.visiting import Visit, Visitor

MARK = ".export"
"""A file that tells a folder of ours."""
LOST = "/there-is-no-such-page/"

Say = Callable[[str], None]


class NotOurs(Exception):
    """The folder holds something else."""


@dataclass(slots=True)
class Exported:
    files: set[str] = field(default_factory=set)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    pages: int = 0
    broken: list[str] = field(default_factory=list)
    """What leads nowhere, one line each."""

    def add(self, file: str, is_new: bool) -> None:
        self.files.add(file)
        if is_new:
            self.changed.append(file)


def export(folder: Path, *, forms_at: str | None = None, jobs: int = 1, say: Say = lambda line: None) -> Exported:
    """Raises NotOurs, OSError, and whatever a page raises; then nothing has been removed."""
    _claim(folder)
    done = Exported()
    for name, is_new in static.write(folder):
        done.add(name, is_new)
    visits: dict[str, Visit] = {}
    with _visitors(folder, forms_at, jobs) as visit_all:
        for visit in _crawl(visit_all, [*beginnings.addresses()], [*beginnings.former()], say):
            visits[visit.asked] = visit
            if visit.file:
                done.add(visit.file, visit.is_new)
    done.pages = sum(1 for visit in visits.values() if visit.file.endswith(".html"))
    site = Site(settings.SITE_ADDRESS, forms_at)
    for name, content in leftovers.files(site, visits.values(), site.answer(LOST)):
        done.add(name, writing.write(folder / name, content))
    # Pages leave the language behind in which they spoke.
    with translation.override(settings.LANGUAGE_CODE):
        for name, content in search_index.files():
            done.add(name, writing.write(folder / name, content))
    done.broken = sorted({*_broken(visits, folder, done.files)})
    done.removed = writing.remove_others(folder, done.files)
    return done


def _claim(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MARK).exists():
        if any(not path.name.startswith(".") for path in folder.iterdir()):
            raise NotOurs(folder)
        (folder / MARK).write_text("manage.py export_site\n")


_visitor: Visitor | None = None


def _begin(folder: Path, forms_at: str | None) -> None:
    global _visitor
    _visitor = Visitor(Site(settings.SITE_ADDRESS, forms_at), folder)


def _visit(asked: str) -> Visit:
    assert _visitor
    return _visitor.visit(asked)


VisitAll = Callable[[Iterable[str]], Iterator[Visit]]


@contextmanager
def _visitors(folder: Path, forms_at: str | None, jobs: int) -> Iterator[VisitAll]:
    if jobs < 2:
        _begin(folder, forms_at)
        yield lambda asked: map(_visit, asked)
        return
    for connection in connections.all():
        connection.close()
    # Each begins with what this process has loaded, and opens a connection of its own.
    pool: Executor = ProcessPoolExecutor(jobs, get_context("fork"), _begin, (folder, forms_at))
    with pool:
        yield lambda asked: pool.map(_visit, asked, chunksize=16)


def _crawl(visit_all: VisitAll, begin: list[str], former: list[str], say: Say) -> Iterator[Visit]:
    seen = {*begin, *former}
    wave = sorted(seen)
    while wave:
        found: set[str] = set()
        for visit in visit_all(wave):
            yield visit
            found.update(visit.required, visit.mentioned)
        wave = sorted(
            asked
            for asked in found - seen
            if not asked.startswith(("/static/", *places.NOT_PUBLIC)) and _is_plain(asked)
        )
        seen.update(wave)
        say(f"{len(seen)}")


def _is_plain(asked: str) -> bool:
    try:
        places.file_of(places.standing(asked))
    except ValueError:
        return False
    return asked not in beginnings.OF_SERVERS


def _broken(visits: dict[str, Visit], folder: Path, files: set[str]) -> Iterator[str]:
    """Whatever a page leads to has to be a file, and to hold the place that is named."""
    names: dict[str, frozenset[str]] = {}
    for visit in visits.values():
        yield from visit.faults
        for asked in visit.required:
            if not _is_plain(asked) or places.file_of(places.standing(asked)) not in files:
                yield f"{visit.asked} → {asked}"
        for asked, name in visit.fragments:
            file = places.file_of(places.standing(asked))
            if file in files and file.endswith(".html"):
                if file not in names:
                    with closing((folder / file).open(encoding="utf-8")) as page:
                        names[file] = links.names_in(page.read())
                if name not in names[file]:
                    yield f"{visit.asked} → {asked}#{name}"
