"""Are two texts laid beside each other word by word, completely, and in a bounded time?"""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_app.articles.differences import Clock, Differences, Folded, Kind, Stretch, differences
from site_app.pinyin import Lexicon
from site_app.pinyin.words import divide

LEXICON = Lexicon({})
SAME, REMOVED, ADDED = Kind.SAME, Kind.REMOVED, Kind.ADDED


def words(text: str) -> list[str]:
    return [text[span.start : span.end] for span in divide(text, LEXICON)]


def between(before: str, after: str) -> list[tuple[Kind, str]]:
    found = differences(before, after, words)
    return [(stretch.kind, stretch.text) for passage in found.passages for stretch in passage.stretches]


def sides(found: Differences) -> tuple[str, str]:
    before = "".join(stretch.text for passage in found.passages for stretch in passage.before)
    return before, "".join(stretch.text for passage in found.passages for stretch in passage.after)


def test_whole_words_are_exchanged():
    assert between("要马上打120。", "要立刻打120。") == [
        (SAME, "要"),
        (REMOVED, "马上"),
        (ADDED, "立刻"),
        (SAME, "打120。"),
    ]


def test_only_the_changed_paragraph_is_looked_into():
    assert between("甲。\n\n少吃盐。\n\n丙。", "甲。\n\n多吃盐。\n\n丙。") == [
        (SAME, "甲。\n\n"),
        (REMOVED, "少"),
        (ADDED, "多"),
        (SAME, "吃盐。\n"),
        (SAME, "\n丙。"),
    ]


def test_another_reading_of_the_same_word_is_a_change():
    assert (REMOVED, "cù") in between("{卒中|cù zhòng}", "{卒中|zú zhòng}")


def test_the_same_text_has_no_differences():
    assert differences("脑梗\n", "脑梗\n", words).are_none
    assert differences("", "", words).are_none


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("甲", "甲\n", "↵\n"),
        ("甲\n", "甲\r\n", "↵\n"),
        ("甲，乙", "甲， 乙", "␣"),
        ("甲", "甲\u200b", "⟨U+200B⟩"),
        ("甲", "甲\u202e", "⟨U+202E⟩"),
        ("甲\t", "甲", "⇥"),
        ("甲", "甲\u3000", "⟨U+3000⟩"),
    ],
)
def test_nothing_changes_unseen(before, after, shown):
    found = differences(before, after, words)
    changed = [stretch for passage in found.passages for stretch in passage.stretches if stretch.kind != SAME]
    assert shown in "".join(stretch.shown for stretch in changed)


def test_a_space_between_words_stays_a_space():
    assert Stretch(ADDED, "take it easy").shown == "take it easy"


def test_long_texts_that_stayed_are_folded_at_the_ends_of_lines():
    lines = "".join(f"这是第{number}行，没有人改过。\n" for number in range(40))
    folded = Stretch(SAME, lines).folded
    assert isinstance(folded, Folded)
    assert folded.head + folded.hidden + folded.tail == lines
    assert folded.head.endswith("\n")
    assert folded.hidden.endswith("\n")
    assert Stretch(SAME, "短。").folded is None
    assert Stretch(ADDED, lines).folded is None


texts = st.text("ab甲乙 \n|{}", max_size=60)


@settings(deadline=None)
@given(texts, texts)
def test_both_texts_are_there_to_the_last_character(before, after):
    found = differences(before, after, words)
    assert sides(found) == (before, after)
    assert found.are_none == (before == after)


def book(seed: int, line: int) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice("脑梗急症要打电话血压盐油走路，。") + "\n" * (not i % line) for i in range(180_000))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (book(1, 40), book(2, 40)),
        (book(1, 10**6), book(2, 10**6)),
        ("\n" * 200_000, "\na" * 100_000),
        ("a" * 200_000, "ab" * 100_000),
        (book(1, 1), book(2, 1)),
    ],
)
def test_two_books_of_the_greatest_length_do_not_hold_up_a_server(before, after):
    words("脑梗")  # the dictionary is loaded once
    started = time.process_time()
    found = differences(before, after, words)
    assert time.process_time() - started < 20  # 2.2 on an idle machine
    assert sides(found) == (before, after)


def test_what_was_not_looked_into_is_said():
    assert differences(book(1, 10**6), book(2, 10**6), words).is_coarse
    assert differences("少吃盐。", "多吃盐。", words, Clock(seconds=0)).is_coarse
    assert not differences("少吃盐。", "多吃盐。", words).is_coarse
