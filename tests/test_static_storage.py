"""Do the collected scripts and style sheets find each other under their hashed names?"""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


@pytest.fixture
def collect(settings: Settings, tmp_path: Path):
    """Collects a folder and returns where the files went, under the names that browsers ask for."""

    def run(source: Path) -> dict[str, Path]:
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        settings.STATICFILES_DIRS = [source]
        settings.STATIC_ROOT = tmp_path / "collected"
        settings.STORAGES = settings.STORAGES | {
            "staticfiles": {"BACKEND": "site_app.static_storage.HashedStaticFiles"}
        }
        call_command("collectstatic", interactive=False, verbosity=0)
        manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text(encoding="utf-8"))
        return {name: settings.STATIC_ROOT / hashed for name, hashed in manifest["paths"].items()}

    return run


def test_a_module_imports_another_under_its_hashed_name(collect, tmp_path: Path) -> None:
    source = tmp_path / "static"
    source.mkdir()
    (source / "reader.js").write_text('import { place } from "./place.js";\n', encoding="utf-8")
    (source / "place.js").write_text("export const place = 1;\n", encoding="utf-8")
    collected = collect(source)
    imported = collected["place.js"].name
    assert collected["reader.js"].read_text(encoding="utf-8") == f'import {{ place }} from "./{imported}";\n'


def test_files_are_stored_compressed_too(collect, tmp_path: Path) -> None:
    source = tmp_path / "static"
    source.mkdir()
    (source / "text.css").write_text("p { line-height: 1.8; }\n" * 100, encoding="utf-8")
    collected = collect(source)["text.css"]
    assert {path.name for path in collected.parent.iterdir()} >= {f"{collected.name}.br", f"{collected.name}.gz"}


def test_every_import_of_the_sites_own_modules_is_renamed(collect, settings: Settings) -> None:
    collected = collect(settings.STATICFILES_DIRS[0])
    modules = [path for path in collected.values() if path.suffix == ".js"]
    missed = [
        f"{module.name}: {target}"
        for module in modules
        for target in IMPORTED.findall(module.read_text(encoding="utf-8"))
        if (module.parent / target).resolve() not in collected.values()
    ]
    assert missed == []
