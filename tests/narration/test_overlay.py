"""Does each part of a sentence light up while it is said?"""

from typing import Any

from site_app.narration.cues import as_json, timed
from site_app.narration.overlay import LitElement, lit_elements
from site_app.narration.script import script
from site_app.pinyin import EMPTY_LEXICON
from site_app.rendering.render import render
from site_app.rendering.xhtml import document, name_sentence_parts


def lit(markdown: str) -> list[LitElement]:
    """With a fifth of a second for each syllable, and half a second of silence behind each sentence."""
    lines, start = [], 0
    for line in script("", markdown, EMPTY_LEXICON):
        syllables = sum(len(word.places) for word in line.words)
        length = 200 * syllables + 500
        lines.append(timed(line, start, length, [(200 * index, 200 * index + 200) for index in range(syllables)]))
        start += length
    page = document(f"<html>{render(markdown).ruby}</html>")
    return list(lit_elements(as_json(lines), name_sentence_parts(page)))


def test_a_whole_sentence_lights_up_up_to_the_next_one() -> None:
    assert lit("脑梗。快去！") == [LitElement("s1", 0, 900), LitElement("s2", 900, 1800)]


def test_a_sentence_in_parts_lights_up_part_by_part() -> None:
    assert lit("脑梗，又称**脑卒中**，危险。") == [
        LitElement("s1", 0, 800),
        LitElement("s1-2", 800, 1400),
        LitElement("s1-3", 1400, 2300),
    ]


def test_a_part_in_which_nothing_is_said_stays_dark() -> None:
    assert lit("“**脑梗**”。") == [LitElement("s1-2", 0, 900)]


def test_a_number_that_tags_cut_is_said_where_it_begins() -> None:
    assert [element.id for element in lit("有8**0%**的人")] == ["s1", "s1-3"]


def test_light_follows_the_sound_without_gap_or_overlap() -> None:
    elements = lit("一**二**三[四](/a)。\n\n- 五*六*\n- 七`八`九\n\n|甲|乙|\n|---|---|\n|80%|**4.5小时**|")
    assert elements[0].start == 0
    assert all(element.start < element.end for element in elements)
    assert [element.end for element in elements[:-1]] == [element.start for element in elements[1:]]


def test_what_the_page_does_not_show_is_passed_over() -> None:
    cues: dict[str, Any] = {"sentences": [{"id": "s7", "start": 0, "end": 100, "words": []}]}
    assert list(lit_elements(cues, [])) == []
