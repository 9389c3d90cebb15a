"""Which of the static files do readers need, and under which names?"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage

from site_app.export import writing

FOR_EDITORS = ("admin/", "admin_desk/", "markdownx/")


def write(folder: Path) -> Iterator[tuple[str, bool]]:
    """(file, whether it is new) of all that are not for editors alone."""
    prefix = settings.STATIC_URL.strip("/")
    for name, source in _sources():
        file = f"{prefix}/{name}"
        yield file, writing.link(folder / file, source)


def _sources() -> Iterator[tuple[str, Path]]:
    names = getattr(staticfiles_storage, "hashed_files", None)
    if names:
        for name, hashed in sorted(names.items()):
            if not name.startswith(FOR_EDITORS):
                yield hashed, Path(settings.STATIC_ROOT) / hashed
        return
    for finder in get_finders():
        for name, storage in finder.list([]):
            if not name.startswith(FOR_EDITORS):
                yield name, Path(storage.path(name))
