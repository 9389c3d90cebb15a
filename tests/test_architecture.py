"""Does the code keep the shape that the house was given?"""

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    path for path in (ROOT / "site_app").rglob("*.py") if path.stat().st_size and "migrations" not in path.parts
)


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def loaded_by(statement: str) -> set[str]:
    """The modules that are in memory after a fresh interpreter has run the statement."""
    script = f"import sys; {statement}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("room", ["pinyin", "rendering", "documents"])
def test_text_is_worked_on_without_django(room: str) -> None:
    within = [
        path.relative_to(ROOT).with_suffix("") for path in MODULES if path.is_relative_to(ROOT / "site_app" / room)
    ]
    assert "django" not in loaded_by(f"import {', '.join('.'.join(path.parts) for path in within)}")


@pytest.mark.parametrize(
    "package", ["pypinyin", "rjieba", "numpy", "PIL", "opencc", "markdown.core", "nh3", "site_app.articles.admin"]
)
def test_serving_a_page_loads_no_dictionary_and_nothing_of_the_editors(package: str) -> None:
    start = "import site_app.wsgi; from django.urls import resolve, reverse; resolve(reverse('pages:home'))"
    assert package not in loaded_by(start)


def test_every_module_says_which_question_it_answers() -> None:
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert names(silent) == []


def test_no_module_grows_beyond_300_lines() -> None:
    grown = [path for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 300]
    assert names(grown) == []


def test_half_of_the_modules_have_at_most_80_lines() -> None:
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES) <= 80


@pytest.mark.parametrize("drawer", ["utils", "helpers", "common", "manager", "misc", "services"])
def test_no_module_is_a_drawer_for_everything(drawer: str) -> None:
    assert names([path for path in MODULES if drawer in {path.stem, *path.parent.parts}]) == []
