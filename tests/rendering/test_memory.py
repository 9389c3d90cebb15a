"""Is what was worked out remembered, within bounds, whoever asks at the same time?"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from site_app.rendering.memory import Memory


def test_what_is_known_is_not_worked_out_again():
    memory: Memory[str, list[int]] = Memory(10)
    first = memory.recall("a", 1, lambda: [1])
    assert memory.recall("a", 1, lambda: [2]) is first
    assert memory.made == 1


def test_what_was_asked_for_least_lately_is_forgotten_first():
    memory: Memory[str, str] = Memory(10)
    for key in "ab":
        memory.recall(key, 5, lambda key=key: key)
    memory.recall("a", 5, str)
    memory.recall("c", 5, lambda: "c")
    assert memory.recall("a", 5, lambda: "new") == "a"
    assert memory.recall("b", 5, lambda: "new") == "new"


def test_what_is_too_heavy_is_answered_and_not_kept():
    memory: Memory[str, str] = Memory(10)
    assert memory.recall("a", 11, lambda: "a") == "a"
    memory.recall("a", 11, lambda: "a")
    assert memory.made == 2


def test_even_nothing_weighs_something():
    memory: Memory[int, str] = Memory(10)
    for key in range(100):
        memory.recall(key, 0, str)
    memory.recall(0, 0, str)
    assert memory.made == 101


def test_a_failure_is_not_remembered():
    memory: Memory[str, int] = Memory(10)
    with pytest.raises(ZeroDivisionError):
        memory.recall("a", 1, lambda: 1 // 0)
    assert memory.recall("a", 1, lambda: 1) == 1


def test_many_threads_share_one():
    memory: Memory[int, int] = Memory(50)
    with ThreadPoolExecutor(8) as pool:
        asked = [number % 60 for number in range(6_000)]
        assert list(pool.map(lambda key: memory.recall(key, 1, lambda: key * key), asked)) == [
            key * key for key in asked
        ]
    memory.forget()
    assert memory.recall(1, 1, lambda: 7) == 7
