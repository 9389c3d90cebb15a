"""What does an attacker write? The lines of tests/attacks/."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "attacks"
_MARKS = str.maketrans({"⏎": "\n", "⇥": "\t", "␀": "\0"})


def attacks(name: str) -> list[str]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.translate(_MARKS) for line in lines if line and not line.startswith("# ")]


def names_of_all() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.txt"))
