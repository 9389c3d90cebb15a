"""Do the reference sentences say what they mean, and is the engine right about them?"""

import pytest

from benchmarks.engines import this_engine
from benchmarks.gold import Known, read_gold
from site_app.settings import BASE_DIR

HEALTH = BASE_DIR / "benchmarks" / "gold" / "health.txt"


def test_every_marked_syllable_of_the_reference_sentences_is_read_right():
    annotate = this_engine()
    wrong = []
    for sentence in read_gold(HEALTH):
        readings, _ = annotate(sentence.text)
        wrong += [
            (sentence.text, sentence.text[offset], readings[offset], reading)
            for offset, reading in sentence.readings.items()
            if readings[offset] != reading
        ]
    assert wrong == []


@pytest.mark.parametrize("line", ["脑{卒中|cù zhòng}。", "脑卒|cu4|中|zhong4|。"])
def test_readings_stand_in_braces_or_between_bars(tmp_path, line):
    (tmp_path / "gold.txt").write_text(f"# what follows\n\n{line}\n", encoding="utf-8")

    assert read_gold(tmp_path / "gold.txt") == [Known("脑卒中。", {1: "cu4", 2: "zhong4"})]


def test_the_pair_of_files_of_cpp_marks_one_character_of_each_sentence(tmp_path):
    (tmp_path / "dev.sent").write_text("他\u2581绿\u2581了。\n", encoding="utf-8")
    (tmp_path / "dev.lb").write_text("lu:4\n", encoding="utf-8")

    assert read_gold(tmp_path / "dev.sent") == [Known("他绿了。", {1: "lv4"})]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("gold.txt", "没有标注。\n", "gold.txt: no reading"),
        ("gold.txt", "好。\n脑{卒中|cù}。\n", "gold.txt:2: "),
        ("dev.sent", "没有标记\n", "dev.sent:1: no character"),
        ("dev.sent", "他\u2581绿\u2581\n她\u2581绿\u2581\n", "dev.sent: 2 sentences, but 1 readings"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(tmp_path, name, text, place):
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "dev.lb").write_text("lv4\n", encoding="utf-8")

    with pytest.raises(ValueError, match=place):
        read_gold(tmp_path / name)
