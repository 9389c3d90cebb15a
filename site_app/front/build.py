"""Which build of the site makes the pages? Another one may make others of the same content."""

import hashlib
import os
import re
import sys
from importlib import import_module
from pathlib import Path

import django
from django.conf import ENVIRONMENT_VARIABLE, settings

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_SOURCES = ("site_app/**/*.py", "site_app/**/*.json", "site_app/**/*.tsv", "templates/**/*", "locale/**/*.[mp]o")


def build() -> str:
    """A digest of code, templates, translations, names of static files, settings and versions."""
    found = hashlib.sha256(f"{sys.version} {django.VERSION}".encode())
    own = import_module(os.environ[ENVIRONMENT_VARIABLE])
    values = {name: getattr(settings, name) for name in dir(own) if name.isupper()}
    found.update(_ADDRESS.sub("", repr(sorted(values.items()))).encode())
    root = Path(settings.BASE_DIR)
    paths = [path for pattern in _SOURCES for path in sorted(root.glob(pattern)) if path.is_file()]
    for path in (*paths, Path(settings.STATIC_ROOT) / "staticfiles.json"):
        if path.is_file():
            found.update(f"{path.name} {path.stat().st_size}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:24]
