"""Does the site write what OpenCC writes?"""

import random
from pathlib import Path

import opencc
import pytest

from site_app.pinyin import converting
from site_app.pinyin.converting import to_simplified, to_traditional

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


def test_the_texts_of_the_site_are_those_of_opencc(traditional):
    for file in (*SEEDS.glob("*.*"), *SEEDS.glob("articles/*.md")):
        text = file.read_text(encoding="utf-8")
        assert to_traditional(text) == traditional.convert(text), file.name


def test_so_is_whatever_stands_side_by_side(traditional):
    dice = random.Random(2026)
    phrases = sorted(converting._known_phrases())
    kinds = (phrases, phrases, sorted(set("".join(phrases))), "，。 \n", "aQ7", "\U00020000\u3400\ufa1e\U0002f800é€")
    for _ in range(3000):
        text = "".join(dice.choice(dice.choice(kinds))[: dice.choice((1, 2, 20))] for _ in range(8))
        assert to_traditional(text) == traditional.convert(text)


def test_each_character_has_the_simplified_form_that_opencc_knows():
    simplified = opencc.OpenCC("t2s")
    for code in (*range(0x2E80, 0xA000), *range(0xF900, 0xFB00), ord("a"), 0x20000, 0x1F600):
        assert to_simplified(chr(code)) == simplified.convert(chr(code))


def test_what_has_no_other_form_stays():
    assert to_traditional("") == ""
    assert to_traditional("<脑") == "<腦"
    assert to_traditional("ruò 80% 😀") == "ruò 80% 😀"
    assert to_simplified("<") == "<"


def test_one_character_is_written_for_each(traditional):
    assert [one for one in converting._known_phrases() if len(traditional.convert(one)) != len(one)] == []


def test_it_is_compiled_where_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(converting, "_FOLDER", tmp_path / "compiled")
    path = converting.ensure_built()
    written = path.stat().st_mtime_ns
    assert sorted(file.name.split("-")[0] for file in path.parent.iterdir()) == ["characters", "phrases"]
    assert converting.ensure_built().stat().st_mtime_ns == written
